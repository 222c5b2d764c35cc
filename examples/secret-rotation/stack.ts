import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { DataAzurermVirtualMachine } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-machine";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  KeyVault,
  KeyVaultSecret,
  Principal,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

export interface SecretRotationProps {
  /** The number of the secret that is handed out, from 1. Add 1 to rotate. */
  readonly generation: number;
}

/** A client that can use nothing but a secret. Two secrets take turns, and the client reads the current one from a vault. */
export class SecretRotationStack extends TerraformStack {
  public constructor(scope: Construct, id: string, { generation }: SecretRotationProps = { generation: 1 }) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "secret-rotation.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      roles: [AppRole.forApplications("Orders.Read")],
    });
    const api = new Api(this, "Api", {
      apim,
      path: "orders",
      displayName: "Orders",
      serviceUrl: "https://orders.contoso.com",
      subscriptionRequired: false,
    });
    api.addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(this, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Read") });

    const erp = new AppRegistration(this, "Erp", { displayName: "ERP" });
    erp.grantRole(orders, "Orders.Read");

    // The secret before this one stays valid until the next generation.
    const value = erp.addRotatingClientSecret("Erp", { generation, lifetimeDays: 180 });
    const vault = KeyVault.fromName(this, "Vault", { name: "kv-contoso-erp", resourceGroupName: "rg-erp" });
    new KeyVaultSecret(this, "ErpSecret", { vault, name: "erp-client-secret", value });

    // The machine that the ERP runs on reads the secret with its identity.
    const machine = new DataAzurermVirtualMachine(this, "Machine", { name: "vm-erp", resourceGroupName: "rg-erp" });
    vault.grantRead(Principal.fromObjectId(machine.identity.get(0).principalId));

    new TerraformOutput(this, "client_id", { value: erp.clientId });
    new TerraformOutput(this, "token_endpoint", { value: orders.tokenEndpoint });
    new TerraformOutput(this, "scope", { value: orders.applicationScope });
  }
}
