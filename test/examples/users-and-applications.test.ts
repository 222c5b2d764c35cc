import { UsersAndApplicationsStack } from "../../examples/users-and-applications/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new UsersAndApplicationsStack(newApp(), "users-and-applications");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);

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

test("lets users and applications read orders, and only applications read changes", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "GET /orders: APIM developer portal with Orders.Sync: in",
    "GET /orders: id-orders-job with Orders.Sync: in",
    "GET /orders: a user of APIM developer portal with Orders.Read: in",
    "GET /orders: no token: 401 TokenNotPresent",
    "GET /order-changes: APIM developer portal with Orders.Sync: in",
    "GET /order-changes: id-orders-job with Orders.Sync: in",
    "GET /order-changes: a user of APIM developer portal with Orders.Read: 403",
    "GET /order-changes: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
});

test("does not take a user for an application", async () => {
  const token = await gateway.tokenForUser({
    client: "APIM developer portal",
    claims: { scp: "openid", roles: ["Orders.Sync"] },
  });
  expect(await gateway.get("/orders", { token })).toBeRefused(403);
});

test("says to the backend who calls, whatever the caller sent", async () => {
  const headers = { "x-caller-id": "admin", "x-caller-type": "app" };
  const user = { objectId: "eve", displayName: "Eve", userPrincipalName: "eve@contoso.com", groups: [] };
  const job = await gateway.tokenFor("id-orders-job");
  const eve = await gateway.tokenForUser({ client: "APIM developer portal", scopes: ["Orders.Read"], user });
  const sent = async (token: string): Promise<unknown> => {
    const { forwarded } = await gateway.get("/orders", { headers, token });
    return ["x-caller-id", "x-caller-type"].map((name) => forwarded?.headers.get(name));
  };
  expect(await sent(job)).toEqual([gateway.applications.find("id-orders-job").principalId, "app"]);
  expect(await sent(eve)).toEqual(["eve", undefined]);
});
