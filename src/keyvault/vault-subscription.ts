import { TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { warnOnce } from "../core/annotations";
import { vaultOfOtherSubscription } from "./errors";

/** What this file needs of a provider's bindings. */
type Provider = TerraformProvider & { readonly subscriptionId?: string };

/**
 * Warns where a secret is written into a vault of another subscription than its provider's. The provider finds the vault when it writes, but looks for it in
 * its own subscription when it reads. The provider can be changed until the end, so this is a validation.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/22064
 */
export function expectSameSubscription(scope: Construct, secret: TerraformResource, vaultId: string): void {
  // The id of a vault that is known by its name has the subscription of the provider.
  const [, subscription] = /^\/subscriptions\/([\w-]+)\//.exec(vaultId) ?? [];
  if (subscription === undefined) return;
  scope.node.addValidation({
    validate: () => {
      const other = providerOf(secret)?.subscriptionId;
      if (other !== undefined && /^[\w-]+$/.test(other) && other.toLowerCase() !== subscription.toLowerCase()) {
        warnOnce(scope, vaultOfOtherSubscription(vaultId, other));
      }
      return [];
    },
  });
}

function providerOf(resource: TerraformResource): Provider | undefined {
  if (resource.provider !== undefined) return resource.provider;
  return TerraformStack.of(resource)
    .node.findAll()
    .filter((node): node is Provider => TerraformProvider.isTerraformProvider(node))
    .find(({ terraformResourceType, alias }) => terraformResourceType === "azurerm" && alias === undefined);
}
