import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import {
  Aspects,
  type TerraformDataSource,
  TerraformOutput,
  type TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import {
  AppRegistration,
  AppRole,
  Assignee,
  Authority,
  type IAppRegistration,
  type IAppRegistrationWithCredentials,
  ManagedIdentity,
  PermissionScope,
  type ServicePrincipalOptions,
  TokenVersion,
} from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import {
  addressesOf,
  type Configuration,
  guid,
  importedApi,
  newClient,
  newOrders,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
} from "../support/synth";

describe("AppRegistration.fromClientId", () => {
  test("alone makes nothing", () => {
    const stack = newStack();
    importedApi(stack);
    expect(addressesOf(synth(stack))).toEqual([]);
  });

  test("knows what it is told, and derives the rest from the client id", () => {
    const api = importedApi(newStack(), "Orders", { clientId: guid("A"), tokenVersion: TokenVersion.V1 });
    expect(api.clientId).toBe(guid("a"));
    expect(api.displayName).toBe(guid("A"));
    expect(api.identifierUri).toBe(`api://${guid("a")}`);
    expect(api.tokenVersion).toBe(TokenVersion.V1);
    expect(api.scopes).toEqual([]);
    expect(api.roles).toEqual([]);
  });

  test("looks its service principal up once, and only when something needs it", () => {
    const stack = newStack();
    const api = importedApi(stack);
    const client = newClient(stack);
    client.grantRole(api, "Orders.Read");
    client.requestScope(api, "access_as_user");
    const configuration = synth(stack);
    expect(configuration.data).toEqual({
      azuread_service_principal: { Imported_ServicePrincipal_6DFDD8A8: { client_id: guid("a") } },
    });
    const principal = "data.azuread_service_principal.Imported_ServicePrincipal_6DFDD8A8";
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({
      app_role_id: `\${${principal}.app_role_ids["Orders.Read"]}`,
      resource_object_id: `\${${principal}.object_id}`,
    });
    expect(resourceOf(configuration, "azuread_application_api_access")).toMatchObject({
      api_client_id: guid("a"),
      scope_ids: [`\${${principal}.oauth2_permission_scope_ids["access_as_user"]}`],
    });
    expect(configuration).toMatchSnapshot();
  });

  test("is looked up in the first synthesis already, also for a scope alone", () => {
    const stack = newStack();
    newClient(stack).requestScope(importedApi(stack), "access_as_user");
    const first = Testing.synth(stack);
    expect(addressesOf(JSON.parse(first) as Configuration)).toContain(
      "data.azuread_service_principal.Imported_ServicePrincipal_6DFDD8A8",
    );
    expect(Testing.synth(stack)).toBe(first);
  });

  test("takes the ids of scopes and roles from what it is told", () => {
    const stack = newStack();
    const api = importedApi(stack, "Orders", {
      displayName: "Orders API",
      identifierUri: "https://orders.contoso.com",
      scopes: [PermissionScope.of("read", { id: guid(1) }), PermissionScope.of("write")],
      roles: [AppRole.forApplications("Orders.Read", { id: guid(2) }), AppRole.forUsers("Orders.Approve")],
    });
    expect(api.identifierUri).toBe("https://orders.contoso.com");
    expect(api.scopeId("read")).toBe(guid(1));
    expect(api.roleId("Orders.Read")).toBe(guid(2));
    expect(addressesOf(synth(stack))).toEqual([]);
    expect(resolveText(stack, api.roleId("Orders.Approve"))).toContain('app_role_ids["Orders.Approve"]');
    expect(resolveText(stack, api.scopeId("write"))).toContain('oauth2_permission_scope_ids["write"]');
  });

  test("takes any scope and role while they are not told", () => {
    const api = importedApi(newStack());
    expect(() => [api.scopeId("anything"), api.roleId("Anything/At.all")]).not.toThrow();
    expect(api.applicationRoleValues).toBeUndefined();
  });

  test("fails for a scope or role that is not among those that are told", () => {
    const stack = newStack();
    const api = importedApi(stack, "Orders", {
      displayName: "Orders API",
      scopes: [PermissionScope.of("read")],
      roles: [AppRole.forUsers("Orders.Approve")],
    });
    expect(() => api.scopeId("raed")).toThrow(
      /^Stack\/Orders: scope "raed" does not exist on Orders API; expected "read": correct the name$/,
    );
    expect(() => api.roleId("Orders.Approv")).toThrow(
      /^Stack\/Orders: role "Orders.Approv" does not exist on Orders API/,
    );
    expect(() => newClient(stack).grantRole(api, "Orders.Approve")).toThrow(
      /role "Orders.Approve" of Orders API is for users; expected a role for applications: .*make the role with/,
    );
    expect(api.applicationRoleValues).toEqual([]);
  });

  test.each(['a"]} ${evil', "a b", "", ".read", "${var.x}", "%{if}"])(
    "fails for the scope or role %j, which would be more than a key in the Terraform expression",
    (value) => {
      const api = importedApi(newStack());
      expect(() => api.scopeId(value)).toThrow(/^Stack\/Imported: scope is /);
      expect(() => api.roleId(value)).toThrow(/^Stack\/Imported: role is /);
    },
  );

  test('fails to look up the value "%", unless the id is given', () => {
    const api = importedApi(newStack());
    expect(() => api.scopeId("%")).toThrow(
      /^Stack\/Imported: the id of the scope "%" cannot be looked up; .* with its id/,
    );
    expect(() => api.roleId("%")).toThrow(
      /^Stack\/Imported: the id of the role "%" cannot be looked up; .* with its id/,
    );
    const known = importedApi(newStack(), "Imported", {
      scopes: [PermissionScope.of("%", { id: guid(1) })],
      roles: [AppRole.forUsers("%", { id: guid(2) })],
    });
    expect([known.scopeId("%"), known.roleId("%")]).toEqual([guid(1), guid(2)]);
    expect(() => importedApi(newStack()).scopeId("%%")).not.toThrow();
  });

  test("takes a client id that only Terraform knows, whole", () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, "Orders_ClientId", {}).stringValue;
    const api = importedApi(stack, "Orders", { clientId: id });
    expect(resolveText(stack, api.identifierUri)).toBe("api://${var.Orders_ClientId}");
    newClient(stack).grantRole(api, "Orders.Read");
    expect(resourceOf(synth(stack), "azuread_application_api_access").api_client_id).toBe("${var.Orders_ClientId}");
  });

  test("can be given a role, as the client that exists already", () => {
    const stack = newStack();
    const client = importedApi(stack, "Client");
    const grant = client.grantRole(newOrders(stack), "Orders.Read");
    expect(client.grantRole(stack.node.findChild("Orders") as AppRegistration, "Orders.Read")).toBe(grant);
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toEqual({
      app_role_id: "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}",
      principal_object_id: "${data.azuread_service_principal.Client_ServicePrincipal_4FF987EA.object_id}",
      resource_object_id: "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
    });
    // Its registration is somebody else's.
    expect(resourcesOf(configuration, "azuread_application_api_access")).toEqual([]);
  });

  test("gives the same bytes each time", () => {
    const build = (): string => {
      const stack = newStack();
      newClient(stack).grantRole(importedApi(stack), "Orders.Read");
      return Testing.synth(stack);
    };
    expect(build()).toBe(build());
  });
});

describe("AppRegistration.fromIdentifierUri", () => {
  test("finds the application by the URI, and asks for its scopes under the same", () => {
    const stack = newStack();
    const uri = "https://orders.contoso.com";
    const orders = AppRegistration.fromIdentifierUri(stack, "Orders", uri, { tokenVersion: TokenVersion.V1 });
    expect(orders.identifierUri).toBe(uri);
    expect(orders.requestedScope("read")).toBe(`${uri}/read`);
    expect(addressesOf(synth(stack)).filter((address) => address.includes("application"))).toEqual([]);
    newClient(stack).grantRole(orders, "Orders.Read");
    expect(synth(stack).data?.azuread_application).toEqual({
      Orders_Application_E45436D5: { identifier_uri: uri },
    });
  });
});

describe("AppRegistration.fromObjectId and fromDisplayName", () => {
  const options = { tokenVersion: TokenVersion.V2, authority: Authority.publicCloud(TENANT) };

  test("alone make nothing", () => {
    const stack = newStack();
    AppRegistration.fromObjectId(stack, "ById", guid(1), options);
    AppRegistration.fromDisplayName(stack, "ByName", "Orders", options);
    expect(addressesOf(synth(stack))).toEqual([]);
  });

  test.each([
    [
      "its object id",
      (stack: TerraformStack) => AppRegistration.fromObjectId(stack, "Orders", guid("A"), options),
      { object_id: guid("a") },
    ],
    [
      "its display name, as text",
      (stack: TerraformStack) => AppRegistration.fromDisplayName(stack, "Orders", "Orders ${x}", options),
      { display_name: "Orders $${x}" },
    ],
  ])("find the application by %s once, and the ids of scopes and roles by their values", (_by, find, argument) => {
    const stack = newStack();
    const api = find(stack);
    const client = newClient(stack);
    client.grantRole(api, "Orders.Read");
    client.requestScope(api, "access_as_user");
    const { data, ...configuration } = synth(stack);
    const application = "data.azuread_application.Orders_Application_E45436D5";
    const principal = "data.azuread_service_principal.Orders_ServicePrincipal_72553C73";
    expect(data).toEqual({
      azuread_application: { Orders_Application_E45436D5: argument },
      azuread_service_principal: { Orders_ServicePrincipal_72553C73: { client_id: `\${${application}.client_id}` } },
    });
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({
      app_role_id: `\${${principal}.app_role_ids["Orders.Read"]}`,
      resource_object_id: `\${${principal}.object_id}`,
    });
    expect(resourceOf(configuration, "azuread_application_api_access")).toMatchObject({
      api_client_id: `\${${application}.client_id}`,
      scope_ids: [`\${${principal}.oauth2_permission_scope_ids["access_as_user"]}`],
    });
    expect(api.clientId).toBe(api.clientId);
    expect(resolveText(stack, api.identifierUri)).toBe(`api://\${${application}.client_id}`);
  });

  test("know what they are told, and check names against it", () => {
    const orders = AppRegistration.fromDisplayName(newStack(), "Orders", "Orders API", {
      ...options,
      identifierUri: "https://orders.contoso.com",
      roles: [AppRole.forUsers("Admin"), AppRole.forApplications("Sync"), AppRole.forApplicationsAndUsers("Read")],
    });
    expect(orders.identifierUri).toBe("https://orders.contoso.com");
    expect(orders.userRoleValues).toEqual(["Admin", "Read"]);
    expect(orders.applicationRoleValues).toEqual(["Sync", "Read"]);
    expect(() => orders.roleId("Wrote")).toThrow(/role "Wrote" does not exist on Orders API/);
  });

  test("take their tenant from the provider that their data source has", () => {
    const stack = newStack();
    const other = new AzureadProvider(stack, "other", { alias: "other" });
    const api = AppRegistration.fromObjectId(stack, "Orders", guid(1), { tokenVersion: TokenVersion.V2 });
    const issuer = api.issuers[0]!;
    void api.clientId;
    Aspects.of(stack).add({
      visit: (node) => {
        if (node.node.id === "Application") (node as TerraformDataSource).provider = other;
      },
    });
    new TerraformOutput(stack, "Issuer", { value: issuer });
    expect(synth(stack).output!.Issuer!.value).toContain("_other.tenant_id}");
  });

  test("fail for an object id that is none, and without options", () => {
    expect(() => AppRegistration.fromObjectId(newStack(), "Orders", "orders", options)).toThrow(
      /^Stack\/Orders: objectId is "orders"; expected a GUID/,
    );
    // @ts-expect-error the version of the tokens is missing
    expect(() => AppRegistration.fromDisplayName(newStack(), "Orders", "Orders", {})).toThrow(
      /^Stack\/Orders: tokenVersion is undefined; expected TokenVersion.V1 or TokenVersion.V2/,
    );
  });
});

const EXISTING = { tokenVersion: TokenVersion.V2, authority: Authority.publicCloud(TENANT) };

type Find = (stack: TerraformStack, id: string, more?: object) => IAppRegistration;

describe.each<[string, Find, { readonly client_id: string }]>([
  [
    "its client id",
    (stack, id, more) => importedApi(stack, id, { clientId: guid("b"), ...more }),
    { client_id: guid("b") },
  ],
  [
    "its object id",
    (stack, id, more) => AppRegistration.fromObjectId(stack, id, guid("b"), { ...EXISTING, ...more }),
    { client_id: "${data.azuread_application.Orders_Application_E45436D5.client_id}" },
  ],
  [
    "its display name",
    (stack, id, more) => AppRegistration.fromDisplayName(stack, id, "Orders", { ...EXISTING, ...more }),
    { client_id: "${data.azuread_application.Orders_Application_E45436D5.client_id}" },
  ],
  [
    "its URI",
    (stack, id, more) => AppRegistration.fromIdentifierUri(stack, id, "api://orders", { ...EXISTING, ...more }),
    { client_id: "${data.azuread_application.Orders_Application_E45436D5.client_id}" },
  ],
])("a registration that exists, found by %s", (_by, find, principal) => {
  const LOOKED_UP = "data.azuread_service_principal.Orders_ServicePrincipal_72553C73";

  test("gives its roles and scopes to clients, identities, users and groups", () => {
    const stack = newStack();
    const orders = find(stack, "Orders");
    newClient(stack).grantRole(orders, "Read");
    ManagedIdentity.fromPrincipalId(stack, "Job", { principalId: guid(1) }).grantRole(orders, "Read");
    orders.assignRole("Admin", Assignee.group(guid(2)));
    orders.assignDefaultAccess(Assignee.user(guid(3)));
    newClient(stack, "Shop").grantScope(orders, "use");
    const configuration = synth(stack);
    expect(configuration.data?.azuread_service_principal).toEqual({ Orders_ServicePrincipal_72553C73: principal });
    const role = (name: string): string => `\${${LOOKED_UP}.app_role_ids["${name}"]}`;
    const assignments = resourcesOf(configuration, "azuread_app_role_assignment");
    expect(assignments.map(({ resource_object_id }) => resource_object_id)).toEqual(
      Array(4).fill(`\${${LOOKED_UP}.object_id}`),
    );
    const given = assignments.map(({ app_role_id, principal_object_id }) => [principal_object_id, app_role_id]);
    expect(new Map(given as [string, string][])).toEqual(
      new Map([
        ["${azuread_service_principal.Client_ServicePrincipal_4FF987EA.object_id}", role("Read")],
        [guid(1), role("Read")],
        [guid(2), role("Admin")],
        [guid(3), "00000000-0000-0000-0000-000000000000"],
      ]),
    );
    expect(resourceOf(configuration, "azuread_service_principal_delegated_permission_grant")).toMatchObject({
      resource_service_principal_object_id: `\${${LOOKED_UP}.object_id}`,
      claim_values: ["use"],
    });
  });

  test("is given roles and scopes as a client", () => {
    const stack = newStack();
    const client = find(stack, "Orders");
    const api = newOrders(stack, "Api");
    client.grantRole(api, "Orders.Read");
    client.grantScope(api, "access_as_user");
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azuread_app_role_assignment").principal_object_id).toBe(
      `\${${LOOKED_UP}.object_id}`,
    );
    const consent = resourceOf(configuration, "azuread_service_principal_delegated_permission_grant");
    expect(consent.service_principal_object_id).toBe(`\${${LOOKED_UP}.object_id}`);
    // The registration is not this program's: it asks for nothing there.
    expect(resourcesOf(configuration, "azuread_application_api_access")).toEqual([]);
  });

  test("offers nothing that would change the registration itself", () => {
    const orders = find(newStack(), "Orders");
    const changing: Exclude<keyof AppRegistration, keyof IAppRegistrationWithCredentials>[] = [
      "addScope",
      "addRole",
      "addRedirectUri",
      "addKnownClient",
      "preAuthorize",
      "requestRole",
      "requestScope",
    ];
    expect(changing.filter((name) => name in orders)).toEqual([]);
  });

  test("gets its service principal where the tenant has none, and gives its roles by that one", () => {
    const stack = newStack();
    const orders = find(stack, "Orders", {
      servicePrincipal: { assignmentRequired: true, useExisting: true, notes: "From a partner." },
    });
    newClient(stack).grantRole(orders, "Read");
    const { resource, data } = synth(stack);
    expect(resource?.azuread_service_principal?.Orders_ServicePrincipal_72553C73).toEqual({
      ...principal,
      app_role_assignment_required: true,
      use_existing: true,
      notes: "From a partner.",
    });
    expect(data?.azuread_service_principal).toBeUndefined();
    const made = "azuread_service_principal.Orders_ServicePrincipal_72553C73";
    expect(Object.values(resource?.azuread_app_role_assignment ?? {})[0]).toMatchObject({
      app_role_id: `\${${made}.app_role_ids["Read"]}`,
      resource_object_id: `\${${made}.object_id}`,
    });
  });
});

test("fails for a service principal of which nobody says whether an assignment is required", () => {
  const servicePrincipal: ServicePrincipalOptions = { useExisting: true };
  // @ts-expect-error the type asks for it
  expect(() => importedApi(newStack(), "Orders", { servicePrincipal })).toThrow(
    /^Stack\/Orders: assignmentRequired is undefined; expected true or false/,
  );
});

test("an application has a service principal in each tenant, and one in each", () => {
  const stack = newStack();
  const servicePrincipal = { assignmentRequired: true };
  importedApi(stack, "Home", { authority: Authority.publicCloud(TENANT), servicePrincipal });
  importedApi(stack, "Customer", { authority: Authority.publicCloud(guid(2)), servicePrincipal });
  importedApi(stack, "Found", { authority: Authority.publicCloud(TENANT) });
  expect(resourcesOf(synth(stack), "azuread_service_principal")).toHaveLength(2);
  importedApi(stack, "Again", { authority: Authority.publicCloud(TENANT), servicePrincipal });
  expect(() => synth(stack)).toThrow("[Stack/Again] the service principal of ");
});
