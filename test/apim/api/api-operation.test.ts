import { TerraformVariable } from "cdktf";
import { Api, ApimPolicy, type ApiOperationOptions, ApiSchema, ApiSchemaContent } from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { OPEN, addressesOf, newService, newStack, resourceOf, resourcesOf, synth } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function newApi(stack: Stack, id = "Api", path = "orders"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path });
}

function operation(options: ApiOperationOptions): ReturnType<typeof resourceOf> {
  const stack = newStack();
  newApi(stack).addOperation("get-order", options);
  return resourceOf(synth(stack), "azurerm_api_management_api_operation");
}

describe("ApiOperation", () => {
  test("needs a method and a URL template only", () => {
    const stack = newStack();
    const list = newApi(stack).addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toEqual([
      "azurerm_api_management_api.Api_F70053CD",
      "azurerm_api_management_api_operation.Api_list-orders_0915904F",
    ]);
    expect(resourceOf(configuration, "azurerm_api_management_api_operation")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "${azurerm_api_management_api.Api_F70053CD.name}",
      display_name: "GET /",
      method: "GET",
      operation_id: "list-orders",
      resource_group_name: "rg-apim",
      template_parameter: [],
      url_template: "/",
    });
    expect(list.apim.name).toBe("apim-contoso");
  });

  test.each(["Resource", "Policy", "Schema", "constructor"])(
    "may have the id %s, in a document with a policy",
    (id) => {
      const stack = newStack();
      const api = newApi(stack);
      const operation = api.addOperation(id, { method: "GET", urlTemplate: "/" });
      ApimPolicy.of(api).addOutbound(new SetHeader({ name: "X-Api", values: ["orders"] }));
      expect(resourceOf(synth(stack), "azurerm_api_management_api_operation").operation_id).toBe(id);
      expect(operation.node.path).toBe(`Stack/Api/${id}-operation`);
    },
  );

  test("fails for the second of an id, and names the first", () => {
    const api = newApi(newStack());
    const add = (method: string): unknown => api.addOperation("list", { method, urlTemplate: "/" });
    add("GET");
    expect(() => add("POST")).toThrow(
      'Stack/Api: the operation "list" is already created by Stack/Api/list; expected one of each',
    );
  });

  test("takes every option", () => {
    const options = { method: "PUT", urlTemplate: "/{id}", operationId: "put_order", displayName: "Put an order" };
    expect(operation(options)).toMatchSnapshot();
    expect(operation(options)).toMatchObject({
      display_name: "Put an order",
      method: "PUT",
      operation_id: "put_order",
      url_template: "/{id}",
    });
  });

  test.each([
    ["/", []],
    ["/{id}", ["id"]],
    ["/{id}/lines/{line-no}?top={top}", ["id", "line-no", "top"]],
    ["/{*path}", ["path"]],
    ["/{id}/{id}", ["id"]],
  ])("the parameters of %s are %j, because the provider wants the same set", (urlTemplate, names) => {
    expect(operation({ method: "GET", urlTemplate }).template_parameter).toEqual(
      names.map((name) => ({ name, type: "string", required: true })),
    );
  });

  test("a template that only Terraform knows is not searched for parameters", () => {
    const stack = newStack();
    const urlTemplate = new TerraformVariable(stack, "template", {}).stringValue;
    newApi(stack).addOperation("get", { method: "GET", urlTemplate: `/{id}/${urlTemplate}` });
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation")).toMatchObject({
      display_name: "GET /{id}/${var.template}",
      template_parameter: [],
      url_template: "/{id}/${var.template}",
    });
  });

  test("fails for a second operation of one name, also through another import of the API", () => {
    const stack = newStack();
    newApi(stack).addOperation("list", { method: "GET", urlTemplate: "/" });
    const again = Api.fromName(stack, "Again", { ...OPEN, apim: newService(stack), name: "orders" });
    expect(() => again.addOperation("List", { method: "GET", urlTemplate: "/all" })).toThrow(
      /^Stack\/Again\/List: the operation "List" is already created by Stack\/Api\/list; expected one of each/,
    );
  });

  test("fails for a second operation of the same requests, whatever the names of its parameters", () => {
    const stack = newStack();
    const api = newApi(stack);
    const add = (id: string, urlTemplate: string): unknown => api.addOperation(id, { method: "GET", urlTemplate });
    for (const [index, template] of ["/{id}", "/{*path}", "/{id}/parts", "/?a={b}", "/*"].entries()) {
      add(`o${index}`, template);
    }
    for (const [index, template] of ["/{key}", "/{*rest}", "/{ID}/Parts", "/?a={c}"].entries()) {
      expect(() => add(`again${index}`, template)).toThrow(/ is already created by Stack\/Api\/o\d/);
    }
    const { stringValue } = new TerraformVariable(stack, "template", {});
    add("later", `/x/${stringValue}`);
    add("even-later", `/y/${stringValue}`);
  });

  test("one name in two APIs is two operations", () => {
    const stack = newStack();
    for (const path of ["orders", "bills"])
      newApi(stack, path, path).addOperation("list", { method: "GET", urlTemplate: "/" });
    expect(resourcesOf(synth(stack), "azurerm_api_management_api_operation")).toHaveLength(2);
  });

  test("describes parameters, requests and responses", () => {
    const stack = newStack();
    const api = newApi(stack);
    const schema = new ApiSchema(stack, "Schema", { api, content: ApiSchemaContent.openApiComponents("{}") });
    api.addOperation("put", {
      method: "PUT",
      urlTemplate: "/{region}/{id}",
      description: "Costs ${5}.",
      templateParameters: [
        { name: "region", description: "Where.", defaultValue: "eu", values: ["eu", "us"], required: false },
      ],
      request: {
        description: "An order.",
        queryParameters: [{ name: "$top", schemaType: "integer", examples: [{ name: "ten", value: "10" }] }],
        headers: [{ name: "If-Match", required: true }],
        representations: [
          { contentType: "application/json", schema, typeName: "Order" },
          { contentType: "multipart/form-data", formParameters: [{ name: "file", schemaType: "file" }] },
        ],
      },
      responses: [
        { statusCode: 200, description: "The order.", headers: [{ name: "ETag" }] },
        { statusCode: 404, representations: [{ contentType: "text/plain" }] },
      ],
    });
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation")).toMatchObject({
      description: "Costs $${5}.",
      template_parameter: [
        {
          name: "region",
          type: "string",
          description: "Where.",
          default_value: "eu",
          values: ["eu", "us"],
          required: false,
        },
        { name: "id", type: "string", required: true },
      ],
      request: {
        description: "An order.",
        query_parameter: [{ name: "$top", type: "integer", required: false, example: [{ name: "ten", value: "10" }] }],
        header: [{ name: "If-Match", type: "string", required: true }],
        representation: [
          {
            content_type: "application/json",
            schema_id: "${azurerm_api_management_api_schema.Schema_42171392.schema_id}",
            type_name: "Order",
          },
          {
            content_type: "multipart/form-data",
            form_parameter: [{ name: "file", type: "file", required: false }],
          },
        ],
      },
      response: [
        { status_code: 200, description: "The order.", header: [{ name: "ETag", type: "string", required: false }] },
        { status_code: 404, representation: [{ content_type: "text/plain" }] },
      ],
    });
  });

  test.each<[string, Partial<ApiOperationOptions>, string]>([
    [
      "a default that is none of the values",
      { request: { queryParameters: [{ name: "sort", defaultValue: "down", values: ["asc", "desc"] }] } },
      'request.queryParameters[0].defaultValue is "down"; expected one of its values, "asc" or "desc"',
    ],
    [
      "an example that Terraform cannot keep",
      { request: { headers: [{ name: "A", examples: [{ name: "one", value: "\uD800" }] }] } },
      'request.headers[0].examples[0].value is "',
    ],
    [
      "an example without words in its description",
      { request: { headers: [{ name: "A", examples: [{ name: "one", description: " " }] }] } },
      'request.headers[0].examples[0].description is " "',
    ],
    [
      "a parameter that is given twice",
      { request: { headers: [{ name: "A" }, { name: "A" }] } },
      'request.headers: name "A" is given twice',
    ],
    [
      "a status that is given twice",
      { responses: [{ statusCode: 200 }, { statusCode: 200 }] },
      'responses: statusCode "200" is given twice',
    ],
    ["a status that is none", { responses: [{ statusCode: 20 }] }, "responses[0].statusCode is 20; expected"],
    [
      "a media type that is none",
      { responses: [{ statusCode: 200, representations: [{ contentType: "json" }] }] },
      'responses[0].representations[0].contentType is "json"; expected a media type',
    ],
    [
      "a URL of an example that is none",
      { request: { headers: [{ name: "A", examples: [{ name: "a", externalValue: "ftp://contoso.com" }] }] } },
      'request.headers[0].examples[0].externalValue is "ftp://contoso.com"; expected an absolute',
    ],
  ])("fails for %s", (_what, options, message) => {
    expect(() => operation({ method: "GET", urlTemplate: "/", ...options })).toThrow(message);
  });

  test("a schema exists after the policies of its API", () => {
    const stack = newStack();
    const api = newApi(stack);
    new ApiSchema(stack, "Schema", { api, content: ApiSchemaContent.graphQl("type Query { a: Int }") });
    ApimPolicy.of(api).addInbound(new SetHeader({ name: "X-Api", values: ["orders"] }));
    expect(resourceOf(synth(stack), "azurerm_api_management_api_schema")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "${azurerm_api_management_api.Api_F70053CD.name}",
      content_type: "application/vnd.ms-azure-apim.graphql.schema",
      depends_on: ["azurerm_api_management_api_policy.Api_Policy_D08799DE"],
      resource_group_name: "rg-apim",
      schema_id: "Schema",
      value: "type Query { a: Int }",
    });
  });
});
