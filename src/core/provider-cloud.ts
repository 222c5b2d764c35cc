import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { AzureCloud } from "../oauth/azure-cloud";
import { azurermInOtherCloud } from "./errors";

/**
 * Says that no azurerm provider of the stack works in the cloud that a construct is in. A provider without an environment may get it from
 * ARM_ENVIRONMENT.
 *
 * @param what what is in the cloud, such as `service`
 * @param type the type of the provider
 */
export function cloudOfProvider(construct: IConstruct, what: string, cloud: AzureCloud, type = "azurerm"): string[] {
  const environments = TerraformStack.of(construct)
    .node.findAll()
    .filter((other): other is Provider => TerraformProvider.isTerraformProvider(other))
    .filter(({ terraformResourceType }) => terraformResourceType === type)
    .map(({ environment }) => environment);
  const [first] = environments;
  const isOther = (environment: string | undefined): boolean =>
    environment !== undefined && !Token.isUnresolved(environment) && environment !== cloud.environment;
  return first !== undefined && environments.every(isOther)
    ? [azurermInOtherCloud(first, what, cloud.environment, type)]
    : [];
}

/** What this file needs of a provider's bindings. */
type Provider = TerraformProvider & { readonly environment?: string };
