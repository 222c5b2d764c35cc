import { elementsNamed, parseXml } from "../support/decode";
import { Page, type StackClass, synthWithProviders } from "../support/pages";
import { resourceOf, resourcesOf } from "../support/synth";

const { McpStack } = new Page("docs/test-console.md").load<{ McpStack: StackClass }>("mcp-stack.ts");
const CONFIGURATION = synthWithProviders(McpStack);

test("the metadata, the identifier URI and the challenges of the MCP server agree", () => {
  const { xml_content: text } = resourceOf(CONFIGURATION, "azurerm_api_management_api_operation_policy");
  const metadata = JSON.parse(elementsNamed(parseXml(String(text)), "set-body")[0]!.text) as Record<string, unknown>;
  const { identifier_uri: identifierUri } = resourceOf(CONFIGURATION, "azuread_application_identifier_uri");
  expect(metadata.resource).toBe("https://api.contoso.com/order-tools/mcp");
  expect(metadata.resource).toBe(identifierUri);

  const served = resourcesOf(CONFIGURATION, "azurerm_api_management_api").find(({ path }) =>
    /known/.test(String(path)),
  );
  const routes = resourcesOf(CONFIGURATION, "azurerm_api_management_api_operation");
  const { url_template: template } = routes.find(({ display_name: name }) => /^Metadata/.test(String(name)))!;
  const url = `https://api.contoso.com/${String(served!.path)}${String(template)}`;
  const policies = resourcesOf(CONFIGURATION, "azurerm_api_management_api_policy").map((policy) =>
    String(policy.xml_content),
  );
  const ofServer = policies.find((policy) => policy.includes("<validate-jwt"))!;
  const addresses = [...ofServer.matchAll(/resource_metadata=\\?"([^"\\]*)\\?"/g)].map(([, address]) => address);
  // 403 of the server, of the tool and of the others, and both kinds of 401.
  expect(addresses).toEqual([url, url, url, url, url]);
});
