import type { TerraformStack } from "cdktf";
import {
  Api,
  ApimPolicy,
  ApplicationTokens,
  BackendToken,
  Callers,
  type IOAuthClient,
  type IPolicyTarget,
  type IResourceServer,
  JwtPolicy,
  PolicyFragment,
  RawPolicy,
  ResourceServer,
} from "cdktf-apim-oauth";
import { ForwardRequest, PolicyDocument } from "cdktf-apim-oauth/policy";
import { guid, importedApi, newService, newStack, synth, TENANT, warningsIn } from "../../support/synth";

const APPS = Callers.applications("R");
const USERS = Callers.users("s");
const BOTH = Callers.anyOf(APPS, USERS);
const ADMINS = USERS.withRole("Admin");

interface Check {
  readonly callers: Callers;
  readonly resource?: (stack: TerraformStack) => IResourceServer;
  readonly allowedClients?: (stack: TerraformStack) => IOAuthClient[];
  readonly headerName?: string;
  readonly backendToken?: BackendToken;
}

/** A stack with a check on the service, the API and an operation, or on some of them. */
function stackWith(checks: {
  readonly service?: Check;
  readonly api?: Check;
  readonly operation?: Check;
}): TerraformStack {
  const stack = newStack();
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const operation = api.addOperation("get", { method: "GET", urlTemplate: "/" });
  const orders = importedApi(stack);
  const targets: Record<string, IPolicyTarget> = { service: api.apim, api, operation };
  for (const [name, check] of Object.entries(checks)) {
    new JwtPolicy(stack, `Jwt-${name}`, {
      target: targets[name]!,
      callers: check.callers,
      resource: check.resource?.(stack) ?? orders,
      ...(check.allowedClients && { allowedClients: check.allowedClients(stack) }),
      ...(check.headerName && { headerName: check.headerName }),
      ...(check.backendToken && { backendToken: check.backendToken }),
    });
  }
  return stack;
}

const okta = (): IResourceServer =>
  ResourceServer.okta({ domain: "contoso.okta.com", authorizationServerId: "default", audience: "api://orders" });
const reports = (stack: TerraformStack): IResourceServer => importedApi(stack, "Reports", { clientId: guid("b") });
const sameApi = (stack: TerraformStack): IResourceServer => importedApi(stack, "Same");
const clients =
  (...digits: string[]) =>
  (stack: TerraformStack): IOAuthClient[] =>
    digits.map((digit) => importedApi(stack, `C${digit}${stack.node.findAll().length}`, { clientId: guid(digit) }));

describe("no token passes", () => {
  test.each([
    ["two APIs", { api: { callers: APPS }, operation: { callers: APPS, resource: reports } }],
    ["two issuers", { service: { callers: APPS }, api: { callers: APPS, resource: okta } }],
    ["another issuer on the service", { service: { callers: BOTH, resource: okta }, operation: { callers: BOTH } }],
    ["users with a role above, applications below", { api: { callers: ADMINS }, operation: { callers: APPS } }],
    ["users above, applications below", { api: { callers: USERS }, operation: { callers: APPS } }],
    ["applications above, users below", { service: { callers: APPS }, operation: { callers: USERS } }],
    [
      "clients that differ",
      {
        api: { callers: APPS, allowedClients: clients("c") },
        operation: { callers: APPS, allowedClients: clients("d", "e") },
      },
    ],
  ])("%s: an error at the inner check", (_what, checks) => {
    expect(() => synth(stackWith(checks))).toThrow(/\[Stack\/Api(?:\/get)?\] A-02 inherited-checks: /);
  });
});

const STORAGE = BackendToken.managedIdentityFor("https://storage.azure.com");
const callers = APPS;

describe("the outer check leaves another token", () => {
  test.each([
    ["none", { service: { callers, backendToken: BackendToken.strip() }, api: { callers } }],
    ["one of the identity", { api: { callers, backendToken: STORAGE }, operation: { callers } }],
    [
      "one of the identity in the header of the inner one",
      { service: { callers, headerName: "X-Token", backendToken: STORAGE }, operation: { callers } },
    ],
  ])("%s: an error at the inner check", (_what, checks) => {
    expect(() => synth(stackWith(checks))).toThrow(
      /A-02 inherited-checks: no token passes Stack\/Jwt-(?:api|operation), because /,
    );
  });

  test.each([
    ["the caller's", { service: { callers, backendToken: BackendToken.forward() }, api: { callers } }],
    ["the inner one leaves it out", { service: { callers }, api: { callers, backendToken: STORAGE } }],
    [
      "none in another header",
      { service: { callers, headerName: "X-Token", backendToken: BackendToken.strip() }, api: { callers } },
    ],
  ])("%s: no error", (_what, checks) => {
    expect(() => synth(stackWith(checks))).not.toThrow();
  });
});

describe("a statement of a broader scope writes the header of the token", () => {
  type Row = [expected: string, what: string, inbound: string, place?: "service" | "api", headerName?: string];
  const DELETED = '<set-header name="authorization" exists-action="delete" />';
  const IDENTITY = '<authentication-managed-identity resource="https://storage.azure.com"';
  const BEARER = (code: string): string =>
    `<set-header name="Authorization" exists-action="override"><value>@(${code})</value></set-header>`;
  const ACCESS_TOKEN = '(string)((IResponse)context.Variables["r"]).Body.As&lt;JObject>()["access_token"]';
  const ASKED = (body: string): string =>
    `<send-request mode="new" response-variable-name="r"><set-url>https://id.contoso.com/token</set-url><set-method>POST</set-method><set-body>${body}</set-body></send-request>`;
  const inBranches = (condition: string, ...branches: string[]): string =>
    `<choose><when condition="@(${condition})">${branches.join("</when><otherwise>")}${branches.length > 1 ? "</otherwise></choose>" : "</when></choose>"}`;
  const outcome = (inbound: string, place: "service" | "api" = "service", headerName?: string): string => {
    const stack = stackWith(
      place === "service" ? { api: { callers, ...(headerName && { headerName }) } } : { operation: { callers } },
    );
    const api = stack.node.findChild("Api") as Api;
    for (const added of PolicyDocument.parse(`<fragment>${inbound}</fragment>`).root.elements) {
      ApimPolicy.of(place === "service" ? api.apim : api).addInbound(added);
    }
    try {
      synth(stack);
    } catch (error) {
      return /A-02 .*no token passes .* (removes|replaces) header/.exec(String(error))?.[1] ?? String(error);
    }
    return warningsIn(stack).join().includes("some tokens may not pass Stack/Jwt-") ? "warning" : "none";
  };

  test.each([
    ["removes", "a deletion", DELETED],
    ["replaces", "a token of the identity", `${IDENTITY} />`],
    ["replaces", "basic authentication", '<authentication-basic username="{{user}}" password="{{password}}" />'],
    [
      "replaces",
      "the identity's token from a variable",
      `${IDENTITY} output-token-variable-name="t" />${BEARER("&quot;Bearer &quot; + (string)context.Variables[&quot;t&quot;]")}`,
    ],
    [
      "replaces",
      "a token that the gateway asks for with client credentials, when the cache has none",
      `<cache-lookup-value key="t" variable-name="t" />${inBranches('!context.Variables.ContainsKey("t")', `${ASKED("grant_type=client_credentials&amp;client_id=c")}<set-variable name="t" value="@(${ACCESS_TOKEN})" />`)}${BEARER('"Bearer " + (string)context.Variables["t"]')}`,
    ],
    [
      "replaces",
      "a token of the credential manager",
      `<get-authorization-context provider-id="p" authorization-id="a" context-variable-name="t" />${BEARER('"Bearer " + ((Authorization)context.Variables.GetValueOrDefault("t"))?.AccessToken')}`,
    ],
    ["none", "a token that is given for the caller's", `${ASKED("token=reference")}${BEARER(ACCESS_TOKEN)}`],
    ["warning", "a branch", inBranches('context.Request.Method == "GET"', DELETED)],
    ["removes", "both branches", inBranches('context.Request.Method == "GET"', DELETED, DELETED)],
    ["none", "another operation", inBranches('context.Operation.Id == "put"', DELETED), "api"],
    ["removes", "this operation", inBranches('context.Operation.Id == "get"', DELETED), "api"],
    ["none", "a token from a cookie", BEARER('context.Request.Headers.GetValueOrDefault("Cookie","")')],
    [
      "none",
      "a header that stays",
      '<set-header name="Authorization" exists-action="skip"><value>x</value></set-header>',
    ],
    ["none", "another header", '<set-header name="x-key" exists-action="delete" />'],
    ["none", "the default header, where the token is in another", DELETED, "service", "X-Token"],
  ] as Row[])("%s: %s", (expected, _what, ...given) => {
    expect(outcome(...given)).toBe(expected);
  });
});

describe("fewer callers pass than the inner check says", () => {
  test.each([
    ["another role", { api: { callers: APPS }, operation: { callers: Callers.applications("W") } }, "role W"],
    ["one role more", { api: { callers: APPS }, operation: { callers: Callers.applications("R", "W") } }, "role W"],
    ["users without the role of the API", { api: { callers: ADMINS }, operation: { callers: USERS } }, "scope s"],
    [
      "users with another role than that of the API",
      { api: { callers: ADMINS }, operation: { callers: USERS.withRole("Owner", "Admin") } },
      "scope s with role Owner",
    ],
    [
      "users with a role, and another scope than that of the API",
      { api: { callers: USERS }, operation: { callers: Callers.users("t").withRole("Admin") } },
      "scope t with role Admin",
    ],
    ["users whom the API does not admit", { api: { callers: APPS }, operation: { callers: BOTH } }, "scope s"],
    [
      "roles of the API that the service lacks",
      { service: { callers: APPS }, api: { callers: Callers.applications("W") } },
      "role W",
    ],
    [
      "clients of which the API allows some",
      {
        api: { callers: APPS, allowedClients: clients("c") },
        operation: { callers: APPS, allowedClients: clients("c", "d") },
      },
      "some of its allowedClients",
    ],
    [
      "all clients where the API allows some",
      { api: { callers: APPS, allowedClients: clients("c") }, operation: { callers: APPS } },
      "some of its allowedClients",
    ],
  ])("%s: a warning at the inner check", (_what, checks, refused) => {
    const stack = stackWith(checks);
    synth(stack);
    expect(warningsIn(stack)).toEqual([expect.stringContaining(` names ${refused}, and Stack/Jwt-`)]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["users with a role where the API asks for none", { api: { callers: USERS }, operation: { callers: ADMINS } }],
    [
      "users with one of the roles of the API",
      { api: { callers: USERS.withRole("Owner", "Admin") }, operation: { callers: ADMINS } },
    ],
    [
      "users with a role, where some pass without",
      { api: { callers: Callers.anyOf(USERS, Callers.users("t").withRole("X")) }, operation: { callers: ADMINS } },
    ],
    ["the same callers", { service: { callers: BOTH }, api: { callers: BOTH }, operation: { callers: BOTH } }],
    ["fewer roles than above", { api: { callers: Callers.applications("R", "W") }, operation: { callers: APPS } }],
    [
      "applications where users and applications may call the API",
      { api: { callers: BOTH }, operation: { callers: APPS } },
    ],
    ["the same API, represented twice", { api: { callers: APPS }, operation: { callers: APPS, resource: sameApi } }],
    [
      "fewer clients than above",
      {
        api: { callers: APPS, allowedClients: clients("c", "d") },
        operation: { callers: APPS, allowedClients: clients("d") },
      },
    ],
    [
      "two tokens in two headers",
      { api: { callers: APPS }, operation: { callers: USERS, resource: reports, headerName: "X-Token" } },
    ],
  ])("about %s", (_what, checks) => {
    const stack = stackWith(checks);
    synth(stack);
    expect(warningsIn(stack)).toEqual([]);
  });

  test("about a check that the document above it does not reach", () => {
    const stack = newStack();
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    const operation = api.addOperation("get", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "Jwt", { target: api, resource: importedApi(stack), callers: USERS });
    new RawPolicy(stack, "Raw", { target: operation, document: PolicyDocument.of({ inbound: [] }) });
    new JwtPolicy(stack, "JwtGet", { target: operation, resource: importedApi(stack, "Again"), callers: APPS });
    expect(() => synth(stack)).not.toThrow();
  });
});

test("callers of an operation are compared with the check of the service", () => {
  const stack = newStack();
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const resource = importedApi(stack);
  api.addOperation("get", { method: "GET", urlTemplate: "/", callers: USERS });
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: APPS });
  new JwtPolicy(stack, "Global", { target: api.apim, resource, callers: APPS });
  expect(() => synth(stack)).toThrow(/\[Stack\/Api\/get\] A-02 .*one admits users and the other applications/);
});

describe("a check in a document", () => {
  const raw = (accepted: string, header = "Authorization"): PolicyDocument =>
    PolicyDocument.of({
      inbound: [
        PolicyDocument.parseElement(
          `<validate-jwt header-name="${header}"><openid-config url="https://id.contoso.com/.well-known/openid-configuration" />${accepted}</validate-jwt>`,
        ),
      ],
      backend: [new ForwardRequest()],
      outbound: [],
      onError: [],
    });
  const stackOf = (document: PolicyDocument): TerraformStack => {
    const stack = newStack();
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    new RawPolicy(stack, "Raw", { target: api.apim, document });
    new JwtPolicy(stack, "Jwt", { target: api, resource: importedApi(stack), callers: APPS });
    return stack;
  };
  const audiences = (...all: string[]): string =>
    `<audiences>${all.map((audience) => `<audience>${audience}</audience>`).join("")}</audiences>`;

  test.each([
    ["for another API", raw(audiences("invoices"))],
    ["of another issuer", raw(`${audiences(guid("a"))}<issuers><issuer>https://id.contoso.com</issuer></issuers>`)],
  ])("%s is an error", (_what, document) => {
    expect(() => synth(stackOf(document))).toThrow(
      /\[Stack\/Api\] A-02 .* pass Stack\/Jwt and never the policy of service apim-contoso/,
    );
  });

  test.each([
    ["for the same API", raw(audiences("invoices", guid("a")))],
    ["for an API that is not known", raw(audiences("{{audience}}"))],
    ["of another token", raw(audiences("invoices"), "X-Token")],
    ["for an API that only Terraform knows", raw(audiences("${TfToken[TOKEN.0]}"))],
  ])("%s is none", (_what, document) => {
    expect(() => synth(stackOf(document))).not.toThrow(/A-02/);
  });
});

describe("a check in a fragment, or beside a JwtPolicy in its document", () => {
  type Place = "service" | "api" | "operation";
  const JWT = `<validate-jwt header-name="Authorization"><openid-config url="https://id.contoso.com/.well-known/openid-configuration" /><audiences><audience>invoices</audience></audiences></validate-jwt>`;
  const outcome = (jwt: Place, place: Place, text = JWT, alsoAccepts = false): string => {
    const stack = newStack();
    const apim = newService(stack);
    const api = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired: false });
    const targets = { service: apim, api, operation: api.addOperation("get", { method: "GET", urlTemplate: "/" }) };
    const invoices = ResourceServer.oidc({
      metadataUrl: "https://id.contoso.com/.well-known/openid-configuration",
      issuer: "https://id.contoso.com",
      audiences: ["invoices"],
      applicationTokens: ApplicationTokens.withClaim("client_id"),
    });
    new JwtPolicy(stack, "Jwt", {
      target: targets[jwt],
      resource: importedApi(stack),
      callers: APPS,
      ...(alsoAccepts && { alsoAccepts: [{ resource: invoices, callers: APPS }] }),
    });
    const document = PolicyDocument.parse(`<fragment>${text}</fragment>`);
    const fragment = new PolicyFragment(stack, "Fragment", { apim, name: "check", document });
    ApimPolicy.of(targets[place]).addInbound(fragment.include());
    try {
      synth(stack);
    } catch (error) {
      return /A-02 inherited-checks: (.* pass .* and never .*?),/.exec(String(error))?.[1] ?? String(error);
    }
    return warningsIn(stack).join().includes("A-02") ? "warning" : "none";
  };
  const when = (operation: string): string =>
    `<choose><when condition="@(context.Operation.Id == &quot;${operation}&quot;)">${JWT}</when></choose>`;

  test.each<[string, ...Parameters<typeof outcome>]>([
    [
      "tokens for invoices pass fragment check in the policy of operation get of API orders and never Stack/Jwt",
      "service",
      "operation",
    ],
    ["tokens for invoices pass fragment check in the policy of API orders and never Stack/Jwt", "service", "api"],
    [
      "tokens for aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa pass Stack/Jwt and never fragment check in the policy of API orders",
      "api",
      "api",
    ],
    [
      "tokens for aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa pass Stack/Jwt and never fragment check in the policy of API orders",
      "operation",
      "api",
    ],
    ["none", "service", "operation", when("put")],
    [
      "tokens for invoices pass fragment check in the policy of operation get of API orders and never Stack/Jwt",
      "service",
      "operation",
      when("get"),
    ],
    [
      "none",
      "service",
      "operation",
      `<choose><when condition="@(context.Request.Method == &quot;GET&quot;)">${JWT}</when></choose>`,
    ],
    ["none", "api", "api", JWT.replace("invoices", guid("a"))],
    ["none", "service", "operation", JWT, true],
    ["warning", "api", "api", JWT, true],
  ])("%s: JwtPolicy of the %s, fragment in that of the %s", (expected, ...given) => {
    expect(outcome(...given)).toBe(expected);
  });

  test("text that Terraform completes is compared as far as it is known", () => {
    const text = JWT.replace("invoices", "https://orders-${TfToken[TOKEN.0]}");
    expect(outcome("service", "operation", text)).toMatch(/^tokens for another API pass fragment check /);
  });
});

describe("validate-azure-ad-token in a document", () => {
  const stackOf = (attributes: string, audience = guid("a")): TerraformStack => {
    const stack = newStack();
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    const text = `<validate-azure-ad-token ${attributes}><audiences><audience>${audience}</audience></audiences></validate-azure-ad-token>`;
    const document = PolicyDocument.of({
      inbound: [PolicyDocument.parseElement(text)],
      backend: [new ForwardRequest()],
      outbound: [],
      onError: [],
    });
    new RawPolicy(stack, "Raw", { target: api.apim, document });
    new JwtPolicy(stack, "Jwt", { target: api, resource: importedApi(stack), callers: APPS });
    return stack;
  };

  test.each([
    ["for another API", `tenant-id="${TENANT}"`, guid("b")],
    ["of another tenant", `tenant-id="${guid("d")}"`, guid("a")],
  ])("%s is an error", (_what, attributes, audience) => {
    expect(() => synth(stackOf(attributes, audience))).toThrow(
      /\[Stack\/Api\] A-02 .* pass Stack\/Jwt and never the policy of service apim-contoso/,
    );
  });

  test.each([
    ["of the same tenant", `tenant-id="${TENANT}"`, guid("a")],
    [
      "of the same tenant in another cloud",
      `tenant-id="${TENANT}" authentication-endpoint="login.microsoftonline.us"`,
      guid("a"),
    ],
    ["of a tenant that its name does not tell", 'tenant-id="contoso.com"', guid("a")],
    ["of every tenant", 'tenant-id="common"', guid("a")],
    ["of another token", `tenant-id="${TENANT}" header-name="X-Token"`, guid("b")],
    ["of a token in the query", `tenant-id="${TENANT}" query-parameter-name="token"`, guid("b")],
  ])("%s is none", (_what, attributes, audience) => {
    expect(() => synth(stackOf(attributes, audience))).not.toThrow(/A-02/);
  });
});

test("a finding is accepted with a reason", () => {
  const stack = newStack();
  const suppressions = [{ rule: "inherited-checks", reason: "some jobs have both roles" }];
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const operation = api.addOperation("get", { method: "GET", urlTemplate: "/", suppressions });
  const resource = importedApi(stack);
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: APPS });
  new JwtPolicy(stack, "JwtGet", { target: operation, resource, callers: Callers.applications("W") });
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
});
