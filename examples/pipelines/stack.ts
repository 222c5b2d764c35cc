import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import { ApiManagement, AppRegistration, FederatedCredential, MicrosoftApi } from "cdktf-apim-oauth";
import type { Construct } from "constructs";

const STATE =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-terraform/providers/Microsoft.Storage/storageAccounts/stcontosoterraform/blobServices/default/containers/tfstate";
const GITHUB = { owner: "contoso", repository: "orders" };
const AZURE_DEVOPS = {
  organizationId: "22222222-2222-4222-8222-222222222222",
  organization: "contoso",
  project: "Orders",
};

/** The identities of the pipelines: one that may only read, for pull requests, and one that deploys, for main. */
export class PipelinesStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      // Not the container that the pipelines can write to.
      containerName: "tfstate-platform",
      key: "pipelines.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const graph = AppRegistration.fromMicrosoftApi(this, "Graph", MicrosoftApi.GRAPH);

    // Pull requests run code that nobody has reviewed, so this identity changes nothing.
    const diff = new AppRegistration(this, "Diff", { displayName: "Orders pipeline, diff" });
    diff.addFederatedCredential(
      "GitHub",
      FederatedCredential.githubActions({ ...GITHUB, unreviewedPullRequests: true }),
    );
    diff.addFederatedCredential(
      "AzureDevOps",
      FederatedCredential.azureDevOps({ ...AZURE_DEVOPS, serviceConnection: "orders-diff" }),
    );
    diff.grantRole(graph, "Application.Read.All");
    assign(diff, "Service", apim.resourceId, "API Management Service Reader Role");
    assign(diff, "State", STATE, "Storage Blob Data Reader");

    // Entra ID gives its tokens to workflows on main only.
    const deploy = new AppRegistration(this, "Deploy", { displayName: "Orders pipeline, deploy" });
    deploy.addFederatedCredential("GitHub", FederatedCredential.githubActions({ ...GITHUB, branch: "main" }));
    deploy.addFederatedCredential(
      "AzureDevOps",
      FederatedCredential.azureDevOps({ ...AZURE_DEVOPS, serviceConnection: "orders-deploy" }),
    );
    // Registrations that it has created itself, and no others.
    deploy.grantRole(graph, "Application.ReadWrite.OwnedBy");
    assign(deploy, "Service", apim.resourceId, "API Management Service Contributor");
    assign(deploy, "State", STATE, "Storage Blob Data Contributor");

    new TerraformOutput(this, "diff_client_id", { value: diff.clientId });
    new TerraformOutput(this, "deploy_client_id", { value: deploy.clientId });
  }
}

/** Gives a role of Azure to the service principal of a registration. */
function assign(registration: AppRegistration, id: string, scope: string, roleDefinitionName: string): void {
  new RoleAssignment(registration, `Azure-${id}`, {
    scope,
    roleDefinitionName,
    principalId: registration.servicePrincipalObjectId,
    principalType: "ServicePrincipal",
  });
}
