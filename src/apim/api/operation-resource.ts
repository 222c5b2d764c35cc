import type { ApiManagementApiOperationConfig } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { hclAttributes } from "../../core/azapi-resource";

/**
 * The resource of an operation.
 *
 * A request and a response describe their parameters in several levels of blocks, so that its binding is about as large as all others together that a
 * small program loads. This class takes the same arguments and writes the same resource. `docs/escape-hatches.md` says how to change it: it has no setters, so
 * that code for the binding fails and is not ignored.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/api_management_api_operation
 */
export class OperationResource extends TerraformResource {
  private readonly config: ApiManagementApiOperationConfig;

  public constructor(scope: Construct, id: string, config: ApiManagementApiOperationConfig) {
    super(scope, id, {
      terraformResourceType: "azurerm_api_management_api_operation",
      terraformGeneratorMetadata: { providerName: "azurerm" },
    });
    this.config = config;
  }

  public get id(): string {
    return this.getStringAttribute("id");
  }

  public get apiManagementName(): string {
    return this.getStringAttribute("api_management_name");
  }

  public get apiName(): string {
    return this.getStringAttribute("api_name");
  }

  public get description(): string {
    return this.getStringAttribute("description");
  }

  public get displayName(): string {
    return this.getStringAttribute("display_name");
  }

  public get method(): string {
    return this.getStringAttribute("method");
  }

  public get operationId(): string {
    return this.getStringAttribute("operation_id");
  }

  public get resourceGroupName(): string {
    return this.getStringAttribute("resource_group_name");
  }

  public get urlTemplate(): string {
    return this.getStringAttribute("url_template");
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    return argumentsOf(this.config);
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclOf(this.synthesizeAttributes());
  }
}

type Arguments = Record<string, unknown>;

/** The arguments under the names that Terraform has for them, also those in blocks. */
function argumentsOf(config: object): Arguments {
  const named = Object.entries(config).map(([name, value]: [string, unknown]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    Array.isArray(value) ? value.map(argumentOf) : argumentOf(value),
  ]);
  return Object.fromEntries(named) as Arguments;
}

function argumentOf(value: unknown): unknown {
  return isPlain(value) ? argumentsOf(value) : value;
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
