import { UsersByRoleStack } from "../../examples/users-by-role/stack";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new UsersByRoleStack(newApp(), "users-by-role");
const configuration = synth(stack);
const policy = policiesOf(configuration)[0]!;

test("makes these resources, without a warning", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has no secret", () => {
  expect(addressesOf(configuration).filter((address) => /password|secret/i.test(address))).toEqual([]);
  expect(JSON.stringify(configuration)).not.toMatch(/client_?secret"/i);
});

test("has a role for users and not for applications", () => {
  expect(resourceOf(configuration, "azuread_application_app_role")).toMatchObject({
    value: "Approver",
    allowed_member_types: ["User"],
  });
});

test("assigns the role to the group and to the deputy", () => {
  const assignments = resourcesOf(configuration, "azuread_app_role_assignment");
  expect(assignments.map(({ principal_object_id: who }) => who)).toEqual([
    "${data.azuread_group.Expenses_Group-Expenseapprovers_F1B5ABF4.object_id}",
    "${data.azuread_user.Expenses_User-evecontosocom_E88EF8A0.object_id}",
  ]);
  for (const { app_role_id: role } of assignments) {
    expect(role).toBe("${azuread_application_app_role.Expenses_Role-Approver_8056EE04.role_id}");
  }
  expect(configuration.data).toMatchObject({
    azuread_group: { "Expenses_Group-Expenseapprovers_F1B5ABF4": { display_name: "Expense approvers" } },
    azuread_user: { "Expenses_User-evecontosocom_E88EF8A0": { user_principal_name: "eve@contoso.com" } },
  });
});

const USER = { scp: "Expenses.Manage" };
const APPROVER = { scp: "Expenses.Manage", roles: ["Approver"] };

test.each([
  ["list-expenses", USER, "forwarded"],
  ["list-expenses", APPROVER, "forwarded"],
  ["list-expenses", undefined, 401],
  ["approve-expense", APPROVER, "forwarded"],
  ["approve-expense", USER, 403],
  ["approve-expense", { ...APPROVER, roles: ["Reader"] }, 403],
  // The role without the scope: the client may not approve for the user.
  ["approve-expense", { ...APPROVER, scp: "openid" }, 403],
  ["approve-expense", { roles: ["Approver"] }, 403],
  ["approve-expense", undefined, 401],
])("%s with the claims %j is answered %s", (operationId, claims, outcome) => {
  expect(callThrough(policy, { operationId, claims }).outcome).toBe(outcome);
});
