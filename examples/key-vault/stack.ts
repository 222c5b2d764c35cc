import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  KeyVault,
  KeyVaultSecretRef,
  SecretValue,
} from "cdktf-apim-oauth";
import { ExistsAction, SetHeader } from "cdktf-apim-oauth/policy";
import type { Construct } from "constructs";

/** The key of the backend is in Key Vault. The gateway sends it with each call; callers never see it. */
export class KeyVaultStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "key-vault.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const vault = KeyVault.fromName(this, "Vault", { name: "kv-contoso", resourceGroupName: "rg-secrets" });

    const stock = new AppRegistration(this, "Stock", {
      displayName: "Stock API",
      roles: [AppRole.forApplications("Stock.Read")],
    });
    const shop = new AppRegistration(this, "Shop", { displayName: "Web shop" });
    shop.grantRole(stock, "Stock.Read");

    const api = new Api(this, "Api", {
      apim,
      path: "stock",
      displayName: "Stock",
      serviceUrl: "https://func-contoso-stock.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    api.addOperation("get-stock", { method: "GET", urlTemplate: "/{product}" });
    new JwtPolicy(this, "Jwt", { target: api, resource: stock, callers: Callers.applications("Stock.Read") });

    // The key of the function app: CI sets TF_VAR_function_key, Terraform writes it to the vault and keeps no copy.
    const functionKey = new KeyVaultSecretRef(this, "FunctionKey", {
      apim,
      vault,
      secretName: "stock-function-key",
      value: SecretValue.fromVariable(
        new TerraformVariable(this, "function_key", { type: "string", sensitive: true, nullable: false }),
      ),
    });
    ApimPolicy.of(api).addInbound(
      new SetHeader({
        name: "x-functions-key",
        existsAction: ExistsAction.OVERRIDE,
        values: [functionKey.reference],
      }),
      // The function trusts the gateway because of its key, so the caller's token is not forwarded.
      new SetHeader({ name: "Authorization", existsAction: ExistsAction.DELETE }),
    );
  }
}
