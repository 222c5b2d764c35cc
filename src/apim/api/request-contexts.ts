import { ApimPolicy } from "../policy/apim-policy";
import type { AppResources } from "../app-resources";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import type { IPolicyTarget } from "../policy-target";
import type { IApi } from "./i-api";
import type { IProduct } from "./i-product";
import { isOpen, KNOWN_PRODUCTS, OPEN_REVISIONS, subscriptionRequiredOf } from "./product-members";
import { hasWiderKeys, type RawInbound, rawInboundOfProduct, rawProductsOf } from "./raw-documents";

/** The document of a product that an API is in. */
export interface ProductDocument {
  readonly label: string;
  /** Undefined for a product that no construct represents. */
  readonly target?: IPolicyTarget;
  /** Undefined if the program has no document for it. */
  readonly inbound: RawInbound;
  /** Whether requests without a key run it. */
  readonly isOpen: boolean;
}

/**
 * The ways in which requests reach an API: each with the product that it is in then, or undefined for none.
 *
 * A request runs the document of a product if it has a key of the product, or no key and the product is open. It runs none with a key of the API or
 * of all APIs, or without a key if the API needs none and is in no open product.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-subscriptions#how-api-management-handles-requests-with-or-without-subscription-keys
 */
export function requestContexts(resources: AppResources, api: IApi): (ProductDocument | undefined)[] {
  const products = productsOf(resources, api);
  // Most programs have none.
  if (products.length === 0) return [undefined];
  const isOpenApi =
    subscriptionRequiredOf(api) === false || OPEN_REVISIONS.tryFind(api, ...api.policyTarget.key) !== undefined;
  const needsKey = !isOpenApi || products.some((product) => product.isOpen);
  const isAlwaysInProduct = needsKey && !hasWiderKeys(resources, api);
  return isAlwaysInProduct ? products : [undefined, ...products];
}

function productsOf(resources: AppResources, api: IApi): ProductDocument[] {
  const made = PRODUCTS_OF_API.of(api, ...api.policyTarget.key).map((target) =>
    KNOWN_PRODUCTS.tryFind(target, ...target.policyTarget.key)!,
  );
  const raw = rawProductsOf(resources, api).map(({ productId, inbound, ...known }) => {
    const product = KNOWN_PRODUCTS.tryFind(api, ...api.policyTarget.serviceKey, `products/${productId}`);
    return product === undefined
      ? { label: `product ${productId}`, inbound, ...known }
      : documentOf(resources, product);
  });
  return [...made.map((product) => documentOf(resources, product)), ...raw];
}

function documentOf(resources: AppResources, product: IProduct): ProductDocument {
  return {
    label: product.policyTarget.label,
    target: product,
    inbound: ApimPolicy._tryFind(product)?._inbound ?? rawInboundOfProduct(resources, product),
    isOpen: isOpen(product),
  };
}
