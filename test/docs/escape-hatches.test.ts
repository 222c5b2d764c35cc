import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { resourceOf } from "../support/synth";

const { OrdersStack } = new Page("docs/escape-hatches.md").load<{ OrdersStack: StackClass }>("escape-hatches.ts");
const CONFIGURATION = synthWithProviders(OrdersStack);

test("the argument that no prop has is in the configuration", () => {
  expect(resourceOf(CONFIGURATION, "azurerm_api_management_api")).toMatchObject({
    terms_of_service_url: "https://contoso.com/terms",
  });
});

test("the target that no construct has gets a document", () => {
  expect(resourceOf(CONFIGURATION, "azapi_resource")).toMatchObject({
    parent_id: expect.stringMatching(/\/service\/apim-contoso\/workspaces\/team\/apis\/parts$/) as string,
    body: {
      properties: {
        format: "rawxml",
        value: expect.stringContaining('<rate-limit calls="100" renewal-period="60" />') as string,
      },
    },
  });
});

test("the policy that no class has is in its section", () => {
  const { xml_content: text } = resourceOf(CONFIGURATION, "azurerm_api_management_api_policy");
  expect(text).toMatch(/<base \/>\s+<shape-response \/>\s+<\/outbound>/);
});
