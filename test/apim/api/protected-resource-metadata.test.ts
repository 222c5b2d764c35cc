import { TerraformOutput, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  ApiVersionSet,
  AppRegistration,
  Authority,
  AzureCloud,
  Callers,
  JwtPolicy,
  type JwtPolicyProps,
  PermissionScope,
  ProtectedResourceMetadata,
  ResourceServer,
  SignInAudience,
  TokenVersion,
  VersioningScheme,
} from "cdktf-apim-oauth";
import { gatewayOf } from "../../support/access";
import { elementsNamed, parseXml, readCsharp } from "../../support/decode";
import { OIDC } from "../../support/issuers";
import { runInbound } from "../../support/run-inbound";
import {
  annotationsIn,
  guid,
  importedApi,
  newApp,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function protectedApi(
  stack: Stack,
  props: Partial<JwtPolicyProps> = {},
  path = "orders",
): { api: Api; jwt: JwtPolicy } {
  const name = path === "" ? "root" : undefined;
  const apim = newService(stack, "ApiService");
  const api = new Api(stack, "Api", { apim, path, name, subscriptionRequired: false });
  const resource = importedApi(stack);
  const jwt = new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.users("read"), ...props });
  return { api, jwt };
}

/** The document that the gateway answers with. */
function documentIn(stack: Stack): unknown {
  const { xml_content: text } = resourceOf(synth(stack), "azurerm_api_management_api_operation_policy");
  return JSON.parse(elementsNamed(parseXml(text as string), "set-body")[0]!.text);
}

describe("ProtectedResourceMetadata", () => {
  test("serves what RFC 9728 asks for, from the resource server of the policy", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const url = new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    expect(url).toBe("https://apim-contoso.azure-api.net/.well-known/oauth-protected-resource/orders");
    expect(documentIn(stack)).toEqual({
      resource: "https://apim-contoso.azure-api.net/orders",
      authorization_servers: [`https://login.microsoftonline.com/${TENANT}/v2.0`],
      scopes_supported: [`api://${guid("a")}/read`],
      bearer_methods_supported: ["header"],
    });
    expect(annotationsIn(stack)).toEqual([]);
  });

  test("is an API without key and token, which the checks of the service do not reach", () => {
    const stack = newStack();
    const apim = newService(stack);
    const jwt = new JwtPolicy(stack, "Jwt", {
      target: apim,
      resource: importedApi(stack),
      callers: Callers.users("read"),
    });
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim });
    metadata.describe(jwt, { resourceUrl: "https://apim-contoso.azure-api.net" });
    const configuration = synth(stack);
    expect(annotationsIn(stack)).toEqual([]);
    expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({
      path: ".well-known/oauth-protected-resource",
      subscription_required: false,
    });
    const [ofApi] = resourcesOf(configuration, "azurerm_api_management_api_policy");
    expect(
      elementsNamed(parseXml(ofApi!.xml_content as string), "inbound")[0]!.children.map(({ name }) => name),
    ).toEqual(["choose"]);
    expect(documentIn(stack)).toMatchObject({ resource: "https://apim-contoso.azure-api.net" });
  });

  test("answers pages of every origin, and their preflight requests", async () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim });
    metadata.describe(jwt);
    const configuration = synth(stack);
    const operations = resourcesOf(configuration, "azurerm_api_management_api_operation");
    expect(operations.map(({ method, url_template: template }) => `${String(method)} ${String(template)}`)).toEqual([
      "GET /orders",
      "OPTIONS /*",
    ]);
    const texts = resourcesOf(configuration, "azurerm_api_management_api_policy").map((policy) =>
      String(policy.xml_content),
    );
    const ofMetadata = texts.find((text) => !text.includes("validate-jwt"))!;
    expect(await runInbound(ofMetadata, { method: "OPTIONS" })).toMatchObject({
      outcome: 204,
      headers: {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET",
        "access-control-allow-headers": "*",
      },
    });
    expect((await runInbound(ofMetadata, { method: "GET" })).outcome).toBe("forwarded");
    const { xml_content: get } = resourceOf(configuration, "azurerm_api_management_api_operation_policy");
    expect(await runInbound(get as string, {})).toMatchObject({
      outcome: 200,
      headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
    });
  });

  test("is named in both challenges", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const url = new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    const root = parseXml(ApimPolicy.of(api).render());
    const challenges = elementsNamed(root, "set-header").filter(
      ({ attributes }) => attributes.name === "WWW-Authenticate",
    );
    const [forbidden, unauthorized] = challenges.map(({ children }) => children[0]!.text);
    expect(forbidden).toBe(
      `Bearer realm="${guid("a")}", error="insufficient_scope", scope="api://${guid("a")}/read", resource_metadata="${url}"`,
    );
    const texts = readCsharp(unauthorized!.slice(2, -1)).strings;
    const scope = `scope="api://${guid("a")}/read"`;
    expect(texts.filter((text) => text.startsWith("Bearer"))).toEqual([
      `Bearer realm="${guid("a")}", ${scope}, resource_metadata="${url}"`,
      `Bearer realm="${guid("a")}", error="invalid_token", ${scope}, resource_metadata="${url}"`,
    ]);
  });

  test.each([
    {
      title: "names those of an operation, if no user may call everything",
      own: "write",
      scope: `api://${guid("a")}/write`,
    },
    { title: "names none, if no user may call", own: undefined, scope: undefined },
  ])("the challenge without a token $title", ({ own, scope }) => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack, { callers: Callers.applications("Orders.Read") });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    if (own !== undefined) api.addOperation("own", { method: "POST", urlTemplate: "/", callers: Callers.users(own) });
    const code = /context\.LastError\.Reason.*/.exec(ApimPolicy.of(api).render())![0];
    const scopes = readCsharp(code).strings.map((text) => /scope="([^"]*)"/.exec(text)?.[1]);
    expect(scopes).toEqual([undefined, scope, scope]);
  });

  test("names the authorization servers that are given", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const authorizationServers = ["https://login.contoso.com/", "https://login.contoso.com/partners"];
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt, { authorizationServers });
    expect(documentIn(stack)).toMatchObject({ authorization_servers: authorizationServers });
  });

  test("takes the host in capitals", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", {
      apim: api.apim,
      gatewayUrl: "https://api.contoso.com",
    });
    const resourceUrl = "https://API.contoso.com/orders";
    expect(metadata.describe(jwt, { resourceUrl })).toMatch(/^https:\/\/api\.contoso\.com\/.*resource\/orders$/);
    expect(documentIn(stack)).toMatchObject({ resource: resourceUrl });
  });

  test("names every resource server, and the scopes of all operations", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack, {
      alsoAccepts: [{ resource: ResourceServer.oidc(OIDC), callers: Callers.users("orders") }],
    });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    api.addOperation("write", { method: "POST", urlTemplate: "/", callers: Callers.users("write") });
    expect(documentIn(stack)).toMatchObject({
      authorization_servers: [`https://login.microsoftonline.com/${TENANT}/v2.0`, OIDC.issuer],
      scopes_supported: [`api://${guid("a")}/read`, `api://${guid("a")}/write`, "orders", "write"],
    });
  });

  test("names version 2 of Entra ID for an API whose tokens have version 1", () => {
    const stack = newStack();
    const resource = importedApi(stack, "V1", { tokenVersion: TokenVersion.V1 });
    const { api, jwt } = protectedApi(stack, { resource, callers: Callers.applications("Orders.Read") });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    const found = documentIn(stack) as Record<string, unknown>;
    expect(found.authorization_servers).toEqual([`https://login.microsoftonline.com/${TENANT}/v2.0`]);
    expect(found).not.toHaveProperty("scopes_supported");
  });

  test.each<[string, SignInAudience | undefined, string[]]>([
    ["its own tenant", undefined, [TENANT]],
    ["the tenants that are let in", SignInAudience.multipleTenants([guid(3), guid(2)]), [TENANT, guid(3), guid(2)]],
    [
      "the tenants that are let in, without its own",
      SignInAudience.multipleTenants([guid(3)], { withoutHomeTenant: true }),
      [guid(3)],
    ],
    ["the tenant of personal accounts", SignInAudience.personalAccounts(), ["9188040d-6c67-4c5b-b112-36a304b66dad"]],
  ])("names %s of a registration, where users can sign in", (_title, signInAudience, tenants) => {
    const stack = newStack();
    const resource = new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      authority: Authority.publicCloud(TENANT),
      scopes: [PermissionScope.of("read")],
      signInAudience,
    });
    const { api, jwt } = protectedApi(stack, { resource });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    expect(documentIn(stack)).toMatchObject({
      authorization_servers: tenants.map((tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`),
    });
  });

  test("names the hosts of another cloud", () => {
    const stack = newStack();
    const service = { name: "apim-contoso", resourceGroupName: "rg-apim", cloud: AzureCloud.US_GOVERNMENT };
    const apim = ApiManagement.fromName(stack, "Apim", service);
    const target = new Api(stack, "Api", { apim, path: "orders" });
    const resource = importedApi(stack, "Orders", { authority: Authority.usGovernment(TENANT) });
    const jwt = new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read") });
    new ProtectedResourceMetadata(stack, "Metadata", { apim }).describe(jwt);
    expect(documentIn(stack)).toMatchObject({
      resource: "https://apim-contoso.azure-api.us/orders",
      authorization_servers: [`https://login.microsoftonline.us/${TENANT}/v2.0`],
    });
  });

  test("has one document for the versions of an API that share their URL, with the scopes of both", () => {
    const stack = newStack();
    const apim = newService(stack);
    const versionSet = new ApiVersionSet(stack, "Versions", { apim, scheme: VersioningScheme.header("Api-Version") });
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim });
    const resource = importedApi(stack);
    const urls = ["v1", "v2"].map((version) => {
      const target = new Api(stack, version, { apim, path: "orders", version, versionSet, name: `orders-${version}` });
      const jwt = new JwtPolicy(target, "Jwt", { target, resource, callers: Callers.users(`read.${version}`) });
      const url = metadata.describe(jwt);
      expect(ApimPolicy.of(target).render()).toContain(`resource_metadata="${url}"`);
      return url;
    });
    expect(urls[0]).toBe(urls[1]);
    expect(documentIn(stack)).toMatchObject({
      resource: "https://apim-contoso.azure-api.net/orders",
      scopes_supported: [`api://${guid("a")}/read.v1`, `api://${guid("a")}/read.v2`],
    });
  });

  test.each([
    ["", "/list"],
    ["shop/v1/orders", "/shop/v1/orders/list"],
  ])("is found from both challenges of an API with the path %j", async (path, called) => {
    const stack = newStack();
    const scopes = [PermissionScope.of("read"), PermissionScope.of("write")];
    const resource = new AppRegistration(stack, "Orders", { displayName: "Orders", scopes });
    const { api, jwt } = protectedApi(stack, { resource }, path);
    api.addOperation("list", { method: "GET", urlTemplate: "/list" });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    const gateway = gatewayOf(synth(stack));
    for (const token of [undefined, await gateway.tokenForUser({ scopes: ["write"] })]) {
      const { status, headers } = await gateway.get(called, { token });
      expect(status).toBe(token === undefined ? 401 : 403);
      const url = /resource_metadata="([^"]+)"/.exec(headers.get("www-authenticate")![0]!)![1]!;
      const found = await gateway.get(new URL(url).pathname);
      expect([found.status, JSON.parse(found.body)]).toEqual([
        200,
        expect.objectContaining({ resource: `https://apim-contoso.azure-api.net${path && `/${path}`}` }),
      ]);
    }
  });

  test("escapes what JSON, XML and Terraform read otherwise", () => {
    const stack = newStack();
    const issuer = 'https://a.contoso.com/"\\<&>${x}{{y}}';
    const resource = ResourceServer.oidc({ ...OIDC, issuer });
    const { api, jwt } = protectedApi(stack, { resource });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    const { xml_content: text } = resourceOf(synth(stack), "azurerm_api_management_api_operation_policy");
    const code = elementsNamed(parseXml((text as string).replace(/\$\$\{/g, "${")), "set-body")[0]!.text;
    expect(code).toMatch(/^@\(".*"\)$/s);
    expect(
      (JSON.parse(readCsharp(code.slice(2, -1)).strings[0]!) as Record<string, unknown>).authorization_servers,
    ).toEqual([issuer]);
  });

  test("a custom domain is where clients look, and what they compare", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack, {}, "shop/orders");
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", {
      apim: api.apim,
      gatewayUrl: "https://api.contoso.com/",
    });
    expect(metadata.describe(jwt)).toBe("https://api.contoso.com/.well-known/oauth-protected-resource/shop/orders");
    expect(documentIn(stack)).toMatchObject({ resource: "https://api.contoso.com/shop/orders" });
  });

  test("a registration of this configuration comes in through its attributes", () => {
    const stack = newStack();
    const resource = new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      authority: Authority.publicCloud(TENANT),
      scopes: [PermissionScope.of("read")],
    });
    const { api, jwt } = protectedApi(stack, { resource });
    new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim }).describe(jwt);
    expect(documentIn(stack)).toMatchObject({
      scopes_supported: [expect.stringMatching(/^\$\{azuread_application_identifier_uri\..*\}\/read$/)],
    });
  });

  test("a policy of another stack has its operation in that stack", () => {
    const app = newApp();
    const first = newStack("First", app);
    const metadata = new ProtectedResourceMetadata(first, "Metadata", { apim: newService(first) });
    const second = newStack("Second", app);
    metadata.describe(protectedApi(second).jwt);
    const stacks = synthStacks(app);
    expect(resourcesOf(stacks.First!, "azurerm_api_management_api_operation")).toHaveLength(1);
    expect(resourceOf(stacks.Second!, "azurerm_api_management_api_operation").url_template).toBe("/orders");
  });

  test("further documents can be added to those of another configuration", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    ProtectedResourceMetadata.fromService(stack, "Metadata", { apim: api.apim }).describe(jwt);
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation")).toMatchObject({
      api_name: "oauth-protected-resource",
      operation_id: "orders",
    });
  });

  test("fails for a second one of a service, and for a resource that is described twice", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim });
    expect(() => new ProtectedResourceMetadata(stack, "Again", { apim: api.apim })).toThrow(/API path/);
    metadata.describe(jwt);
    expect(() => metadata.describe(jwt)).toThrow(/policy "Stack\/Jwt" is given twice/);
  });

  test("fails where the URL is not known, or belongs to another host", () => {
    const stack = newStack();
    const { api, jwt } = protectedApi(stack);
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim: api.apim });
    expect(() => metadata.describe(jwt, { resourceUrl: "https://other.contoso.com/orders" })).toThrow(
      /expected a URL below "https:\/\/apim-contoso.azure-api.net"/,
    );
    const target = Api.fromName(stack, "Given", { apim: api.apim, name: "given" });
    const other = new JwtPolicy(stack, "Other", {
      target,
      resource: importedApi(stack, "O"),
      callers: Callers.users("r"),
    });
    expect(() => metadata.describe(other)).toThrow(/the URL of API given is not known/);
  });

  test("fails for a path that only Terraform knows", () => {
    const stack = newStack();
    const path = new TerraformVariable(stack, "path", {}).stringValue;
    const apim = newService(stack);
    const api = new Api(stack, "Api", { apim, path, name: "orders" });
    const jwt = new JwtPolicy(stack, "Jwt", {
      target: api,
      resource: importedApi(stack),
      callers: Callers.users("read"),
    });
    const metadata = new ProtectedResourceMetadata(stack, "Metadata", { apim });
    expect(() => metadata.describe(jwt)).toThrow(/path of the resource is only known to Terraform/);
    new TerraformOutput(stack, "url", { value: api.url });
  });
});
