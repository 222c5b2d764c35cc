import { OpenApiStack } from "../../examples/openapi/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new OpenApiStack(newApp(), "openapi");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);

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

test("lets users in by their scopes, and everybody at the open operation", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "DELETE /shop/orders/{orderId}: a user with Orders.Cancel: in",
    "DELETE /shop/orders/{orderId}: a user with Orders.Read: 403",
    "DELETE /shop/orders/{orderId}: no token: 401 TokenNotPresent",
    "GET /shop/health: no token: in",
    "GET /shop/orders/{orderId}: a user with Orders.Cancel: 403",
    "GET /shop/orders/{orderId}: a user with Orders.Read: in",
    "GET /shop/orders/{orderId}: no token: 401 TokenNotPresent",
    "GET /shop/orders: a user with Orders.Cancel: 403",
    "GET /shop/orders: a user with Orders.Read: in",
    "GET /shop/orders: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation({ except: ["GET /shop/health"] });
});

test("the Azure CLI may ask for the scope of reading only, and no secret is made", () => {
  expect(resourceOf(configuration, "azuread_application_pre_authorized")).toMatchObject({
    authorized_client_id: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
    permission_ids: [expect.stringContaining("OrdersRead")],
  });
  expect(JSON.stringify(configuration)).not.toMatch(/_password|_secret/);
});
