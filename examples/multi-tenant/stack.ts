import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AppRole,
  Callers,
  CorsPolicy,
  JwtPolicy,
  PermissionScope,
  RedirectPlatform,
  SignInAudience,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** The tenants of Fabrikam and Northwind. */
const PARTNERS = ["22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"];

/** Users and applications of our own tenant and of two partners call an API. Those of any other tenant are refused. */
export class MultiTenantStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "multi-tenant.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    // Entra ID itself lets in every tenant or one. The policy accepts the issuers and the keys of these.
    const tenants = SignInAudience.multipleTenants(PARTNERS);
    const shipments = new AppRegistration(this, "Shipments", {
      displayName: "Shipments API",
      signInAudience: tenants,
      scopes: [PermissionScope.of("Shipments.Read")],
      roles: [AppRole.forApplications("Shipments.Track")],
      assignmentRequired: false,
    });

    // A page for the users of all three tenants. Applications are registered by the partners, in their tenants.
    const tracking = new AppRegistration(this, "Tracking", {
      displayName: "Shipment tracking",
      signInAudience: tenants,
    });
    tracking.addRedirectUri("https://tracking.contoso.com/signed-in", RedirectPlatform.SPA);
    tracking.requestScope(shipments, "Shipments.Read");
    // A partner's administrator consents to the page and to the API at once.
    shipments.addKnownClient(tracking);

    const api = new Api(this, "Api", {
      apim,
      path: "shipments",
      displayName: "Shipments",
      serviceUrl: "https://func-contoso-shipments.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    api.addOperation("get-shipment", { method: "GET", urlTemplate: "/{id}" });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: shipments,
      callers: Callers.anyOf(Callers.users("Shipments.Read"), Callers.applications("Shipments.Track")),
      // The backend has to answer with the shipments of this tenant only.
      claimsToHeaders: { "x-tenant-id": "tid" },
    });
    new CorsPolicy(this, "Cors", { target: api, allowedOrigins: ["https://tracking.contoso.com"] });

    new TerraformOutput(this, "api_client_id", { value: shipments.clientId });
    new TerraformOutput(this, "page_client_id", { value: tracking.clientId });
    new TerraformOutput(this, "scope", { value: shipments.applicationScope });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
