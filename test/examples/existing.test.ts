import { ExistingStack } from "../../examples/existing/stack";
import { addressesOf, type Configuration, newApp, resourceOf, synth, warningsIn } from "../support/synth";
import { answersIn, gatewayOf } from "../support/access";

interface WithImports extends Configuration {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
}

const stack = new ExistingStack(newApp(), "existing");
const configuration: WithImports = synth(stack);

test("creates the policy of the API and nothing else", () => {
  const imported = configuration.import!.map(({ to }) => to);
  const created = addressesOf(configuration).filter((each) => !each.startsWith("data.") && !imported.includes(each));
  expect(created).toEqual(["azurerm_api_management_api_policy.Api_Policy_D08799DE"]);
  expect(warningsIn(stack)).toEqual([]);
});

test("imports the client with its service principal and its role", () => {
  const ids = configuration.import!.map(({ to, id }) => `${to.split(".")[0]!} ${id}`);
  expect(ids.sort()).toEqual([
    "azuread_app_role_assignment /servicePrincipals/66666666-6666-4666-8666-666666666666/appRoleAssignedTo/K0hQ8sZbXkqv1nD3yWmJtQ2aLr7PfE5GhUeTc9oVxIw",
    "azuread_application_api_access /applications/33333333-3333-4333-8333-333333333333/apiAccess/22222222-2222-4222-8222-222222222222",
    "azuread_application_registration /applications/33333333-3333-4333-8333-333333333333",
    "azuread_service_principal /servicePrincipals/44444444-4444-4444-8444-444444444444",
  ]);
  expect(resourceOf(configuration, "azuread_app_role_assignment").app_role_id).toBe(
    "55555555-5555-4555-8555-555555555555",
  );
});

test("refers to the API by its name", () => {
  expect(resourceOf(configuration, "azurerm_api_management_api_policy")).toMatchObject({
    api_management_name: "apim-contoso",
    resource_group_name: "rg-apim",
    api_name: "orders",
  });
});

test("lets in the client with the role, and nobody else", async () => {
  const clientId = "22222222-2222-4222-8222-222222222222";
  // What is there already, as another configuration has it.
  const AT = { api_management_name: "apim-contoso", resource_group_name: "rg-apim" };
  const there = {
    resource: {
      azuread_application: {
        orders: {
          display_name: "Orders API",
          api: [{ requested_access_token_version: 2 }],
          app_role: [
            {
              id: "55555555-5555-4555-8555-555555555555",
              value: "Orders.Read",
              enabled: true,
              allowed_member_types: ["Application"],
            },
          ],
        },
      },
      azuread_service_principal: { orders: { client_id: clientId } },
      azurerm_api_management_api: {
        orders: { ...AT, name: "orders", revision: "1", path: "orders", subscription_required: false },
      },
      azurerm_api_management_api_operation: {
        list: { ...AT, api_name: "orders", operation_id: "list", method: "GET", url_template: "/" },
      },
    },
  };
  const assignment = "data.azuread_service_principal.Orders_ServicePrincipal_72553C73.app_role_assignment_required";
  const values = { attributes: { "azuread_application.orders.client_id": clientId, [assignment]: true } };
  const gateway = gatewayOf([configuration, there], { values });
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "GET /orders: Web shop with Orders.Read: in",
    "GET /orders: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
  for (const claims of [{ azp: "55555555-5555-4555-8555-555555555555" }, { roles: ["Orders.Write"] }]) {
    const token = await gateway.tokenFor("Web shop", { api: "Orders API", claims });
    expect(await gateway.get("/orders", { token })).toBeRefused(403);
  }
});
