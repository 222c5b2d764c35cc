import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  ManagedIdentity,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** Each operation of an API has its callers, and the health check answers everyone. */
export class OperationCallersStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "operation-callers.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim" });
    const bookings = new AppRegistration(this, "Bookings", {
      displayName: "Bookings API",
      scopes: [PermissionScope.of("Bookings.Read"), PermissionScope.of("Bookings.Write")],
      roles: [AppRole.forApplications("Bookings.Export")],
      assignmentRequired: false,
    });
    const report = ManagedIdentity.fromName(this, "Report", {
      name: "id-nightly-report",
      resourceGroupName: "rg-report",
    });
    report.grantRole(bookings, "Bookings.Export");
    // Lets the Azure CLI get tokens for its user, to try the API.
    const azureCli = { clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", displayName: "Azure CLI" };
    bookings.preAuthorize(azureCli, "Bookings.Read");

    const api = new Api(this, "Api", {
      apim,
      path: "bookings",
      displayName: "Bookings",
      serviceUrl: "https://func-contoso-bookings.azurewebsites.net/api",
      subscriptionRequired: false,
    });
    // Without callers, an operation has those of the JwtPolicy.
    api.addOperation("list-bookings", { method: "GET", urlTemplate: "/" });
    api.addOperation("create-booking", { method: "POST", urlTemplate: "/", callers: Callers.users("Bookings.Write") });
    api.addOperation("export-bookings", {
      method: "GET",
      urlTemplate: "/export",
      callers: Callers.applications("Bookings.Export"),
    });
    api.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: bookings,
      callers: Callers.users("Bookings.Read", "Bookings.Write"),
    });

    new TerraformOutput(this, "scope", { value: bookings.requestedScope("Bookings.Read") });
    new TerraformOutput(this, "url", { value: api.url });
  }
}
