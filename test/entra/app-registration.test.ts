import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import {
  App,
  Aspects,
  type TerraformDataSource,
  TerraformOutput,
  TerraformResource,
  TerraformVariable,
  Testing,
} from "cdktf";
import {
  Api,
  AppRegistration,
  AppRole,
  Authority,
  Callers,
  JwtPolicy,
  PermissionScope,
  TokenVersion,
} from "cdktf-apim-oauth";
import { Construct } from "constructs";
import { stableId } from "../../src/core/stable-id";
import { resolveText } from "../../src/core/terraform-text";
import {
  addressesOf,
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthApp,
  synthStacks,
  TENANT,
  warningsIn,
} from "../support/synth";

const END = "2027-05-31T00:00:00Z";

/** A registration with everything that it can have. */
function everything(): ReturnType<typeof newStack> {
  const stack = newStack();
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    description: "Takes orders.",
    authority: Authority.usGovernment(TENANT),
    tokenVersion: TokenVersion.V1,
    identifierUri: "https://orders.contoso.com",
    assignmentRequired: false,
    scopes: [
      PermissionScope.of("read"),
      PermissionScope.of("write", {
        id: guid(1),
        adminConsentOnly: true,
        adminConsentDisplayName: "Write orders",
        adminConsentDescription: "Lets the application write all orders.",
        userConsentDisplayName: "Write your orders",
        userConsentDescription: "Lets the application write your orders.",
      }),
    ],
    roles: [
      AppRole.forApplications("Orders.Read"),
      AppRole.forUsers("Orders.Approve", { id: guid(2), displayName: "Approver", description: "Approves orders." }),
      AppRole.forApplicationsAndUsers("Orders.Audit"),
    ],
  });
  const client = new AppRegistration(stack, "Client", {
    displayName: "Client",
    authority: Authority.usGovernment(TENANT),
  });
  client.grantRole(orders, "Orders.Read");
  client.grantRole(orders, "Orders.Audit");
  client.requestScope(orders, "read");
  client.addRedirectUri("https://app.contoso.com/callback");
  client.addRedirectUri("http://localhost:5000/callback");
  client.addClientSecret("Portal", { endDate: END, displayName: "Developer portal" });
  return stack;
}

describe("AppRegistration", () => {
  test("a client alone is a registration and a service principal", () => {
    const stack = newStack();
    new AppRegistration(stack, "Client", { displayName: "Client" });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toEqual([
      "azuread_application_registration.Client_4A7F64DF",
      "azuread_service_principal.Client_ServicePrincipal_4FF987EA",
      "data.azuread_client_config.AzureadClientConfig",
    ]);
    expect(resourceOf(configuration, "azuread_application_registration")).toEqual({
      display_name: "Client",
      requested_access_token_version: 2,
      sign_in_audience: "AzureADMyOrg",
    });
    expect(resourceOf(configuration, "azuread_service_principal")).toEqual({
      app_role_assignment_required: false,
      client_id: "${azuread_application_registration.Client_4A7F64DF.client_id}",
    });
  });

  test("everything has a place and a logical id that stays", () => {
    const configuration = synth(everything());
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toMatchInlineSnapshot(`
     [
       "azuread_app_role_assignment.Client_Grant-Stack--Orders-OrdersAudit_384E9881",
       "azuread_app_role_assignment.Client_Grant-Stack--Orders-OrdersRead_1162A560",
       "azuread_application_api_access.Client_ApiAccess-Stack--Orders_B880E9AD",
       "azuread_application_app_role.Orders_Role-OrdersApprove_4B6B8433",
       "azuread_application_app_role.Orders_Role-OrdersAudit_D610DBC8",
       "azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0",
       "azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F",
       "azuread_application_optional_claims.Orders_OptionalClaims_A8FDA851",
       "azuread_application_password.Client_Secret-Portal_4F5A5D2F",
       "azuread_application_permission_scope.Orders_Scope-read_2CB4957A",
       "azuread_application_permission_scope.Orders_Scope-write_ED93DF2F",
       "azuread_application_redirect_uris.Client_RedirectUris_B044F628",
       "azuread_application_registration.Client_4A7F64DF",
       "azuread_application_registration.Orders_A9B65338",
       "azuread_service_principal.Client_ServicePrincipal_4FF987EA",
       "azuread_service_principal.Orders_ServicePrincipal_72553C73",
     ]
    `);
  });

  test("gives the same bytes each time", () => {
    expect(Testing.synth(everything())).toBe(Testing.synth(everything()));
    const stack = everything();
    expect(Testing.synth(stack)).toBe(Testing.synth(stack));
  });

  test("states the version of its tokens, and never leaves it to Entra ID", () => {
    const stack = newStack();
    for (const tokenVersion of [TokenVersion.V1, TokenVersion.V2]) {
      new AppRegistration(stack, `V${tokenVersion}`, { displayName: "Orders API", tokenVersion });
    }
    const versions = resourcesOf(synth(stack), "azuread_application_registration");
    expect(versions.map((version) => version.requested_access_token_version)).toEqual([1, 2]);
  });

  test("takes display names as they are", () => {
    const stack = newStack();
    const displayName = `"Orders" <API> & 'co' 🚚 \\ %`;
    new AppRegistration(stack, "Orders", { displayName, roles: [AppRole.forApplications("read")] });
    expect(resourceOf(synth(stack), "azuread_application_registration").display_name).toBe(displayName);
    expect(resourceOf(synth(stack), "azuread_application_app_role").description).toBe(
      `Has the role read of ${displayName}.`,
    );
  });

  test("looks its tenant up once for a stack, and only where it is not given", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    const one = new AppRegistration(first, "One", { displayName: "One" });
    const two = new AppRegistration(new Construct(first, "Nested"), "Two", { displayName: "Two" });
    new AppRegistration(second, "Three", { displayName: "Three", authority: Authority.publicCloud(TENANT) });
    expect(resolveText(first, two.authority.tenantId)).toBe(resolveText(first, one.authority.tenantId));
    expect(resolveText(first, one.authority.tenantId)).toBe(
      "${data.azuread_client_config.AzureadClientConfig.tenant_id}",
    );
    expect(synth(first).data).toEqual({ azuread_client_config: { AzureadClientConfig: {} } });
    expect(synth(second).data).toBeUndefined();
  });
});

describe("the identifier URI", () => {
  test("is api://<client id> for an API, without a cycle", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    const registration = "azuread_application_registration.Orders_A9B65338";
    expect(resourceOf(synth(stack), "azuread_application_identifier_uri")).toEqual({
      application_id: `\${${registration}.id}`,
      identifier_uri: `api://\${${registration}.client_id}`,
    });
    expect(resolveText(stack, orders.identifierUri)).toBe(
      "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}",
    );
  });

  test("is the given one, once, whatever comes later", () => {
    const stack = newStack();
    const orders = new AppRegistration(stack, "Orders", { displayName: "Orders", identifierUri: "api://orders" });
    orders.addScope(PermissionScope.of("read"));
    orders.addRole(AppRole.forUsers("write"));
    expect(resourceOf(synth(stack), "azuread_application_identifier_uri").identifier_uri).toBe("api://orders");
  });

  test("comes with the first scope or role that is added", () => {
    const stack = newStack();
    const orders = new AppRegistration(stack, "Orders", { displayName: "Orders" });
    expect(() => orders.identifierUri).toThrow(
      /^Stack\/Orders: the registration "Orders" exposes no API; expected a scope/,
    );
    orders.addRole(AppRole.forUsers("write"));
    expect(() => orders.identifierUri).not.toThrow();
  });
});

describe("scopes and roles", () => {
  test("a scope that users can consent to has texts made from the display name", () => {
    const stack = newStack();
    newOrders(stack);
    expect(resourceOf(synth(stack), "azuread_application_permission_scope")).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      scope_id: stableId("cdktf-apim-oauth/Stack/Orders/scope/access_as_user"),
      value: "access_as_user",
      type: "User",
      admin_consent_display_name: "Access Orders API",
      admin_consent_description: "Lets the application call Orders API for the signed-in user.",
      user_consent_display_name: "Access Orders API",
      user_consent_description: "Lets the application call Orders API for the signed-in user.",
    });
  });

  test("a role for applications has an id that follows from path and value", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    const id = "7ae6ea94-c1c8-53ae-b365-40d0280a37b9";
    const role = resourceOf(synth(stack), "azuread_application_app_role");
    expect(role).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      role_id: id,
      value: "Orders.Read",
      allowed_member_types: ["Application"],
      display_name: "Orders.Read",
      description: "Has the role Orders.Read of Orders API.",
    });
    expect(resolveText(stack, orders.roleId("Orders.Read"))).toBe(
      "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}",
    );
  });

  test.each([
    [AppRole.forApplications("a"), ["Application"], true],
    [AppRole.forUsers("a"), ["User"], false],
    [AppRole.forApplicationsAndUsers("a"), ["Application", "User"], true],
  ])("who may have a role, and whether assignment is required, follows from the role", (role, types, required) => {
    const stack = newStack();
    new AppRegistration(stack, "Orders", { displayName: "Orders", roles: [role] });
    expect(resourceOf(synth(stack), "azuread_application_app_role").allowed_member_types).toEqual(types);
    expect(resourceOf(synth(stack), "azuread_service_principal").app_role_assignment_required).toBe(required);
  });

  test("assignment is required as soon as a role for applications is added, unless the user decides", () => {
    const stack = newStack();
    const later = new AppRegistration(stack, "Later", { displayName: "Later" });
    const open = new AppRegistration(stack, "Open", { displayName: "Open", assignmentRequired: false });
    new AppRegistration(stack, "Closed", { displayName: "Closed", assignmentRequired: true });
    for (const api of [later, open]) api.addRole(AppRole.forApplications("read"));
    const required = resourcesOf(synth(stack), "azuread_service_principal").map(
      (principal) => [principal.client_id, principal.app_role_assignment_required] as const,
    );
    expect(Object.fromEntries(required)).toEqual({
      "${azuread_application_registration.Later_C575820C.client_id}": true,
      "${azuread_application_registration.Open_2F4367FD.client_id}": false,
      "${azuread_application_registration.Closed_BAF26A78.client_id}": true,
    });
  });

  test("odd but allowed values stay as they are", () => {
    const stack = newStack();
    const values = ["Orders/Read", "a@b", "x.y:z", "!#$%&'()*+,-./:;<=>?@[]^_`{|}"];
    const orders = new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      roles: values.map((value) => AppRole.forApplications(value)),
    });
    const client = newClient(stack);
    values.forEach((value) => client.grantRole(orders, value));
    const configuration = synth(stack);
    const roles = resourcesOf(configuration, "azuread_application_app_role");
    expect(roles.map((role) => role.value).sort()).toEqual([...values].sort());
    expect(new Set(roles.map((role) => role.role_id)).size).toBe(values.length);
    expect(resourcesOf(configuration, "azuread_app_role_assignment")).toHaveLength(values.length);
    expect(resourceOf(configuration, "azuread_application_api_access").role_ids).toHaveLength(values.length);
  });

  test("one value has different ids as a scope, as a role, and in another registration", () => {
    const stack = newStack();
    new AppRegistration(stack, "A", { displayName: "A", scopes: [PermissionScope.of("read")] });
    new AppRegistration(stack, "B", { displayName: "B", roles: [AppRole.forUsers("read")] });
    const nested = new Construct(stack, "Nested");
    new AppRegistration(nested, "A", { displayName: "A", scopes: [PermissionScope.of("read")] });
    const configuration = synth(stack);
    const ids = [
      ...resourcesOf(configuration, "azuread_application_permission_scope").map((scope) => scope.scope_id),
      ...resourcesOf(configuration, "azuread_application_app_role").map((role) => role.role_id),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  test("getters return copies", () => {
    const orders = newOrders(newStack());
    orders.scopes.pop();
    orders.roles.pop();
    expect(orders.scopes).toHaveLength(1);
    expect(orders.roles).toHaveLength(1);
  });

  test.each([
    ["scope", "Orders.Read"],
    ["role", "access_as_user"],
  ])("fails for a %s whose value the other kind has", (kind, value) => {
    const orders = newOrders(newStack());
    const add = (): void =>
      kind === "scope" ? orders.addScope(PermissionScope.of(value)) : orders.addRole(AppRole.forUsers(value));
    expect(add).toThrow(/^Stack\/Orders: "[\w.]+" is the value of a scope and of a role; /);
  });

  test("ids are written in lower case, as Entra ID gives them back", () => {
    const stack = newStack();
    new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      scopes: [PermissionScope.of("read", { id: guid("a").toUpperCase() })],
      roles: [AppRole.forUsers("write", { id: guid("b").toUpperCase() })],
    });
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azuread_application_permission_scope").scope_id).toBe(guid("a"));
    expect(resourceOf(configuration, "azuread_application_app_role").role_id).toBe(guid("b"));
  });

  test("fails for a value or an id that is given twice, in any capitals", () => {
    const orders = newOrders(newStack());
    expect(() => orders.addScope(PermissionScope.of("access_as_user"))).toThrow(
      /scope "access_as_user" is given twice/,
    );
    expect(() => orders.addRole(AppRole.forUsers("Orders.Read"))).toThrow(/role "Orders.Read" is given twice/);
    orders.addScope(PermissionScope.of("one", { id: guid("a") }));
    expect(() => orders.addRole(AppRole.forUsers("two", { id: guid("a").toUpperCase() }))).toThrow(
      /scope or role id "a{8}-.*" is given twice/,
    );
  });

  test("fails for the id of a scope or role that the API does not have, and names those that it has", () => {
    const orders = newOrders(newStack());
    expect(() => orders.scopeId("access_as_usr")).toThrow(
      /^Stack\/Orders: scope "access_as_usr" does not exist on Orders API; expected "access_as_user": correct the name$/,
    );
    expect(() => orders.roleId("nothing")).toThrow(/role "nothing" does not exist .* "Orders.Read": add it to roles/);
  });

  test("asks for a claim that distinguishes users and applications where both can call", () => {
    const stack = newStack();
    new AppRegistration(stack, "Users", { displayName: "Users", scopes: [PermissionScope.of("read")] });
    new AppRegistration(stack, "Apps", { displayName: "Apps", roles: [AppRole.forApplications("read")] });
    const both = newOrders(stack);
    both.addRole(AppRole.forApplications("Orders.Write"));
    expect(resourceOf(synth(stack), "azuread_application_optional_claims")).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      access_token: [{ name: "idtyp" }],
    });
  });
});

describe("what a client may do", () => {
  test("a granted role is an assignment, and a permission in the registration of the client", () => {
    const stack = newStack();
    const grant = newClient(stack).grantRole(newOrders(stack), "Orders.Read");
    const configuration = synth(stack);
    const roleId = "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}";
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toEqual({
      app_role_id: roleId,
      principal_object_id: "${azuread_service_principal.Client_ServicePrincipal_4FF987EA.object_id}",
      resource_object_id: "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
    });
    expect(resourceOf(configuration, "azuread_application_api_access")).toEqual({
      api_client_id: "${azuread_application_registration.Orders_A9B65338.client_id}",
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      role_ids: [roleId],
    });
    expect(stack.node.findAll()).toContain(grant);
  });

  test("a requested scope is a permission in the registration of the client, and no assignment", () => {
    const stack = newStack();
    newClient(stack).requestScope(newOrders(stack), "access_as_user");
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azuread_application_api_access")).toEqual({
      api_client_id: "${azuread_application_registration.Orders_A9B65338.client_id}",
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      scope_ids: ["${azuread_application_permission_scope.Orders_Scope-access_as_user_96A666C9.scope_id}"],
    });
    expect(resourcesOf(configuration, "azuread_app_role_assignment")).toEqual([]);
  });

  test("the same role or scope twice is one", () => {
    const stack = newStack();
    const [orders, client] = [newOrders(stack), newClient(stack)];
    const first = client.grantRole(orders, "Orders.Read");
    expect(client.grantRole(orders, "Orders.Read")).toBe(first);
    client.requestScope(orders, "access_as_user");
    client.requestScope(orders, "access_as_user");
    const access = resourceOf(synth(stack), "azuread_application_api_access");
    expect(access).toMatchObject({ role_ids: [expect.any(String)], scope_ids: [expect.any(String)] });
  });

  test("two imports of one API are one API", () => {
    const stack = newStack();
    const client = newClient(stack);
    const imports = ["One", "Two"].map((id) => importedApi(stack, id));
    const [first, second] = imports.map((api) => client.grantRole(api, "Orders.Read"));
    expect(second).toBe(first);
    const configuration = synth(stack);
    expect(resourcesOf(configuration, "azuread_app_role_assignment")).toHaveLength(1);
    expect(resourcesOf(configuration, "azuread_application_api_access")).toHaveLength(1);
    expect(client._permissionsOn(imports[1]!.clientId)).toEqual({ roles: ["Orders.Read"], scopes: [] });
  });

  test("roles of two APIs are told apart, even where names run together", () => {
    const stack = newStack();
    const api = (id: string, role: string): AppRegistration =>
      new AppRegistration(stack, id, { displayName: id, roles: [AppRole.forApplications(role)] });
    const [one, two] = [api("Orders", "Read-All"), api("Orders-Read", "All")];
    const client = newClient(stack);
    client.grantRole(one, "Read-All");
    client.grantRole(two, "All");
    const roles = resourcesOf(synth(stack), "azuread_app_role_assignment").map((grant) => grant.app_role_id);
    expect(roles.sort()).toEqual(
      [resolveText(stack, one.roleId("Read-All")), resolveText(stack, two.roleId("All"))].sort(),
    );
  });

  test("fails for the same registration as client and API, however it comes in", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    const again = importedApi(stack, "Again", { clientId: orders.clientId });
    expect(() => orders.grantRole(orders, "Orders.Read")).toThrow(/^Stack\/Orders: client and resource are both/);
    expect(() => orders.requestScope(again, "read")).toThrow(/AADSTS90009/);
    const [one, two] = ["One", "Two"].map((id) => importedApi(stack, id));
    expect(() => one!.grantRole(two!, "read")).toThrow(/AADSTS90009/);
  });

  test("fails for registrations of different tenants or clouds", () => {
    const stack = newStack();
    const foreign = (id: string, authority: Authority): AppRegistration =>
      new AppRegistration(stack, id, { displayName: id, authority, roles: [AppRole.forApplications("read")] });
    const client = newClient(stack);
    expect(() => client.grantRole(foreign("Tenant", Authority.publicCloud(guid(9))), "read")).toThrow(
      /expected one tenant in one cloud/,
    );
    expect(() => client.requestScope(foreign("Cloud", Authority.china(TENANT)), "read")).toThrow(/of the china cloud/);
    const unknown = new TerraformVariable(stack, "tenant", {}).stringValue;
    expect(() => client.grantRole(foreign("Unknown", Authority.publicCloud(unknown)), "read")).not.toThrow();
  });

  test("fails for a role that is for users only", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    orders.addRole(AppRole.forUsers("Orders.Approve"));
    expect(() => newClient(stack).grantRole(orders, "Orders.Approve")).toThrow(
      /^Stack\/Client: role "Orders.Approve" of Orders API is for users; expected a role for applications: /,
    );
  });
});

describe("client secrets", () => {
  test("a secret has an end date, and the new one comes before the old one goes", () => {
    const stack = newStack();
    const client = newClient(stack);
    const secret = client.addClientSecret("Portal", { endDate: END });
    expect(resourceOf(synth(stack), "azuread_application_password")).toEqual({
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      display_name: "Portal",
      end_date: END,
      lifecycle: { create_before_destroy: true, postcondition: [expect.anything()] },
    });
    expect(resolveText(stack, secret._expression(stack))).toMatch(
      /^\$\{azuread_application_password\.[\w-]+\.value\}$/,
    );
  });

  test.each([
    ["2027-05-31T00:00:00.000Z", "2027-05-31T00:00:00Z"],
    ["2027-05-31T00:00:00.123456789Z", "2027-05-31T00:00:00Z"],
    [new Date(Date.UTC(2027, 4, 31)).toISOString(), "2027-05-31T00:00:00Z"],
    ["2027-05-31T23:59:59.999Z", "2027-05-31T23:59:59Z"],
    ["2027-05-31T01:00:00+01:00", "2027-05-31T00:00:00Z"],
  ])("the end date %s loses its fraction and its offset, which Entra ID does not keep", (endDate, expected) => {
    const stack = newStack();
    newClient(stack).addClientSecret("Portal", { endDate });
    expect(resourceOf(synth(stack), "azuread_application_password").end_date).toBe(expected);
  });
});

describe("redirect URIs", () => {
  test("are one resource, each once, in the order in which they came", () => {
    const stack = newStack();
    const client = newClient(stack);
    for (const path of ["b", "a", "b"]) client.addRedirectUri(`https://app.contoso.com/${path}`);
    expect(resourceOf(synth(stack), "azuread_application_redirect_uris")).toEqual({
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      type: "Web",
      redirect_uris: ["https://app.contoso.com/b", "https://app.contoso.com/a"],
    });
  });
});

describe("several stacks and scopes", () => {
  test("registrations with one id in different scopes are different", () => {
    const stack = newStack();
    newOrders(new Construct(stack, "One"));
    newOrders(new Construct(stack, "Two"));
    const configuration = synth(stack);
    expect(resourcesOf(configuration, "azuread_application_registration")).toHaveLength(2);
    const ids = resourcesOf(configuration, "azuread_application_app_role").map((role) => role.role_id);
    expect(new Set(ids).size).toBe(2);
  });

  test("a client may live in another stack than its API", () => {
    const app = newApp();
    const orders = newOrders(newStack("Api", app));
    newClient(newStack("Client", app)).grantRole(orders, "Orders.Read");
    const stacks = synthStacks(app);
    expect(String(resourceOf(stacks.Client!, "azuread_app_role_assignment").app_role_id)).toMatch(
      /^\$\{data\.terraform_remote_state\./,
    );
    expect(Object.values(stacks.Api!.output ?? {}).every((output) => output.sensitive === true)).toBe(true);
  });

  test("a plain app gives what the test app gives, and the same bytes each time", () => {
    const build = (): string => {
      const app = new App({ outdir: newApp().outdir });
      const stack = newStack("Stack", app);
      newClient(stack).grantRole(newOrders(stack), "Orders.Read");
      return synthApp(app).Stack!;
    };
    const text = build();
    expect(build()).toBe(text);
    expect(text).toContain("azuread_app_role_assignment");
  });
});

describe("the tenant of a registration without an authority", () => {
  const OTHER = "${data.azuread_client_config.AzureadClientConfig_other.tenant_id}";

  function withAlias(environment?: string): { stack: ReturnType<typeof newStack>; other: AzureadProvider } {
    const stack = newStack();
    return { stack, other: new AzureadProvider(stack, "other", { alias: "other", environment }) };
  }

  function move(registration: AppRegistration, provider: AzureadProvider): void {
    for (const child of registration.node.findAll()) {
      if (TerraformResource.isTerraformResource(child)) child.provider = provider;
    }
  }

  test("is that of the provider of its resources, also where that is set later", () => {
    const { stack, other } = withAlias();
    const [first, second] = ["First", "Second"].map((id) => new AppRegistration(stack, id, { displayName: id }));
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    second!.addScope(PermissionScope.of("read"));
    new JwtPolicy(stack, "Jwt", { target, resource: second!, callers: Callers.users("read") });
    move(second!, other);
    const configuration = synth(stack);
    expect(configuration.data).toEqual({
      azuread_client_config: { AzureadClientConfig: {}, AzureadClientConfig_other: { provider: "azuread.other" } },
    });
    expect(resolveText(stack, first!.authority.tenantId)).not.toContain("other");
    expect(resolveText(stack, second!.authority.tenantId)).toBe(OTHER);
    const { xml_content: xml } = resourceOf(configuration, "azurerm_api_management_api_policy");
    expect(xml).toContain(`<issuer>https://login.microsoftonline.com/${OTHER}/v2.0</issuer>`);
    expect(xml).not.toContain("AzureadClientConfig.tenant_id");
  });

  test("is that of the provider that an Aspect sets", () => {
    const { stack, other } = withAlias();
    const orders = new AppRegistration(stack, "Orders", { displayName: "Orders" });
    new TerraformOutput(stack, "Tenant", { value: orders.authority.tenantId });
    Aspects.of(stack).add({
      visit: (node) => {
        if (TerraformResource.isTerraformResource(node)) node.provider = other;
      },
    });
    const { data, output } = synth(stack);
    expect(output).toEqual({ Tenant: { value: OTHER } });
    expect(data).toEqual({ azuread_client_config: { AzureadClientConfig_other: { provider: "azuread.other" } } });
  });

  test("reaches another stack", () => {
    const app = newApp();
    const [one, two] = [newStack("One", app), newStack("Two", app)];
    const other = new AzureadProvider(one, "other", { alias: "other" });
    const orders = new AppRegistration(one, "Orders", { displayName: "Orders" });
    move(orders, other);
    new TerraformOutput(two, "Tenant", { value: orders.authority.tenantId });
    const { One, Two } = synthStacks(app);
    expect(Object.values(One!.output!)).toEqual([{ sensitive: true, value: OTHER }]);
    expect(JSON.stringify(Two!.output)).toContain("data.terraform_remote_state.");
  });

  test("an import takes the tenant of the provider that looks it up", () => {
    const { stack, other } = withAlias();
    const api = importedApi(stack, "Given", { authority: undefined });
    newClientOf(stack).grantRole(api, "Orders.Read");
    const lookUp = api.node.findChild("ServicePrincipal") as TerraformDataSource;
    lookUp.provider = other;
    expect(resolveText(stack, api.authority.tenantId)).toBe(OTHER);
  });

  test("the cloud of a provider that no registration uses does not matter", () => {
    const { stack } = withAlias("usgovernment");
    new AppRegistration(stack, "Orders", { displayName: "Orders" });
    expect(() => synth(stack)).not.toThrow();
  });

  test("fails where the provider of a registration works in another cloud", () => {
    const { stack, other } = withAlias("usgovernment");
    move(new AppRegistration(stack, "Orders", { displayName: "Orders" }), other);
    expect(() => synth(stack)).toThrow(
      /\[Stack\/AzureadClientConfig\] the azuread provider works in the usgovernment cloud/,
    );
  });
});

describe("a client secret", () => {
  test("fails the plan once it has expired", () => {
    const stack = newStack();
    newClient(stack).addClientSecret("Portal", { endDate: new TerraformVariable(stack, "end", {}).stringValue });
    expect(resourceOf(synth(stack), "azuread_application_password").lifecycle).toMatchObject({
      postcondition: [
        {
          condition: "${(timecmp(self.end_date, plantimestamp()) == 1)}",
          error_message: expect.stringMatching(
            /^the end date of the client secret is in the past; expected .*: give /,
          ) as string,
        },
      ],
    });
  });

  test.each<[string, (client: AppRegistration, stack: ReturnType<typeof newStack>) => unknown]>([
    ["a role", (client, stack) => client.grantRole(newOrders(stack), "Orders.Read")],
    ["a scope", (client, stack) => client.requestScope(newOrders(stack), "access_as_user")],
    ["users that sign in", (client) => client.addRedirectUri("https://app.contoso.com/")],
    ["an API of its own", (client) => client.addScope(PermissionScope.of("read"))],
  ])("is of use for a client with %s", (_use, give) => {
    const stack = newStack();
    const client = newClient(stack);
    client.addClientSecret("Portal", { endDate: END });
    give(client, stack);
    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });
});

function newClientOf(stack: ReturnType<typeof newStack>): AppRegistration {
  return new AppRegistration(stack, "Client", { displayName: "Client" });
}

test.each([
  ["Orders.Write", "add it to roles, or change the name"],
  ["Orders.Red", "correct the name"],
  ["orders.read", "correct the name"],
  ["Oders.Read", "correct the name"],
  ["Orders.Raed", "correct the name"],
  ["Orders", "add it to roles, or change the name"],
  ["Read.Orders", "add it to roles, or change the name"],
])("a role %s that does not exist is a slip only if each word is nearly that of another role", (role, fix) => {
  const stack = newStack();
  expect(() => newClient(stack).grantRole(newOrders(stack), role)).toThrow(
    `Stack/Client: role for applications "${role}" does not exist on Orders API; expected "Orders.Read": ${fix}`,
  );
});
