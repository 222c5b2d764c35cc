import { Deployment } from "../../src/deployment";
import type { Api } from "../../src/deployment/model";

const IN = { api_management_name: "contoso", resource_group_name: "rg" };
const SOURCE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso/apis/";

type Blocks = Record<string, Record<string, unknown>>;

/** The APIs of a deployment by name and revision. */
function apisOf(apis: Blocks, more: Record<string, Blocks> = {}): Record<string, Api> {
  const named = Object.fromEntries(Object.entries(apis).map(([id, api]) => [id, { ...IN, revision: "1", ...api }]));
  const { services } = Deployment.fromSynth({ resource: { azurerm_api_management_api: named, ...more } });
  return Object.fromEntries(services[0]!.apis.map((api) => [`${api.name};${api.revision}`, api]));
}

function imported(format: string, content: string): Blocks {
  return { orders: { name: "orders", path: "orders", import: { content_format: format, content_value: content } } };
}

const shown = ({ operations }: Api): string[] =>
  operations.map(({ operationId, method, urlTemplate }) => `${operationId}: ${method} ${urlTemplate}`);

const YAML = `
openapi: 3.0.1
paths:
  /{id}:
    parameters: [{ $ref: "#/components/parameters/id" }]
    get: { operationId: getOrder, summary: An order }
    delete: { operationId: "remove order!" }
  /:
    get:
      parameters:
        - { name: state, in: query, required: true, schema: { type: string, enum: [open, closed] } }
        - { name: top, in: query, schema: { type: integer } }
        - { name: X-Trace, in: header, required: true, schema: { type: string } }
    x-note: { get: nothing }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string } }
`;

test("the operations of a document in YAML are those that Azure makes of it", () => {
  const { "orders;1": api } = apisOf(imported("openapi", YAML));
  expect(shown(api!)).toEqual([
    "getOrder: GET /{id}",
    "remove-order: DELETE /{id}",
    "get-state-state: GET /?state={state}",
  ]);
  expect(api!.otherOperations).toBeUndefined();
  expect(api!.operations[0]).toMatchObject({
    displayName: "An order",
    templateParameters: [{ name: "id", type: "string", required: true, values: [] }],
    policy: undefined,
  });
  expect(api!.operations[2]).toMatchObject({
    templateParameters: [{ name: "state", type: "string", required: true, values: ["open", "closed"] }],
    queryParameters: [{ name: "top", type: "integer", required: false }],
    headers: [{ name: "X-Trace", required: true }],
  });
  expect(() => api!.operations[0]!.responses).toThrow("bodies of an imported document are not read");
});

test.each([
  ["openapi+json", { openapi: "3.0.0" }],
  ["swagger-json", { swagger: "2.0" }],
])("so are those of %s, and two of one name are told apart", (format, version) => {
  const paths = { "/a": { get: { operationId: "get" } }, "/b": { get: { operationId: "GET" } } };
  const { "orders;1": api } = apisOf(imported(format, JSON.stringify({ ...version, paths })));
  expect(shown(api!)).toEqual(["get: GET /a", "GET-1: GET /b"]);
});

test("a resource and a policy are of the operation whose name they have", () => {
  const operation = { ...IN, api_name: "orders", operation_id: "GETORDER", method: "GET", url_template: "/other" };
  const policy = { ...IN, api_name: "orders", operation_id: "remove-order", xml_content: "<policies />" };
  const { "orders;1": api } = apisOf(imported("openapi", YAML), {
    azurerm_api_management_api_operation: { operation },
    azurerm_api_management_api_operation_policy: { policy },
  });
  expect(shown(api!).slice(0, 2)).toEqual(["GETORDER: GET /other", "remove-order: DELETE /{id}"]);
  expect(api!.operations[1]!.policy?.text).toBe("<policies />");
});

test.each([
  ["openapi-link", "https://contoso.com/openapi.yaml", "Azure reads its document"],
  ["wsdl", "<definitions />", "Azure reads its document"],
  ["openapi", '${file("openapi.yaml")}', "its document is not in the deployment"],
  ["openapi", "{", "its document cannot be read"],
  ["openapi", "a: [", "its document cannot be read"],
  [
    "openapi",
    `openapi: 3.0.0\npaths: { /: { get: { parameters: [{ $ref: "other.yaml#/a" }] } } }`,
    "its document cannot be read",
  ],
  [
    "openapi",
    `openapi: 3.0.0\npaths: { /: { get: { parameters: [{ $ref: "#/a" }] } } }\na: { $ref: "#/a" }`,
    "its document cannot be read",
  ],
  ["openapi+json", '{"openapi":"3.0.0","paths":' + '{"a":'.repeat(500) + "1" + "}".repeat(501), undefined],
  [
    "openapi",
    "openapi: 3.0.0\na: &a [x, x, x]\n" +
      [..."bcdefgh"]
        .map(
          (b, i) =>
            `${b}: &${b} [${"*".repeat(1)}${"abcdefg"[i]}, *${"abcdefg"[i]}, *${"abcdefg"[i]}, *${"abcdefg"[i]}, *${"abcdefg"[i]}]`,
        )
        .join("\n"),
    "its document cannot be read",
  ],
])("a document as %s %j is said to be unknown", (format, content, reason) => {
  const { "orders;1": api } = apisOf(imported(format, content));
  expect([shown(api!), api!.otherOperations]).toEqual([[], reason]);
});

test.each([
  ["websocket", "onHandshake: GET /*"],
  ["graphql", "graphql: POST /"],
])("Azure makes the one operation of a %s API, which can have a policy", (api_type, expected) => {
  const [operation_id] = expected.split(":");
  const policy = { ...IN, api_name: "live", operation_id, xml_content: "<policies />" };
  const { "live;1": api } = apisOf(
    { live: { name: "live", path: "live", api_type } },
    { azurerm_api_management_api_operation_policy: { policy } },
  );
  expect([shown(api!), api!.operations[0]!.policy?.text]).toEqual([[expected], "<policies />"]);
});

describe("a copy", () => {
  const operation = (id: string, api = "orders"): Record<string, unknown> => ({
    ...IN,
    api_name: api,
    operation_id: id,
    method: "GET",
    url_template: `/${id}`,
  });
  const policies = {
    azurerm_api_management_api_operation: { a: operation("a"), b: operation("b") },
    azurerm_api_management_api_policy: { p: { ...IN, api_name: "orders", xml_content: "<orders />" } },
    azurerm_api_management_api_operation_policy: {
      a: { ...IN, api_name: "orders", operation_id: "a", xml_content: "<a />" },
    },
  };
  const orders = { name: "orders", path: "orders", protocols: ["https"], service_url: "https://b", version: "v1" };

  test.each([
    ["a revision", { name: "orders", revision: "2", source_api_id: `${SOURCE}orders` }, "orders;2"],
    ["a revision of a revision", { name: "orders", revision: "3", source_api_id: `${SOURCE}ORDERS;rev=1` }, "orders;3"],
    ["another API", { name: "copy", path: "copy", source_api_id: `${SOURCE}orders;rev=1` }, "copy;1"],
  ])("as %s has the operations and the policies of its source", (_, copy, key) => {
    const api = apisOf({ orders, copy }, policies)[key]!;
    expect(shown(api)).toEqual(["a: GET /a", "b: GET /b"]);
    expect(api).toMatchObject({ serviceUrl: "https://b", version: "v1", subscriptionRequired: true });
    expect([api.policy?.text, api.operations[0]!.policy?.text]).toEqual(["<orders />", "<a />"]);
  });

  test("that is current has what the resources say, and what its source has beside that", () => {
    const copy = { name: "orders", revision: "2", source_api_id: `${SOURCE}orders`, is_current: true };
    const apis = apisOf({ orders, copy }, policies);
    // The first was current when they were made, and has them still.
    for (const key of ["orders;2", "orders;1"]) {
      const api = apis[key]!;
      expect([api.isCurrent, shown(api), api.policy?.text]).toEqual([
        key === "orders;2",
        ["a: GET /a", "b: GET /b"],
        "<orders />",
      ]);
    }
  });

  test("has its own policies in the place of those of its source", () => {
    const copy = { name: "copy", path: "copy", source_api_id: `${SOURCE}orders` };
    const own = { ...IN, api_name: "copy", xml_content: "<copy />" };
    const { "copy;1": api } = apisOf(
      { orders, copy },
      {
        ...policies,
        azurerm_api_management_api_policy: { ...policies.azurerm_api_management_api_policy, own },
        azurerm_api_management_api_operation_policy: { own: { ...own, operation_id: "b" } },
      },
    );
    expect([api!.policy?.text, ...api!.operations.map(({ policy }) => policy?.text)]).toEqual([
      "<copy />",
      undefined,
      "<copy />",
    ]);
  });

  test.each([
    ["elsewhere", { copy: { name: "copy", source_api_id: `${SOURCE}elsewhere` } }],
    ["itself", { copy: { name: "copy", source_api_id: `${SOURCE}copy` } }],
    [
      "a copy of it",
      {
        copy: { name: "copy", source_api_id: `${SOURCE}other` },
        other: { name: "other", source_api_id: `${SOURCE}copy` },
      },
    ],
  ])("fails to say what it has of %s", (_, apis) => {
    const { "copy;1": api } = apisOf(apis);
    expect(api!.otherOperations).toBe("the API that it copies is not in the deployment");
    expect(() => api!.policy).toThrow(/^policy of azurerm_api_management_api\.\w+ has no value: /);
  });
});
