import { ApiManagementAuthorizationServer } from "@cdktf/provider-azurerm/lib/api-management-authorization-server";
import type { Construct } from "constructs";
import { AzapiResource, requireAzapi } from "../../core/azapi-resource";
import { create } from "../../core/create";
import { textForTerraform } from "../../core/terraform-text";
import type { IApiManagement } from "../service/api-management";
import type { ResourceOwnerIdentity } from "./oauth-grant";

/** The grant that the azurerm provider refuses, although API Management knows it. */
const PKCE = "authorizationCodeWithPkce";

/** The grants that API Management knows. */
export const GRANT_TYPES: readonly string[] = [
  "clientCredentials",
  "authorizationCode",
  PKCE,
  "implicit",
  "resourceOwnerPassword",
];

/** An authorization server, in the words that both providers share. */
export interface ServerArguments {
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  readonly grantType: string;
  readonly authorizationEndpoint: string;
  readonly authorizationMethods: string[];
  readonly tokenEndpoint?: string;
  readonly tokenParameters?: Record<string, string>;
  readonly clientRegistrationEndpoint: string;
  readonly clientId: string;
  /** A Terraform expression. */
  readonly clientSecret?: string;
  readonly clientAuthenticationMethod: string[];
  readonly bearerTokenSendingMethods: string[];
  readonly defaultScope?: string;
  readonly supportState: boolean;
  readonly resourceOwner?: ResourceOwnerIdentity;
}

/** Makes the resource, with the provider that can. Its name is one that Terraform knows. */
export function createServer(
  scope: Construct,
  apim: IApiManagement,
  server: ServerArguments,
): { readonly name: string } {
  // API Management deletes a server only once no API uses it.
  const lifecycle = { createBeforeDestroy: true };
  const { name, grantType, tokenParameters, resourceOwner, clientSecret, ...others } = server;
  const tokenBodyParameters = Object.entries(tokenParameters ?? {}).map(([key, value]) => ({
    name: textForTerraform(key),
    value: textForTerraform(value),
  }));
  const common = {
    ...others,
    displayName: textForTerraform(server.displayName),
    description: textForTerraform(server.description),
    defaultScope: textForTerraform(server.defaultScope),
    grantTypes: [grantType],
  };
  if (grantType === PKCE) {
    requireAzapi(scope, "an authorization server with PKCE", apim.cloud);
    return create(AzapiResource, scope, "Resource", {
      type: "Microsoft.ApiManagement/service/authorizationServers@2024-05-01",
      name,
      parentId: apim.resourceId,
      body: { properties: { ...common, ...(tokenBodyParameters.length > 0 && { tokenBodyParameters }) } },
      lifecycle,
    });
  }
  return create(ApiManagementAuthorizationServer, scope, "Resource", {
    apiManagementName: apim.name,
    resourceGroupName: apim.resourceGroupName,
    name,
    ...common,
    tokenBodyParameter: tokenParameters && tokenBodyParameters,
    clientSecret,
    resourceOwnerUsername: textForTerraform(resourceOwner?.username),
    resourceOwnerPassword: resourceOwner?.password._expression(scope),
    lifecycle,
  });
}
