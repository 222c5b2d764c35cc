import type { ServicePrincipalConfig } from "@cdktf/provider-azuread/lib/service-principal";
import { plainBinding } from "../core/plain-resource";

/**
 * The resource of a service principal.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azuread/latest/docs/resources/service_principal
 */
export const ServicePrincipalResource = plainBinding<ServicePrincipalConfig>("azuread_service_principal", {
  texts: ["clientId", "description", "loginUrl", "notes", "preferredSingleSignOnMode"],
  booleans: ["accountEnabled", "appRoleAssignmentRequired", "useExisting"],
  sets: ["alternativeNames", "notificationEmailAddresses", "owners", "tags"],
  blocks: ["featureTags", "samlSingleSignOn"],
});
