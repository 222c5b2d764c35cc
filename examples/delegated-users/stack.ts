import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  AppRegistration,
  Callers,
  JwtPolicy,
  OAuthGrant,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Users sign in to the developer portal and call the API with their own permissions. */
export class DelegatedUsersStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "delegated-users.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      developerPortalUrl: "https://developers.contoso.com",
    });
    const invoices = new AppRegistration(this, "Invoices", {
      displayName: "Invoices API",
      scopes: [
        PermissionScope.of("Invoices.Read", {
          userConsentDisplayName: "Read your invoices",
          userConsentDescription: "Lets the application read the invoices that you may read.",
        }),
        PermissionScope.of("Invoices.Approve", { adminConsentOnly: true }),
      ],
    });
    const portal = new AppRegistration(this, "Portal", { displayName: "APIM developer portal" });

    // Registers the redirect URI of the portal in Entra ID, and requests the scope in the portal's registration.
    const authServer = new ApimAuthServer(this, "AuthServer", {
      apim,
      name: "invoices-users",
      grant: OAuthGrant.authorizationCode("Invoices.Read"),
      resource: invoices,
      client: portal,
      clientSecret: portal.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    });
    const api = new Api(this, "Api", {
      apim,
      path: "invoices",
      displayName: "Invoices",
      serviceUrl: "https://func-contoso-invoices.azurewebsites.net/api",
      subscriptionRequired: false,
      authServer,
    });
    api.addOperation("list-invoices", { method: "GET", urlTemplate: "/" });
    api.addOperation("get-invoice", { method: "GET", urlTemplate: "/{id}" });

    new JwtPolicy(this, "Jwt", { target: api, resource: invoices, callers: Callers.users("Invoices.Read") });
  }
}
