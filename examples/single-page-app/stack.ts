import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  AppRegistration,
  AzapiProvider,
  Callers,
  CorsPolicy,
  JwtPolicy,
  OAuthGrant,
  PermissionScope,
  RedirectPlatform,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Users of a single-page app, of an app on their device and of the developer portal sign in with PKCE. */
export class SinglePageAppStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    // Makes the authorization server: the azurerm provider knows no PKCE.
    new AzapiProvider(this, "azapi");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "single-page-app.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      developerPortalUrl: "https://developers.contoso.com",
    });
    const basket = new AppRegistration(this, "Basket", {
      displayName: "Basket API",
      scopes: [
        PermissionScope.of("Basket.ReadWrite", {
          userConsentDisplayName: "Read and change your basket",
          userConsentDescription: "Lets the application read and change your basket.",
        }),
      ],
    });

    // A script in the browser. Entra ID lets its origin redeem the code, which it does for no other platform.
    const shop = new AppRegistration(this, "Shop", { displayName: "Shop" });
    shop.addRedirectUri("https://shop.contoso.com/signed-in", RedirectPlatform.SPA);
    shop.requestScope(basket, "Basket.ReadWrite");

    // An app on the user's device: its own scheme on a phone, the loopback address on a computer.
    const mobile = new AppRegistration(this, "Mobile", { displayName: "Shop for phones and computers" });
    mobile.addRedirectUri("com.contoso.shop://auth", RedirectPlatform.PUBLIC_CLIENT);
    mobile.addRedirectUri("http://localhost", RedirectPlatform.PUBLIC_CLIENT);
    mobile.requestScope(basket, "Basket.ReadWrite");

    // The test console of the developer portal, which is a single-page app as well.
    const portal = new AppRegistration(this, "Portal", { displayName: "APIM developer portal" });
    const authServer = new ApimAuthServer(this, "AuthServer", {
      apim,
      name: "basket-users",
      grant: OAuthGrant.authorizationCodeWithPkce("Basket.ReadWrite"),
      resource: basket,
      client: portal,
    });

    const api = new Api(this, "Api", {
      apim,
      path: "basket",
      displayName: "Basket",
      serviceUrl: "https://func-contoso-basket.azurewebsites.net/api",
      subscriptionRequired: false,
      authServer,
    });
    api.addOperation("get-basket", { method: "GET", urlTemplate: "/" });
    api.addOperation("add-item", { method: "POST", urlTemplate: "/items" });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: basket,
      callers: Callers.users("Basket.ReadWrite"),
      allowedClients: [shop, mobile, portal],
    });
    // The origin of the developer portal is added to the list.
    new CorsPolicy(this, "Cors", { target: api, allowedOrigins: ["https://shop.contoso.com"] });

    new TerraformOutput(this, "client_id", { value: mobile.clientId });
    new TerraformOutput(this, "authorize_url", { value: basket.authorizationEndpoint });
    new TerraformOutput(this, "token_url", { value: basket.tokenEndpoint });
    new TerraformOutput(this, "scope", { value: basket.requestedScope("Basket.ReadWrite") });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
