import { fc } from "../support/fast-check";
import { Deployment, DeploymentError } from "../../src/deployment";

const API = { api_management_name: "c", resource_group_name: "rg", name: "a" };

function pathOf(path: unknown, more: object = {}): () => string | undefined {
  const { services } = Deployment.fromSynth({
    ...more,
    resource: { azurerm_api_management_api: { a: { ...API, path } } },
  });
  return () => services[0]?.apis[0]?.path;
}

test.each([
  ["text that is no JSON", "{"],
  ["a list", "{}".replace("{}", "[]")],
  ["a file that is not there", "/nowhere/cdk.tf.json"],
  ["JSON without end", `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
])("%s fails with a sentence", (_, input) => {
  expect(() => Deployment.fromSynth(input)).toThrow(DeploymentError);
  expect(() => Deployment.fromPlan(input)).toThrow(/cannot be read: /);
  expect(() => Deployment.fromState(input)).toThrow(/cannot be read: /);
});

test("values that double with each step end", () => {
  const locals: Record<string, string> = { x0: "0123456789" };
  for (let step = 1; step < 60; step++) locals[`x${step}`] = `\${local.x${step - 1}}\${local.x${step - 1}}`;
  expect(pathOf("${local.x59}", { locals })).toThrow("the configuration makes more text than it could need");
});

test("lists that double with each step end", () => {
  const locals: Record<string, string> = { x0: "0123456789" };
  for (let step = 1; step < 50; step++) locals[`x${step}`] = `\${[local.x${step - 1}, local.x${step - 1}]}`;
  expect(pathOf('${join("", flatten(local.x49))}', { locals })).toThrow("more text than it could need");
});

test("a chain of references ends", () => {
  const locals: Record<string, string> = { x0: "end" };
  for (let step = 1; step < 5000; step++) locals[`x${step}`] = `\${local.x${step - 1}}`;
  expect(pathOf("${local.x4999}", { locals })).toThrow("too many references follow one another");
  expect(pathOf("${local.x50}", { locals })()).toBe("end");
});

test("a value that grows around another ends", () => {
  const locals: Record<string, string> = { x0: "end" };
  for (let step = 1; step < 100; step++) locals[`x${step}`] = `\${[local.x${step - 1}]}`;
  expect(pathOf("${jsonencode(local.x99)}", { locals })).toThrow("nested too deeply");
});

test("very many items are no more than many", () => {
  const count = 150_000;
  const modules = Array.from({ length: count }, () => ({}));
  const resources = [
    { address: "a.b", mode: "managed", type: "azurerm_api_management_api", name: "b", values: { ...API, path: "p" } },
  ];
  const plan = { planned_values: { root_module: { resources, child_modules: modules } } };
  expect(Deployment.fromPlan(plan).services[0]?.apis[0]?.path).toBe("p");
  expect(pathOf(`\${max(${"1,".repeat(count)}1)}`)).toThrow("a function has too many arguments");
});

test("names of members that every object has are names", () => {
  const read = pathOf("${local.constructor}-${local.__proto__}", JSON.parse('{"locals":{"__proto__":"p"}}') as object);
  expect(read).toThrow("there is no local value constructor");
  expect(pathOf("${local.__proto__}", JSON.parse('{"locals":{"__proto__":"p"}}') as object)()).toBe("p");
  expect(Deployment.fromSynth({ resource: { constructor: { toString: {} } } }).services).toEqual([]);
});

const ANY_JSON = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.constantFrom("${var.a}", "${local.a[0].b}", "${azurerm_x.y.id}", '${join(",", local.a)}', "${", null, 1, true),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom("a", "b", "id", "name", "values", "address", "type", "resources", "default"),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

const READERS: readonly ((input: object) => Deployment)[] = [
  (input) => Deployment.fromSynth(input),
  (input) => Deployment.fromPlan(input),
  (input) => Deployment.fromState(input),
];

test("any JSON in any place is read", () => {
  const types = [
    "azurerm_api_management",
    "azurerm_api_management_api",
    "azurerm_api_management_api_policy",
    "azuread_application",
    "azuread_service_principal",
  ];
  const names = fc.constantFrom(
    "resource",
    "data",
    "variable",
    "locals",
    "output",
    "provider",
    "planned_values",
    "values",
    "resource_changes",
    "configuration",
  );
  const blocks = fc.dictionary(
    fc.constantFrom(...types),
    fc.dictionary(
      fc.constantFrom("x", "y"),
      fc.dictionary(
        fc.constantFrom(
          "name",
          "api_management_name",
          "resource_group_name",
          "api_name",
          "xml_content",
          "api",
          "app_role",
          "identity",
          "count",
          "for_each",
          "client_id",
        ),
        ANY_JSON,
      ),
    ),
  );
  fc.assert(
    fc.property(fc.dictionary(names, ANY_JSON), blocks, (json, resource) => {
      for (const read of READERS) {
        expect(() => JSON.stringify(read({ resource, ...json }))).not.toThrow();
        expect(() => JSON.stringify(read({ ...json, resource }))).not.toThrow();
      }
    }),
    { numRuns: 300 },
  );
});
