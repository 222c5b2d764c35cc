import type { ApiManagementApiOperationConfig } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import type { Construct } from "constructs";
import { hclAttributes } from "../../core/azapi-resource";
import { addAttributes, type Arguments, argumentsOf, type PlainConfig, PlainResource } from "../../core/plain-resource";

/**
 * The resource of an operation. A request and a response describe their parameters in several levels of blocks, so that its binding is about as large as all
 * others together that a small program loads.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/api_management_api_operation
 */
export class OperationResource extends PlainResource {
  public constructor(scope: Construct, id: string, config: PlainConfig<ApiManagementApiOperationConfig>) {
    super(scope, id, "azurerm_api_management_api_operation", config);
  }

  public get operationId(): string {
    return this.getStringAttribute("operation_id");
  }

  protected synthesizeAttributes(): Arguments {
    return withBlocks(super.synthesizeAttributes());
  }

  protected synthesizeHclAttributes(): Arguments {
    return hclOf(this.synthesizeAttributes());
  }
}

addAttributes(OperationResource, [
  "apiManagementName",
  "apiName",
  "description",
  "displayName",
  "method",
  "resourceGroupName",
  "urlTemplate",
]);

/** The same, with the names that Terraform has also in blocks. */
function withBlocks(values: Arguments): Arguments {
  const inBlock = (value: unknown): unknown => (isPlain(value) ? withBlocks(argumentsOf(value)) : value);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(inBlock) : inBlock(value)]),
  );
}

/** The same as cdktf wants it to write HCL. */
function hclOf(values: Arguments): Arguments {
  const blocks = Object.entries(values).flatMap(([name, value]) => {
    const inner = isPlain(value) ? hclOf(value) : blocksOf(name, value)?.map(hclOf);
    if (inner === undefined) return [];
    return [[name, { value: inner, isBlock: true, type: "list", storageClassType: name }] as const];
  });
  return { ...hclAttributes(values), ...Object.fromEntries(blocks) };
}

/** Of the lists, only that of values is none of blocks. */
function blocksOf(name: string, value: unknown): Arguments[] | undefined {
  return Array.isArray(value) && name !== "values" ? (value as Arguments[]) : undefined;
}

function isPlain(value: unknown): value is Arguments {
  return typeof value === "object" && value?.constructor === Object;
}
