import { OperationCallersStack } from "../../examples/operation-callers/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new OperationCallersStack(newApp(), "operation-callers");
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

test("has one policy for all operations, which they wait for", () => {
  expect(resourcesOf(configuration, "azurerm_api_management_api_policy")).toHaveLength(1);
  expect(addressesOf(configuration).join()).not.toContain("operation_policy");
  for (const operation of resourcesOf(configuration, "azurerm_api_management_api_operation")) {
    expect(operation.depends_on).toEqual([expect.stringMatching(/^azurerm_api_management_api_policy\./)]);
  }
});

test("lets the Azure CLI read for its user, and do nothing else", () => {
  expect(resourceOf(configuration, "azuread_application_pre_authorized")).toMatchObject({
    authorized_client_id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    permission_ids: ["${azuread_application_permission_scope.Bookings_Scope-BookingsRead_36D7CED9.scope_id}"],
  });
});

test("lets each caller in where the operation is for it, and everybody at the health check", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "POST /bookings: id-nightly-report with Bookings.Export: 403",
    "POST /bookings: a user with Bookings.Read: 403",
    "POST /bookings: a user with Bookings.Write: in",
    "POST /bookings: no token: 401 TokenNotPresent",
    "GET /bookings/export: id-nightly-report with Bookings.Export: in",
    "GET /bookings/export: a user with Bookings.Read: 403",
    "GET /bookings/export: a user with Bookings.Write: 403",
    "GET /bookings/export: no token: 401 TokenNotPresent",
    "GET /bookings/health: no token: in",
    "GET /bookings: id-nightly-report with Bookings.Export: 403",
    "GET /bookings: a user with Bookings.Read: in",
    "GET /bookings: a user with Bookings.Write: in",
    "GET /bookings: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation({ except: ["GET /bookings/health"] });
});

test("an operation that is added elsewhere has the callers of the API", async () => {
  const [operation] = resourcesOf(configuration, "azurerm_api_management_api_operation");
  const later = { ...operation, operation_id: "later", method: "GET", url_template: "/later" };
  const elsewhere = { resource: { azurerm_api_management_api_operation: { later } } };
  const both = structuredClone(configuration) as Record<string, Record<string, object>>;
  Object.assign(
    both.resource!.azurerm_api_management_api_operation!,
    elsewhere.resource.azurerm_api_management_api_operation,
  );
  const grown = gatewayOf(both);
  expect(await grown.get("/bookings/later")).toBeRefused(401, "TokenNotPresent");
  const token = await grown.tokenFor("id-nightly-report");
  expect(await grown.get("/bookings/later", { token })).toBeRefused(403);
});
