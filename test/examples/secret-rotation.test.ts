import { SecretRotationStack } from "../../examples/secret-rotation/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

function example(generation: number): SecretRotationStack {
  return new SecretRotationStack(newApp(), "secret-rotation", { generation });
}

const ODD = "azuread_application_password.Erp_RotatingSecret-Erp_Odd_56D44460";
const EVEN = "azuread_application_password.Erp_RotatingSecret-Erp_Even_B3506778";

describe("secret-rotation", () => {
  const stack = example(1);
  const configuration = synth(stack);

  test("makes these resources, without a warning", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each([
    { generation: 1, even: "0", odd: "1", current: ODD },
    { generation: 2, even: "2", odd: "1", current: EVEN },
    { generation: 3, even: "2", odd: "3", current: ODD },
  ])(
    "replaces one secret in generation $generation, and writes that one to the vault",
    ({ generation, even, odd, current }) => {
      const rotated = synth(example(generation));
      expect(
        resourcesOf(rotated, "azuread_application_password").map((password) => password.rotate_when_changed),
      ).toEqual([{ generation: even }, { generation: odd }]);
      expect(resourceOf(rotated, "azurerm_key_vault_secret")).toMatchObject({
        name: "erp-client-secret",
        value_wo: `\${${current}.value}`,
        value_wo_version: `\${parseint(substr(${current}.key_id, 0, 7), 16)}`,
        expiration_date: `\${${current}.end_date}`,
      });
    },
  );

  test("keeps the addresses in each generation", () => {
    expect(addressesOf(synth(example(2)))).toEqual(addressesOf(configuration));
  });

  test("lets the machine of the client read the vault, and nobody else", () => {
    expect(resourcesOf(configuration, "azurerm_role_assignment")).toEqual([
      expect.objectContaining({
        principal_id: "${data.azurerm_virtual_machine.Machine.identity[0].principal_id}",
        role_definition_name: "Key Vault Secrets User",
        scope:
          "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-erp/providers/Microsoft.KeyVault/vaults/kv-contoso-erp",
      }),
    ]);
  });

  test("lets the client in by its role, and nobody else", async () => {
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({
      principal_object_id: "${azuread_service_principal.Erp_ServicePrincipal_4B6EC50B.object_id}",
      app_role_id: "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}",
    });
    const table = await gatewayOf(configuration).access();
    expect(answersIn(table)).toEqual([
      "GET /orders: ERP with Orders.Read: in",
      "GET /orders: no token: 401 TokenNotPresent",
    ]);
    expect(table).toProtectEveryOperation();
  });
});
