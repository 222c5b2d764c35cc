import { OpenApiStack } from "../../examples/openapi/stack";
import { runInbound, type RunToken } from "../support/run-inbound";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new OpenApiStack(newApp(), "openapi");
const configuration = synth(stack);
const policy = String(resourceOf(configuration, "azurerm_api_management_api_policy").xml_content);

/** A token of a user with these scopes, with the values that Terraform has in the place of the expressions. */
function userWith(scp: string): RunToken {
  const [, iss] = /<issuer>(.*)<\/issuer>/.exec(policy)!;
  const [, aud] = /<audience>(.*)<\/audience>/.exec(policy)!;
  return { iss: iss!, aud: aud!, scp, oid: "user" };
}

test("makes these resources", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has the operations of the document, each after the policy", () => {
  const operations = resourcesOf(configuration, "azurerm_api_management_api_operation");
  expect(
    operations.map(({ operation_id: id, method, url_template: url }) => [id, method, url].map(String).join(" ")).sort(),
  ).toEqual([
    "cancelOrder DELETE /orders/{orderId}",
    "getHealth GET /health",
    "getOrder GET /orders/{orderId}",
    "listOrders GET /orders",
  ]);
  for (const operation of operations) {
    expect(operation.depends_on).toContainEqual(expect.stringMatching(/^azurerm_api_management_api_policy\./));
  }
});

test.each<[string, string, number | "forwarded"]>([
  ["listOrders", "Orders.Read", "forwarded"],
  ["getOrder", "Orders.Cancel", 403],
  ["cancelOrder", "Orders.Read", 403],
  ["cancelOrder", "Orders.Cancel", "forwarded"],
])("%s with scope %s: %s", (operationId, scope, outcome) => {
  expect(runInbound(policy, { operationId, token: userWith(scope) }).outcome).toBe(outcome);
});

test("without a token only the open operation answers", () => {
  const ids = ["listOrders", "getOrder", "cancelOrder", "getHealth", "added-later"];
  expect(ids.map((operationId) => runInbound(policy, { operationId }).outcome)).toEqual([
    401,
    401,
    401,
    "forwarded",
    401,
  ]);
});

test("the Azure CLI may ask for the scope of reading only, and no secret is made", () => {
  expect(resourceOf(configuration, "azuread_application_pre_authorized")).toMatchObject({
    authorized_client_id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    permission_ids: [expect.stringContaining("OrdersRead")],
  });
  expect(JSON.stringify(configuration)).not.toMatch(/_password|_secret/);
});
