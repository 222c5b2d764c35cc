import type { ApiManagementApiOperationConfig } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { plainBinding } from "../../core/plain-resource";

/**
 * The resource of an operation. A request and a response describe their parameters in several levels of blocks, so that its binding is about as large as all
 * others together that a small program loads.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/api_management_api_operation
 */
export const OperationResource = plainBinding<ApiManagementApiOperationConfig>("azurerm_api_management_api_operation", {
  texts: [
    "apiManagementName",
    "apiName",
    "description",
    "displayName",
    "method",
    "operationId",
    "resourceGroupName",
    "urlTemplate",
  ],
  blocks: [
    "example",
    "formParameter",
    "header",
    "queryParameter",
    "representation",
    "request",
    "response",
    "templateParameter",
  ],
});
