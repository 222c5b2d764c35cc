import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { type Configuration, resourceOf } from "../support/synth";

const { ServiceStack } = new Page("docs/service.md").load<{ ServiceStack: StackClass }>("service.ts");

test("the stack of the page has no secret, and orders the grant, the backend and the policy", () => {
  const configuration: Configuration = synthWithProviders(ServiceStack);
  const types = Object.keys(configuration.resource!);
  expect(types.filter((type) => /password|secret|named_value/.test(type))).toEqual([]);
  expect(resourceOf(configuration, "azurerm_api_management_backend").depends_on).toEqual([
    expect.stringMatching(/^azuread_app_role_assignment\./),
  ]);
  const { depends_on: before } = resourceOf(configuration, "azurerm_api_management_api_policy");
  expect((before as string[]).map((address) => address.split(".")[0]).sort()).toEqual([
    "azuread_app_role_assignment",
    "azurerm_api_management_backend",
  ]);
});
