import { type TerraformMetaArguments, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AzureCloud } from "../oauth/azure-cloud";
import { noAzapiProvider } from "./errors";
import { hclAttributes } from "./hcl-attributes";
import { cloudOfProvider } from "./provider-cloud";

/** The provider as cdktf knows it. Version 2 takes a body that is no text. */
export const AZAPI = {
  terraformGeneratorMetadata: { providerName: "azapi", providerVersionConstraint: "~> 2.5" },
  terraformProviderSource: "azure/azapi",
};

/** The arguments of an `azapi_resource`. */
export interface AzapiResourceConfig extends TerraformMetaArguments {
  /** The type in Azure and the version of its API, such as `Microsoft.ApiManagement/service/apis@2024-05-01`. */
  readonly type: string;
  readonly name: string;
  readonly parentId: string;
  /** What is sent, in the words of the API. It is kept in the state, so it holds no secret. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The ids of resources that no two resources of the provider change at the same time. */
  readonly locks?: readonly string[];
}

/**
 * A resource of the AzAPI provider.
 *
 * What is made with it is not in the schemas that the provider knows, so their check is off.
 *
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource
 */
export class AzapiResource extends TerraformResource {
  private readonly config: AzapiResourceConfig;

  public constructor(scope: Construct, id: string, config: AzapiResourceConfig) {
    super(scope, id, {
      ...config,
      terraformResourceType: "azapi_resource",
      terraformGeneratorMetadata: AZAPI.terraformGeneratorMetadata,
    });
    this.config = config;
  }

  public get id(): string {
    return this.getStringAttribute("id");
  }

  public get name(): string {
    return this.getStringAttribute("name");
  }

  protected synthesizeAttributes(): Record<string, unknown> {
    const { type, name, parentId, body, locks } = this.config;
    return { type, name, parent_id: parentId, body, locks, schema_validation_enabled: false };
  }

  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}

/** Says at synth that the stack of a construct has no AzAPI provider, or one that works in another cloud. */
export function requireAzapi(construct: Construct, what: string, cloud: AzureCloud): void {
  construct.node.addValidation({
    validate: () => {
      const hasProvider = TerraformStack.of(construct)
        .node.findAll()
        .some((other) => TerraformProvider.isTerraformProvider(other) && other.terraformResourceType === "azapi");
      return hasProvider ? cloudOfProvider(construct, "service", cloud, "azapi") : [noAzapiProvider(what)];
    },
  });
}
