import type { ApiManagementApiPolicyConfig } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { plainBinding } from "../../core/plain-resource";

/** The resource of the policy of an API. */
export const ApiPolicyResource = plainBinding<ApiManagementApiPolicyConfig>("azurerm_api_management_api_policy", [
  ...(["apiManagementName", "apiName", "resourceGroupName", "xmlContent", "xmlLink"] as const),
]);
