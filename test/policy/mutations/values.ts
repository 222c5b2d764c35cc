import { PolicyElement, PolicyText } from "../../../src/policy";
import { type ValueSpec } from "../../../src/policy/catalog";
import { type MutationClass } from "./mutation";
import { type Place, type Source, withAttribute, withChildren, withNodes } from "./sources";

/** A literal of a document, what the catalog says about it, and the document with another one. */
interface Literal {
  readonly place: Place;
  readonly name: string;
  readonly source: string;
  readonly spec: ValueSpec;
  readonly with: (value: string) => string;
}

/** The literals of a document: values of attributes, and texts under the name `text`. */
function literalsOf({ document, places }: Source): Literal[] {
  return places.flatMap((place) => {
    const { element, spec } = place;
    const found: Literal[] = element.attributes.flatMap(({ name, value }) => {
      const attribute = spec.attributes?.find((other) => other.name === name);
      if (attribute === undefined || value.isDynamic) return [];
      const changed = (text: string): string => withNodes(document, element, withAttribute(element, name, text));
      return [{ place, name, source: value.source, spec: attribute, with: changed }];
    });
    const { text } = element;
    if (text === undefined || text.isDynamic || spec.text === undefined || element.children.length !== 1) return found;
    const changed = (value: string): string =>
      withNodes(document, element, withChildren(element, value === "" ? [] : [new PolicyText(value)]));
    return [...found, { place, name: "text", source: text.source, spec: spec.text, with: changed }];
  });
}

/** A class of other values for some literals. */
function otherValues(name: string, floor: number, valuesFor: (literal: Literal) => readonly string[]): MutationClass {
  return {
    name,
    floor,
    mutants: (source) =>
      literalsOf(source).flatMap((literal) =>
        valuesFor(literal)
          .filter((value) => value !== literal.source)
          .map((value) => () => ({ text: literal.with(value) })),
      ),
  };
}

const isOneOf = ({ place, name }: Literal, ...keys: readonly string[]): boolean =>
  keys.includes(`${place.element.name}@${name}`) ||
  keys.includes(`@${name}`) ||
  keys.includes(`${place.element.name}@*`);

/** Places where the pages ask for a status. */
const isStatus = (literal: Literal): boolean =>
  isOneOf(
    literal,
    "set-status@code",
    "mock-response@status-code",
    "@failed-check-httpcode",
    "@failed-validation-httpcode",
  );

export const VALUES: readonly MutationClass[] = [
  otherValues("word that is no boolean", 100, ({ spec }) => (spec.type === "boolean" ? ["yes", "ture"] : [])),
  otherValues("word that is no number", 100, ({ spec }) =>
    spec.type === "integer" || spec.type === "number" ? ["ten", "5s"] : [],
  ),
  otherValues("negative number", 95, ({ spec, name }) =>
    // A weight, a priority and a measured value may be any number.
    (spec.type === "integer" || spec.type === "number") && !/priority|weight|default-value|^value$/.test(name)
      ? ["-5"]
      : [],
  ),
  otherValues("number outside of its range", 100, (literal) => {
    const { min, max } = literal.spec.range ?? literal.spec.doubtfulRange ?? {};
    if (isStatus(literal)) return ["42", "1000", "99999"];
    return [...(min === undefined ? [] : [String(min - 1)]), ...(max === undefined ? [] : [String(max + 1)])].filter(
      (value) => Number(value) !== literal.spec.range?.or && Number(value) !== literal.spec.doubtfulRange?.or,
    );
  }),
  otherValues("literal outside of a closed set", 100, ({ spec, source }) =>
    spec.values === undefined ? [] : [`${source}x`, "sometimes"],
  ),
  otherValues("literal outside of a set that only the pages close", 100, (literal) => {
    if (isOneOf(literal, "forward-request@http-version")) return ["3", "http2"];
    if (isOneOf(literal, "get-authorization-context@identity-type")) return ["user"];
    if (isOneOf(literal, "set-header@exists-action", "set-query-parameter@exists-action")) return ["replace"];
    return [];
  }),
  otherValues("text of another form", 90, (literal) => {
    if (isOneOf(literal, "address@text", "address-range@from", "address-range@to")) return ["999.1.1.1", "a.example"];
    if (isOneOf(literal, "set-method@text")) return ["FOO BAR", "GTE"];
    if (isOneOf(literal, "set-header@name", "check-header@name", "validate-jwt@header-name")) return ["X Bad:Name"];
    if (isOneOf(literal, "set-backend-service@base-url", "set-url@text")) return ["foo", "orders.example.com"];
    if (isOneOf(literal, "origin@text") && literal.source !== "*")
      return ["a.example", "https://a.example/x", "https://a.example/"];
    if (isOneOf(literal, "openid-config@url")) return ["login", "https://login.microsoftonline.com/common"];
    return [];
  }),
  otherValues("empty text", 95, (literal) =>
    isOneOf(
      literal,
      "audience@text",
      "issuer@text",
      "application-id@text",
      "openid-config@url",
      "validate-azure-ad-token@tenant-id",
      "claim@name",
      "set-header@name",
      "set-variable@name",
      "include-fragment@fragment-id",
      "set-backend-service@backend-id",
      "rewrite-uri@template",
      "set-url@text",
      "set-method@text",
      "origin@text",
      "@counter-key",
      "when@condition",
    )
      ? [""]
      : [],
  ),
  {
    name: "range that ends before it starts",
    floor: 100,
    mutants: ({ document, places }) =>
      places
        .filter(({ element }) => element.name === "address-range")
        .filter(({ element }) => element.tryAttribute("from")!.source !== element.tryAttribute("to")!.source)
        .map(({ element }) => () => {
          const [from, to] = ["from", "to"].map((name) => element.tryAttribute(name)!.source);
          return { text: withNodes(document, element, withAttribute(withAttribute(element, "from", to), "to", from)) };
        }),
  },
  {
    name: "expression where the service reads plain text",
    floor: 100,
    mutants: ({ document, places }) =>
      places.flatMap(({ element, spec }) =>
        (spec.attributes ?? [])
          .filter(({ name, expressions }) => expressions === false && element.tryAttribute(name) !== undefined)
          .map(({ name }) => () => ({
            text: withNodes(document, element, withAttribute(element, name, "@(context.Api.Name)")),
          })),
      ),
  },
  {
    name: "attribute twice",
    floor: 100,
    mutants: ({ document, places }) =>
      places.flatMap(({ element, spec }) =>
        spec.attributes === undefined || element.attributes.length === 0
          ? []
          : [
              () => {
                const marked = withAttribute(element, element.attributes[0]!.name, "twice");
                const first = marked.attributes[0]!;
                const changed = new PolicyElement(element.name, {
                  ...element,
                  attributes: [first, ...marked.attributes.slice(1)],
                });
                const text = withNodes(document, element, changed);
                return { text: text.replace(`${first.name}="twice"`, "$& $&") };
              },
            ],
      ),
  },
];
