import type { Api, Container, Product, Subscription } from "../deployment/model";
import { findSubscription, openProduct, opens } from "./deployed-service";
import { PolicyFailure } from "./failure";
import type { MessageHeaders } from "./message";

/** By which subscription and product a request comes in. */
export interface Access {
  readonly subscription?: Subscription;
  readonly product?: Product;
}

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
