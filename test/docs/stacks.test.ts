import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { addProviders, Page, type StackClass } from "../support/pages";
import { newApp, resourceOf, synthStacks, warningsIn } from "../support/synth";

interface Stacks {
  readonly PlatformStack: StackClass;
  readonly OrdersStack: new (scope: Construct, id: string, platform: TerraformStack) => TerraformStack;
}

const { PlatformStack, OrdersStack } = new Page("docs/stacks.md").load<Stacks>("stacks.ts");
const APP = newApp();
const PLATFORM = new PlatformStack(APP, "platform");
const ORDERS = new OrdersStack(APP, "orders", PLATFORM);
[PLATFORM, ORDERS].forEach(addProviders);
const { orders } = synthStacks(APP);

test("the stack that is used is deployed first", () => {
  expect(ORDERS.dependsOn(PLATFORM)).toBe(true);
  expect(PLATFORM.dependsOn(ORDERS)).toBe(false);
  expect(warningsIn(APP)).toEqual([]);
});

test("the policy names the fragment, and takes the client id from the other state", () => {
  const policy = String(resourceOf(orders!, "azurerm_api_management_api_policy").xml_content);
  expect(policy).toContain('<include-fragment fragment-id="quiet-headers" />');
  expect(policy).toMatch(/<audience>\$\{data\.terraform_remote_state\.[^}]*client_id\}<\/audience>/);
});

test("what is in a service of another subscription gets the provider for it, and nothing else does", () => {
  const { OrdersInSharedService } = new Page("docs/stacks.md").load<{ OrdersInSharedService: StackClass }>(
    "subscriptions.ts",
  );
  const app = newApp();
  const stack = new OrdersInSharedService(app, "orders");
  addProviders(stack);
  const { resource, data } = synthStacks(app).orders!;
  const providers = Object.entries({ ...resource, ...data }).flatMap(([type, named]) =>
    Object.values(named).map(({ provider }) => [type, provider]),
  );
  expect(providers.filter(([, provider]) => provider === "azurerm.shared").map(([type]) => type)).toEqual([
    "azurerm_api_management_api",
    "azurerm_api_management_api_operation",
    "azurerm_api_management_api_policy",
    "azurerm_api_management_named_value",
    "azurerm_api_management",
  ]);
  expect(resourceOf({ resource }, "azurerm_role_assignment")).not.toHaveProperty("provider");
  expect(warningsIn(app)).toEqual([]);
});
