import { join } from "node:path";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  Callers,
  JwtPolicy,
  OpenApiDocument,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

const AZURE_CLI = { displayName: "Azure CLI", clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46" };

/** The operations come from an OpenAPI document. The program says who may call each. */
export class OpenApiStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "openapi.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      scopes: [PermissionScope.of("Orders.Read"), PermissionScope.of("Orders.Cancel", { adminConsentOnly: true })],
    });
    // So that you can try the API with a token of `az`, without a consent prompt and without a secret.
    orders.preAuthorize(AZURE_CLI, "Orders.Read");

    const api = new Api(this, "Api", {
      apim,
      path: "shop",
      serviceUrl: "https://func-contoso-orders.azurewebsites.net/api",
      subscriptionRequired: false,
      openApi: OpenApiDocument.fromFile(join(__dirname, "openapi.yaml")),
      callers: {
        cancelOrder: Callers.users("Orders.Cancel"),
        getHealth: Callers.anonymous(),
      },
    });
    // Everything else in the document, and everything that is added to it later.
    new JwtPolicy(this, "Jwt", { target: api, resource: orders, callers: Callers.users("Orders.Read") });
  }
}
