import { type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import type { IKeyVault } from "../../keyvault/key-vault";
import { AppResources, argumentsOf } from "../app-resources";
import { firewallNeedsSystemIdentity, unreachableVault } from "../errors";
import type { ApimIdentity } from "./apim-identity";

/**
 * What keeps the service from reading through the firewall of a vault that the program creates.
 *
 * Azure no longer lets an API Management service through as a trusted service: it needs a network path, and its system-assigned identity.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties#prerequisites-for-key-vault-integration
 */
export function firewallProblems(scope: Construct, vault: IKeyVault, identity: ApimIdentity): string[] {
  const made = tryFindMadeVault(scope, vault);
  if (made === undefined || !isFirewalled(made)) return [];
  const resources = AppResources.of(scope);
  if (identity.clientId !== undefined) return [firewallNeedsSystemIdentity(made.node.path)];
  const hasPath = hasRule(made) || resources.ofType("azurerm_private_endpoint").some(isForVaults);
  return hasPath ? [] : [unreachableVault(made.node.path)];
}

/** The vault as the program creates it, or undefined. */
export function tryFindMadeVault(scope: Construct, vault: IKeyVault): TerraformResource | undefined {
  const resources = AppResources.of(scope);
  return resources.ofType("azurerm_key_vault").length === 0 ? undefined : tryFindVault(resources, scope, vault);
}

/** Names are unique in Azure. The name of a vault that is known by the id of its resource is an expression, and its id is not. */
function tryFindVault(resources: AppResources, scope: Construct, vault: IKeyVault): TerraformResource | undefined {
  const name = resources.known(scope, vault.name);
  const [named] = resources.find("azurerm_key_vault", ["name"], JSON.stringify([name]));
  if (named !== undefined || !Token.isUnresolved(vault.name)) return named;
  const id = resources.known(scope, vault.resourceId);
  return resources.ofType("azurerm_key_vault").find((each) => resources.idOf(each) === id);
}

function isFirewalled(vault: TerraformResource): boolean {
  const { public_network_access_enabled: isPublic } = argumentsOf(vault);
  return isPublic === false || rulesOf(vault)?.default_action === "Deny";
}

/** Whether the vault lets some network in. Without public access no rule does. */
function hasRule(vault: TerraformResource): boolean {
  if (argumentsOf(vault).public_network_access_enabled === false) return false;
  const { ip_rules: addresses, virtual_network_subnet_ids: subnets } = rulesOf(vault) ?? {};
  return [addresses, subnets].some((list) => list !== undefined && !(Array.isArray(list) && list.length === 0));
}

function rulesOf(vault: TerraformResource): Readonly<Record<string, unknown>> | undefined {
  const { network_acls: rules } = argumentsOf(vault);
  return (Array.isArray(rules) ? rules[0] : rules) as Readonly<Record<string, unknown>> | undefined;
}

/** Which vault a private endpoint is for may be known to Terraform only. */
function isForVaults(endpoint: TerraformResource): boolean {
  return JSON.stringify(argumentsOf(endpoint).private_service_connection ?? []).includes('"vault"');
}
