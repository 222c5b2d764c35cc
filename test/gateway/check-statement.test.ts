import { PARTS_NOT_EXECUTED, PARTS_WITHOUT_EFFECT } from "../../src/gateway/policies/parts-not-executed";
import { DeployedDocuments } from "../../src/gateway/deployed-documents";
import { allPolicies, type ElementSpec } from "../../src/policy/catalog";
import { run } from "./run-policy";

/** The path of each attribute and child of a policy. */
function* pathsOf({ attributes = [], children = [] }: ElementSpec, path: string): Generator<string> {
  for (const { name } of attributes) yield `${path}@${name}`;
  for (const child of children) {
    yield `${path}/${child.name}`;
    yield* pathsOf(child, `${path}/${child.name}`);
  }
}

/** A policy with the part of a path. */
function policyWith(path: string): string {
  const [elements = "", attribute] = path.split("@");
  const names = elements.split("/");
  return names.reduceRight(
    (inner, name, index) =>
      `<${name}${index === names.length - 1 && attribute !== undefined ? ` ${attribute}="true"` : ""}>${inner}</${name}>`,
    "",
  );
}

describe("a part that the gateway does not execute", () => {
  test.each([...PARTS_NOT_EXECUTED])("%s fails the request with its name and the reason", async (path, reason) => {
    const [, part = ""] = /[/@]([^/@]+)$/.exec(path) ?? [];
    const failed = run(policyWith(path));
    await expect(failed).rejects.toThrow(reason);
    await expect(failed).rejects.toThrow(part);
  });

  test("is one of the catalog, as one without an effect is", () => {
    const known = new Set(allPolicies().flatMap((policy) => [...pathsOf(policy, policy.name)]));
    const paths = [...PARTS_NOT_EXECUTED.keys(), ...PARTS_WITHOUT_EFFECT.keys()];
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
  });
});

test.each([
  [
    '<validate-jwt header-name="Authorization"><required-audiences><audience>x</audience></required-audiences></validate-jwt>',
    "<validate-jwt> has the element <required-audiences>, which its reference does not; expected openid-config",
  ],
  [
    '<validate-jwt header-name="Authorization" failed-validation-code="403" />',
    "has the attribute failed-validation-code, which its reference does not; expected id, header-name",
  ],
  [
    '<validate-jwt header-name="Authorization"><required-claims><claim name="scp" match="some" /></required-claims></validate-jwt>',
    'match of <claim> is "some"; expected all, any',
  ],
  [
    '<validate-jwt header-name="Authorization"><audiences><audience>a</audience></audiences><audiences><audience>b</audience></audiences></validate-jwt>',
    "<validate-jwt> has 2 elements <audiences>; expected at most 1",
  ],
  ["<validate-jwt />", "<validate-jwt> has none of header-name, query-parameter-name and token-value"],
  [
    '<validate-jwt header-name="Authorization" token-value="@(context.RequestId)" />',
    "<validate-jwt> has header-name and token-value; expected only one of header-name",
  ],
  ['<check-header name="x" />', "<check-header> lacks the attribute failed-check-httpcode"],
  ["<choose />", "<choose> lacks the element <when>"],
  ['<choose>x<when condition="true" /></choose>', "<choose> has text between its elements"],
])("fails for what the service refuses: %s", async (policy, message) => {
  await expect(run(policy)).rejects.toThrow(message);
});

test.each([
  ["", "the text contains no element"],
  ["<policies><inbound><validate-jwt></inbound></policies>", "<validate-jwt> is not closed"],
  ["<policies><inbound /><inbound><base /></inbound></policies>", "the section <inbound> is there twice"],
  ["<policies><Inbound><base /></Inbound></policies>", "<Inbound> is not a section; expected <inbound>"],
  ["<fragment><base /></fragment>", "the root is <fragment>; expected <policies>"],
  ["<policies><inbound>validate-jwt</inbound></policies>", "<inbound> has text between its elements"],
  ["<policies>-<inbound /></policies>", "<policies> has text between its elements"],
])("fails for a document that the service refuses: %s", (text, message) => {
  expect(() => new DeployedDocuments([]).read(text)).toThrow(`the service refuses the policy document`);
  expect(() => new DeployedDocuments([]).read(text)).toThrow(message);
});

test("a fragment has no sections", () => {
  const documents = new DeployedDocuments([]);
  expect(documents.read("<fragment><base /></fragment>", [], "fragment").root.elements).toHaveLength(1);
  expect(() => documents.read("<policies><inbound /></policies>", [], "fragment")).toThrow("expected <fragment>");
});

test("the attributes of XML that a body holds are data", async () => {
  expect((await run('<set-body><a b="1" xmlns:c="urn:c" /></set-body>')).sent[0]?.body.text).toBe(
    '<a b="1" xmlns:c="urn:c" />',
  );
});
