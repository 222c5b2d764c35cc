import { McpStack } from "../../examples/mcp/stack";
import { answersIn, gatewayOf } from "../support/access";
import { elementsNamed, parseXml } from "../support/decode";
import { addressesOf, newApp, resourcesOf, synth, warningsIn } from "../support/synth";

const TENANT = "${data.azuread_client_config.AzureadClientConfig.tenant_id}";
const WELL_KNOWN = "https://api.contoso.com/.well-known/oauth-protected-resource";
const SERVER = "${azapi_resource.Mcp_32112EE5.id}";

const stack = new McpStack(newApp(), "mcp");
const configuration = synth(stack);

const gateway = gatewayOf(configuration);

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
  ["the API", "/orders", `${WELL_KNOWN}/orders`],
  ["the server", "/order-tools/mcp", `${WELL_KNOWN}/order-tools/mcp`],
])("%s refuses a request without a token, and names its document in the challenge", async (_title, path, url) => {
  const result = await gateway.get(path);
  expect(result).toBeRefused(401, "TokenNotPresent");
  expect(result.headers.get("www-authenticate")).toEqual([expect.stringContaining(`resource_metadata="${url}"`)]);
});

test.each([
  ["cancel-order", "Tools.Cancel", "Tools.Read"],
  ["get-order", "Tools.Read", "Tools.Cancel"],
])("a call of the tool %s needs %s", async (name, needed, other) => {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name, arguments: { id: "1" } },
  });
  const call = async (scope: string) => {
    const token = await gateway.tokenForUser({ api: "Order tools", scopes: [scope] });
    return gateway.request("POST", "/order-tools/mcp", { token, body });
  };
  expect(await call(needed)).toBeForwarded();
  const refused = await call(other);
  expect(refused).toBeRefused(403);
  expect(refused.headers.get("www-authenticate")).toEqual([
    expect.stringMatching(new RegExp(`scope="[^ "]*/${needed}"`)),
  ]);
});

test("lets users in by their scopes, and everybody where documents are", async () => {
  const behind = ["DELETE", "GET"].map((method) => `${method} /orders-behind-tools/orders/{id}`);
  const open = ["/orders", "/order-tools/mcp"].map((path) => `GET ${new URL(WELL_KNOWN).pathname}${path}`);
  const preflight = `OPTIONS ${new URL(WELL_KNOWN).pathname}/*`;
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "GET /orders: a user with Orders.Read: in",
    "GET /orders: no token: 401 TokenNotPresent",
    ...behind.map((operation) => `${operation}, with a key: no token: in`),
    ...[...open, preflight].map((operation) => `${operation}: no token: in`),
    "GET /order-tools/mcp: a user with Tools.Cancel: in",
    "GET /order-tools/mcp: a user with Tools.Read: in",
    "GET /order-tools/mcp: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation({ except: [...behind, ...open, preflight] });
});

test("does not hand the operations behind the tools to anyone without a key, and makes no secret", () => {
  const behind = resourcesOf(configuration, "azurerm_api_management_api").find(
    ({ path }) => path === "orders-behind-tools",
  );
  expect(behind).toMatchObject({ subscription_required: true });
  expect(addressesOf(configuration).filter((each) => /subscription|_product|password|secret/.test(each))).toEqual([]);
});
