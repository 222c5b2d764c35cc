import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as cdktf from "cdktf";
import * as library from "cdktf-apim-oauth";
import * as policyLanguage from "cdktf-apim-oauth/policy";
import { PolicyDocument, PolicyElement, PolicySection } from "cdktf-apim-oauth/policy";
import { problemsIn, run } from "../support/compile";
import { type Configuration, newApp, resourceOf, resourcesOf, synth } from "../support/synth";

/** The blocks of the guide that have the name of a file, by that name. */
const blocks = Object.fromEntries(
  [...readFileSync(join(__dirname, "../../docs/migration.md"), "utf8").matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)].map(
    ([, name, text]) => [name!, text!] as const,
  ),
);
const modules = Object.entries(blocks).filter(([name]) => name.endsWith(".ts"));

/** What the modules of the guide wrote, by the name of the file, and what they logged. */
const files: Record<string, string> = {};
const logged: unknown[] = [];

function load(name: string): unknown {
  switch (name) {
    case "node:fs":
      return {
        readFileSync: (path: string) => blocks[path]!,
        writeFileSync: (path: string, text: string) => (files[path] = text),
      };
    case "./orders-policy":
      return run(blocks["orders-policy.ts"]!, load);
    case "cdktf":
      return cdktf;
    case "cdktf-apim-oauth":
      return library;
    case "cdktf-apim-oauth/policy":
      return policyLanguage;
    default:
      throw new Error(`the guide imports ${name}`);
  }
}

function runBlock<T>(name: string): T {
  const log = (...values: unknown[]): number => logged.push(...values);
  return run<T>(blocks[name]!, load, { log, error: log });
}

type StackClass = new (scope: cdktf.App, id: string) => cdktf.TerraformStack;

/** What Terraform gets for a stack of the guide. The guide leaves out the providers. */
function synthWithProviders(Stack: StackClass): Configuration {
  const stack = new Stack(newApp(), "Guide");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureadProvider(stack, "azuread");
  return synth(stack);
}

test("every module of the guide compiles in strict mode", () => {
  expect(modules.map(([name]) => name)).toEqual([
    "check.ts",
    "orders-stack.ts",
    "migrate.ts",
    "orders-policy.ts",
    "migrated-stack.ts",
    "shared.ts",
    "back.ts",
  ]);
  expect(problemsIn(Object.fromEntries(modules), "src/index.ts")).toEqual([]);
}, 60_000);

test("the example has no diagnostics to print", () => {
  logged.length = 0;
  runBlock("check.ts");

  expect(logged).toEqual([]);
});

test("the module for the example is the one that the guide shows, and makes an equal document", () => {
  runBlock("migrate.ts");

  expect(files["orders-policy.ts"]).toBe(blocks["orders-policy.ts"]);
  const { policy } = runBlock<{ policy: PolicyDocument }>("orders-policy.ts");
  expect(policy.render()).toBe(PolicyDocument.parse(blocks["orders.xml"]!).render());
});

test("the stack keeps the document, and adds to it where it is safe", () => {
  const { OrdersStack } = runBlock<{ OrdersStack: StackClass }>("orders-stack.ts");
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
  const { OrdersStack } = runBlock<{ OrdersStack: StackClass }>("migrated-stack.ts");
  const policy = resourceOf(synthWithProviders(OrdersStack), "azurerm_api_management_api_policy");
  expect(policy.xml_content).toBe(PolicyDocument.parse(blocks["orders.xml"]!).render());
});

test("the policies that share a fragment depend on it", () => {
  const { SharedStack } = runBlock<{ SharedStack: StackClass }>("shared.ts");
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
  runBlock("back.ts");

  expect(logged).toEqual([true]);
});
