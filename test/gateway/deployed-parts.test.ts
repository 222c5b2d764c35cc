import { verify, X509Certificate } from "node:crypto";
import { SignJWT } from "jose";
import { Deployment } from "../../src/deployment";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway, type LocalGatewayOptions } from "../../src/gateway/local-gateway";
import { newResponse, type RequestMessage } from "../../src/gateway/message";
import { NOW } from "../issuer/example-tenant";
import { makeCertificate } from "../support/made-certificate";
import { SHOP_CERTIFICATE } from "../support/certificates";

const SERVICE = "${azurerm_api_management.main.id}";
const IN = { api_management_name: "${azurerm_api_management.main.name}", resource_group_name: "rg" };
const TEAM = "${azurerm_api_management_workspace.team.id}";

type Resources = Record<string, Record<string, unknown>>;

/** A service with an API that has one operation, and more. */
function gatewayOf(inbound: string, more: Resources = {}, options: LocalGatewayOptions = {}): LocalGateway {
  const resources: Resources = {
    azurerm_api_management: { main: { name: "contoso", resource_group_name: "rg" } },
    azurerm_api_management_api: { orders: API },
    azurerm_api_management_api_operation: { get: GET },
    azurerm_api_management_api_policy: { p: { ...IN, api_name: "orders", xml_content: document(inbound) } },
  };
  for (const [type, blocks] of Object.entries(more)) resources[type] = { ...resources[type], ...blocks };
  return LocalGateway.fromSynth({ resource: resources }, { clock: new TestClock(NOW), ...options });
}

const API = {
  ...IN,
  name: "orders",
  revision: "1",
  path: "orders",
  subscription_required: false,
  service_url: "https://orders.contoso.com",
};
const GET = { ...IN, api_name: "orders", operation_id: "get", method: "GET", url_template: "/{id}" };

function document(inbound: string): string {
  return `<policies><inbound>${inbound}<base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`;
}

function answer(text: string): string {
  return `<return-response><set-body>${text}</set-body></return-response>`;
}

describe("a backend", () => {
  const backend = (name: string, more: object = {}): object => ({
    ...IN,
    name,
    protocol: "http",
    url: `https://${name}.contoso.com/api`,
    ...more,
  });
  const USE = (id: string): string => `<set-backend-service backend-id="${id}" />`;

  test("gets its credentials in the place of those of the caller", async () => {
    const credentials = {
      authorization: { scheme: "Basic", parameter: "abc" },
      header: { "x-functions-key": "key" },
      query: { code: "1" },
    };
    const gateway = gatewayOf(USE("b"), { azurerm_api_management_backend: { b: backend("b", { credentials }) } });
    const headers = { Authorization: "Bearer x", "x-functions-key": "guess" };
    const { forwarded } = await gateway.get("/orders/1?code=2&a=b", { headers });
    expect(forwarded?.url.href).toBe("https://b.contoso.com/api/1?a=b&code=1");
    expect([forwarded?.headers.get("authorization"), forwarded?.headers.get("x-functions-key")]).toEqual([
      "Basic abc",
      "key",
    ]);
  });

  const breaker = {
    name: "breaker",
    failure_condition: { count: 2, interval_duration: "PT1M", status_code_range: [{ min: 500, max: 599 }] },
    trip_duration: "PT30S",
  };

  test("gets no requests while its circuit breaker is tripped", async () => {
    const clock = new TestClock(NOW);
    let calls = 0;
    const gateway = gatewayOf(
      USE("b"),
      { azurerm_api_management_backend: { b: backend("b", { circuit_breaker_rule: breaker }) } },
      { clock, backend: () => (calls++, newResponse(500)) },
    );
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++) statuses.push((await gateway.get("/orders/1")).status);
    expect([statuses, calls]).toEqual([[500, 500, 503], 2]);
    clock.advance(31_000);
    expect([(await gateway.get("/orders/1")).status, calls]).toEqual([500, 3]);
  });

  test("gets no requests when too large a part of them failed", async () => {
    const rule = {
      ...breaker,
      failure_condition: { percentage: 50, interval_duration: "PT1M", status_code_range: { min: 500, max: 599 } },
    };
    const statuses = [200, 200, 500, 500, 200];
    const gateway = gatewayOf(
      USE("b"),
      { azurerm_api_management_backend: { b: backend("b", { circuit_breaker_rule: rule }) } },
      { backend: () => newResponse(statuses.shift() ?? 0) },
    );
    const answers: number[] = [];
    for (let call = 0; call < 5; call++) answers.push((await gateway.get("/orders/1")).status);
    expect(answers).toEqual([200, 200, 500, 500, 503]);
  });

  test("of a pool gets its share, and those with a higher number only what the others cannot take", async () => {
    const id = (name: string): string => `${SERVICE}/backends/${name}`;
    const pool = {
      type: "Microsoft.ApiManagement/service/backends@2024-05-01",
      name: "pool",
      parent_id: SERVICE,
      body: {
        properties: {
          type: "Pool",
          pool: {
            services: [
              { id: id("a"), priority: 1, weight: 3 },
              { id: id("b"), priority: 1, weight: 1 },
              { id: id("c"), priority: 2 },
            ],
          },
        },
      },
    };
    const hosts: string[] = [];
    let random = 0;
    const gateway = gatewayOf(
      USE("pool"),
      {
        azapi_resource: { pool },
        azurerm_api_management_backend: {
          a: backend("a", { circuit_breaker_rule: breaker }),
          b: backend("b", { circuit_breaker_rule: breaker }),
          c: backend("c"),
        },
      },
      {
        random: () => random,
        backend: ({ url }: RequestMessage) => (hosts.push(url.host), newResponse(500)),
      },
    );
    for (random of [0, 0.8, 0.74, 0.9, 0]) await gateway.get("/orders/1");
    expect(hosts.map((host) => host[0]).join("")).toBe("abab" + "c");
  });
});

test("a workspace has its policy, named values and fragments between the service and its APIs", async () => {
  const mark = (name: string): string =>
    `<set-header name="x" exists-action="append"><value>${name}</value></set-header>`;
  const workspace = { api_management_workspace_id: TEAM };
  const gateway = gatewayOf("", {
    azurerm_api_management_workspace: { team: { api_management_id: SERVICE, name: "team" } },
    azurerm_api_management_policy: {
      p: {
        api_management_id: SERVICE,
        xml_content: `<policies><inbound>${mark("{{where}}")}</inbound><backend><forward-request /></backend></policies>`,
      },
    },
    azurerm_api_management_workspace_policy: { p: { ...workspace, xml_content: document(mark("{{where}}")) } },
    azurerm_api_management_named_value: {
      service: { ...IN, name: "w", display_name: "where", value: "service" },
      team: { ...workspace, name: "w", display_name: "where", value: "team" },
    },
    azurerm_api_management_workspace_policy_fragment: {
      f: { ...workspace, name: "f", xml_format: "rawxml", xml_content: `<fragment>${mark("fragment")}</fragment>` },
    },
    azurerm_api_management_api: { inTeam: { ...API, ...workspace, name: "team-api", path: "team" } },
    azurerm_api_management_api_operation: { inTeam: { ...GET, ...workspace, api_name: "team-api" } },
    azurerm_api_management_api_policy: {
      inTeam: {
        ...workspace,
        api_name: "team-api",
        xml_content: document(`${mark("@(context.Workspace.Id)")}<include-fragment fragment-id="f" />`),
      },
    },
  });
  const { forwarded } = await gateway.get("/team/1");
  expect(forwarded?.headers.get("x")).toBe("team,fragment,team,service");
});

test("what the API says of its messages is what validations compare with", async () => {
  const schema = { Order: { type: "object", required: ["id"], properties: { id: { type: "integer" } } } };
  const gateway = gatewayOf(
    `<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="prevent" />
     <validate-content unspecified-content-type-action="prevent" max-size="1000" size-exceeded-action="prevent"><content type="application/json" validate-as="json" action="prevent" /></validate-content>`,
    {
      azurerm_api_management_api_operation: {
        post: {
          ...GET,
          operation_id: "post",
          method: "POST",
          url_template: "/",
          request: [
            {
              query_parameter: [{ name: "q", type: "integer", required: true }],
              representation: [{ content_type: "application/json", schema_id: "s", type_name: "Order" }],
            },
          ],
        },
      },
      azurerm_api_management_api_schema: {
        s: {
          ...IN,
          api_name: "orders",
          schema_id: "s",
          content_type: "application/vnd.oai.openapi.components+json",
          components: JSON.stringify({ schemas: schema }),
        },
      },
    },
  );
  const ask = async (query: string, body: string): Promise<number> =>
    (await gateway.request("POST", `/orders${query}`, { body, headers: { "Content-Type": "application/json" } }))
      .status;
  expect([await ask("?q=1", '{"id":1}'), await ask("?q=x", '{"id":1}'), await ask("?q=1", '{"id":"1"}')]).toEqual([
    200, 400, 400,
  ]);
});

describe("what the AzAPI provider makes", () => {
  const azapi = (type: string, parent: string, properties: object): object => ({
    type: `Microsoft.ApiManagement/service/${type}@2024-05-01`,
    name: "mcp",
    parent_id: parent,
    body: { properties },
  });
  const server = azapi("apis", SERVICE, {
    type: "mcp",
    path: "tools",
    protocols: ["https"],
    subscriptionRequired: false,
  });

  test("may be an MCP server, whose policy runs", async () => {
    const gateway = gatewayOf("", {
      azapi_resource: { server },
      azurerm_api_management_api_policy: { mcp: { ...IN, api_name: "mcp", xml_content: document(answer("mcp")) } },
    });
    expect(await gateway.request("POST", "/tools/mcp")).toMatchObject({ status: 200, body: "mcp" });
    expect((await gateway.request("POST", "/tools")).status).toBe(404);
  });

  test("may be an authorization server with PKCE", () => {
    const properties = {
      displayName: "A",
      grantTypes: ["authorizationCodeWithPkce"],
      authorizationEndpoint: "https://a",
      tokenEndpoint: "https://t",
      clientId: "c",
    };
    const { services } = Deployment.fromSynth({
      resource: {
        azurerm_api_management: { main: { name: "contoso", resource_group_name: "rg" } },
        azapi_resource: { a: azapi("authorizationServers", SERVICE, properties) },
      },
    });
    expect(services[0]?.authorizationServers).toMatchObject([{ name: "mcp", ...properties, clientSecret: undefined }]);
  });

  test("fails the request where it is not read", async () => {
    const policy = azapi("apis/policies", `${SERVICE}/apis/orders`, { value: document("") });
    const gateway = gatewayOf("", { azapi_resource: { policy } });
    await expect(gateway.get("/orders/1")).rejects.toThrow(
      "made with AzAPI; expected azurerm_api_management_api_policy; the expression is azapi_resource.policy",
    );
  });

  test("outside of API Management changes nothing", async () => {
    const other = { type: "Microsoft.Storage/storageAccounts@2024-01-01", name: "s", parent_id: "/subscriptions/x" };
    expect((await gatewayOf("", { azapi_resource: { other } }).get("/orders/1")).status).toBe(200);
  });
});

describe("a preflight request", () => {
  const headers = { Origin: "https://a.com", "Access-Control-Request-Method": "GET" };
  const CORS = "<cors><allowed-origins><origin>https://a.com</origin></allowed-origins></cors>";

  test("is answered by cors alone, also after a check", async () => {
    const gateway = gatewayOf(
      `<check-header name="x" failed-check-httpcode="401" failed-check-error-message="No" ignore-case="true" />${CORS}`,
    );
    const { status, headers: answered } = await gateway.request("OPTIONS", "/orders/1", { headers });
    expect([status, answered.get("access-control-allow-origin")]).toEqual([200, ["https://a.com"]]);
    expect((await gateway.get("/orders/1")).status).toBe(401);
  });

  test("finds nothing without cors, or for a method without an operation", async () => {
    expect((await gatewayOf("").request("OPTIONS", "/orders/1", { headers })).status).toBe(404);
    const other = { ...headers, "Access-Control-Request-Method": "PUT" };
    expect((await gatewayOf(CORS).request("OPTIONS", "/orders/1", { headers: other })).status).toBe(404);
  });

  test("goes to an operation that answers OPTIONS itself", async () => {
    const options = { ...GET, operation_id: "options", method: "OPTIONS" };
    const gateway = gatewayOf(CORS, { azurerm_api_management_api_operation: { options } });
    expect((await gateway.request("OPTIONS", "/orders/1", { headers })).forwarded?.method).toBe("OPTIONS");
  });
});

test("fails for an operation that Azure would make of an imported document", async () => {
  const imported = { ...API, import: { content_format: "openapi", content_value: "{}" } };
  const gateway = gatewayOf("", { azurerm_api_management_api: { orders: imported } });
  await expect(gateway.request("PUT", "/orders/1")).rejects.toThrow(
    "no operation of the API orders (azurerm_api_management_api.orders) answers PUT /orders/1",
  );
  expect((await gateway.get("/orders/1")).status).toBe(200);
});

describe("certificates", () => {
  const certificate = new X509Certificate(SHOP_CERTIFICATE);
  const read = answer(
    "@(context.Deployment.Certificates.Any(c => c.Value.Thumbprint == context.Request.Certificate.Thumbprint) ? 1 : 2)",
  );
  const deployed = (data: string): Resources => ({
    azurerm_api_management_certificate: { c: { ...IN, name: "c", data } },
  });
  const request = { certificate: { certificate, isTrusted: true, isRevoked: false } };

  test("of the service and of the caller are what expressions read", async () => {
    const gateway = gatewayOf(read, deployed(certificate.raw.toString("base64")));
    expect((await gateway.get("/orders/1", request)).body).toBe("1");
  });

  test("that cannot be read fail the expression, unless the test gives them", async () => {
    const pfx = deployed("AAAA");
    await expect(gatewayOf(read, pfx).get("/orders/1", request)).rejects.toThrow(
      "the certificate c (azurerm_api_management_certificate.c)",
    );
    const given = gatewayOf(read, pfx, { certificates: new Map([["c", SHOP_CERTIFICATE]]) });
    expect((await given.get("/orders/1", request)).body).toBe("1");
  });

  test("have their private key, where the test gives it", async () => {
    const { base64, pem, publicKey, privateKey } = makeCertificate("c");
    const sign = answer(
      '@(Convert.ToBase64String(context.Deployment.Certificates["c"].GetRSAPrivateKey().SignData(Encoding.UTF8.GetBytes("x"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))',
    );
    const gateway = gatewayOf(sign, deployed(base64), { certificates: new Map([["c", pem]]) });
    const { body } = await gateway.get("/orders/1");
    expect(verify("sha256", Buffer.from("x"), publicKey, Buffer.from(body, "base64"))).toBe(true);
    expect(privateKey.type).toBe("private");
    const broken = new Map([["c", pem.replace(/(PRIVATE KEY-----\n).{20}/, "$1")]]);
    const failed = gatewayOf(sign, deployed(base64), { certificates: broken }).get("/orders/1");
    await expect(failed).rejects.toThrow("the private key of the certificate c cannot be read");
  });

  test("of a workspace are those of its policies", async () => {
    const { base64, privateKey } = makeCertificate("c");
    const check =
      '<validate-jwt header-name="Authorization"><issuer-signing-keys><key certificate-id="c" /></issuer-signing-keys></validate-jwt>';
    const workspace = { api_management_workspace_id: TEAM };
    const gateway = gatewayOf(check, {
      azurerm_api_management_workspace: { team: { name: "team", api_management_id: SERVICE } },
      azurerm_api_management_workspace_certificate: { c: { ...workspace, name: "c", certificate_data_base64: base64 } },
      azurerm_api_management_api: { inTeam: { ...API, ...workspace, name: "team-api", path: "team" } },
      azurerm_api_management_api_operation: { inTeam: { ...GET, ...workspace, api_name: "team-api" } },
      azurerm_api_management_api_policy: {
        inTeam: { ...IN, ...workspace, api_name: "team-api", xml_content: document(check) },
      },
    });
    const token = await new SignJWT({ exp: NOW / 1000 + 60 }).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    expect((await gateway.get("/team/1", { token })).status).toBe(200);
    await expect(gateway.get("/orders/1", { token })).rejects.toThrow("the certificate c is not in the deployment");
  });

  test("that the deployment does not have fail the policy that connects with them", async () => {
    const gateway = gatewayOf('<authentication-certificate certificate-id="other" />');
    await expect(gateway.get("/orders/1")).rejects.toThrow("the certificate other is not in the deployment");
  });
});

describe("two APIs at one path, of which one has a version", () => {
  const versioned = (set: string): Resources => ({
    azurerm_api_management_api: {
      orders: { ...API, version_set_id: set },
      v2: { ...API, name: "orders-v2", version: "v2", version_set_id: set },
    },
    azurerm_api_management_api_operation: { v2: { ...GET, api_name: "orders-v2" } },
    azurerm_api_management_api_policy: {
      p: { ...IN, api_name: "orders", xml_content: document(answer("1")) },
      v2: { ...IN, api_name: "orders-v2", xml_content: document(answer("2")) },
    },
  });
  const id = `${SERVICE}/apiVersionSets/ORDERS`;

  test("are told apart by the header that their version set names, whatever the case of its id", async () => {
    const set = { ...IN, name: "orders", versioning_scheme: "Header", version_header_name: "x-version" };
    const gateway = gatewayOf("", { ...versioned(id), azurerm_api_management_api_version_set: { set } });
    const bodies = ["v2", undefined, "v3"].map(async (version) => {
      const { status, body } = await gateway.get("/orders/1", { headers: version ? { "X-Version": version } : {} });
      return status === 200 ? body : status;
    });
    expect(await Promise.all(bodies)).toEqual(["2", "1", 404]);
  });

  test("fail where only a version set that is not in the deployment could tell them apart", async () => {
    const gateway = gatewayOf("", versioned(id));
    expect((await gateway.get("/orders/v2/1")).body).toBe("2");
    expect((await gateway.get("/other")).status).toBe(404);
    await expect(gateway.get("/orders/1")).rejects.toThrow(
      'whether GET /orders/1 is for the API orders (azurerm_api_management_api.orders) depends on its version set "ORDERS", which is not in the deployment',
    );
  });
});

test("a key opens what it names, whatever the case of the name", async () => {
  const gateway = gatewayOf("", {
    azurerm_api_management_api: { orders: { ...API, subscription_required: true } },
    azurerm_api_management_product: { gold: { ...IN, product_id: "gold", published: true } },
    azurerm_api_management_product_api: { gold: { ...IN, product_id: "GOLD", api_name: "ORDERS" } },
    azurerm_api_management_subscription: {
      gold: { ...IN, product_id: `${SERVICE}/products/Gold`, primary_key: "key-1", state: "active" },
      api: { ...IN, api_id: `${SERVICE}/apis/Orders`, primary_key: "key-2", state: "active" },
    },
  });
  const statuses = ["key-1", "key-2", "key-3"].map(
    async (subscriptionKey) => (await gateway.get("/orders/1", { subscriptionKey })).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
});

test("an expression reads the APIs of the product, if all of them are in the deployment", async () => {
  const names = '@(string.Join(",", context.Product.Apis.Select(api => api.Name + ":" + api.Path)))';
  const product = (...apis: string[]): Resources => ({
    azurerm_api_management_api: { other: { ...API, name: "other", path: "other", display_name: "Other" } },
    azurerm_api_management_product: {
      open: { ...IN, product_id: "open", published: true, subscription_required: false },
    },
    azurerm_api_management_product_api: Object.fromEntries(
      apis.map((api_name) => [api_name, { ...IN, product_id: "open", api_name }]),
    ),
  });
  const all = gatewayOf(answer(names), product("orders", "OTHER"));
  expect((await all.get("/orders/1")).body).toBe("orders:orders,Other:other");
  const some = gatewayOf(answer(names), product("orders", "elsewhere"));
  await expect(some.get("/orders/1")).rejects.toThrow("IProduct.Apis");
  const none = gatewayOf(answer("@(context.Product.Id)"), product("orders", "elsewhere"));
  expect((await none.get("/orders/1")).body).toBe("open");
});
