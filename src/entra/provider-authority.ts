import type { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { ref, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { untraced } from "../core/create";
import { findOrMake } from "../core/find-or-make";
import { lateText } from "../core/late-value";
import { AzureCloud } from "../oauth/azure-cloud";
import { Authority } from "./authority";
import { providerInOtherCloud } from "./errors";

/** The tenant that the azuread provider of a registration signs in to, in the public cloud. */
export function providerAuthority(registration: Construct): Authority {
  const configs = findOrMake(
    TerraformStack.of(registration),
    "AzureadClientConfig",
    (stack, id) => new ClientConfigs(stack, id),
  );
  return Authority.publicCloud(configs.tenantOf(registration));
}

type Blocks = Readonly<Record<string, unknown>>;

/**
 * The data sources that read the tenants of the azuread providers of a stack, one for each provider that a registration uses.
 *
 * An Aspect can change the provider of a registration until the very end, so the data sources are written when the stack is.
 */
class ClientConfigs extends TerraformDataSource {
  private readonly registrations: IConstruct[] = [];
  private readonly tenants = new Map<string, string>();

  public constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "azuread_client_config",
      terraformGeneratorMetadata: { providerName: "azuread" },
    });
    // The provider may be created later, so its cloud is checked at validation.
    this.node.addValidation({ validate: () => this.otherClouds() });
  }

  /** The tenant of the provider that a registration has in the end. */
  public tenantOf(registration: IConstruct): string {
    this.registrations.push(registration);
    return lateText(() => this.tenantOfProvider(aliasOf(registration)));
  }

  public toTerraform(): unknown {
    return this.forEachProvider(super.toTerraform() as Blocks, (alias) => alias);
  }

  public toHclTerraform(): unknown {
    return this.forEachProvider(super.toHclTerraform() as Blocks, (value) => ({
      value,
      isBlock: false,
      type: "simple",
      storageClassType: "reference",
    }));
  }

  private forEachProvider(written: Blocks, toArgument: (provider: string) => unknown): unknown {
    const type = this.terraformResourceType;
    const { [type]: blocks } = written.data as Readonly<Record<string, Blocks>>;
    const block = blocks![this.friendlyUniqueId] as Blocks;
    const aliases = [...new Set(this.registrations.map(aliasOf))];
    const named = aliases.map((alias) => [
      this.idFor(alias),
      alias === undefined ? block : { ...block, provider: toArgument(`azuread.${alias}`) },
    ]);
    return { data: { [type]: Object.fromEntries(named) as Blocks } };
  }

  /** One reference for each provider, because a reference remembers the output that takes it to another stack. */
  private tenantOfProvider(alias: string | undefined): string {
    const id = this.idFor(alias);
    let tenant = this.tenants.get(id);
    if (tenant === undefined) {
      const address = `data.${this.terraformResourceType}.${id}.tenant_id`;
      tenant = untraced(() => Token.asString(ref(address, this.cdktfStack)));
      this.tenants.set(id, tenant);
    }
    return tenant;
  }

  private idFor(alias: string | undefined): string {
    return alias === undefined ? this.friendlyUniqueId : `${this.friendlyUniqueId}_${alias}`;
  }

  private otherClouds(): string[] {
    const aliases = this.registrations.map(aliasOf);
    return this.cdktfStack.node
      .findAll()
      .filter(isAzureadProvider)
      .filter(({ alias }) => aliases.includes(alias))
      .map((provider) => provider.environment ?? AzureCloud.PUBLIC.environment)
      .filter((environment) => !Token.isUnresolved(environment) && !PUBLIC_NAMES.includes(environment))
      .map((environment) => providerInOtherCloud(environment));
  }
}

/** The alias of the provider of a registration, or undefined for the default provider. An import may have nothing of a provider. */
function aliasOf(registration: IConstruct): string | undefined {
  const main = ["Resource", "ServicePrincipal", "Application"]
    .map((id) => registration.node.tryFindChild(id))
    .find(Boolean);
  const hasProvider = TerraformResource.isTerraformResource(main) || TerraformDataSource.isTerraformDataSource(main);
  return hasProvider ? main.provider?.alias : undefined;
}

function isAzureadProvider(construct: IConstruct): construct is AzureadProvider {
  return TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "azuread";
}

/** The names that the provider accepts for the public cloud. */
const PUBLIC_NAMES: readonly string[] = [AzureCloud.PUBLIC.environment, "global"];
