import type { Product, Subscription } from "../model";
import type { Block } from "../terraform/block";
import { type Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, flag, list, mapText, optionalText, secret, text, textOr } from "./fields";
import { containerPlace, nameInId, productPlace } from "./places";
import { keyOf } from "./placement";
import { policyOf } from "./policies";

/** The products of a service, with the APIs in them. */
export function productsOf(reading: Reading, container: string): readonly Product[] | Unresolved {
  return readAll(reading, "azurerm_api_management_product", containerPlace, [container], (block) => {
    const { key, cause } = keyOf([text(block, "product_id")]);
    const keys = [`${container}/${key}`];
    return reading.items.make<Product>(block, {
      productId: text(block, "product_id"),
      displayName: optionalText(block, "display_name"),
      published: flag(block, "published", false),
      subscriptionRequired: flag(block, "subscription_required", true),
      approvalRequired: flag(block, "approval_required", false),
      apis: cause ?? list(readAll(reading, "azurerm_api_management_product_api", productPlace, keys, apiName)),
      policy: cause ?? policyOf(reading, "azurerm_api_management_product_policy", productPlace, keys),
    });
  });
}

/** The subscriptions of a service. */
export function subscriptionsOf(reading: Reading, container: string): readonly Subscription[] | Unresolved {
  return readAll(reading, "azurerm_api_management_subscription", containerPlace, [container], (block) =>
    reading.items.make<Subscription>(block, {
      subscriptionId: text(block, "subscription_id"),
      displayName: optionalText(block, "display_name"),
      state: textOr(block, "state", "submitted"),
      productId: nameInId(optionalText(block, "product_id")),
      apiName: apiOf(block),
      primaryKey: secret(block, "primary_key"),
      secondaryKey: secret(block, "secondary_key"),
    }),
  );
}

function apiOf(block: Block): Field<string> | undefined {
  const name = nameInId(optionalText(block, "api_id"));
  return name === undefined ? undefined : mapText(name, withoutRevision);
}

function apiName(block: Block): Field<string> {
  return mapText(text(block, "api_name"), withoutRevision);
}

function withoutRevision(name: string): string {
  return name.replace(/;rev=.*$/i, "");
}
