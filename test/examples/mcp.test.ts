import { McpStack } from "../../examples/mcp/stack";
import { elementsNamed, parseXml } from "../support/decode";
import { runInbound } from "../support/run-inbound";
import { addressesOf, newApp, resourcesOf, synth, warningsIn } from "../support/synth";

const TENANT = "${data.azuread_client_config.AzureadClientConfig.tenant_id}";
const WELL_KNOWN = "https://api.contoso.com/.well-known/oauth-protected-resource";
const SERVER = "${azapi_resource.Mcp_32112EE5.id}";

const stack = new McpStack(newApp(), "mcp");
const configuration = synth(stack);

function policyOf(apiName: string): string {
  const policies = resourcesOf(configuration, "azurerm_api_management_api_policy");
  const text = String(policies.find(({ api_name: name }) => name === apiName)!.xml_content);
  // The C# in a policy need not be XML.
  return text.replaceAll("<JToken>", "&lt;JToken&gt;");
}

/** The documents that the gateway serves, by the URL of the resource. */
function documents(): Record<string, unknown>[] {
  return resourcesOf(configuration, "azurerm_api_management_api_operation_policy").map(({ xml_content: text }) => {
    const [body] = elementsNamed(parseXml(String(text)), "set-body");
    return JSON.parse(body!.text) as Record<string, unknown>;
  });
}

test("makes these resources", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("makes the server and its tools through AzAPI, the tools after the policy", () => {
  const created = resourcesOf(configuration, "azapi_resource");
  const [server, ...tools] = created;
  expect(server).toMatchObject({
    name: "order-tools",
    body: { properties: { type: "mcp", path: "order-tools", protocols: ["https"] } },
  });
  expect(tools.map(({ name }) => name)).toEqual(["cancel-order", "get-order"]);
  for (const tool of tools) {
    expect(tool).toMatchObject({
      parent_id: SERVER,
      depends_on: ["azurerm_api_management_api_policy.Mcp_Policy_B769443B"],
    });
  }
});

test("names the server by the URL that clients ask a token for", () => {
  expect(resourcesOf(configuration, "azuread_application_identifier_uri").map((each) => each.identifier_uri)).toContain(
    "https://api.contoso.com/order-tools/mcp",
  );
});

test("serves a document for the API and one for the server", () => {
  const scope = (name: string, value: string): string =>
    `\${azuread_application_identifier_uri.${name}.identifier_uri}/${value}`;
  const shared = {
    authorization_servers: [`https://login.microsoftonline.com/${TENANT}/v2.0`],
    bearer_methods_supported: ["header"],
  };
  expect(documents()).toEqual([
    {
      ...shared,
      resource: "https://api.contoso.com/orders",
      scopes_supported: [scope("Orders_IdentifierUri_94A5EE5F", "Orders.Read")],
    },
    {
      ...shared,
      resource: "https://api.contoso.com/order-tools/mcp",
      scopes_supported: ["Tools.Read", "Tools.Cancel"].map((value) => scope("Tools_IdentifierUri_0DADC9F8", value)),
    },
  ]);
});

test.each([
  ["the API", "${azurerm_api_management_api.Api_F70053CD.name}", `${WELL_KNOWN}/orders`],
  ["the server", "${azapi_resource.Mcp_32112EE5.name}", `${WELL_KNOWN}/order-tools/mcp`],
])("%s refuses a request without a token, and names its document in the challenge", (_title, name, url) => {
  const policy = policyOf(name);
  expect(runInbound(policy, {}).outcome).toBe(401);
  const [onError] = elementsNamed(parseXml(policy), "on-error");
  const [challenge] = elementsNamed(onError!, "set-header");
  expect(challenge!.attributes.name).toBe("WWW-Authenticate");
  expect(challenge!.children[0]!.text).toContain(`resource_metadata=\\"${url}\\"`);
});

test.each([
  ['== "cancel-order"', "Tools.Cancel"],
  ['!= ""', "Tools.Read"],
])("a call of a tool with the name %s needs %s", (name, scope) => {
  const policy = policyOf("${azapi_resource.Mcp_32112EE5.name}");
  const branch = elementsNamed(parseXml(policy), "when").find(({ attributes }) =>
    attributes.condition!.endsWith(`context.Variables["mcp-tool"] ${name})`),
  );
  const [refusal] = elementsNamed(branch!, "when").slice(-1);
  const { condition } = refusal!.attributes;
  expect(condition!.match(/Tools\.\w+/g)).toEqual([scope]);
  expect(condition).toMatch(/^@\(!\(/);
  expect(elementsNamed(refusal!, "set-status")[0]!.attributes.code).toBe("403");
});

test("does not hand the operations behind the tools to anyone without a key, and makes no secret", () => {
  const behind = resourcesOf(configuration, "azurerm_api_management_api").find(
    ({ path }) => path === "orders-behind-tools",
  );
  expect(behind).toMatchObject({ subscription_required: true });
  expect(addressesOf(configuration).filter((each) => /subscription|_product|password|secret/.test(each))).toEqual([]);
});
