import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { resourceOf } from "../support/synth";

const PAGE = new Page("docs/escape-hatches.md");
const { OrdersStack } = PAGE.load<{ OrdersStack: StackClass }>("escape-hatches.ts");
const CONFIGURATION = synthWithProviders(OrdersStack);

const ROOT = join(__dirname, "../../src");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => /^(?:apim|entra|keyvault)[/\\].*\.ts$/.test(file))
  .map((file) => readFileSync(join(ROOT, file), "utf8"));

function sourceOf(name: string): string {
  const found = SOURCES.find((source) => source.includes(`export class ${name} `));
  if (found === undefined) throw new Error(`no source has a class ${name}`);
  return found;
}

test("the argument that no prop has is in the configuration", () => {
  expect(resourceOf(CONFIGURATION, "azurerm_api_management_api")).toMatchObject({
    timeouts: { create: "60m" },
  });
});

test("resources beside the constructs refer to them, and constructs to the resources", () => {
  expect(resourceOf(CONFIGURATION, "azurerm_api_management_api_diagnostic")).toMatchObject({
    api_management_name: "apim-contoso",
    api_name: expect.stringMatching(/^\$\{azurerm_api_management_api\.\w+\.name\}$/) as string,
  });
  expect(resourceOf(CONFIGURATION, "azurerm_api_management_product_group").group_name).toMatch(
    /^\$\{azurerm_api_management_group\.\w+\.name\}$/,
  );
});

const ROWS = [...PAGE.text.matchAll(/^\| ((?:`\w+`(?:, )?)+) +\| (`.*) +\|$/gm)];

test.each(ROWS.map(([, constructs, attributes]): [string, string] => [constructs!, attributes!.trim()]))(
  "%s has %s",
  (constructs, attributes) => {
    const sources = [...constructs.matchAll(/\w+/g)].map(([name]) => sourceOf(name));
    for (const [, attribute] of attributes.matchAll(/`(\w+)(?:\(…\))?`/g)) {
      const declaration = new RegExp(`(?:readonly|get) ${attribute}\\b|public ${attribute}\\(`);
      expect(sources.some((source) => declaration.test(source)) ? "" : attribute).toBe("");
    }
  },
);

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
