import { type TerraformDataSource, TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { warnOnce } from "./annotations";

/** What this file needs of the bindings of an azurerm provider. */
type AzurermProvider = TerraformProvider & { readonly subscriptionId?: string };

type Element = TerraformResource | TerraformDataSource;

/** An element of a stack whose provider works in another subscription than it should. */
export interface ElsewhereElement {
  readonly element: Element;
  /** The subscription of its provider. */
  readonly subscription: string;
  /** The subscription that it should be in. */
  readonly expected: string;
  /** The name of a provider of the stack that works there, such as `azurerm.shared`, if there is one. */
  readonly provider?: string;
}

/**
 * Warns where the azurerm provider of an element works in another subscription than a resource id names. Providers can be changed until the end, also by
 * aspects, so this is a validation. What only Terraform knows warns nothing.
 *
 * @param elements determines the elements that have to be in the subscription; the first one elsewhere is named
 */
export function expectSubscriptionOf(
  scope: IConstruct,
  resourceId: string,
  elements: () => readonly Element[],
  warning: (found: ElsewhereElement) => string,
): void {
  // The id of what is known by its name has the subscription of the provider.
  const [, expected] = /^\/subscriptions\/([\w-]+)\//i.exec(resourceId) ?? [];
  if (expected === undefined) return;
  scope.node.addValidation({
    validate: () => {
      const providers = azurermProvidersOf(scope);
      if (!providers.some((provider) => otherThan(provider, expected) !== undefined)) return [];
      const provider = providers.find(({ subscriptionId }) => subscriptionId?.toLowerCase() === expected.toLowerCase());
      for (const element of elements()) {
        const own = element.provider ?? providers.find(({ alias }) => alias === undefined);
        const subscription = own && otherThan(own, expected);
        if (subscription === undefined) continue;
        warnOnce(scope, warning({ element, subscription, expected, provider: provider && nameOf(provider) }));
        break;
      }
      return [];
    },
  });
}

/** The subscription of a provider, if it is certainly another one. */
function otherThan({ subscriptionId }: AzurermProvider, expected: string): string | undefined {
  const isOther = subscriptionId !== undefined && subscriptionId.toLowerCase() !== expected.toLowerCase();
  return isOther && /^[\w-]+$/.test(subscriptionId) ? subscriptionId : undefined;
}

/** What Terraform calls a provider in the argument `provider`. */
function nameOf({ terraformResourceType, alias }: AzurermProvider): string {
  return alias === undefined ? terraformResourceType : `${terraformResourceType}.${alias}`;
}

function azurermProvidersOf(scope: IConstruct): AzurermProvider[] {
  return TerraformStack.of(scope)
    .node.findAll()
    .filter((node): node is AzurermProvider => TerraformProvider.isTerraformProvider(node))
    .filter(({ terraformResourceType }) => terraformResourceType === "azurerm");
}
