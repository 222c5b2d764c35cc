import { UsersByRoleStack } from "../../examples/users-by-role/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new UsersByRoleStack(newApp(), "users-by-role");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);

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

test("lets every user see expenses, and those with the role approve them", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "POST /expenses/{id}/approval: a user with Expenses.Manage: 403",
    "POST /expenses/{id}/approval: a user with Expenses.Manage and the role Approver: in",
    "POST /expenses/{id}/approval: no token: 401 TokenNotPresent",
    "GET /expenses: a user with Expenses.Manage: in",
    "GET /expenses: a user with Expenses.Manage and the role Approver: in",
    "GET /expenses: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
});

test.each([
  ["another role", { roles: ["Reader"] }],
  // The client may not approve for the user.
  ["the role without the scope", { roles: ["Approver"], scp: "openid" }],
  ["the role without a scope", { roles: ["Approver"], scp: undefined }],
])("refuses an approval with %s", async (_title, claims) => {
  const token = await gateway.tokenForUser({ claims });
  expect(await gateway.request("POST", "/expenses/1/approval", { token })).toBeRefused(403);
});
