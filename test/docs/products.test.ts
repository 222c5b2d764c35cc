import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { resourceOf, resourcesOf } from "../support/synth";

const { ProductsStack } = new Page("docs/products.md").load<{ ProductsStack: StackClass }>("products-stack.ts");
const CONFIGURATION = synthWithProviders(ProductsStack);

test("the API is in both products, each with its limits", () => {
  const members = resourcesOf(CONFIGURATION, "azurerm_api_management_product_api");
  expect(members.map(({ product_id: id }) => id)).toEqual([
    expect.stringMatching(/_product\.Gold_\w+\.product_id/),
    expect.stringMatching(/_product\.Starter_\w+\.product_id/),
  ]);
  const policies = resourcesOf(CONFIGURATION, "azurerm_api_management_product_policy");
  expect(policies.map(({ xml_content: text }) => /<(?:quota|rate-limit) [^>]*>/.exec(String(text))![0])).toEqual([
    '<rate-limit calls="100" renewal-period="60" />',
    '<quota calls="1000" renewal-period="86400" />',
  ]);
});

test("the token is checked by the API, whatever the product", () => {
  expect(resourceOf(CONFIGURATION, "azurerm_api_management_api_policy").xml_content).toContain("<validate-jwt ");
});

test("the key of the shop goes into the vault, and is nowhere as text", () => {
  expect(resourceOf(CONFIGURATION, "azurerm_key_vault_secret").value_wo).toMatch(
    /^\$\{azurerm_api_management_subscription\.Shop_\w+\.primary_key\}$/,
  );
});
