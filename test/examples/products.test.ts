import { ProductsStack } from "../../examples/products/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const SUBSCRIPTION = "azurerm_api_management_subscription.ShopSubscription_7DAAA771";

describe("products", () => {
  const stack = new ProductsStack(newApp(), "products");
  const configuration = synth(stack);
  const gateway = gatewayOf(configuration);

  test("makes these resources, without a warning", () => {
    expect(addressesOf(configuration)).toMatchSnapshot();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("requires a key and a token", async () => {
    expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({ subscription_required: true });
    for (const product of resourcesOf(configuration, "azurerm_api_management_product")) {
      expect(product.subscription_required).toBe(true);
    }
    const table = await gateway.access();
    const answers = (product: string): string[] => [
      `GET /prices/{product}, by the product ${product}: id-shop with Prices.Read: in`,
      `GET /prices/{product}, by the product ${product}: no token: 401 TokenNotPresent`,
    ];
    expect(answersIn(table)).toEqual([...answers("prices-starter"), ...answers("prices-unlimited")]);
    expect(table).toProtectEveryOperation();
    const token = await gateway.tokenFor("id-shop");
    expect(await gateway.get("/prices/1", { token })).toBeRefused(401, "SubscriptionKeyNotFound");
  });

  test("has the API in both products, each with its limit before its members", () => {
    const policies = resourcesOf(configuration, "azurerm_api_management_product_policy");
    expect(policies.map(({ xml_content }) => /<(?:quota|rate-limit) .*\/>/.exec(String(xml_content))?.[0])).toEqual([
      '<quota calls="1000" renewal-period="86400" />',
      '<rate-limit calls="100" renewal-period="60" />',
    ]);
    expect(resourcesOf(configuration, "azurerm_api_management_product_api").map((member) => member.depends_on)).toEqual(
      [
        expect.arrayContaining(["azurerm_api_management_product_policy.Starter_Policy_D7306951"]),
        expect.arrayContaining(["azurerm_api_management_product_policy.Unlimited_Policy_4CB067A8"]),
      ],
    );
  });

  test("shows one product to developers, who wait for an approval, and the other to nobody", () => {
    expect(resourceOf(configuration, "azurerm_api_management_product_group")).toMatchObject({
      product_id: "${azurerm_api_management_product.Starter_7C284AFD.product_id}",
      group_name: "developers",
    });
    expect(resourcesOf(configuration, "azurerm_api_management_product")[0]).toMatchObject({
      product_id: "prices-starter",
      approval_required: true,
      subscriptions_limit: 1,
    });
  });

  test("writes the keys of the subscription to the vault through a write-only argument", () => {
    expect(resourceOf(configuration, "azurerm_api_management_subscription")).toMatchObject({
      product_id:
        "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso/products/${azurerm_api_management_product.Unlimited_7046F14A.product_id}",
      state: "active",
      allow_tracing: false,
    });
    expect(
      resourcesOf(configuration, "azurerm_key_vault_secret").map(({ name, value_wo }) => [name, value_wo]),
    ).toEqual([
      ["prices-key-primary", `\${${SUBSCRIPTION}.primary_key}`],
      ["prices-key-secondary", `\${${SUBSCRIPTION}.secondary_key}`],
    ]);
  });

  test("lets the shop read the keys and call the API with one identity", () => {
    const principal = "${data.azurerm_user_assigned_identity.Shop_Identity_46BA5C7F.principal_id}";
    expect(resourceOf(configuration, "azurerm_role_assignment")).toMatchObject({
      principal_id: principal,
      role_definition_name: "Key Vault Secrets User",
    });
    expect(resourceOf(configuration, "azuread_app_role_assignment")).toMatchObject({ principal_object_id: principal });
  });
});
