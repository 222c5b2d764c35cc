import { TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  ApiOperation,
  AppRegistration,
  AppRole,
  Authority,
  AzapiProvider,
  Callers,
  type IApiOperation,
  JwtPolicy,
  McpServer,
  type McpServerProps,
  PermissionScope,
  ProtectedResourceMetadata,
  ResourceServer,
} from "cdktf-apim-oauth";
import { OIDC } from "../../support/issuers";
import {
  importedApi,
  newApp,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const HOST = "api.contoso.com";
const URL = "https://api.contoso.com/orders-mcp/mcp";
const SERVER = "${azapi_resource.Mcp_32112EE5.id}";

/** The registration of the server, whose identifier URI is its URL. */
function registration(stack: Stack, identifierUri: string | undefined = URL): AppRegistration {
  return new AppRegistration(stack, "Orders", {
    displayName: "Orders MCP",
    authority: Authority.publicCloud(TENANT),
    identifierUri,
    scopes: [PermissionScope.of("Orders.Read"), PermissionScope.of("Orders.Write")],
    roles: [AppRole.forApplications("Orders.Admin")],
  });
}

function operations(stack: Stack): { get: IApiOperation; cancel: IApiOperation } {
  const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack, "ApiService"), path: "orders" });
  return {
    get: api.addOperation("get-order", { method: "GET", urlTemplate: "/{id}" }),
    cancel: api.addOperation("cancel-order", { method: "DELETE", urlTemplate: "/{id}" }),
  };
}

function mcp(stack: Stack, props: Partial<McpServerProps> = {}, id = "Mcp"): McpServer {
  const { get, cancel } = props.tools === undefined ? operations(stack) : { get: undefined, cancel: undefined };
  const callers = Callers.anyOf(Callers.users("Orders.Write"), Callers.applications("Orders.Admin"));
  return new McpServer(stack, id, {
    apim: newService(stack, `${id}Apim`),
    path: "orders-mcp",
    hostName: HOST,
    resource: props.resource ?? registration(stack),
    callers: Callers.users("Orders.Read"),
    tools: [
      { operation: get!, description: "Reads an order" },
      { operation: cancel!, description: "Cancels an order", callers },
    ],
    ...props,
  });
}

function withAzapi(): Stack {
  const stack = newStack();
  new AzapiProvider(stack, "azapi");
  return stack;
}

const ofType = (stack: Stack, type: string) =>
  resourcesOf(synth(stack), "azapi_resource").filter((found) => String(found.type).includes(type));

test("is an API of the kind mcp, whose tools are the operations", () => {
  const stack = withAzapi();
  expect(mcp(stack).url).toBe(URL);
  const service =
    "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";
  expect(ofType(stack, "/apis@")).toEqual([
    {
      body: {
        properties: {
          displayName: "orders-mcp",
          path: "orders-mcp",
          protocols: ["https"],
          subscriptionRequired: false,
          type: "mcp",
        },
      },
      name: "orders-mcp",
      parent_id: service,
      schema_validation_enabled: false,
      type: "Microsoft.ApiManagement/service/apis@2025-09-01-preview",
    },
  ]);
  const [cancel, get] = ofType(stack, "/apis/tools@");
  expect(get).toEqual({
    body: {
      properties: {
        description: "Reads an order",
        displayName: "get-order",
        operationId: `${service}/apis/orders/operations/\${azurerm_api_management_api_operation.Api_get-order_16BF9628.operation_id}`,
      },
    },
    depends_on: ["azurerm_api_management_api_policy.Mcp_Policy_B769443B"],
    locks: [SERVER],
    name: "get-order",
    parent_id: SERVER,
    schema_validation_enabled: false,
    type: "Microsoft.ApiManagement/service/apis/tools@2025-09-01-preview",
  });
  expect(cancel).toMatchObject({ name: "cancel-order" });
});

test("checks tokens in its own document, and not in that of the API", () => {
  const stack = withAzapi();
  mcp(stack);
  const policy = resourceOf(synth(stack), "azurerm_api_management_api_policy");
  expect(policy.api_name).toBe("${azapi_resource.Mcp_32112EE5.name}");
  const text = String(policy.xml_content);
  expect(text).toContain("<validate-jwt");
  // Whoever may call a tool may use the server.
  expect(text.match(/Orders\.(?:Read|Write|Admin) /g)).toEqual(
    expect.arrayContaining(["Orders.Read ", "Orders.Write "]),
  );
});

test("a tool is for its own callers, and the others for those of the server", () => {
  const stack = withAzapi();
  const text = ApimPolicy.of(mcp(stack)).render();
  expect(text).toMatchSnapshot();
  const start = text.indexOf('<set-variable name="mcp-tool"');
  expect(text.indexOf("<validate-jwt")).toBeLessThan(start);
  const order = [
    '"mcp-tool"] == "?")',
    'code="400"',
    '"mcp-tool"] == "cancel-order")',
    '/Orders.Write"</value>',
    '"mcp-tool"] != "")',
    '/Orders.Read"</value>',
  ].map((part) => text.indexOf(part, start));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test("takes only the exact name of one of its tools for a call", () => {
  const [, code] = /<set-variable name="mcp-tool" value='@\{(.*)\}' \/>/.exec(
    ApimPolicy.of(mcp(withAzapi())).render(),
  )!;
  expect(code).toMatch(/return name == "get-order" \|\| name == "cancel-order" \? name : "\?"; ?$/);
  // A reader that ignores capitals would find another member.
  expect(code).toContain('!members.Contains(member.Name))) { return "?"; }');
  expect(code).toContain('member.Name.ToLowerInvariant() == "name")');
  expect(code).toContain('method.ToLowerInvariant() != "tools/call") { return ""; }');
});

test("depends on what orders the stacks, where the API is in another one", () => {
  const app = newApp();
  const stack = newStack("Tools", app);
  new AzapiProvider(stack, "azapi");
  const { get } = operations(newStack("Apis", app));
  mcp(stack, { tools: [{ operation: get, description: "Reads" }] });
  const { Tools } = synthStacks(app);
  const tool = resourcesOf(Tools!, "azapi_resource").find(({ name }) => name === "get-order")!;
  expect(JSON.stringify(tool.body)).toMatch(/\/apis\/orders\/operations\/\$\{data\.terraform_remote_state\./);
});

test("does not read the body where all tools are for the same callers", () => {
  const stack = withAzapi();
  const { get, cancel } = operations(stack);
  const server = mcp(stack, {
    tools: [
      { operation: get, description: "Reads" },
      { operation: cancel, description: "Cancels", callers: Callers.users("Orders.Read") },
    ],
  });
  expect(ApimPolicy.of(server).render()).not.toContain("Body");
});

test("takes every text as it is, and another name for a tool", () => {
  const stack = withAzapi();
  const { get } = operations(stack);
  mcp(stack, {
    name: "mcp",
    displayName: 'Orders "${x}"',
    description: "For %{y}",
    tools: [{ operation: get, description: "Reads ${z}", name: "read" }],
    allowedClients: [{ clientId: "11111111-1111-4111-8111-111111111111", displayName: "Agent" }],
  });
  expect(ofType(stack, "/apis@")[0]).toMatchObject({
    name: "mcp",
    body: { properties: { displayName: 'Orders "$${x}"', description: "For %%{y}" } },
  });
  expect(ofType(stack, "/apis/tools@")[0]).toMatchObject({
    name: "read",
    body: { properties: { displayName: "read", description: "Reads $${z}" } },
  });
});

describe("with tokens of Entra ID", () => {
  test("fails on a host of API Management", () => {
    const reason = /the host of the MCP server is ".*azure-api.*"; expected a custom domain .*\(AADSTS9010010\)/;
    expect(() => mcp(withAzapi(), { hostName: undefined })).toThrow(reason);
    expect(() => mcp(withAzapi(), { hostName: "Apim-Contoso.azure-api.net" })).toThrow(reason);
  });

  test.each([undefined, "https://api.contoso.com/orders-mcp"])("fails for the identifier URI %s", (identifierUri) => {
    const stack = withAzapi();
    const resource = new AppRegistration(stack, "Other", {
      displayName: "Orders MCP",
      authority: Authority.publicCloud(TENANT),
      identifierUri,
      scopes: [PermissionScope.of("Orders.Read"), PermissionScope.of("Orders.Write")],
      roles: [AppRole.forApplications("Orders.Admin")],
    });
    mcp(stack, { resource });
    expect(() => synth(stack)).toThrow(
      /\[Stack\/Mcp\] the identifier URI of Orders MCP is ".*"; expected "https:\/\/api\.contoso\.com\/orders-mcp\/mcp",/,
    );
  });

  test("takes an identifier URI that only Terraform knows, and one of an import", () => {
    for (const make of [
      (stack: Stack) => new TerraformVariable(stack, "uri", {}).stringValue,
      () => McpServer.urlOf(HOST, "orders-mcp"),
    ]) {
      const stack = withAzapi();
      mcp(stack, { resource: importedApi(stack, "Imported", { identifierUri: make(stack) }) });
      expect(() => synth(stack)).not.toThrow();
    }
  });
});

test("takes the host of API Management with tokens of another issuer", () => {
  const stack = withAzapi();
  const server = mcp(stack, { hostName: undefined, resource: ResourceServer.oidc(OIDC) });
  expect(server.url).toBe("https://apim-contoso.azure-api.net/orders-mcp/mcp");
  expect(() => synth(stack)).not.toThrow();
});

test("warns where the API behind a tool checks tokens, which may not reach it", () => {
  const stack = withAzapi();
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const operation = api.addOperation("get-order", { method: "GET", urlTemplate: "/" });
  const resource = registration(stack);
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.users("Orders.Read") });
  mcp(stack, { resource, tools: [{ operation, description: "Reads" }] });
  synth(stack);
  expect(warningsIn(stack).filter((text) => !/AADSTS50105|no metadata/.test(text))).toEqual([
    expect.stringMatching(/^Stack\/Mcp: the tool "get-order" calls an operation whose/),
  ]);
});

test("warns where no metadata names the authorization server, and is silent with metadata that is added later", () => {
  const warned = (stack: Stack): string[] => {
    synth(stack);
    return warningsIn(stack).filter((text) => text.includes("no metadata"));
  };
  const [without, described] = [withAzapi(), withAzapi()];
  mcp(without);
  expect(warned(without)).toEqual([expect.stringMatching(/^Stack\/Mcp: .* ProtectedResourceMetadata/)]);
  const { apim, jwtPolicy } = mcp(described);
  new ProtectedResourceMetadata(described, "Metadata", { apim, gatewayUrl: `https://${HOST}` }).describe(jwtPolicy);
  expect(warned(described)).toEqual([]);
});

test("takes an operation that exists", () => {
  const stack = withAzapi();
  const api = Api.fromName(stack, "Existing", { apim: newService(stack), name: "orders" });
  const operation = ApiOperation.fromId(stack, "Get", { api, operationId: "get-order" });
  mcp(stack, { tools: [{ operation, description: "Reads" }] });
  const [tool] = ofType(stack, "/apis/tools@");
  expect(tool).toMatchObject({
    body: { properties: { operationId: expect.stringMatching(/\/apis\/orders\/operations\/get-order$/) as string } },
  });
});

test("fails for a path or a name of another API, a tool given twice, and a tool of another service", () => {
  const stack = withAzapi();
  const { get } = operations(stack);
  const tool = { operation: get, description: "Reads" };
  expect(() => mcp(stack, { path: "orders", tools: [tool] }, "Path")).toThrow(
    /the API path "orders" is already created/,
  );
  expect(() => mcp(stack, { name: "orders", resource: importedApi(stack), tools: [tool] }, "Name")).toThrow(
    /the API "orders" is already created/,
  );
  expect(() => mcp(stack, { resource: importedApi(stack, "I2"), tools: [tool, { ...tool }] }, "Twice")).toThrow(
    /tool "get-order" is given twice/,
  );
  const apim = ApiManagement.fromName(stack, "OtherApim", { name: "other", resourceGroupName: "rg-apim" });
  expect(() => mcp(stack, { apim, resource: importedApi(stack, "I3"), tools: [tool] }, "Foreign")).toThrow(
    /^Stack\/Foreign: the tool "get-order" is an operation of operation get-order of API orders; expected one of the service/,
  );
});

test("fails in a stack without the AzAPI provider", () => {
  const stack = newStack();
  mcp(stack);
  expect(() => synth(stack)).toThrow(/\[Stack\/Mcp\] an MCP server is made with the AzAPI provider/);
});
