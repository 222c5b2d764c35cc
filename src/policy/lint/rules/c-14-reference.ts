import { shown } from "../../text/errors";
import { namedValuesIn } from "../../model/value";
import { PolicySeverity } from "../finding";
import { type LintContext } from "../context";
import { type Place } from "../place";
import { type LintRule, type Report } from "../rule";
import { forEachText } from "./texts";

/**
 * A warning, because what nobody declares here may exist in the service all the same.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export const REFERENCE: LintRule = {
  id: "C-14",
  severities: [PolicySeverity.WARNING],
  sentence: "Every named value, fragment and backend that a document refers to is declared.",
  why: "The service refuses a document that refers to a named value, a fragment or a backend that it does not have. It is checked only where all of them are known.",
  fix: "Declare what exists already, or correct the name.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  checkDocument: (context, report) => {
    checkNamedValues(context, report);
    checkIds(context, report, "fragment", context.options.fragments, FRAGMENTS);
    checkIds(context, report, "backend", context.options.backends, BACKENDS);
  },
};

/** The attributes that name a fragment or a backend, by element. */
const FRAGMENTS: Readonly<Record<string, string>> = { "include-fragment": "fragment-id" };
const BACKENDS: Readonly<Record<string, string>> = {
  "set-backend-service": "backend-id",
  "llm-content-safety": "backend-id",
  "llm-semantic-cache-lookup": "embeddings-backend-id",
  "azure-openai-semantic-cache-lookup": "embeddings-backend-id",
};

function checkNamedValues(context: LintContext, report: Report): void {
  const { places } = context;
  const { namedValues } = context.options;
  if (namedValues === undefined) return;
  // Whether the case of letters counts is not documented, so here it does not.
  const seen = new Set(namedValues.map((name) => name.toLowerCase()));
  for (const place of places) {
    if (isLiquid(place)) continue;
    forEachText(place, holdsReference, ({ source, position, isComment }) => {
      if (isComment) return;
      for (const name of namedValuesIn(source)) {
        if (!NAME.test(name) || seen.has(name.toLowerCase())) continue;
        seen.add(name.toLowerCase());
        report(place, {
          message: `the named value ${shown(name)} is declared nowhere; expected one of the service`,
          fix: fixOf(context.nearest(name, namedValues)),
          position,
        });
      }
    });
  }
}

function holdsReference(source: string): boolean {
  return source.includes("{{");
}

const NAME = /^[A-Za-z0-9._-]{1,256}$/;

/** In a Liquid template `{{…}}` is a part of the template. */
function isLiquid({ element }: Place): boolean {
  return element.tryAttribute("template")?.source.trim().toLowerCase() === "liquid";
}

function checkIds(
  context: LintContext,
  report: Report,
  kind: string,
  declared: readonly string[] | undefined,
  attributes: Readonly<Record<string, string>>,
): void {
  if (declared === undefined) return;
  for (const place of context.places) {
    const name = attributes[place.name];
    const id = name === undefined ? undefined : place.literal(name);
    // The Dapr form of set-backend-service has a backend of its own.
    if (id === undefined || id === "dapr" || declared.includes(id)) continue;
    report(place, {
      message: `the ${kind} ${shown(id)} is declared nowhere; expected one of the service`,
      fix: fixOf(context.nearest(id, declared)),
      position: place.attribute(name!)!.position,
    });
  }
}

function fixOf(near: string | undefined): string {
  return near === undefined ? "declare it, or correct the name" : `use ${shown(near)}, if that is meant, or declare it`;
}
