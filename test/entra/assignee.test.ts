import { TerraformVariable } from "cdktf";
import {
  type AppRegistration,
  AppRole,
  Api,
  Assignee,
  Callers,
  type IAppRegistration,
  JwtPolicy,
  PermissionScope,
} from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import {
  addressesOf,
  guid,
  importedApi,
  newApp,
  newOrders,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../support/synth";

function withAdmins(stack: TerraformStack): AppRegistration {
  const orders = newOrders(stack);
  orders.addRole(AppRole.forUsers("Admin"));
  return orders;
}

const ROLE = "${azuread_application_app_role.Orders_Role-Admin_39848EA4.role_id}";
const DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";
const PRINCIPAL = "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}";

describe("a role of an application is assigned", () => {
  test("to a group by its object id", () => {
    const stack = newStack();
    withAdmins(stack).assignRole("Admin", Assignee.group(guid("A")));
    const configuration = synth(stack);
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toEqual({
      app_role_id: ROLE,
      principal_object_id: guid("a"),
      resource_object_id: PRINCIPAL,
    });
    expect(configuration.data).toBeUndefined();
    expect(addressesOf(configuration)).toContain(
      "azuread_app_role_assignment.Orders_Assignment-Admin-aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa_C086922C",
    );
  });

  test.each([
    [
      "a group by its name",
      Assignee.groupFromDisplayName("Shop ${x}"),
      "azuread_group",
      { display_name: "Shop $${x}" },
    ],
    [
      "a user by the principal name",
      Assignee.userFromPrincipalName("eve@contoso.com"),
      "azuread_user",
      { user_principal_name: "eve@contoso.com" },
    ],
    ["a user by the mail nickname", Assignee.userFromMailNickname("eve"), "azuread_user", { mail_nickname: "eve" }],
  ])("to %s, looked up once", (_who, assignee, type, argument) => {
    const stack = newStack();
    const orders = withAdmins(stack);
    orders.assignRole("Admin", assignee);
    orders.assignDefaultAccess(assignee);
    const configuration = synth(stack);
    const [[address, found]] = Object.entries(configuration.data![type]!) as [[string, unknown]];
    expect(found).toEqual(argument);
    const assignments = resourcesOf(configuration, "azuread_app_role_assignment");
    expect(assignments.map((made) => made.principal_object_id)).toEqual([
      `\${data.${type}.${address}.object_id}`,
      `\${data.${type}.${address}.object_id}`,
    ]);
    expect(assignments.map((made) => made.app_role_id).sort()).toEqual([ROLE, DEFAULT_ACCESS]);
  });

  test("to a group and a user of one name", () => {
    const stack = newStack();
    const orders = withAdmins(stack);
    orders.assignRole("Admin", Assignee.groupFromDisplayName("eve"));
    orders.assignRole("Admin", Assignee.userFromMailNickname("eve"));
    expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(2);
  });

  test("to a group that only Terraform knows", () => {
    const stack = newStack();
    const group = new TerraformVariable(stack, "group", {}).stringValue;
    withAdmins(stack).assignRole("Admin", Assignee.group(group));
    expect(resourceOf(synth(stack), "azuread_app_role_assignment").principal_object_id).toBe("${var.group}");
  });

  test("once, also by several constructs of one registration", () => {
    const stack = newStack();
    const [one, two] = [importedApi(stack), importedApi(stack, "Same")];
    const first = one.assignRole("Admin", Assignee.user(guid(1)));
    expect(one.assignRole("Admin", Assignee.user(guid(1)))).toBe(first);
    expect(two.assignRole("Admin", Assignee.user(guid(1)))).toBe(first);
    expect(two.assignRole("admin", Assignee.user(guid(1)))).not.toBe(first);
    expect(two.assignRole("Admin", Assignee.user(guid(2)))).not.toBe(first);
    expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(3);
  });

  test("in another stack than the registration, where that is imported", () => {
    const app = newApp();
    const [one, two] = [newStack("One", app), newStack("Two", app)];
    importedApi(one).assignRole("Admin", Assignee.user(guid(1)));
    importedApi(two).assignRole("Admin", Assignee.user(guid(1)));
    const stacks = synthStacks(app);
    expect(resourcesOf(stacks.One!, "azuread_app_role_assignment")).toHaveLength(1);
    expect(resourcesOf(stacks.Two!, "azuread_app_role_assignment")).toEqual([]);
    expect(two.dependencies).toEqual([one]);
  });
});

describe("fails", () => {
  test.each<[string, string, RegExp]>([
    [
      "for a role of applications",
      "Orders.Read",
      /role "Orders.Read" of Orders API is for applications; expected a role for users/,
    ],
    ["for a scope", "access_as_user", /"access_as_user" is a scope of Orders API; expected a role for users/],
    ["for a role that does not exist", "Admn", /role for users "Admn" does not exist on Orders API; expected "Admin"/],
  ])("%s", (_what, role, message) => {
    const orders = withAdmins(newStack());
    expect(() => orders.assignRole(role, Assignee.user(guid(1)))).toThrow(message);
  });

  test("for a role that only Terraform knows", () => {
    const stack = newStack();
    const role = new TerraformVariable(stack, "role", {}).stringValue;
    expect(() => importedApi(stack).assignRole(role, Assignee.user(guid(1)))).toThrow(
      /^Stack\/Imported: role is only known/,
    );
  });
});

describe("users who need an assignment", () => {
  function protect(stack: TerraformStack, resource: IAppRegistration): void {
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
  }

  test("are warned about while nobody is assigned", () => {
    const stack = newStack();
    protect(stack, newOrders(stack));
    synth(stack);
    expect(warningsIn(stack)).toEqual([
      expect.stringContaining("users may call and Orders API requires an assignment"),
    ]);
  });

  test.each<[string, (orders: AppRegistration) => void]>([
    ["have it by default access", (orders) => orders.assignDefaultAccess(Assignee.group(guid(1)))],
    ["can have a role", (orders) => orders.addRole(AppRole.forUsers("Admin"))],
  ])("%s, and nothing is said", (_how, assign) => {
    const stack = newStack();
    const orders = newOrders(stack);
    orders.addScope(PermissionScope.of("Orders.List"));
    protect(stack, orders);
    assign(orders);
    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });
});
