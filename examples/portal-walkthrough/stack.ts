import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  OAuthGrant,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** The steps of the portal walk-through, under the names that the page uses. */
export class PortalWalkthroughStack extends TerraformStack {
  public readonly api: Api;
  public readonly authServer: ApimAuthServer;
  public readonly jwt: JwtPolicy;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "portal-walkthrough.tfstate",
      useAzureadAuth: true,
    });

    // Prerequisites: an API Management instance, the app registration of the API, and one for the client that tests it.
    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      scopes: [PermissionScope.of("access_as_user")],
      roles: [AppRole.forApplications("access_as_application")],
    });
    const portal = new AppRegistration(this, "Portal", { displayName: "APIM developer portal" });
    portal.grantRole(orders, "access_as_application");

    // Steps 1 to 3: the authorization server.
    this.authServer = new ApimAuthServer(this, "AuthServer", {
      apim,
      name: "AzureAD-OAuth",
      grant: OAuthGrant.clientCredentials(),
      resource: orders,
      client: portal,
      clientSecret: portal.addClientSecret("AzureAD-OAuth", { endDate: "2027-05-31T00:00:00Z" }),
    });

    // The API, which forwards to an Azure Function.
    this.api = new Api(this, "Api", {
      apim,
      path: "orders",
      displayName: "Orders",
      serviceUrl: "https://func-contoso-orders.azurewebsites.net/api",
      subscriptionRequired: false,
      authServer: this.authServer,
    });
    this.api.addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    this.api.addOperation("get-order", { method: "GET", urlTemplate: "/{id}" });

    // Step 4: the JWT validation policy.
    this.jwt = new JwtPolicy(this, "Jwt", {
      target: this.api,
      resource: orders,
      callers: Callers.applications("access_as_application"),
      headerName: "Authorization",
      failedValidationHttpcode: 401,
      failedValidationErrorMessage: "Unauthorized",
    });
  }
}
