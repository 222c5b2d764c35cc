import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import { Api, ApiManagement, Callers, CorsPolicy, JwtPolicy, ResourceServer, TokenClaim } from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Customers sign in to Entra External ID, and the applications of partners get their tokens from Auth0. */
export class OtherIssuerStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "other-issuer.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });

    // The API as it is registered in the customer tenant.
    const customers = ResourceServer.externalId({
      displayName: "Tickets API for customers",
      tenantName: "contoso",
      tenantId: "11111111-1111-4111-8111-111111111111",
      clientId: "22222222-2222-4222-8222-222222222222",
      scopes: ["Tickets.ReadWrite"],
    });
    // The API as it is set up in Auth0, with RBAC and "Add Permissions in the Access Token".
    const partners = ResourceServer.auth0({
      displayName: "Tickets API for partners",
      domain: "contoso.eu.auth0.com",
      audience: "https://tickets.contoso.com",
      roles: ["tickets:read"],
      rolesClaim: TokenClaim.list("permissions"),
    });

    const api = new Api(this, "Api", {
      apim,
      path: "tickets",
      displayName: "Tickets",
      serviceUrl: "https://func-contoso-tickets.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    api.addOperation("list-tickets", { method: "GET", urlTemplate: "/" });
    api.addOperation("create-ticket", {
      method: "POST",
      urlTemplate: "/",
      callers: Callers.users("Tickets.ReadWrite"),
    });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: customers,
      callers: Callers.users("Tickets.ReadWrite"),
      alsoAccepts: [{ resource: partners, callers: Callers.applications("tickets:read") }],
    });
    new CorsPolicy(this, "Cors", { target: api, allowedOrigins: ["https://support.contoso.com"] });

    new TerraformOutput(this, "token_url", { value: partners.tokenEndpoint });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
