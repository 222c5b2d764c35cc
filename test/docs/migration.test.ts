import { PolicyDocument, PolicyElement, PolicySection } from "cdktf-apim-oauth/policy";
import { blocksIn } from "../support/markdown";
import { addProviders, Page, type StackClass, synthWithProviders } from "../support/pages";
import { newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const PAGE = new Page("docs/migration.md");
const { logged, files, named: blocks } = PAGE;

test("the example has no diagnostics to print", () => {
  logged.length = 0;
  PAGE.load("check.ts");

  expect(logged).toEqual([]);
});

test("the module for the example is the one that the guide shows, and makes an equal document", () => {
  PAGE.load("migrate.ts");

  expect(files["orders-policy.ts"]).toBe(blocks["orders-policy.ts"]);
  const { policy } = PAGE.load<{ policy: PolicyDocument }>("orders-policy.ts");
  expect(policy.render()).toBe(PolicyDocument.parse(blocks["orders.xml"]!).render());
});

test("the stack keeps the document, and adds to it where it is safe", () => {
  const { OrdersStack } = PAGE.load<{ OrdersStack: StackClass }>("orders-stack.ts");
  const policy = resourceOf(synthWithProviders(OrdersStack), "azurerm_api_management_api_policy");
  const document = PolicyDocument.parse(policy.xml_content as string);
  const names = (section: PolicySection): string[] =>
    document.trySection(section)!.map((node) => (node instanceof PolicyElement ? node.name : "comment"));
  expect(names(PolicySection.INBOUND)).toEqual([
    "base",
    "validate-jwt",
    "choose",
    "comment",
    "set-header",
    "rate-limit",
    "set-variable",
  ]);
  expect(names(PolicySection.OUTBOUND)).toEqual(["base", "set-header", "set-header"]);
});

test("the migrated stack has the policy of the file", () => {
  const { OrdersStack } = PAGE.load<{ OrdersStack: StackClass }>("migrated-stack.ts");
  const policy = resourceOf(synthWithProviders(OrdersStack), "azurerm_api_management_api_policy");
  expect(policy.xml_content).toBe(PolicyDocument.parse(blocks["orders.xml"]!).render());
});

test("the policies that share a fragment depend on it", () => {
  const { SharedStack } = PAGE.load<{ SharedStack: StackClass }>("shared.ts");
  const configuration = synthWithProviders(SharedStack);
  const [fragment] = Object.keys(configuration.resource!["azurerm_api_management_policy_fragment"]!);
  const policies = resourcesOf(configuration, "azurerm_api_management_api_policy");
  expect(policies.map((policy) => policy.depends_on)).toEqual([
    [`azurerm_api_management_policy_fragment.${fragment}`],
    [`azurerm_api_management_policy_fragment.${fragment}`],
  ]);
});

test("the text reads back to the same text", () => {
  logged.length = 0;
  PAGE.load("back.ts");

  expect(logged).toEqual([true]);
});

describe("a document whose on-error reads what the check precedes", () => {
  const DEFAULTED = 'context.Variables.GetValueOrDefault<string>("correlation-id", context.RequestId.ToString())';

  /** The inbound statements and the warnings of the stack of the page, with other code for the read. */
  function migrated(read: string): { inbound: string[]; warnings: string[] } {
    const page = new Page("docs/migration.md", (text) => blocksIn(text.replace(DEFAULTED, read)));
    const { CorrelatedStack } = page.load<{ CorrelatedStack: StackClass }>("correlated-stack.ts");
    const stack = new CorrelatedStack(newApp(), "Correlated");
    addProviders(stack);
    const policy = resourceOf(synth(stack), "azurerm_api_management_api_policy");
    const inbound = PolicyDocument.parse(policy.xml_content as string).trySection(PolicySection.INBOUND)!;
    return { inbound: inbound.map((node) => (node as PolicyElement).name), warnings: warningsIn(stack) };
  }

  test("sets the variable after the check, and has a default for it", () => {
    const { inbound, warnings } = migrated(DEFAULTED);
    expect(inbound).toEqual(["base", "validate-jwt", "choose", "set-variable"]);
    expect(warnings.filter((warning) => warning.includes("P-37"))).toEqual([]);
  });

  test("warns without the default", () => {
    const { warnings } = migrated('(string)context.Variables["correlation-id"]');
    expect(warnings.filter((warning) => warning.includes("P-37"))).toEqual([
      expect.stringContaining(
        'the variable "correlation-id" is not set where inbound/validate-jwt refuses the request',
      ),
    ]);
  });
});
