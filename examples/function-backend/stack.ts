import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimIdentity,
  AppRegistration,
  AppRole,
  Backend,
  BackendAddress,
  BackendCredential,
  Callers,
  JwtPolicy,
  ManagedIdentity,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Client, Entra ID, API Management, function app: each has an identity in Entra ID, and none has a secret. */
export class FunctionBackendStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "function-backend.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });

    // One registration for the API and for the function app behind it.
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      roles: [AppRole.forApplications("Orders.Read"), AppRole.forApplications("Orders.Forward")],
    });

    // The client: a job that runs in Azure under an identity.
    const job = ManagedIdentity.fromName(this, "Job", { name: "id-orders-job", resourceGroupName: "rg-jobs" });
    job.grantRole(orders, "Orders.Read");

    // The function app. Easy Auth takes tokens for this registration, and only those of the gateway's identity.
    const group = new DataAzurermResourceGroup(this, "Group", { name: "rg-orders" });
    const functionApp = new LinuxFunctionApp(this, "Function", {
      name: "func-contoso-orders",
      resourceGroupName: group.name,
      location: group.location,
      servicePlanId: `${group.id}/providers/Microsoft.Web/serverFarms/asp-orders`,
      storageAccountName: "stcontosoorders",
      storageUsesManagedIdentity: true,
      identity: { type: "SystemAssigned" },
      httpsOnly: true,
      ftpPublishBasicAuthenticationEnabled: false,
      webdeployPublishBasicAuthenticationEnabled: false,
      siteConfig: {
        applicationStack: { nodeVersion: "22" },
        ftpsState: "Disabled",
        minimumTlsVersion: "1.2",
      },
      authSettingsV2: {
        authEnabled: true,
        requireAuthentication: true,
        requireHttps: true,
        unauthenticatedAction: "Return401",
        defaultProvider: "azureactivedirectory",
        activeDirectoryV2: {
          clientId: orders.clientId,
          tenantAuthEndpoint: orders.authority.issuer(orders.tokenVersion),
          allowedAudiences: orders.audiences,
          allowedIdentities: [apim.systemIdentityPrincipalId],
        },
        login: {},
      },
    });
    new RoleAssignment(this, "FunctionStorage", {
      scope: `${group.id}/providers/Microsoft.Storage/storageAccounts/stcontosoorders`,
      roleDefinitionName: "Storage Blob Data Owner",
      principalId: functionApp.identity.principalId,
      principalType: "ServicePrincipal",
    });

    // The gateway: checks the token of the client, and sends its own to the function app.
    const backend = new Backend(this, "Backend", {
      apim,
      name: "orders",
      address: BackendAddress.functionApp({ hostName: functionApp.defaultHostname, resourceId: functionApp.id }),
      credentials: [
        BackendCredential.managedIdentity({
          resource: orders,
          grant: ApimIdentity.systemAssigned().grantRole(apim, orders, "Orders.Forward"),
        }),
      ],
      timeoutSeconds: 30,
    });
    const api = new Api(this, "Api", {
      apim,
      path: "shop",
      displayName: "Shop",
      backend,
      subscriptionRequired: false,
    });
    api.addOperation("list-orders", { method: "GET", urlTemplate: "/orders" });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: orders,
      callers: Callers.applications("Orders.Read"),
      // The function sees the token of the gateway, so it reads here who called.
      claimsToHeaders: { "x-client-id": "azp" },
    });

    new TerraformOutput(this, "resource", { value: orders.identifierUri });
    new TerraformOutput(this, "url", { value: `${apim.gatewayUrl}/shop/orders` });
  }
}
