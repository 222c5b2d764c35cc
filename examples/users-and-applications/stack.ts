import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  ManagedIdentity,
  OAuthGrant,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";

/** One API for users and for applications, and an authorization server of the developer portal for each. */
export class UsersAndApplicationsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzureadProvider(this, "azuread");
    new AzurermBackend(this, {
      resourceGroupName: "rg-terraform",
      storageAccountName: "stcontosoterraform",
      containerName: "tfstate",
      key: "users-and-applications.tfstate",
      useAzureadAuth: true,
    });

    const apim = ApiManagement.fromName(this, "Apim", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      developerPortalUrl: "https://developers.contoso.com",
    });
    const orders = new AppRegistration(this, "Orders", {
      displayName: "Orders API",
      scopes: [PermissionScope.of("Orders.Read")],
      roles: [AppRole.forApplications("Orders.Sync")],
      // Users get tokens without an assignment. The policy answers 403 to an application without the role.
      assignmentRequired: false,
    });

    // An application: the job that synchronizes orders runs with its managed identity.
    const job = ManagedIdentity.fromName(this, "Job", { name: "id-orders-job", resourceGroupName: "rg-orders" });
    job.grantRole(orders, "Orders.Sync");

    // The developer portal is a client of both kinds: for the user who signs in, and for itself.
    const portal = new AppRegistration(this, "Portal", { displayName: "APIM developer portal" });
    portal.grantRole(orders, "Orders.Sync");
    const clientSecret = portal.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" });
    const users = new ApimAuthServer(this, "Users", {
      apim,
      name: "orders-users",
      grant: OAuthGrant.authorizationCode("Orders.Read"),
      resource: orders,
      client: portal,
      clientSecret,
    });
    const applications = new ApimAuthServer(this, "Applications", {
      apim,
      name: "orders-applications",
      grant: OAuthGrant.clientCredentials(),
      resource: orders,
      client: portal,
      clientSecret,
    });

    // Users and applications call it. An API names one server: the test console signs its user in.
    const api = new Api(this, "Api", {
      apim,
      path: "orders",
      displayName: "Orders",
      serviceUrl: "https://func-contoso-orders.azurewebsites.net/api",
      subscriptionRequired: false,
      authServer: users,
    });
    api.addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(this, "Jwt", {
      target: api,
      resource: orders,
      callers: Callers.anyOf(Callers.users("Orders.Read"), Callers.applications("Orders.Sync")),
      // For the backend: the object id of the caller, and "app" if it is an application.
      claimsToHeaders: { "x-caller-id": "oid", "x-caller-type": "idtyp" },
    });

    // Only applications call it, so the test console gets a token for itself.
    const changes = new Api(this, "Changes", {
      apim,
      path: "order-changes",
      displayName: "Order changes",
      serviceUrl: "https://func-contoso-orders.azurewebsites.net/changes",
      subscriptionRequired: false,
      authServer: applications,
    });
    changes.addOperation("list-changes", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(this, "ChangesJwt", {
      target: changes,
      resource: orders,
      callers: Callers.applications("Orders.Sync"),
    });

    new TerraformOutput(this, "scope", { value: orders.applicationScope });
    new TerraformOutput(this, "orders_url", { value: api.url });
    new TerraformOutput(this, "changes_url", { value: changes.url });
  }
}
