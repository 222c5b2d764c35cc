import { UsersAndApplicationsStack } from "../../examples/users-and-applications/stack";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new UsersAndApplicationsStack(newApp(), "users-and-applications");
const configuration = synth(stack);
const [orders, changes] = policiesOf(configuration);
const USER = { oid: "eve", scp: "Orders.Read" };
const APPLICATION = { oid: "job", idtyp: "app", roles: ["Orders.Sync"] };

test("makes these resources, without a warning", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has a server for each kind of caller, with one secret that expires", () => {
  const secret = "${azuread_application_password.Portal_Secret-Portal_44C34107.value}";
  const api = "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}";
  expect(resourcesOf(configuration, "azurerm_api_management_authorization_server")).toMatchObject([
    { grant_types: ["clientCredentials"], default_scope: `${api}/.default`, client_secret: secret },
    { grant_types: ["authorizationCode"], default_scope: `${api}/Orders.Read`, client_secret: secret },
  ]);
  expect(resourceOf(configuration, "azuread_application_password")).toMatchObject({
    end_date: "2027-05-31T00:00:00Z",
  });
});

test("gives each API the server of its callers", () => {
  const server = "azurerm_api_management_authorization_server";
  expect(
    resourcesOf(configuration, "azurerm_api_management_api").map(({ path, oauth2_authorization: console }) => [
      path,
      console,
    ]),
  ).toEqual([
    ["orders", { authorization_server_name: `\${${server}.Users_0A0EEA89.name}` }],
    ["order-changes", { authorization_server_name: `\${${server}.Applications_E04DA868.name}` }],
  ]);
});

test("lets users have tokens without an assignment, and marks the tokens of applications", () => {
  expect(resourcesOf(configuration, "azuread_service_principal")).not.toContainEqual(
    expect.objectContaining({ app_role_assignment_required: true }),
  );
  expect(resourceOf(configuration, "azuread_application_optional_claims")).toMatchObject({
    access_token: [{ name: "idtyp" }],
  });
});

test.each([
  ["orders", orders!, "list-orders", USER, "forwarded"],
  ["orders", orders!, "list-orders", APPLICATION, "forwarded"],
  ["orders", orders!, "list-orders", { scp: "openid", roles: ["Orders.Sync"] }, 403],
  ["orders", orders!, "list-orders", { idtyp: "app" }, 403],
  ["orders", orders!, "list-orders", undefined, 401],
  ["changes", changes!, "list-changes", APPLICATION, "forwarded"],
  ["changes", changes!, "list-changes", USER, 403],
  ["changes", changes!, "list-changes", undefined, 401],
])("%s: a call is answered by its claims", (_api, policy, operationId, claims, outcome) => {
  expect(callThrough(policy, { operationId, claims }).outcome).toBe(outcome);
});

test("says to the backend who calls, whatever the caller sent", () => {
  const headers = { "x-caller-id": "admin", "x-caller-type": "app" };
  const call = (claims: Readonly<Record<string, string | readonly string[]>>): Readonly<Record<string, string>> =>
    callThrough(orders!, { operationId: "list-orders", claims, headers }).headers;
  expect(call(APPLICATION)).toMatchObject({ "x-caller-id": "job", "x-caller-type": "app" });
  expect(call(USER)).toMatchObject({ "x-caller-id": "eve" });
  expect(call(USER)).not.toHaveProperty("x-caller-type");
});
