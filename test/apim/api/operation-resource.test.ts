import {
  ApiManagementApiOperation,
  type ApiManagementApiOperationConfig,
} from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { App, TerraformStack, Testing, Token } from "cdktf";
import { OperationResource } from "../../../src/apim/api/operation-resource";
import { expressionOf, hclOf, jsonOf, setAttribute } from "../../support/binding";
import { newStack } from "../../support/synth";

const REQUIRED: ApiManagementApiOperationConfig = {
  apiManagementName: "apim-contoso",
  apiName: "orders",
  displayName: "Get",
  method: "GET",
  operationId: "get",
  resourceGroupName: "rg-apim",
  urlTemplate: "/",
};

const EXAMPLE = [{ name: "small", value: '{ "a": "b" }', externalValue: undefined, summary: "S", description: "D" }];
const PARAMETER = [
  {
    name: "q",
    type: "string",
    required: false,
    defaultValue: "one",
    values: ["one", "two"],
    example: EXAMPLE,
    schemaId: "schema",
    typeName: "Query",
    description: undefined,
  },
];
const REPRESENTATION = [
  { contentType: "application/json", example: EXAMPLE, schemaId: "schema", typeName: "Order" },
  { contentType: "multipart/form-data", formParameter: PARAMETER },
];

const CONFIGS: readonly (readonly [what: string, config: ApiManagementApiOperationConfig])[] = [
  ["what is required", REQUIRED],
  ["no template parameters", { ...REQUIRED, templateParameter: [] }],
  ["a template parameter", { ...REQUIRED, urlTemplate: "/{q}", templateParameter: PARAMETER }],
  ["a request", { ...REQUIRED, description: 'a "quoted" text', request: { description: "R", header: PARAMETER } }],
  [
    "each block",
    {
      ...REQUIRED,
      request: { queryParameter: PARAMETER, representation: REPRESENTATION },
      response: [
        { statusCode: 200, header: PARAMETER, representation: REPRESENTATION },
        { statusCode: 404, description: "None", header: [], representation: [] },
      ],
    },
  ],
  ["a status that Terraform knows", { ...REQUIRED, response: [{ statusCode: Token.asNumber("${var.status}") }] }],
];

describe("OperationResource", () => {
  test.each(CONFIGS)("writes the JSON of the binding: %s", (_, config) => {
    const ours = jsonOf(OperationResource, config);
    expect(ours).toContain('"azurerm_api_management_api_operation"');
    expect(ours).toBe(jsonOf(ApiManagementApiOperation, config));
  });

  test.each(CONFIGS)("writes the HCL of the binding: %s", (_, config) => {
    const ours = hclOf(OperationResource, config);
    expect(ours).toContain('resource "azurerm_api_management_api_operation" "It" {');
    expect(ours).toEqual(hclOf(ApiManagementApiOperation, config));
  });

  test.each([...Object.keys(REQUIRED), "description", "id"])(
    "refers to %s as the binding does, and refuses to set it",
    (name) => {
      const [ours, theirs] = [OperationResource, ApiManagementApiOperation].map(
        (binding) => new binding(newStack(), "It", REQUIRED),
      );
      expect(expressionOf(ours!, name)).toMatch(/^\$\{azurerm_api_management_api_operation\.It\.\w+\}$/);
      expect(expressionOf(ours!, name)).toBe(expressionOf(theirs!, name));
      expect(() => setAttribute(ours!, name, "other")).toThrow(TypeError);
    },
  );

  test("needs the provider", () => {
    const stack = new TerraformStack(new App(), "Stack");
    new OperationResource(stack, "It", REQUIRED);
    expect(() => Testing.synth(stack, true)).toThrow(/azurerm/);
  });
});
