import {
  Api,
  AppRegistration,
  AppRole,
  Assignee,
  Callers,
  JwtPolicy,
  OptionalClaim,
  OptionalClaimProperty,
  PermissionScope,
} from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import { Deployment } from "../../src/deployment";
import { LocalGateway } from "../../src/testing";
import {
  guid,
  importedApi,
  newClient,
  newOrders,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
} from "../support/synth";

test.each([
  [AppRole.forApplications("a"), true, false],
  [AppRole.forUsers("a"), false, true],
  [AppRole.forApplicationsAndUsers("a"), true, true],
])("a role knows who can have it", (role, allowsApplications, allowsUsers) => {
  expect({ ...role }).toEqual({ value: "a", allowsApplications, allowsUsers, options: {} });
});

describe("a role that is in no token", () => {
  const MEMBERS = AppRole.forApplicationsAndUsers("Members", { inNoToken: true });

  test("has no value in Entra ID, and its name only in its texts", () => {
    const stack = newStack();
    newOrders(stack).addRole(MEMBERS);
    const roles = resourcesOf(synth(stack), "azuread_application_app_role");
    const role = roles.find(({ display_name }) => display_name === "Members");
    expect(role).toEqual({
      application_id: "${azuread_application_registration.Orders_A9B65338.id}",
      role_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      allowed_member_types: ["Application", "User"],
      display_name: "Members",
      description: "Has the role Members of Orders API.",
    });
  });

  test("is assigned, granted and asked for by its name", () => {
    const stack = newStack();
    const orders = new AppRegistration(stack, "Orders", { displayName: "Orders", roles: [MEMBERS] });
    const id = orders.roleId("Members");
    orders.assignRole("Members", Assignee.group(guid(1)));
    newClient(stack).grantRole(orders, "Members");
    newClient(stack, "Asking").requestRole(orders, "Members");
    const configuration = synth(stack);
    const roleId = resolveText(stack, id);
    expect(roleId).toMatch(/^\$\{azuread_application_app_role\.Orders_Role-Members_\w+\.role_id\}$/);
    const assigned = resourcesOf(configuration, "azuread_app_role_assignment").map(({ app_role_id }) => app_role_id);
    expect(assigned).toEqual([roleId, roleId]);
    const asked = resourcesOf(configuration, "azuread_application_api_access").map(({ role_ids }) => role_ids);
    expect(asked).toEqual([[roleId], [roleId]]);
    // Who may have a role needs an assignment, or the role would be without use.
    expect(
      resourcesOf(configuration, "azuread_service_principal").filter((each) => each.app_role_assignment_required),
    ).toHaveLength(1);
  });

  test("is among the roles and not among the values that tokens show", () => {
    const options = { roles: [MEMBERS, AppRole.forApplicationsAndUsers("Read")] };
    const made = new AppRegistration(newStack(), "Orders", { displayName: "Orders", ...options });
    for (const orders of [made, importedApi(newStack(), "Orders", options)]) {
      expect(orders.roles.map(({ value }) => value)).toEqual(["Members", "Read"]);
      expect([orders.applicationRoleValues, orders.userRoleValues]).toEqual([["Read"], ["Read"]]);
    }
  });

  test.each([
    ["for applications", Callers.applications("Members")],
    ["for users", Callers.users("access_as_user").withRole("Members")],
  ])("fails where callers %s name it, of a registration that is made or exists", (_who, callers) => {
    const stack = newStack();
    const made = newOrders(stack);
    made.addRole(MEMBERS);
    const existing = importedApi(stack, "Existing", { displayName: "Orders API", roles: [MEMBERS] });
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", ...OPEN });
    for (const resource of [made, existing]) {
      expect(() => new JwtPolicy(stack, `Jwt-${resource.node.id}`, { target: api, resource, callers })).toThrow(
        /role "Members" of Orders API is in no token; expected a role that a token shows/,
      );
    }
  });

  test("is granted and assigned on a registration that exists by its id, and fails without", () => {
    const stack = newStack();
    const known = AppRole.forApplicationsAndUsers("Members", { inNoToken: true, id: guid("B") });
    const api = importedApi(stack, "Known", { roles: [known] });
    newClient(stack).grantRole(api, "Members");
    api.assignRole("Members", Assignee.user(guid(3)));
    const assignments = resourcesOf(synth(stack), "azuread_app_role_assignment");
    expect(assignments.map(({ app_role_id }) => app_role_id)).toEqual([guid("b"), guid("b")]);
    const unknown = importedApi(stack, "Unknown", { clientId: guid("c"), roles: [MEMBERS] });
    expect(() => newClient(stack, "Other").grantRole(unknown, "Members")).toThrow(
      /^Stack\/Unknown: the id of the role "Members" cannot be looked up; .*give AppRole the id of the role$/,
    );
  });

  test("fails for who cannot have it", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    orders.addRole(AppRole.forUsers("Staff", { inNoToken: true }));
    orders.addRole(AppRole.forApplications("Jobs", { inNoToken: true }));
    expect(() => newClient(stack).grantRole(orders, "Staff")).toThrow(/role "Staff" of Orders API is for users/);
    expect(() => orders.assignRole("Jobs", Assignee.group(guid(1)))).toThrow(
      /role "Jobs" of Orders API is for applications/,
    );
  });

  test("may have the name of a scope and be beside groups in claim roles, since it has no value", () => {
    const emitted = { additionalProperties: [OptionalClaimProperty.EMIT_AS_ROLES] };
    const orders = new AppRegistration(newStack(), "Orders", {
      displayName: "Orders",
      optionalClaims: { accessToken: [OptionalClaim.of("groups", emitted)] },
      roles: [MEMBERS],
      scopes: [PermissionScope.of("Members")],
    });
    orders.addScope(PermissionScope.of("Staff"));
    expect(() => orders.addRole(AppRole.forUsers("Staff", { inNoToken: true }))).not.toThrow();
    expect(() => orders.addRole(AppRole.forUsers("Members", { inNoToken: true }))).toThrow(/"Members"/);
    expect(() => orders.requestedScope("Members")).not.toThrow();
  });

  test("lets a client get a token, which the gateway refuses", async () => {
    const stack = newStack();
    const roles = [AppRole.forApplications("Orders.Read"), AppRole.forApplications("Members", { inNoToken: true })];
    const orders = new AppRegistration(stack, "Orders", { displayName: "Orders", roles });
    const client = new AppRegistration(stack, "Client", { displayName: "Client" });
    client.grantRole(orders, "Members");
    const api = new Api(stack, "Api", {
      apim: newService(stack),
      path: "orders",
      serviceUrl: "https://orders.contoso.com",
      subscriptionRequired: false,
    });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Read") });
    const configuration = synth(stack);
    expect(
      Deployment.fromSynth(configuration)
        .registrations.flatMap(({ roles }) => roles)
        .map(({ value }) => value),
    ).toEqual([undefined, "Orders.Read"]);
    const gateway = LocalGateway.fromStack(stack);
    const token = await gateway.tokenFor(client, { api: orders });
    const claims = JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) as { roles?: string[] };
    expect(claims.roles).toBeUndefined();
    expect((await gateway.get("/orders", { token })).status).toBe(403);
    const withRole = await gateway.tokenFor(client, { api: orders, claims: { roles: ["Orders.Read"] } });
    expect((await gateway.get("/orders", { token: withRole })).status).toBe(200);
    expect(resourceOf(configuration, "azuread_app_role_assignment").app_role_id).toContain("Role-Members");
  });
});
