import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import { ApiManagementProductGroup } from "@cdktf/provider-azurerm/lib/api-management-product-group";
import { type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { idPart } from "../../core/id-part";
import { mainResourceOf } from "../../core/main-resource";
import { Registry } from "../../core/registry";
import { noteReference } from "../../core/stack-references";
import { dependLateOn } from "../../core/dependencies";
import { openProduct, otherService, secondOpenProduct } from "../errors";
import { ApimPolicy } from "../policy/apim-policy";
import { AppResources, argumentsOf } from "../app-resources";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import { areApart, type IPolicyTarget } from "../policy-target";
import type { IApi } from "./i-api";
import type { IProduct } from "./i-product";

/** The constructs of products, new or imported, by the keys of their targets. */
export const KNOWN_PRODUCTS = new Registry<IProduct>("known product");

const MEMBERS = new Registry<IProduct>("API of the product");
const GROUPS = new Registry<IProduct>("group of the product");
const OPEN_PRODUCTS = new Registry<IProduct>("open product");

/** A revision of an API that needs no key, by the key of the API. */
export const OPEN_REVISIONS = new Registry<IConstruct>("revision without a key");

/** Adds an API to a product. */
export function addApiTo(product: IProduct, api: IApi): void {
  const { key, label, serviceKey } = api.policyTarget;
  if (areApart(serviceKey, product.policyTarget.serviceKey)) {
    throw otherService(product, label, api.apim.name);
  }
  noteReference(product, "has", api, api.name);
  MEMBERS.claim(product, ...product.policyTarget.key, ...key);
  if (isOpen(product)) claimOpen(product, api);
  // The name outlives the construct: an API that another stack takes over stays in the product.
  const name = key[serviceKey.length] ?? api.node.path;
  const member = create(ApiManagementProductApi, product, `Api-${idPart(api, name)}`, {
    apiManagementName: product.apim.name,
    resourceGroupName: product.apim.resourceGroupName,
    productId: product.productId,
    apiName: api.name,
  });
  AppResources.leaveOut(member);
  PRODUCTS_OF_API.add(product, product, ...key);
  // Callers reach the API through the product at once, so the policies that they run must be in force first.
  const policies = (): TerraformResource[] =>
    [product.apim, product, api].flatMap((target) => ApimPolicy._resourcesOf(target));
  dependLateOn(member, policies);
}

/** Shows a product to a group of the developer portal. */
export function addGroupTo(product: IProduct, groupName: string): void {
  GROUPS.claim(product, ...product.policyTarget.key, groupName);
  create(ApiManagementProductGroup, product, `Group-${idPart(product, groupName)}`, {
    apiManagementName: product.apim.name,
    resourceGroupName: product.apim.resourceGroupName,
    productId: product.productId,
    groupName,
  });
}

/** Whether callers need no key, as far as the program knows. */
export function isOpen(product: IConstruct): boolean {
  return subscriptionRequiredOf(product) === false;
}

/** What the resource of an API or of a product says about keys, or undefined for one that exists. */
export function subscriptionRequiredOf(construct: IConstruct): unknown {
  const resource = mainResourceOf(construct);
  return resource === undefined ? undefined : argumentsOf(resource).subscription_required;
}

/** Whether an API is in a product without keys. */
export function isInOpenProduct(api: IApi): boolean {
  return OPEN_PRODUCTS.tryFind(api, ...api.policyTarget.key) !== undefined;
}

/** Whether visitors of the developer portal see a product before they have signed in, if they need not. */
export function isShownToGuests(product: IPolicyTarget): boolean {
  return GROUPS.tryFind(product, ...product.policyTarget.key, "guests") !== undefined;
}

function claimOpen(product: IProduct, api: IApi): void {
  const { key, label } = api.policyTarget;
  const first = OPEN_PRODUCTS.tryFind(api, ...key);
  if (first !== undefined && first !== product) throw secondOpenProduct(product, label, first.node.path);
  OPEN_PRODUCTS.add(product, ...key);
  product.node.addValidation({
    validate: () => {
      if (subscriptionRequiredOf(api) === true) warnOnce(product, openProduct(label, product.policyTarget.label));
      return [];
    },
  });
}
