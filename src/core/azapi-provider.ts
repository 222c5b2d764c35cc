import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { AzureCloud } from "../oauth/azure-cloud";
import { AZAPI } from "./azapi-resource";
import { hclAttributes } from "./hcl-attributes";
import { checkProps, type Kinds, optional, placeOf, STRING } from "./kinds";
import { checkOptional, RULES } from "./rules";
import { CLOUD } from "./shared-kinds";

/** Properties of `AzapiProvider`. */
export interface AzapiProviderProps {
  /**
   * The name of this provider among several of a stack.
   *
   * @default - none: the provider of all AzAPI resources of the stack
   */
  readonly alias?: string;
  /**
   * The cloud that the provider works in.
   *
   * @default - the environment variable `ARM_ENVIRONMENT`, or the public cloud
   */
  readonly cloud?: AzureCloud;
  /**
   * The id of the subscription, a GUID.
   *
   * @default - the environment variable `ARM_SUBSCRIPTION_ID`, or that of the Azure CLI
   */
  readonly subscriptionId?: string;
  /**
   * The id of the tenant, a GUID.
   *
   * @default - the environment variable `ARM_TENANT_ID`, or that of the Azure CLI
   */
  readonly tenantId?: string;
}

const PROPS: Kinds<AzapiProviderProps> = {
  alias: optional(STRING),
  cloud: optional(CLOUD),
  subscriptionId: optional(STRING),
  tenantId: optional(STRING),
};

/**
 * The AzAPI provider, for what the azurerm provider cannot make: an authorization server with PKCE, a pool of
 * backends, and an MCP server. Other stacks need none.
 *
 * It signs in like the azurerm provider, with the same environment variables. Give any other argument with `addOverride`.
 *
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs
 */
export class AzapiProvider extends TerraformProvider {
  /** The name of the cloud that the provider works in, if it is given: `public`, `usgovernment` or `china`. */
  public readonly environment?: string;

  private readonly subscriptionId?: string;
  private readonly tenantId?: string;
  private ownAlias?: string;

  /**
   * @throws when an id is not a GUID
   */
  public constructor(scope: Construct, id: string, props: AzapiProviderProps = {}) {
    placeOf("AzapiProvider", scope, id);
    super(scope, id, { ...AZAPI, terraformResourceType: "azapi" });
    checkProps(this, props, PROPS);
    checkOptional(this, "subscriptionId", props.subscriptionId, RULES.guid);
    checkOptional(this, "tenantId", props.tenantId, RULES.guid);
    this.ownAlias = props.alias;
    this.environment = props.cloud?.environment;
    this.subscriptionId = props.subscriptionId;
    this.tenantId = props.tenantId;
  }

  /** The name of this provider among several of a stack. */
  public get alias(): string | undefined {
    return this.ownAlias;
  }

  public set alias(value: string | undefined) {
    this.ownAlias = value;
  }

  /** The arguments in the configuration. */
  protected synthesizeAttributes(): Record<string, unknown> {
    const { environment, subscriptionId, tenantId } = this;
    return { environment, subscription_id: subscriptionId, tenant_id: tenantId };
  }

  /** The arguments in a configuration in HCL. */
  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.synthesizeAttributes());
  }
}
