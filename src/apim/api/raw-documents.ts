import type { TerraformResource } from "cdktf";
import { PolicyDocument } from "../../policy/document";
import type { PolicyNode } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";
import { type AppResources, argumentsOf, plainServiceId } from "../app-resources";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { IApi, IApiOperation } from "./i-api";
import type { IProduct } from "./i-product";

/**
 * The documents that the provider's own resources hold: programs can mix them with the constructs of this library.
 */

const SERVICE_POLICY = "azurerm_api_management_policy";
const API_POLICY = "azurerm_api_management_api_policy";
const OPERATION_POLICY = "azurerm_api_management_api_operation_policy";
const PRODUCT_POLICY = "azurerm_api_management_product_policy";
const PRODUCT = "azurerm_api_management_product";
const PRODUCT_API = "azurerm_api_management_product_api";
const API_NAMES = ["api_management_name", "resource_group_name", "api_name"];
const PRODUCT_NAMES = ["api_management_name", "resource_group_name", "product_id"];
const SUBSCRIPTION = "azurerm_api_management_subscription";
const SUBSCRIPTION_NAMES = [...PRODUCT_NAMES, "api_id"];

/** The statements, or undefined when no resource holds the document. */
export type RawInbound = readonly PolicyNode[] | undefined;

/** The inbound section of the document that a resource holds for the service, or undefined when there is none. */
export function rawInboundOfService(resources: AppResources, apim: IApiManagement): RawInbound {
  const { name, resourceGroupName } = apim;
  // The id without its subscription: to ask for that would put a data source into the configuration.
  const id = plainServiceId(resourceGroupName, name);
  return inboundOf(resources, SERVICE_POLICY, ["api_management_id"], apim, [id]);
}

/** Like {@link rawInboundOfService}, for an API. */
export function rawInboundOfApi(resources: AppResources, api: IApi): RawInbound {
  return inboundOf(resources, API_POLICY, API_NAMES, api, namesOf(api));
}

/** Like {@link rawInboundOfService}, for an operation. */
export function rawInboundOfOperation(resources: AppResources, api: IApi, operation: IApiOperation): RawInbound {
  const texts = [...namesOf(api), operation.operationId];
  return inboundOf(resources, OPERATION_POLICY, [...API_NAMES, "operation_id"], operation, texts);
}

/** Like {@link rawInboundOfService}, for a product. */
export function rawInboundOfProduct(resources: AppResources, { apim, productId }: IProduct): RawInbound {
  return inboundOf(resources, PRODUCT_POLICY, PRODUCT_NAMES, apim, [apim.name, apim.resourceGroupName, productId]);
}

/** A product that a resource puts an API into. */
export interface RawProduct {
  /** The id of the product, in lower case. */
  readonly productId: string;
  readonly inbound: RawInbound;
  /** Whether callers need no key. */
  readonly isOpen: boolean;
}

/** The products that resources put an API into. */
export function rawProductsOf(resources: AppResources, api: IApi): RawProduct[] {
  if (resources.ofType(PRODUCT_API).length === 0) return [];
  const memberships = resources.find(PRODUCT_API, API_NAMES, identityOf(resources, api, namesOf(api)));
  return memberships.map((membership) => {
    const identity = resources.identity(membership, PRODUCT_NAMES);
    const [policy] = resources.find(PRODUCT_POLICY, PRODUCT_NAMES, identity);
    const [product] = resources.find(PRODUCT, PRODUCT_NAMES, identity);
    return {
      productId: (JSON.parse(identity) as string[])[2]!,
      inbound: policy === undefined ? undefined : inboundIn(policy),
      isOpen: product !== undefined && argumentsOf(product).subscription_required === false,
    };
  });
}

/** Whether there are keys of the API itself or of all APIs: requests with them run the document of no product. */
export function hasWiderKeys(resources: AppResources, api: IApi): boolean {
  if (resources.ofType(SUBSCRIPTION).length === 0) return false;
  const [service, group, name] = namesOf(api).map((text) => resources.known(api, text));
  const apiId = `${plainServiceId(group, service)}/apis/${name}`;
  return ["", apiId].some(
    (id) => resources.find(SUBSCRIPTION, SUBSCRIPTION_NAMES, JSON.stringify([service, group, "", id])).length > 0,
  );
}

function inboundOf(
  resources: AppResources,
  type: string,
  names: readonly string[],
  place: IPolicyTarget,
  texts: readonly string[],
): RawInbound {
  // Most programs have none.
  if (resources.ofType(type).length === 0) return undefined;
  const [policy] = resources.find(type, names, identityOf(resources, place, texts));
  return policy === undefined ? undefined : inboundIn(policy);
}

/** A document that only Terraform knows may hold anything, so it counts as empty. */
function inboundIn(policy: TerraformResource): readonly PolicyNode[] {
  const text = argumentsOf(policy).xml_content;
  if (typeof text !== "string" || !text.includes("<")) return [];
  return PolicyDocument.parse(text).trySection(PolicySection.INBOUND) ?? [];
}

function namesOf({ apim, name }: IApi): string[] {
  return [apim.name, apim.resourceGroupName, name];
}

function identityOf(resources: AppResources, place: IPolicyTarget, texts: readonly string[]): string {
  return JSON.stringify(texts.map((text) => resources.known(place, text)));
}
