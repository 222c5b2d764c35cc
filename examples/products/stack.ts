import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  ApimSubscription,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  KeyVault,
  KeyVaultSecret,
  ManagedIdentity,
  Principal,
  Product,
  SubscriptionScope,
} from "cdktf-apim-oauth";
import { Quota, RateLimit } from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";

/** A caller needs a key, which says which product it has, and a token, which says who it is. */
export class ProductsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "products.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const prices = new AppRegistration(this, "Prices", {
      displayName: "Prices API",
      roles: [AppRole.forApplications("Prices.Read")],
    });

    // The token is checked by the API, because not every key runs the policy of a product.
    const api = new Api(this, "Api", {
      apim,
      path: "prices",
      displayName: "Prices",
      serviceUrl: "https://prices.contoso.com",
      subscriptionRequired: true,
    });
    api.addOperation("get-price", { method: "GET", urlTemplate: "/{product}" });
    new JwtPolicy(this, "Jwt", { target: api, resource: prices, callers: Callers.applications("Prices.Read") });

    // Two products with the same API, and the limits of each.
    const starter = new Product(this, "Starter", {
      apim,
      productId: "prices-starter",
      displayName: "Prices Starter",
      apis: [api],
      groups: ["developers"],
      approvalRequired: true,
      subscriptionsLimit: 1,
    });
    ApimPolicy.of(starter).addInbound(new Quota({ calls: 1000, renewalPeriodSeconds: 86400 }));
    const unlimited = new Product(this, "Unlimited", {
      apim,
      productId: "prices-unlimited",
      displayName: "Prices Unlimited",
      apis: [api],
    });
    ApimPolicy.of(unlimited).addInbound(new RateLimit({ calls: 100, renewalPeriodSeconds: 60 }));

    // The shop runs in Azure: its identity gets the token, and reads the keys from the vault.
    const shop = ManagedIdentity.fromName(this, "Shop", { name: "id-shop", resourceGroupName: "rg-shop" });
    shop.grantRole(prices, "Prices.Read");
    const { primaryKey, secondaryKey } = new ApimSubscription(this, "ShopSubscription", {
      subscriptionScope: SubscriptionScope.product(unlimited),
      displayName: "Web shop",
      subscriptionId: "web-shop",
    });
    const vault = KeyVault.fromName(this, "Vault", { name: "kv-contoso-shop", resourceGroupName: "rg-shop" });
    const endDate = "2027-05-31T00:00:00Z";
    new KeyVaultSecret(this, "Primary", { vault, name: "prices-key-primary", value: primaryKey, endDate });
    new KeyVaultSecret(this, "Secondary", { vault, name: "prices-key-secondary", value: secondaryKey, endDate });
    vault.grantRead(Principal.fromObjectId(shop.principalId));

    new TerraformOutput(this, "resource", { value: prices.identifierUri });
    new TerraformOutput(this, "url", { value: `${apim.gatewayUrl}/prices` });
  }
}
