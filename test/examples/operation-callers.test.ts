import { OperationCallersStack } from "../../examples/operation-callers/stack";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new OperationCallersStack(newApp(), "operation-callers");
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

test("has one policy for all operations, which they wait for", () => {
  expect(policiesOf(configuration)).toHaveLength(1);
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

const READER = { scp: "Bookings.Read" };
const WRITER = { scp: "Bookings.Write" };
const REPORT = { idtyp: "app", roles: ["Bookings.Export"] };

test.each([
  ["list-bookings", READER, "forwarded"],
  ["list-bookings", WRITER, "forwarded"],
  ["list-bookings", REPORT, 403],
  ["list-bookings", undefined, 401],
  ["create-booking", WRITER, "forwarded"],
  ["create-booking", READER, 403],
  ["create-booking", undefined, 401],
  ["export-bookings", REPORT, "forwarded"],
  ["export-bookings", WRITER, 403],
  ["export-bookings", undefined, 401],
  ["health", undefined, "forwarded"],
  // An operation that is added elsewhere has the callers of the API.
  ["added-later", undefined, 401],
  ["added-later", REPORT, 403],
])("%s with the claims %j is answered %s", (operationId, claims, outcome) => {
  expect(callThrough(policy, { operationId, claims }).outcome).toBe(outcome);
});
