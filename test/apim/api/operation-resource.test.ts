import {
  ApiManagementApiOperation,
  type ApiManagementApiOperationConfig,
} from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import {
  App,
  DefaultTokenResolver,
  StringConcat,
  type TerraformElement,
  Testing,
  Token,
  Tokenization,
  TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
import { OperationResource } from "../../../src/apim/api/operation-resource";
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

type Binding = new (scope: Construct, id: string, config: ApiManagementApiOperationConfig) => unknown;

function stackWith(binding: Binding, config: ApiManagementApiOperationConfig): TerraformStack {
  const stack = newStack();
  new binding(stack, "Get", config);
  return stack;
}

describe("OperationResource", () => {
  test.each(CONFIGS)("writes the JSON of the binding: %s", (_, config) => {
    const [ours, theirs] = [OperationResource, ApiManagementApiOperation].map((binding) =>
      Testing.synth(stackWith(binding, config)),
    );
    expect(ours).toContain('"azurerm_api_management_api_operation"');
    expect(ours).toBe(theirs);
  });

  test.each(CONFIGS)("writes the HCL of the binding: %s", (_, config) => {
    const [ours, theirs] = [OperationResource, ApiManagementApiOperation].map((binding) =>
      linesOf(Testing.synthHcl(stackWith(binding, config)) as string),
    );
    expect(ours).toContain('resource "azurerm_api_management_api_operation" "Get" {');
    expect(ours).toEqual(theirs);
  });

  test.each([
    "apiManagementName",
    "apiName",
    "displayName",
    "method",
    "operationId",
    "resourceGroupName",
    "urlTemplate",
    "id",
    "description",
  ] as const)("refers to %s as the binding does, and refuses to set it", (name) => {
    const [ours, theirs] = [
      new OperationResource(newStack(), "Get", REQUIRED),
      new ApiManagementApiOperation(newStack(), "Get", REQUIRED),
    ];
    expect(referenceOf(ours, ours[name])).toBe(referenceOf(theirs, theirs[name]));
    const asBinding = ours as unknown as ApiManagementApiOperation;
    expect(() => (asBinding[name] = "other")).toThrow(TypeError);
  });

  test("needs the provider", () => {
    const stack = new TerraformStack(new App(), "Stack");
    new OperationResource(stack, "Get", REQUIRED);
    expect(() => Testing.synth(stack, true)).toThrow(/azurerm/);
  });
});

function referenceOf({ cdktfStack }: TerraformElement, token: string): unknown {
  return Tokenization.resolve(token, { scope: cdktfStack, resolver: new DefaultTokenResolver(new StringConcat()) });
}

/** The order of arguments has no meaning in HCL. */
function linesOf(hcl: string): string[] {
  return hcl
    .split("\n")
    .map((line) => line.trim().replace(/,$/, ""))
    .sort();
}
