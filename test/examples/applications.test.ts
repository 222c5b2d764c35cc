import { ApplicationsStack } from "../../examples/applications/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new ApplicationsStack(newApp(), "applications");
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

test("lets one environment of one repository act as the import", () => {
  expect(resourceOf(configuration, "azuread_application_federated_identity_credential")).toMatchObject({
    application_id: "${azuread_application_registration.PriceImport_FBD91C37.id}",
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:contoso/price-import:environment:production",
    audiences: ["api://AzureADTokenExchange"],
  });
});

test("gives each application its role, and only those a token", () => {
  expect(
    resourcesOf(configuration, "azuread_app_role_assignment").map(({ app_role_id: role, principal_object_id: who }) => [
      role,
      who,
    ]),
  ).toEqual([
    [
      "${azuread_application_app_role.Prices_Role-PricesImport_69655488.role_id}",
      "${azuread_service_principal.PriceImport_ServicePrincipal_5CAEA0AB.object_id}",
    ],
    [
      "${azuread_application_app_role.Prices_Role-PricesRead_E303F0DA.role_id}",
      "${data.azurerm_user_assigned_identity.Shop_Identity_46BA5C7F.principal_id}",
    ],
  ]);
  expect(resourcesOf(configuration, "azuread_service_principal")).toContainEqual(
    expect.objectContaining({ app_role_assignment_required: true }),
  );
});

test("lets each application in where its role is asked for, and nobody else", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "PUT /prices: Price import with Prices.Import: in",
    "PUT /prices: id-contoso-shop with Prices.Read: 403",
    "PUT /prices: no token: 401 TokenNotPresent",
    "GET /prices: Price import with Prices.Import: 403",
    "GET /prices: id-contoso-shop with Prices.Read: in",
    "GET /prices: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
});

test("does not take a user with the role for an application", async () => {
  const token = await gateway.tokenFor("id-contoso-shop", { claims: { scp: "openid" } });
  expect(await gateway.get("/prices", { token })).toBeRefused(403);
});
