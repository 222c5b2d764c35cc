import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AppRole,
  Callers,
  FederatedCredential,
  JwtPolicy,
  ManagedIdentity,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Two applications call an API, each with the role that it needs and neither with a secret. */
export class ApplicationsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "applications.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const prices = new AppRegistration(this, "Prices", {
      displayName: "Prices API",
      roles: [AppRole.forApplications("Prices.Read"), AppRole.forApplications("Prices.Import")],
    });

    // A workflow of GitHub Actions: Entra ID takes the token that GitHub gives its jobs in the environment "production".
    const priceImport = new AppRegistration(this, "PriceImport", { displayName: "Price import" });
    priceImport.addFederatedCredential(
      "GitHub",
      FederatedCredential.githubActions({ owner: "contoso", repository: "price-import", environment: "production" }),
    );
    priceImport.grantRole(prices, "Prices.Import");

    // What runs in Azure calls with its managed identity, and needs no registration.
    const shop = ManagedIdentity.fromName(this, "Shop", { name: "id-contoso-shop", resourceGroupName: "rg-shop" });
    shop.grantRole(prices, "Prices.Read");

    const api = new Api(this, "Api", {
      apim,
      path: "prices",
      displayName: "Prices",
      serviceUrl: "https://func-contoso-prices.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    api.addOperation("list-prices", { method: "GET", urlTemplate: "/" });
    api.addOperation("import-prices", {
      method: "PUT",
      urlTemplate: "/",
      callers: Callers.applications("Prices.Import"),
    });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: prices,
      callers: Callers.applications("Prices.Read"),
    });

    new TerraformOutput(this, "client_id", { value: priceImport.clientId });
    new TerraformOutput(this, "scope", { value: prices.applicationScope });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
