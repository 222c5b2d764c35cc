import { join } from "node:path";
import { Api, type ApiProps, ApimPolicy, Callers, JwtPolicy, OpenApiDocument } from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import {
  type Arguments,
  importedApi,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  warningsIn,
} from "../../../support/synth";

const ORDERS = OpenApiDocument.fromFile(join(__dirname, "orders.yaml"));
const OPERATION = "azurerm_api_management_api_operation";
const POLICY = "azurerm_api_management_api_policy.Api_Policy_D08799DE";

type Stack = ReturnType<typeof newStack>;

function protectedApi(stack: Stack, props: Partial<ApiProps> = {}): Api {
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", openApi: ORDERS, ...props });
  const callers = Callers.users("access_as_user");
  new JwtPolicy(stack, "Jwt", { target: api, resource: importedApi(stack), callers });
  return api;
}

/** The operations that a document of one path makes, by name. */
function operations(document: object): Record<string, Arguments> {
  const stack = newStack();
  protectedApi(stack, { openApi: OpenApiDocument.fromText(JSON.stringify(document)) });
  return Object.fromEntries(resourcesOf(synth(stack), OPERATION).map((found) => [String(found.operation_id), found]));
}

describe("an API of an OpenAPI document", () => {
  test("has the title, description, contact, license and terms of the document", () => {
    const stack = newStack();
    protectedApi(stack);
    expect(resourceOf(synth(stack), "azurerm_api_management_api")).toEqual({
      api_management_name: "apim-contoso",
      contact: { email: "orders@contoso.com", name: "Orders team" },
      description: "Takes orders.",
      display_name: "Orders",
      license: { name: "MIT", url: "https://contoso.com/license" },
      name: "orders",
      path: "orders",
      protocols: ["https"],
      resource_group_name: "rg-apim",
      revision: "1",
      subscription_required: true,
      terms_of_service_url: "https://contoso.com/terms",
    });
  });

  test("has an operation for each of the document, and none before the policy of the API", () => {
    const stack = newStack();
    protectedApi(stack);
    const found = resourcesOf(synth(stack), OPERATION);
    expect(found.map(({ operation_id, method, url_template }) => [operation_id, method, url_template])).toEqual([
      ["createOrder", "POST", "/orders"],
      ["get-orders-id", "GET", "/orders/{id}"],
      ["health-check", "GET", "/health"],
      ["listOrders", "GET", "/orders"],
    ]);
    for (const { depends_on } of found) expect(depends_on).toEqual([POLICY]);
    expect(ORDERS.operationIds).toEqual(["listOrders", "createOrder", "get-orders-id", "health-check"]);
  });

  test("describes requests and responses as the document does", () => {
    const stack = newStack();
    protectedApi(stack);
    const [create, get, , list] = resourcesOf(synth(stack), OPERATION);
    const schema_id = "${azurerm_api_management_api_schema.Api_Schema_4534C8D8.schema_id}";
    expect(list).toMatchObject({
      display_name: "Lists orders.",
      request: {
        query_parameter: [{ name: "$top", type: "integer", required: false }],
        header: [{ name: "X-Tenant", description: "The tenant.", type: "string", required: false }],
      },
      response: [
        {
          status_code: 200,
          description: "The orders.",
          header: [{ name: "X-Total", type: "integer", required: false }],
          representation: [
            {
              content_type: "application/json",
              schema_id,
              type_name: "Orders",
              example: [{ name: "default", value: '[{"id":1}]' }],
            },
          ],
        },
      ],
    });
    expect((list!.request as Arguments).representation).toBeUndefined();
    expect(create!.request).toEqual({
      description: "The order.",
      representation: [
        {
          content_type: "application/json",
          schema_id,
          type_name: "Order",
          example: [{ name: "small", summary: "One line.", value: '{"id":1}' }],
        },
        {
          content_type: "multipart/form-data",
          form_parameter: [
            { name: "file", type: "string", required: true },
            { name: "note", type: "string", required: false },
          ],
        },
      ],
    });
    // The parameter of the operation hides that of the path.
    expect(get!.template_parameter).toEqual([
      {
        name: "id",
        type: "string",
        required: true,
        description: "The number.",
        default_value: "a",
        values: ["a", "b"],
      },
    ]);
  });

  test("keeps the schemas of the document, and a literal ${ in them", () => {
    const stack = newStack();
    protectedApi(stack);
    const { components, ...rest } = resourceOf(synth(stack), "azurerm_api_management_api_schema");
    expect(rest).toMatchObject({
      content_type: "application/vnd.oai.openapi.components+json",
      depends_on: [POLICY],
      schema_id: "openapi",
    });
    expect(JSON.parse(String(components))).toMatchObject({ schemas: { Order: { description: "costs $${5}" } } });
  });

  test("takes callers by the name in Azure and by that in the document, in the document of the API", () => {
    for (const id of ["health-check", "health check"]) {
      const stack = newStack();
      protectedApi(stack, { callers: { [id]: Callers.anonymous() } });
      const { xml_content } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
      expect(xml_content).toContain('@(context.Operation.Id != "health-check")');
      expect(warningsIn(stack).filter((warning) => warning.includes("OpenAPI"))).toEqual([]);
    }
  });

  test("fails for callers of an operation that the document does not have, with the nearest name", () => {
    expect(() => protectedApi(newStack(), { callers: { listOrder: Callers.anonymous() } })).toThrow(
      'Stack/Api: operation "listOrder" does not exist on the document; expected "listOrders": correct the name',
    );
  });

  test("gives its operations, for a policy", () => {
    const stack = newStack();
    const list = protectedApi(stack).operation("listOrders");
    ApimPolicy.of(list).addOutbound(new SetHeader({ name: "X-Api", values: ["orders"] }));
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation_policy")).toMatchObject({
      operation_id: "${azurerm_api_management_api_operation.Api_listOrders_83400D13.operation_id}",
    });
    expect(() => protectedApi(newStack()).operation("list")).toThrow(/does not exist on the document/);
  });

  test("fails for an operation without a check, as one that the program adds", () => {
    const stack = newStack();
    new Api(stack, "Api", { apim: newService(stack), path: "orders", openApi: ORDERS });
    expect(() => synth(stack)).toThrow(/\[Stack\/Api\/listOrders\] A-01 open-operation: nothing checks who calls/);
  });

  test.each(["Policy", "constructor", "toString"])(
    "an operation named %s, as another child or what every object has, gets another id",
    (operationId) => {
      const stack = newStack();
      const document = { openapi: "3.1.0", paths: { "/": { get: { operationId } } } };
      const openApi = OpenApiDocument.fromText(JSON.stringify(document));
      const { path } = protectedApi(stack, { openApi }).operation(operationId).node;
      expect(path).toBe(`Stack/Api/${operationId}-operation`);
      expect(resourceOf(synth(stack), OPERATION).operation_id).toBe(operationId);
    },
  );

  test("fails for callers of one operation by both of its names", () => {
    const openApi = OpenApiDocument.fromText("openapi: 3.0.0\npaths: { /: { get: { operationId: get all } } }");
    const callers = { "get all": Callers.anonymous(), "get-all": Callers.users("access_as_user") };
    expect(() => protectedApi(newStack(), { openApi, callers })).toThrow(
      'Stack/Api: operation in callers "get-all" is given twice; expected each value once',
    );
  });

  test("an operation has no callers but those that are given for its own name", () => {
    const stack = newStack();
    const openApi = OpenApiDocument.fromText("openapi: 3.0.0\npaths: { /: { get: { operationId: __proto__ } } }");
    expect(protectedApi(stack, { openApi }).operation("__proto__").node.id).toBe("proto");
    expect(resourceOf(synth(stack), OPERATION).operation_id).toBe("proto");
  });

  test("gives the same bytes each time", () => {
    const build = (): string => {
      const stack = newStack();
      protectedApi(stack);
      return JSON.stringify(synth(stack));
    };
    expect(build()).toBe(build());
  });
});

describe("a document of version 2.0", () => {
  const document = {
    swagger: "2.0",
    consumes: ["application/json", "application/xml"],
    produces: ["application/json"],
    definitions: { Order: { type: "object" } },
    parameters: { id: { name: "id", in: "path", type: "integer", required: true } },
    paths: {
      "/{id}": {
        parameters: [{ $ref: "#/parameters/id" }],
        put: {
          operationId: "put",
          parameters: [{ name: "order", in: "body", schema: { $ref: "#/definitions/Order" } }],
          responses: { 200: { description: "ok", schema: { $ref: "#/definitions/Order" } }, 204: { description: "" } },
        },
        post: {
          operationId: "upload",
          parameters: [
            { name: "file", in: "formData", type: "file", required: true },
            { name: "top", in: "query", type: "integer", default: 10 },
          ],
        },
      },
    },
  };

  test("has bodies and forms among the parameters", () => {
    const { put, upload } = operations(document);
    const schema_id = "${azurerm_api_management_api_schema.Api_Schema_4534C8D8.schema_id}";
    expect(put).toMatchObject({
      template_parameter: [{ name: "id", type: "integer", required: true }],
      request: {
        representation: [
          { content_type: "application/json", schema_id, type_name: "Order" },
          { content_type: "application/xml", schema_id, type_name: "Order" },
        ],
      },
      response: [
        {
          status_code: 200,
          description: "ok",
          representation: [{ content_type: "application/json", schema_id, type_name: "Order" }],
        },
        { status_code: 204 },
      ],
    });
    expect(upload!.request).toEqual({
      query_parameter: [{ name: "top", type: "integer", required: false, default_value: "10" }],
      representation: [
        { content_type: "multipart/form-data", form_parameter: [{ name: "file", type: "file", required: true }] },
      ],
    });
  });
});

describe("OpenApiDocument", () => {
  test.each([
    ["openapi: 3.0\npaths: { /: { get: {} } }", "a version that YAML reads as a number"],
    ["swagger: 2.0\npaths: { /: { get: {} } }", "a version that YAML reads as a number"],
    ['\uFEFF{ "openapi": "3.2.0", "paths": { "/": { "get": {} } } }', "a byte order mark"],
    ["{ openapi: 3.0.0, paths: { /: { get: {} } } }", "YAML that starts like JSON"],
    ["openapi: 3.0.0\nx-one: &one { get: { summary: One } }\npaths: { /: { <<: *one } }", "a merge key"],
  ])("reads %j: %s", (text) => {
    expect(OpenApiDocument.fromText(text).operationIds).toEqual(["get"]);
  });

  test.each([
    ["get-orders-id", undefined, "/orders/{id}"],
    ["orders-list", "Orders.List", "/orders"],
    ["listOrders", "listOrders", "/orders"],
    ["a".repeat(80), "a".repeat(80), "/"],
    ["a".repeat(76), "a".repeat(81), "/"],
  ])("names an operation %s, as API Management derives it", (name, operationId, path) => {
    const parameters = path.includes("{id}") ? [{ name: "id", in: "path" }] : [];
    const document = { openapi: "3.0.0", paths: { [path]: { get: { operationId, parameters } } } };
    expect(OpenApiDocument.fromText(JSON.stringify(document)).operationIds).toEqual([name]);
  });

  test("takes other methods of version 3.2, and no extensions", () => {
    const item = { query: {}, additionalOperations: { PURGE: {} }, "x-note": {} };
    const document = { openapi: "3.2.0", paths: { "/a": item, "x-b": {} } };
    expect(OpenApiDocument.fromText(JSON.stringify(document)).operationIds).toEqual(["query-a", "purge-a"]);
  });

  test.each([
    [
      "openapi: 3.0.0\npaths: { /: { get: {} }, /: { put: {} } }",
      /^OpenApiDocument: the text cannot be read \(Map keys/,
    ],
    [
      "openapi: 3.0.0\npaths: { a: { get: {} } }",
      /path of paths.a is "a"; expected a path of at most 1000 characters that starts with/,
    ],
    ["openapi: 3.0.0\npaths: { '/a b': { get: {} } }", /path of paths.\/a b is "\/a b"; expected a path/],
    [
      "openapi: 3.0.0\npaths: { '/{a}/{a}': { get: { parameters: [{ name: a, in: path }] } } }",
      /parameter of operation GET \/\{a\}\/\{a\} "a" is given twice/,
    ],
    [
      "openapi: 3.0.0\npaths: { /: { $ref: '#/paths/~1' } }",
      /paths\.\/ refers to "#\/paths\/~1", which leads back to itself/,
    ],
    ["info: {}", /^OpenApiDocument: the document is of no version; expected swagger 2.0 or openapi 3/],
    ["5", /^OpenApiDocument: the document is the number 5; expected an object/],
    ["a: &a [1]\nb: [*a, *c]", /^OpenApiDocument: the text cannot be read/],
  ])("fails for %j", (text, message) => {
    expect(() => OpenApiDocument.fromText(text)).toThrow(message);
  });

  test("cuts a title and a description of an operation to what Azure takes, and no character in two", () => {
    const paths = { "/": { get: { summary: `${"a".repeat(255)}😀`, description: `${"b".repeat(999)}😀` } } };
    const [operation] = OpenApiDocument.fromText(JSON.stringify({ openapi: "3.0.0", paths }))._operations;
    expect(operation!.options).toMatchObject({ displayName: "a".repeat(255), description: "b".repeat(999) });
  });

  test("keeps no name of a type that no schema has, and none of a schema that it leaves out", () => {
    const schema = { $ref: "#/components/schemas/Order" };
    const paths = {
      "/": { post: { operationId: "post", requestBody: { content: { "application/json": { schema } } } } },
    };
    const without = { representation: [{ content_type: "application/json" }] };
    expect(operations({ openapi: "3.0.0", paths }).post!.request).toEqual(without);
    const schemas = { Order: { type: ["object", "null"] } };
    expect(operations({ openapi: "3.1.0", paths, components: { schemas } }).post!.request).toEqual(without);
  });
});
