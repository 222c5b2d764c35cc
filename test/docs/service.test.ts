import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { type Configuration, resourceOf } from "../support/synth";

const { ServiceStack } = new Page("docs/service.md").load<{ ServiceStack: StackClass }>("service.ts");

test("the stack of the page has no secret, and orders the grant, the backend and the policy", () => {
  const configuration: Configuration = synthWithProviders(ServiceStack);
  const types = Object.keys(configuration.resource!);
  expect(types.filter((type) => /password|secret|named_value/.test(type))).toEqual([]);
  expect(resourceOf(configuration, "azurerm_api_management_backend").depends_on).toEqual([
    "azuread_app_role_assignment.Grant",
  ]);
  expect(resourceOf(configuration, "azurerm_api_management_api_policy").depends_on).toEqual([
    expect.stringMatching(/^azurerm_api_management_backend\./),
  ]);
});
