import { Secret } from "../deployment";
import type { Api, Container, Product, Subscription } from "../deployment/model";
import { findSubscription, hasApi, openProduct, opens } from "./deployed-service";
import { PolicyFailure } from "./failure";
import type { MessageHeaders } from "./message";

/** By which subscription and product a request comes in. */
export interface Access {
  readonly subscription?: Subscription;
  readonly product?: Product;
}

/** What a subscription opens. */
export type SubscriptionScope = "all-apis" | { readonly product: string };

const MISSING_KEY =
  "Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.";
const INVALID_KEY =
  "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.";

/** The access of a request to an API, or why it has none. The header of the key comes before the query. */
export function accessTo(container: Container, api: Api, headers: MessageHeaders, url: URL): Access | PolicyFailure {
  const key = headers.get(api.subscriptionKeyHeader) ?? url.searchParams.get(api.subscriptionKeyQuery) ?? undefined;
  const subscription = key === undefined ? undefined : findSubscription(container, key);
  if (subscription !== undefined) {
    const { isOpen, product } = opens(container, subscription, api);
    if (isOpen) return { subscription, product };
  }
  const product = openProduct(container, api);
  if (!api.subscriptionRequired || product !== undefined) return { product };
  return key === undefined
    ? new PolicyFailure("SubscriptionKeyNotFound", MISSING_KEY, 401)
    : new PolicyFailure("SubscriptionKeyInvalid", INVALID_KEY, 401);
}

/**
 * The access by a subscription that the deployment does not have: a portal makes them for people.
 *
 * @throws when there is no such product, or the product does not have the API
 */
export function accessBy(container: Container, { name }: Api, scope: SubscriptionScope): Access {
  if (scope === "all-apis") return { subscription: anySubscription() };
  const product = container.products.find(({ productId }) => productId === scope.product);
  if (product !== undefined && hasApi(product, name)) return { product, subscription: anySubscription(scope.product) };
  const known = container.products.filter((each) => hasApi(each, name)).map(({ productId }) => productId);
  throw new Error(
    `the API ${name} is in no product ${JSON.stringify(scope.product)}; expected one of ${known.join(", ") || "none"}`,
  );
}

/** Policies read the subscription, for the key of a limit say, so there has to be one. */
function anySubscription(productId?: string): Subscription {
  const key = new Secret("test-subscription-key");
  return {
    address: "",
    stack: "",
    subscriptionId: "test-subscription",
    displayName: "Test subscription",
    state: "active",
    productId,
    apiName: undefined,
    primaryKey: key,
    secondaryKey: key,
  };
}
