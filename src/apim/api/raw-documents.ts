import type { TerraformResource } from "cdktf";
import { PolicyDocument } from "../../policy/document";
import type { PolicyNode } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";
import { type AppResources, argumentsOf, plainServiceId } from "../app-resources";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { IApi, IApiOperation } from "./i-api";

/**
 * The documents that the provider's own resources hold: programs can mix them with the constructs of this library.
 */

const SERVICE_POLICY = "azurerm_api_management_policy";
const API_POLICY = "azurerm_api_management_api_policy";
const OPERATION_POLICY = "azurerm_api_management_api_operation_policy";
const PRODUCT_POLICY = "azurerm_api_management_product_policy";
const PRODUCT_API = "azurerm_api_management_product_api";
const API_NAMES = ["api_management_name", "resource_group_name", "api_name"];
const PRODUCT_NAMES = ["api_management_name", "resource_group_name", "product_id"];

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

/** The inbound sections of the products that an API is in. They run only for requests with a subscription key of the product. */
export function rawInboundsOfProducts(resources: AppResources, api: IApi): (readonly PolicyNode[])[] {
  if (resources.ofType(PRODUCT_API).length === 0) return [];
  const memberships = resources.find(PRODUCT_API, API_NAMES, identityOf(resources, api, namesOf(api)));
  return memberships.map((membership) => {
    const [policy] = resources.find(PRODUCT_POLICY, PRODUCT_NAMES, resources.identity(membership, PRODUCT_NAMES));
    return policy === undefined ? [] : inboundIn(policy);
  });
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
