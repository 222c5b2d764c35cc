import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AppRole,
  Assignee,
  Callers,
  JwtPolicy,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Every user may see expenses, and the members of a group may approve them. */
export class UsersByRoleStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "users-by-role.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const expenses = new AppRegistration(this, "Expenses", {
      displayName: "Expenses API",
      scopes: [PermissionScope.of("Expenses.Manage")],
      roles: [AppRole.forUsers("Approver", { description: "Approves the expenses of others." })],
    });
    // The scope says what the client may do for the user, the role what the user may do.
    expenses.assignRole("Approver", Assignee.groupFromDisplayName("Expense approvers"));
    // The deputy, who is in no group.
    expenses.assignRole("Approver", Assignee.userFromPrincipalName("eve@contoso.com"));
    // Lets the Azure CLI get tokens for its user, to try the API.
    const azureCli = { clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", displayName: "Azure CLI" };
    expenses.preAuthorize(azureCli, "Expenses.Manage");

    const api = new Api(this, "Api", {
      apim,
      path: "expenses",
      displayName: "Expenses",
      serviceUrl: "https://func-contoso-expenses.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    api.addOperation("list-expenses", { method: "GET", urlTemplate: "/" });
    api.addOperation("approve-expense", {
      method: "POST",
      urlTemplate: "/{id}/approval",
      callers: Callers.users("Expenses.Manage").withRole("Approver"),
    });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: expenses,
      callers: Callers.users("Expenses.Manage"),
    });

    new TerraformOutput(this, "scope", { value: expenses.requestedScope("Expenses.Manage") });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
