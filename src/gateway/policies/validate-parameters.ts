import type { ParameterDescription } from "../exchange";
import { STANDARD_REQUEST_HEADERS } from "../inferred";
import type { Step } from "../step";
import { templateOf } from "../url-template";
import { checkParameter } from "./check-parameter";
import { actionOf, actionsOf, descriptionOf, Validation } from "./validation";

/** A place of parameters in a request. */
interface ParameterPlace {
  readonly place: ParameterDescription["place"];
  /** The part of the policy that says otherwise for the place. */
  readonly part: string;
  readonly type: string;
  /** How a message calls a parameter there. */
  readonly word: string;
  readonly values: (name: string) => readonly string[];
  readonly names: readonly string[];
}

/** Checks the headers, the query and the path of a request against what the API says of them. */
export function validateParameters(step: Step): void {
  const { parameters } = descriptionOf(step);
  const validation = new Validation(step);
  for (const place of placesOf(step)) {
    checkPlace(
      step,
      place,
      parameters.filter((one) => one.place === place.place),
      validation,
    );
  }
  validation.end();
}

function checkPlace(
  step: Step,
  { part, type, word, values, names }: ParameterPlace,
  described: readonly ParameterDescription[],
  validation: Validation,
): void {
  const exceptions = step.tryPart(part);
  const single = actionsOf(exceptions, "parameter");
  const general = (attribute: string): string =>
    actionOf(exceptions?.element.tryAttribute(attribute) === undefined ? step : exceptions, attribute);
  const specified = general("specified-parameter-action");
  const unspecified = general("unspecified-parameter-action");
  for (const parameter of described) {
    const action = single.get(parameter.name.toLowerCase()) ?? specified;
    for (const finding of checkParameter(parameter, values(parameter.name), type)) validation.add(action, finding);
  }
  const known = new Set(described.map(({ name }) => name.toLowerCase()));
  for (const name of new Set(names)) {
    const key = name.toLowerCase();
    if (known.has(key)) continue;
    const details = `Unspecified ${word} ${name} is not allowed.`;
    validation.add(single.get(key) ?? unspecified, { name, type, validationRule: "Unspecified", details });
  }
}

function placesOf({ request, exchange }: Step): readonly ParameterPlace[] {
  const { matchedParameters, operation } = exchange.facts;
  // What the URL template has in its query has matched.
  const inTemplate = templateOf(operation).query.map(([name]) => name.toLowerCase());
  const isOwn = (name: string): boolean => SUBSCRIPTION_KEYS.has(name) || inTemplate.includes(name);
  const { searchParams } = exchange.originalUrl;
  const headers = [...request.headers].map(([name]) => name);
  return [
    {
      place: "header",
      part: "headers",
      type: "RequestHeader",
      word: "header",
      values: (name) => request.headers.values(name),
      names: headers.filter((name) => !STANDARD_REQUEST_HEADERS.has(name.toLowerCase())),
    },
    {
      place: "query",
      part: "query",
      type: "QueryParameter",
      word: "query parameter",
      values: (name) => valuesIn(searchParams, name),
      names: [...searchParams.keys()].filter((name) => !isOwn(name.toLowerCase())),
    },
    {
      place: "path",
      part: "path",
      type: "PathParameter",
      word: "path parameter",
      values: (name) => valuesIn(matchedParameters, name),
      // A path that matches the URL template has no other parameters.
      names: [],
    },
  ];
}

/** The parameter that carries the subscription key belongs to the gateway. */
const SUBSCRIPTION_KEYS: ReadonlySet<string> = new Set(["subscription-key"]);

function valuesIn(pairs: Iterable<readonly [string, string]>, wanted: string): string[] {
  return [...pairs].filter(([name]) => name.toLowerCase() === wanted.toLowerCase()).map(([, value]) => value);
}
