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
