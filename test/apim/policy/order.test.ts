import { fc } from "../../support/fast-check";
import { PolicyComment, PolicyElement, type PolicyNode, PolicyValue } from "cdktf-apim-oauth/policy";
import { mergeInbound, Phase, phaseOf, type PhasedNode } from "../../../src/apim/policy/order";

const element = (name: string): PolicyElement => new PolicyElement(name);
const phased = (name: string): PhasedNode => ({ node: element(name), phase: phaseOf(element(name)) });
const names = (nodes: readonly PolicyNode[]): string[] =>
  nodes.map((node) => (node instanceof PolicyElement ? node.name : `<!--${(node as PolicyComment).text}-->`));

describe("phaseOf", () => {
  test.each([
    ["cors", Phase.CORS],
    ["base", Phase.BASE],
    ["ip-filter", Phase.NETWORK],
    ["check-header", Phase.NETWORK],
    ["validate-client-certificate", Phase.NETWORK],
    ["validate-jwt", Phase.AUTHENTICATION],
    ["validate-azure-ad-token", Phase.AUTHENTICATION],
    ["rate-limit", Phase.RATE_LIMIT],
    ["rate-limit-by-key", Phase.RATE_LIMIT],
    ["quota", Phase.RATE_LIMIT],
    ["quota-by-key", Phase.RATE_LIMIT],
    ["set-header", Phase.REST],
    ["authentication-managed-identity", Phase.REST],
    ["something-new", Phase.REST],
  ])("%s has its phase", (name, phase) => {
    expect(phaseOf(element(name))).toBe(phase);
  });
});

test("a fragment that holds cors has the phase of cors", () => {
  const include = (id: string): PolicyElement =>
    new PolicyElement("include-fragment", { attributes: [{ name: "fragment-id", value: PolicyValue.text(id) }] });
  const holdsCors = (id: string): boolean => id === "Browsers";

  expect(phaseOf(include("Browsers"), holdsCors)).toBe(Phase.CORS);
  expect(phaseOf(include("Headers"), holdsCors)).toBe(Phase.REST);
  expect(phaseOf(element("include-fragment"), holdsCors)).toBe(Phase.REST);
});

describe("mergeInbound", () => {
  test("puts what is contributed in order, whatever the order in which it comes", () => {
    const contributions = ["set-header", "rate-limit", "validate-jwt", "cors", "ip-filter"].map(phased);
    expect(names(mergeInbound([element("base")], contributions))).toEqual([
      "cors",
      "base",
      "ip-filter",
      "validate-jwt",
      "rate-limit",
      "set-header",
    ]);
  });

  test("validates a token before a statement of the document puts another one there", () => {
    const document = ["base", "set-header", "rate-limit"].map(element);
    expect(names(mergeInbound(document, [phased("validate-jwt")]))).toEqual([
      "base",
      "validate-jwt",
      "set-header",
      "rate-limit",
    ]);
    expect(names(mergeInbound(["set-header", "base"].map(element), [phased("validate-jwt")]))).toEqual([
      "validate-jwt",
      "set-header",
      "base",
    ]);
  });

  test("checks after cors and base that the document only prepares the request before", () => {
    const merge = (...document: string[]): string[] =>
      names(
        mergeInbound(document.map(element), [
          phased("validate-jwt"),
          { ...phased("choose"), phase: Phase.AUTHORIZATION },
        ]),
      );
    const checks = ["validate-jwt", "choose"];

    expect(merge("set-variable", "cors", "trace", "base", "set-header")).toEqual([
      "set-variable",
      "cors",
      "trace",
      "base",
      ...checks,
      "set-header",
    ]);
    expect(merge("cors", "rewrite-uri", "base")).toEqual(["cors", "rewrite-uri", "base", ...checks]);
    expect(merge("set-variable", "return-response", "cors", "base")).toEqual([
      ...checks,
      "set-variable",
      "return-response",
      "cors",
      "base",
    ]);
    expect(merge("set-variable", "rewrite-uri")).toEqual([...checks, "set-variable", "rewrite-uri"]);
  });

  test("leaves a comment above its statement", () => {
    const document = [new PolicyComment("inherited"), element("base"), new PolicyComment("why"), element("set-header")];
    const merged = mergeInbound(document, [phased("validate-jwt"), phased("cors")]);
    expect(names(merged)).toEqual(["cors", "<!--inherited-->", "base", "validate-jwt", "<!--why-->", "set-header"]);
  });

  test("puts what comes last after the comments at the end", () => {
    const merged = mergeInbound([element("base"), new PolicyComment("the end")], [phased("set-header")]);
    expect(names(merged)).toEqual(["base", "set-header", "<!--the end-->"]);
  });

  test("never moves what is in the document, and never puts a check behind what it protects", () => {
    const statements = ["cors", "base", "ip-filter", "validate-jwt", "rate-limit", "set-header", "choose"];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...statements), { maxLength: 8 }),
        fc.array(fc.constantFrom(...statements), { maxLength: 6 }),
        (own, added) => {
          const document = own.map(element);
          const contributions = added.map(phased);
          const merged = mergeInbound(document, contributions);
          expect(merged).toHaveLength(own.length + added.length);
          expect(merged.filter((node) => document.includes(node as PolicyElement))).toEqual(document);
          for (const { node, phase } of contributions) {
            const before = merged.slice(0, merged.indexOf(node));
            expect(before.filter((other) => phaseOf(other as PolicyElement) > phase)).toEqual([]);
          }
          // The order of contributions matters within a phase only.
          const phases = (nodes: readonly PolicyNode[]): Phase[] => nodes.map((node) => phaseOf(node as PolicyElement));
          expect(phases(mergeInbound(document, [...contributions].reverse()))).toEqual(phases(merged));
        },
      ),
    );
  });
});
