import {
  Api,
  ApimPolicy,
  AzapiProvider,
  Callers,
  McpServer,
  type McpServerProps,
  ProtectedResourceMetadata,
  ResourceServer,
} from "cdktf-apim-oauth";
import { elementsNamed, parseXml, readCsharp } from "../../support/decode";
import { OIDC } from "../../support/issuers";
import { type RunRequest, type RunResult, runInbound } from "../../support/run-inbound";
import { newService, newStack, OPEN, resourceOf, synth } from "../../support/synth";

const URL = "https://api.contoso.com/orders-mcp/mcp";
const METADATA = "https://api.contoso.com/.well-known/oauth-protected-resource/orders-mcp/mcp";
const CLAIMS = { iss: OIDC.issuer, aud: OIDC.audiences[0]!, sub: "ada" };
const READER = { ...CLAIMS, scope: "orders.read" };
const WRITER = { ...CLAIMS, scope: "orders.write" };

type Stack = ReturnType<typeof newStack>;

/** A server with a tool for its own callers, and one for others. */
function server(stack: Stack, props: Partial<McpServerProps> = {}): McpServer {
  new AzapiProvider(stack, "azapi");
  const apim = newService(stack);
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
  const get = api.addOperation("get-order", { method: "GET", urlTemplate: "/{id}" });
  const cancel = api.addOperation("cancel-order", { method: "DELETE", urlTemplate: "/{id}" });
  return new McpServer(stack, "Mcp", {
    apim,
    path: "orders-mcp",
    hostName: "api.contoso.com",
    resource: ResourceServer.oidc(OIDC),
    callers: Callers.users("orders.read"),
    tools: [
      { operation: get, description: "Reads an order" },
      { operation: cancel, description: "Cancels an order", callers: Callers.users("orders.write") },
    ],
    ...props,
  });
}

const POLICY = ((): string => {
  const stack = newStack();
  const mcp = server(stack);
  const metadata = new ProtectedResourceMetadata(stack, "Metadata", {
    apim: mcp.apim,
    gatewayUrl: "https://api.contoso.com",
  });
  metadata.describe(mcp.jwtPolicy);
  return ApimPolicy.of(mcp).render();
})();

function post(token: RunRequest["token"], body: unknown, more: RunRequest = {}): Promise<RunResult> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return runInbound(POLICY, { method: "POST", token, body: text, ...more });
}

const call = (name: unknown, more: object = {}): object => ({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name, arguments: { id: "1" }, ...more },
});

describe("the check of the tools", () => {
  test.each([
    ["a reader reads", READER, "get-order", "forwarded"],
    ["a reader cancels", READER, "cancel-order", 403],
    ["a writer cancels", WRITER, "cancel-order", "forwarded"],
    ["a writer reads", WRITER, "get-order", 403],
    ["a user with both scopes reads", { ...CLAIMS, scope: "orders.read orders.write" }, "get-order", "forwarded"],
    ["a user with both scopes cancels", { ...CLAIMS, scope: "orders.read orders.write" }, "cancel-order", "forwarded"],
    ["a user with neither scope reads", { ...CLAIMS, scope: "orders" }, "get-order", 403],
  ])("%s", async (_title, token, tool, outcome) => {
    expect((await post(token, call(tool))).outcome).toBe(outcome);
  });

  test("asks for the scope of the tool, and names the metadata", async () => {
    const challenge = (scope: string): string =>
      `Bearer realm="${ResourceServer.oidc(OIDC).realm}", error="insufficient_scope", scope="${scope}", resource_metadata="${METADATA}"`;
    expect((await post(READER, call("cancel-order"))).headers["www-authenticate"]).toBe(challenge("orders.write"));
    expect((await post(WRITER, call("get-order"))).headers["www-authenticate"]).toBe(challenge("orders.read"));
    expect((await post({ ...CLAIMS, scope: "orders" }, call("get-order"))).headers["www-authenticate"]).toBe(
      challenge("orders.read orders.write"),
    );
  });

  test.each([
    ["the list of tools", { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }],
    ["the first message", { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25" } }],
    ["a notification", { jsonrpc: "2.0", method: "notifications/initialized" }],
    ["a response", { jsonrpc: "2.0", id: 1, result: {} }],
    ["a call of nothing", { jsonrpc: "2.0", id: 1, method: "resources/read", params: { name: "cancel-order" } }],
  ])("%s is for every caller of the server", async (_title, body) => {
    expect((await post(READER, body)).outcome).toBe("forwarded");
    expect((await post(WRITER, body)).outcome).toBe("forwarded");
    expect((await post({ ...CLAIMS, scope: "orders" }, body)).outcome).toBe(403);
    expect((await post(undefined, body)).outcome).toBe(401);
  });

  test("a request without a message, such as the one that opens the stream, is for every caller", async () => {
    expect((await runInbound(POLICY, { method: "GET", token: WRITER })).outcome).toBe("forwarded");
    expect((await runInbound(POLICY, { method: "DELETE", token: WRITER })).outcome).toBe("forwarded");
  });

  test.each<[string, unknown]>([
    ["a list of messages", [call("get-order"), call("cancel-order")]],
    ["a list with one message", [call("get-order")]],
    ["an empty list", []],
    ["a text", '"tools/call"'],
    ["null", "null"],
    ["another tool", call("delete-order")],
    ["a name in other letters", call("Cancel-Order")],
    ["a name with a space", call("cancel-order ")],
    ["an empty name", call("")],
    ["null as the name", call(null)],
    ["an object as the name", call({ name: "get-order" })],
    ["a list as the name", call(["get-order"])],
    ["no name", call(undefined)],
    ["the name only in other letters", call(undefined, { Name: "cancel-order" })],
    ["the name in two spellings", call("get-order", { Name: "cancel-order" })],
    ["no params", { jsonrpc: "2.0", id: 1, method: "tools/call" }],
    ["params that are a list", { jsonrpc: "2.0", id: 1, method: "tools/call", params: ["cancel-order"] }],
    ["the method in another spelling too", { ...call("cancel-order"), method: "tools/list", Method: "tools/call" }],
    ["the params in another spelling too", { ...call("get-order"), Params: { name: "cancel-order" } }],
    ["a member that JSON-RPC does not know", { ...call("get-order"), extra: 1 }],
  ])("fails for %s with 400, whoever calls", async (_title, body) => {
    for (const scope of ["orders.read", "orders.write", "orders.read orders.write"]) {
      const { outcome, headers } = await post({ ...CLAIMS, scope }, body);
      expect(outcome).toBe(400);
      expect(headers).not.toHaveProperty("www-authenticate");
    }
  });

  test("fails for a POST without a body with 400", async () => {
    expect((await runInbound(POLICY, { method: "POST", token: READER })).outcome).toBe(400);
  });

  test("takes another writing of the method for a call, so that it is checked", async () => {
    expect((await post(READER, { ...call("cancel-order"), method: "Tools/Call" })).outcome).toBe(403);
  });

  test("the last of two members with one name counts, as for the readers of .NET", async () => {
    const [get, cancel] = ["get-order", "cancel-order"].map((name) => `"name":"${name}"`);
    const message = (params: string): string => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{${params}}}`;
    expect((await post(READER, message(`${get},${cancel}`))).outcome).toBe(403);
    expect((await post(READER, message(`${cancel},${get}`))).outcome).toBe("forwarded");
    const methods = `{"method":"tools/list","method":"tools/call","params":{${cancel}}}`;
    expect((await post(READER, methods)).outcome).toBe(403);
  });

  test("an escape in a name is what it stands for", async () => {
    expect((await post(READER, JSON.stringify(call("cancel-order")).replace("cancel", "\\u0063ancel"))).outcome).toBe(
      403,
    );
  });

  test("fails in the expression for what is not JSON, which ends the request", async () => {
    const failed = { outcome: 500, reason: "ExpressionValueEvaluationFailure" };
    expect(await post(READER, "name=cancel-order")).toMatchObject(failed);
    expect(await post(READER, " ")).toMatchObject(failed);
  });

  test("headers do not choose the tool", async () => {
    const headers = { "Mcp-Method": "tools/call", "Mcp-Name": "get-order" };
    expect((await post(READER, call("cancel-order"), { headers })).outcome).toBe(403);
  });

  test("a tool alone can be for others, and the rest of the server keeps its clients", async () => {
    const agent = { clientId: "agent", displayName: "Agent" };
    const text = ApimPolicy.of(server(newStack(), { allowedClients: [agent] })).render();
    const run = async (client: string, tool: string): Promise<RunResult["outcome"]> => {
      const token = { ...WRITER, [ResourceServer.oidc(OIDC).claims.client]: client };
      return (await runInbound(text, { method: "POST", token, body: JSON.stringify(call(tool)) })).outcome;
    };
    expect(await run("agent", "cancel-order")).toBe("forwarded");
    expect(await run("other", "cancel-order")).toBe(403);
  });
});

describe("the metadata of a server", () => {
  test("names its URL, and the scopes of all tools; the first challenge asks for those of the server", () => {
    const stack = newStack();
    const mcp = server(stack);
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", {
      apim: mcp.apim,
      gatewayUrl: "https://API.contoso.com",
    });
    expect(metadata.describe(mcp.jwtPolicy)).toBe(METADATA.replace("api.", "API."));
    const { xml_content: text } = resourceOf(synth(stack), "azurerm_api_management_api_operation_policy");
    expect(JSON.parse(elementsNamed(parseXml(text as string), "set-body")[0]!.text)).toEqual({
      resource: URL,
      authorization_servers: [OIDC.issuer],
      scopes_supported: ["orders.read", "orders.write"],
      bearer_methods_supported: ["header"],
    });
  });

  test("is named in the challenges of 401, with the scope that every tool of the server needs", () => {
    const [code] = /context\.LastError\.Reason.*/.exec(POLICY)!;
    const realm = `Bearer realm="${ResourceServer.oidc(OIDC).realm}"`;
    expect(readCsharp(code).strings).toEqual([
      "TokenNotPresent",
      `${realm}, scope="orders.read", resource_metadata="${METADATA}"`,
      `${realm}, error="invalid_token", scope="orders.read", resource_metadata="${METADATA}"`,
    ]);
  });

  test("fails at another host than that of the server, whatever the host of the service", () => {
    const stack = newStack();
    const mcp = server(stack, { hostName: undefined });
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", {
      apim: mcp.apim,
      gatewayUrl: "https://api.contoso.com",
    });
    expect(() => metadata.describe(mcp.jwtPolicy)).toThrow(
      /the resource is "https:\/\/apim-contoso\.azure-api\.net\/orders-mcp\/mcp"; expected a URL below "https:\/\/api\.contoso\.com"/,
    );
  });
});
