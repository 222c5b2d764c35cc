import { TerraformVariable } from "cdktf";
import {
  AppRegistration,
  AppRole,
  Authority,
  AzureCloud,
  MicrosoftApi,
  PermissionScope,
  Principal,
  SignInAudience,
} from "cdktf-apim-oauth";
import {
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
} from "../support/synth";

const CONSENT = "azuread_service_principal_delegated_permission_grant";
const CLI = { clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", displayName: "Azure CLI" };

function personal(id: string): AppRegistration {
  return new AppRegistration(newStack(), id, {
    displayName: id,
    authority: Authority.publicCloud(TENANT),
    signInAudience: SignInAudience.personalAccounts(),
    scopes: Array.from({ length: 31 }, (_, index) => PermissionScope.of(`s${index}`)),
  });
}

describe("consent to scopes", () => {
  test("is one grant for a client and an API, for all users, and the permission in the registration", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    orders.addScope(PermissionScope.of("write"));
    const consent = client.grantScope(orders, "access_as_user");
    expect(client.grantScope(orders, "write")).toBe(consent);
    client.grantScope(orders, "write");
    const configuration = synth(stack);
    expect(resourceOf(configuration, CONSENT)).toEqual({
      claim_values: ["access_as_user", "write"],
      // The permissions refer to the scopes, so these are there first.
      depends_on: ["azuread_application_api_access.Client_ApiAccess-Stack--Orders_B880E9AD"],
      resource_service_principal_object_id: "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
      service_principal_object_id: "${azuread_service_principal.Client_ServicePrincipal_4FF987EA.object_id}",
    });
    expect(resourceOf(configuration, "azuread_application_api_access").scope_ids).toHaveLength(2);
    expect(stack.node.findAll()).toContain(consent);
  });

  test("of one user is another grant", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    client.grantScope(orders, "access_as_user");
    client.grantScope(orders, "access_as_user", Principal.fromObjectId(guid(1)));
    client.grantScope(orders, "access_as_user", Principal.fromObjectId(guid(2)));
    const users = resourcesOf(synth(stack), CONSENT).map((grant) => grant.user_object_id);
    expect(users).toHaveLength(3);
    expect(users).toEqual(expect.arrayContaining([undefined, guid(1), guid(2)]));
  });

  test("of two imports of one client is one grant", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    const [one, two] = ["One", "Two"].map((id) => importedApi(stack, id, { clientId: guid("c") }));
    expect(two!.grantScope(orders, "access_as_user")).toBe(one!.grantScope(orders, "access_as_user"));
    expect(resourcesOf(synth(stack), CONSENT)).toHaveLength(1);
  });

  test("reaches an API in another stack", () => {
    const app = newApp();
    const orders = newOrders(newStack("Api", app));
    newClient(newStack("Client", app)).grantScope(orders, "access_as_user");
    const grant = resourceOf(synthStacks(app).Client!, CONSENT);
    expect(grant.resource_service_principal_object_id).toMatch(/^\$\{data\.terraform_remote_state\./);
  });

  test("fails for a scope that the API does not have, one that only Terraform knows, and the API itself", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    expect(() => client.grantScope(orders, "write")).toThrow(/scope "write" does not exist on Orders API/);
    expect(() => client.grantScope(orders, "Orders.Read")).toThrow(/"Orders.Read" is a role of Orders API/);
    const token = new TerraformVariable(stack, "scope", {}).stringValue;
    expect(() => client.grantScope(importedApi(stack), token)).toThrow(/scope is only known to Terraform/);
    expect(() => orders.grantScope(orders, "access_as_user")).toThrow(/AADSTS90009/);
  });
});

test("a requested role is a permission, and no assignment", () => {
  const stack = newStack();
  newClient(stack).requestRole(newOrders(stack), "Orders.Read");
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azuread_application_api_access").role_ids).toHaveLength(1);
  expect(resourcesOf(configuration, "azuread_app_role_assignment")).toEqual([]);
});

describe("permissions on APIs of Microsoft", () => {
  test("are looked up in the tenant by their names", () => {
    const stack = newStack();
    const client = newClient(stack);
    const graph = AppRegistration.fromMicrosoftApi(stack, "Graph", MicrosoftApi.GRAPH);
    client.grantRole(graph, "User.Read.All");
    client.grantScope(graph, "openid");
    client.requestScope(graph, "User.Read");
    const configuration = synth(stack);
    const principal = "data.azuread_service_principal.Graph_ServicePrincipal_A893FE89";
    expect(configuration.data!.azuread_service_principal).toEqual({
      Graph_ServicePrincipal_A893FE89: { client_id: "00000003-0000-0000-c000-000000000000" },
    });
    expect(resourceOf(configuration, "azuread_application_api_access")).toMatchObject({
      api_client_id: "00000003-0000-0000-c000-000000000000",
      role_ids: [`\${${principal}.app_role_ids["User.Read.All"]}`],
      scope_ids: [
        `\${${principal}.oauth2_permission_scope_ids["openid"]}`,
        `\${${principal}.oauth2_permission_scope_ids["User.Read"]}`,
      ],
    });
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({
      resource_object_id: `\${${principal}.object_id}`,
    });
    expect(resourceOf(configuration, CONSENT).claim_values).toEqual(["openid"]);
  });

  test("are those of a service principal that is made, or taken over, on request", () => {
    const stack = newStack();
    const options = { servicePrincipal: { assignmentRequired: false, useExisting: true } };
    const powerBi = AppRegistration.fromMicrosoftApi(stack, "PowerBi", MicrosoftApi.of("Power BI", guid(9)), options);
    newClient(stack).grantRole(powerBi, "Tenant.Read.All");
    const configuration = synth(stack);
    const principal = "azuread_service_principal.PowerBi_ServicePrincipal_B439708E";
    expect(configuration.resource!.azuread_service_principal).toMatchObject({
      PowerBi_ServicePrincipal_B439708E: {
        client_id: guid(9),
        app_role_assignment_required: false,
        use_existing: true,
      },
    });
    expect(configuration.data).not.toHaveProperty("azuread_service_principal");
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({
      app_role_id: `\${${principal}.app_role_ids["Tenant.Read.All"]}`,
      resource_object_id: `\${${principal}.object_id}`,
    });
  });

  test("have the same client id in every cloud, and name it in token requests", () => {
    const stack = newStack();
    const authority = Authority.china(TENANT);
    const vault = AppRegistration.fromMicrosoftApi(stack, "Vault", MicrosoftApi.KEY_VAULT, { authority });
    expect(vault.requestedScope("user_impersonation")).toBe("cfa8b339-82a2-471a-a3c9-0fc0be7a4093/user_impersonation");
    expect(vault.authority.cloud).toBe(AzureCloud.CHINA);
  });

  test.each([
    [MicrosoftApi.GRAPH, "Microsoft Graph"],
    [MicrosoftApi.RESOURCE_MANAGER, "Azure Resource Manager"],
    [MicrosoftApi.KEY_VAULT, "Azure Key Vault"],
    [MicrosoftApi.STORAGE, "Azure Storage"],
    [MicrosoftApi.SQL_DATABASE, "Azure SQL Database"],
    [MicrosoftApi.of("Power BI", "00000009-0000-0000-C000-000000000000"), "Power BI"],
  ])("know their names and ids", ({ displayName, clientId }, expected) => {
    expect(displayName).toBe(expected);
    expect(clientId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the number of permissions", () => {
  test("is limited for one API where personal accounts sign in", () => {
    const client = personal("Client");
    const api = importedApi(client, "Api");
    for (let index = 0; index < 30; index++) client.requestScope(api, `s${index}`);
    expect(() => client.requestScope(api, "more")).toThrow("there are 31 permissions on one API; expected at most 30");
  });

  test("is limited for all APIs, as is the number of APIs", () => {
    const stack = newStack();
    const [client, other] = [newClient(stack), newClient(stack, "Other")];
    const apis = Array.from({ length: 51 }, (_, index) =>
      importedApi(stack, `Api${index}`, { clientId: `00000000-0000-4000-8000-0000000000${10 + index}` }),
    );
    apis.slice(0, 50).forEach((api) => client.requestScope(api, "read"));
    expect(() => client.requestScope(apis[50]!, "read")).toThrow(/51 APIs with permissions; expected at most 50/);
    for (let index = 0; index < 400; index++) other.requestScope(apis[index % 2]!, `s${index}`);
    expect(() => other.requestScope(apis[0]!, "more")).toThrow(/401 permissions on APIs; expected at most 400/);
  });
});

describe("clients that an API names", () => {
  test("pre-authorized clients have the ids of scopes, one resource each", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    orders.addScope(PermissionScope.of("write"));
    orders.preAuthorize(client, "access_as_user");
    orders.preAuthorize(client, "write", "access_as_user");
    orders.preAuthorize(CLI, "access_as_user");
    const scope = "${azuread_application_permission_scope.Orders_Scope-access_as_user_96A666C9.scope_id}";
    const authorized = resourcesOf(synth(stack), "azuread_application_pre_authorized");
    expect(authorized).toHaveLength(2);
    expect(authorized).toEqual(
      expect.arrayContaining([
        {
          application_id: "${azuread_application_registration.Orders_A9B65338.id}",
          authorized_client_id: "${azuread_application_registration.Client_4A7F64DF.client_id}",
          permission_ids: [scope, expect.stringContaining("Orders_Scope-write_")],
        },
        {
          application_id: "${azuread_application_registration.Orders_A9B65338.id}",
          authorized_client_id: CLI.clientId,
          permission_ids: [scope],
        },
      ]),
    );
  });

  test("known clients are one resource, each once", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    for (const known of [client, CLI, client]) orders.addKnownClient(known);
    expect(resourceOf(synth(stack), "azuread_application_known_clients")).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      known_client_ids: ["${azuread_application_registration.Client_4A7F64DF.client_id}", CLI.clientId],
    });
  });

  test("a client and an API can name each other", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    client.requestScope(orders, "access_as_user");
    orders.preAuthorize(client, "access_as_user");
    orders.addKnownClient(client);
    expect(() => synth(stack)).not.toThrow();
  });

  test("fails without a scope, for a scope that the API does not have, and for the API itself", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    expect(() => orders.preAuthorize(client)).toThrow(/^Stack\/Orders: scopes is empty; expected at least one/);
    expect(() => orders.preAuthorize(client, "write")).toThrow(/scope "write" does not exist/);
    expect(() => orders.preAuthorize(client, "Orders.Read")).toThrow(/is a role of Orders API; expected a scope/);
    expect(() => orders.preAuthorize(orders, "access_as_user")).toThrow(/client and resource are both Orders API/);
    expect(() => orders.addKnownClient(orders)).toThrow(/client and resource are both Orders API/);
    expect(() => orders.addKnownClient({ ...CLI, clientId: "azure-cli" })).toThrow(/client id is "azure-cli"/);
  });

  test("fails for more scopes or clients than an API for personal accounts can have", () => {
    const api = personal("Api");
    const scopes = api.scopes.map(({ value }) => value);
    expect(() => api.preAuthorize(CLI, ...scopes)).toThrow(/pre-authorized for 31 scopes; expected at most 30/);
    const other = personal("Other");
    const client = (index: number): typeof CLI => ({
      clientId: `00000000-0000-4000-8000-000000000${100 + index}`,
      displayName: `Client ${index}`,
    });
    for (let index = 0; index < 100; index++) other.preAuthorize(client(index), "s0");
    expect(() => other.preAuthorize(client(100), "s0")).toThrow(/101 pre-authorized clients; expected at most 100/);
  });
});

test("a role for a client in another stack is granted after the role is there", () => {
  const app = newApp();
  const api = newStack("Api", app);
  const orders = new AppRegistration(api, "Orders", {
    displayName: "Orders",
    roles: [AppRole.forApplications("sync")],
  });
  newClient(newStack("Client", app)).requestRole(orders, "sync");
  expect(resourceOf(synthStacks(app).Client!, "azuread_application_api_access").role_ids).toHaveLength(1);
});
