import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, transpile } from "typescript";
import { readmeBlock } from "../scripts/readme";
import { BY_HAND } from "./by-hand";
import { compare, run } from "./measure";

/** The whole program in the README, from the start of its process to its exit, against the same resources by hand. */
export function compareSmallestStack(): { time: number; memory: number } {
  const ours = readmeProgram();
  let resources = "";
  run(ours, (outdir) => (resources = resourcesIn(outdir)));
  run(HAND_WRITTEN, (outdir) => {
    const other = resourcesIn(outdir);
    if (other !== resources)
      throw new Error(`the program by hand makes ${other}; expected what the README makes: ${resources}`);
  });
  return compare(
    41,
    () => run(ours),
    () => run(HAND_WRITTEN),
  );
}

function readmeProgram(): string {
  const program = transpile(readmeBlock("main.ts"), { module: ModuleKind.CommonJS });
  return program.replaceAll('require("cdktf-apim-oauth', 'require("./lib');
}

/** The types of all resources and data sources, and how many there are of each. */
function resourcesIn(outdir: string): string {
  const { resource, data } = JSON.parse(
    readFileSync(join(outdir, "stacks", "orders", "cdk.tf.json"), "utf8"),
  ) as Record<"resource" | "data", Record<string, object>>;
  const counts = Object.entries({ ...resource, ...data }).map(([type, all]) => `${Object.keys(all).length} ${type}`);
  return counts.sort().join(", ");
}

const HAND_WRITTEN = `${BY_HAND}
  const { App, TerraformOutput, TerraformStack } = require("cdktf");
  const { AzureadProvider } = azuread("provider");
  const { AzurermProvider } = azurerm("provider");
  const { DataAzureadClientConfig } = azuread("data-azuread-client-config");
  const { AppRoleAssignment } = azuread("app-role-assignment");
  const { ApplicationApiAccess } = azuread("application-api-access");
  const { ApplicationAppRoleA } = azuread("application-app-role");
  const { ApplicationIdentifierUri } = azuread("application-identifier-uri");
  const { ApplicationRegistration } = azuread("application-registration");
  const { ServicePrincipal } = azuread("service-principal");
  const { ApiManagementApi } = azurerm("api-management-api");
  const { ApiManagementApiOperation } = azurerm("api-management-api-operation");
  const { ApiManagementApiPolicy } = azurerm("api-management-api-policy");

  const app = new App();
  const stack = new TerraformStack(app, "orders");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
  const { tenantId } = new DataAzureadClientConfig(stack, "Client", {});

  const registration = { signInAudience: "AzureADMyOrg", requestedAccessTokenVersion: 2 };
  const orders = new ApplicationRegistration(stack, "Orders", { ...registration, displayName: "Orders API" });
  const { id: applicationId, clientId } = orders;
  const resource = new ServicePrincipal(stack, "OrdersPrincipal", { clientId, appRoleAssignmentRequired: true });
  new ApplicationIdentifierUri(stack, "OrdersUri", { applicationId, identifierUri: "api://" + clientId });
  const { roleId } = new ApplicationAppRoleA(stack, "OrdersRead", {
    applicationId, roleId: "8c9f3f83-6b0c-4e6d-9a5c-0d6b6d6a7f11", value: "Orders.Read",
    allowedMemberTypes: ["Application"], displayName: "Orders.Read", description: "Has the role Orders.Read of Orders API.",
  });
  const shop = new ApplicationRegistration(stack, "Shop", { ...registration, displayName: "Web shop" });
  const client = new ServicePrincipal(stack, "ShopPrincipal", { clientId: shop.clientId });
  new ApplicationApiAccess(stack, "ShopAccess", { applicationId: shop.id, apiClientId: clientId, roleIds: [roleId] });
  new AppRoleAssignment(stack, "ShopReads", { appRoleId: roleId, principalObjectId: client.objectId, resourceObjectId: resource.objectId });

  const service = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim" };
  const { name: apiName } = new ApiManagementApi(stack, "Api", {
    ...service, name: "orders", displayName: "orders", path: "orders", protocols: ["https"], revision: "1",
    subscriptionRequired: false,
  });
  new ApiManagementApiOperation(stack, "GetOrder", {
    ...service, apiName, operationId: "get-order", displayName: "get-order", method: "GET", urlTemplate: "/{id}",
    templateParameter: [{ name: "id", type: "string", required: true }],
  });
  new ApiManagementApiPolicy(stack, "Policy", { ...service, apiName, xmlContent: policy(tenantId, clientId, "Orders.Read") });
  new TerraformOutput(stack, "client_id", { value: shop.clientId });
  new TerraformOutput(stack, "token_url", { value: "https://login.microsoftonline.com/" + tenantId + "/oauth2/v2.0/token" });
  new TerraformOutput(stack, "scope", { value: "api://" + clientId + "/.default" });
  new TerraformOutput(stack, "url", { value: "https://apim-contoso.azure-api.net/orders/1" });

  app.synth();`;
