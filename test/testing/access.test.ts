import { TestClock } from "../../src/gateway/clock";
import { type AccessOptions, type AccessTable, checkProtected, LocalGateway } from "../../src/testing";
import { NOW } from "../issuer/example-tenant";
import { deployedOrders, type OrdersOptions, policyWith, validateJwt } from "./deployed-orders";

const AT = { api_management_name: "apim-contoso", resource_group_name: "rg-apim" };

function gatewayOf(inbound: string, options?: OrdersOptions): LocalGateway {
  return LocalGateway.fromSynth(deployedOrders(inbound, options), { clock: new TestClock(NOW) });
}

function accessOf(inbound: string, options?: OrdersOptions): Promise<AccessTable> {
  return gatewayOf(inbound, options).access();
}

/** Who gets in, at each operation. */
function whoGetsIn({ rows }: AccessTable): string[] {
  return rows
    .filter(({ isIn }) => isIn)
    .map(({ operation, door, caller, fault }) =>
      [operation, door, fault ?? caller].filter((part) => part !== "").join(", "),
    );
}

test("shows for each operation who gets in, who does not, and why", async () => {
  expect(String(await accessOf(validateJwt()))).toBe(
    `GET /orders
  in (200)                       Nightly job with Orders.Sync
  401 TokenNotPresent            no token
  401 TokenIssuerNotAllowed      a token of another tenant, signed with the same keys: Nightly job with Orders.Sync
  401 TokenAudienceNotAllowed    a token for another API: Nightly job with Orders.Sync
  401 TokenIssuerNotAllowed      a token of the other version: Nightly job with Orders.Sync
  401 TokenClaimNotFound         a token of an application that was granted nothing
  401 TokenExpired               a token that has expired: Nightly job with Orders.Sync
  401 JwtInvalid                 a token that is not valid yet: Nightly job with Orders.Sync
  401 TokenSignatureInvalid      a token that is signed with an unknown key: Nightly job with Orders.Sync
  401 JwtInvalid                 a token without a signature: Nightly job with Orders.Sync
  401 TokenClaimNotFound         a token without roles: Nightly job with Orders.Sync
  401 TokenClaimNotFound         an ID token for the registration of the API
  401 TokenSignatureInvalid      a token for Microsoft Graph`,
  );
});

test("an ID token has the roles of its user, so a role alone lets it in where users can have it", async () => {
  const table = await accessOf(validateJwt(), { memberTypes: ["Application", "User"] });
  expect(whoGetsIn(table)).toEqual(["GET /orders, Nightly job with Orders.Sync", "GET /orders, id-token"]);
});

test.each<[string, string, readonly string[]]>([
  ["no check", "", ["none"]],
  ["no audience", validateJwt({ audiences: "" }), ["other-audience"]],
  ["no role", validateJwt({ claims: "" }), ["other-client", "role-less", "id-token"]],
  [
    "another role, which every token has",
    validateJwt({ claims: '<required-claims><claim name="ver"><value>2.0</value></claim></required-claims>' }),
    ["other-client", "role-less", "id-token"],
  ],
  [
    "two tenants",
    validateJwt({
      issuers:
        "<issuers><issuer>https://login.microsoftonline.com/99999999-9999-4999-8999-999999999999/v2.0</issuer></issuers>",
    }),
    ["other-tenant"],
  ],
  ["tokens without a signature", validateJwt({ attributes: 'require-signed-tokens="false"' }), ["unsigned"]],
  [
    "both versions",
    validateJwt({
      issuers: "<issuers><issuer>https://sts.windows.net/11111111-1111-4111-8111-111111111111/</issuer></issuers>",
    }),
    ["other-version"],
  ],
  [
    "a check of some requests only",
    `<choose><when condition="@(context.Request.Headers.ContainsKey(&quot;Authorization&quot;))">${validateJwt()}</when></choose>`,
    ["none"],
  ],
  ["a check that only sets a variable", `<set-variable name="a" value="1" />`, ["none"]],
])("fails for a policy with %s", async (_, inbound, faults) => {
  const table = await accessOf(inbound);
  expect(whoGetsIn(table).filter((name) => !name.includes("Nightly job"))).toEqual(
    faults.map((fault) => `GET /orders, ${fault}`),
  );
  const { pass, message } = checkProtected(table);
  expect([pass, message()]).toEqual([
    false,
    expect.stringMatching(/^expected every operation to be protected\n\nGET \/orders: /),
  ]);
});

test("a check that only one fault passes holds if the fault is accepted", async () => {
  const both = validateJwt({
    issuers: "<issuers><issuer>https://sts.windows.net/11111111-1111-4111-8111-111111111111/</issuer></issuers>",
  });
  expect(checkProtected(await accessOf(both), { accept: ["other-version"] }).pass).toBe(true);
});

test("limits and caches do not change what later callers get", async () => {
  const inbound = `<rate-limit calls="1" renewal-period="60" />${validateJwt()}<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />`;
  const table = await accessOf(inbound);
  expect(table.rows.filter(({ status }) => status === 429)).toEqual([]);
  expect(whoGetsIn(table)).toEqual(["GET /orders, Nightly job with Orders.Sync"]);
});

test("a role that nobody was granted is granted to an application", async () => {
  const table = await accessOf(validateJwt(), { isGranted: false });
  expect(whoGetsIn(table)).toEqual(["GET /orders, an application with Orders.Sync"]);
  expect(checkProtected(table).pass).toBe(true);
});

test("operations are asked by template, version, revision and required parameters", async () => {
  const set = {
    azurerm_api_management_api_version_set: {
      set: {
        ...AT,
        name: "set",
        display_name: "Orders",
        versioning_scheme: "Header",
        version_header_name: "api-version",
      },
    },
  };
  const check = `<check-header name="x-tenant" failed-check-httpcode="400" failed-check-error-message="no tenant" ignore-case="true" />${validateJwt()}`;
  const operations = {
    get: {
      url_template: "/{id}/lines?state={state}",
      template_parameter: [
        { name: "id", type: "number", required: true },
        { name: "state", type: "string", required: true, values: ["open"] },
      ],
      request: [
        {
          header: [
            { name: "x-tenant", type: "string", required: true },
            { name: "Authorization", type: "string", required: true },
          ],
        },
      ],
    },
    all: { method: "POST", url_template: "/*" },
  };
  const api = { version: "v2", version_set_id: "${azurerm_api_management_api_version_set.set.id}", revision: "3" };
  const table = await accessOf(check, { operations, api, resources: set });
  expect(table.operations).toEqual(["GET /orders/{id}/lines?state={state} v2", "POST /orders/* v2"]);
  expect(whoGetsIn(table)).toEqual(["GET /orders/{id}/lines?state={state} v2, Nightly job with Orders.Sync"]);
});

test("fails without an operation, because nothing shows what the checks do", async () => {
  const table = await accessOf(validateJwt(), { operations: {} });
  expect(checkProtected(table).message()).toContain("the deployment has no operation");
});

describe("an operation that", () => {
  test("is open is protected only if it is excepted by its name", async () => {
    const table = await accessOf("");
    expect(checkProtected(table, { except: ["GET /orders"] }).pass).toBe(true);
    expect(() => checkProtected(table, { except: ["GET /order"] })).toThrow(
      'no operation is "GET /order"; expected one of GET /orders',
    );
  });

  test("refuses everybody fails, because nothing shows what its check does", async () => {
    const table = await accessOf(
      validateJwt({ claims: '<required-claims><claim name="roles"><value>Other</value></claim></required-claims>' }),
    );
    expect(checkProtected(table).message()).toContain(
      "GET /orders: no known caller gets in, so nothing shows what its check does",
    );
    // The faulty tokens are tried all the same.
    expect(table.rows.some(({ fault }) => fault === "expired")).toBe(true);
  });

  test("cannot be executed fails, because nobody knows whom it lets in", async () => {
    const table = await accessOf("<no-such-policy />");
    expect(checkProtected(table).message()).toContain("cannot execute <no-such-policy>");
  });

  test("has a policy that cannot be resolved fails, because nobody knows whom it lets in", async () => {
    const second = { ...AT, api_name: "orders", xml_content: policyWith("") };
    const { resource, ...others } = deployedOrders(validateJwt());
    const policies = { ...resource.azurerm_api_management_api_policy, second };
    const twice = { ...others, resource: { ...resource, azurerm_api_management_api_policy: policies } };
    const table = await LocalGateway.fromSynth(twice).access();
    expect(checkProtected(table).message()).toMatch(
      /GET \/orders: policy of azurerm_api_management_api.orders has no value/,
    );
  });

  test("never gets a request is listed, and is no failure", async () => {
    const operations = { all: { url_template: "/{a}" }, other: { url_template: "/{b}" } };
    const table = await accessOf(validateJwt(), { operations });
    expect(table.leftOut).toEqual([
      { operation: "GET /orders/{b}", reason: "another operation gets its requests", isReachable: false },
    ]);
    expect(String(table)).toContain("GET /orders/{b}\n  another operation gets its requests");
    expect(checkProtected(table).pass).toBe(true);
  });

  test("comes from a document that only Azure reads fails", async () => {
    const api = {
      import: [{ content_format: "openapi-link", content_value: "https://orders.contoso.com/openapi.json" }],
    };
    const table = await accessOf(validateJwt(), { operations: {}, api });
    expect(checkProtected(table).message()).toContain(
      "the API orders: it may have operations that are not in the deployment: Azure reads its document",
    );
    expect(checkProtected(table, { except: ["the API orders"] }).pass).toBe(true);
  });
});

test.each([
  ["websocket", "GET /orders/*", { protocols: ["wss"], service_url: "wss://orders.contoso.com" }],
  ["graphql", "POST /orders", {}],
])("an API of the type %s is asked without operations of the deployment", async (api_type, operation, given) => {
  const options = { operations: {}, api: { ...given, api_type } };
  expect(whoGetsIn(await accessOf(validateJwt(), options))).toEqual([`${operation}, Nightly job with Orders.Sync`]);
  expect(checkProtected(await accessOf("", options)).pass).toBe(false);
});

describe("an API with subscriptions", () => {
  const product = (policy: string): Readonly<Record<string, object>> => ({
    azurerm_api_management_product: {
      gold: { ...AT, product_id: "gold", display_name: "Gold", published: true, subscription_required: true },
    },
    azurerm_api_management_product_api: { gold: { ...AT, product_id: "gold", api_name: "orders" } },
    azurerm_api_management_product_policy: { gold: { ...AT, product_id: "gold", xml_content: policyWith(policy) } },
  });
  const api = { subscription_required: true };
  const limit = '<rate-limit-by-key calls="5" renewal-period="60" counter-key="@(context.Subscription.Id)" />';

  test("is asked with a key, because a key is no check of the token", async () => {
    expect(whoGetsIn(await accessOf(limit, { api }))).toEqual(["GET /orders, with a key, none"]);
    expect(whoGetsIn(await accessOf(`${limit}${validateJwt()}`, { api }))).toEqual([
      "GET /orders, with a key, Nightly job with Orders.Sync",
    ]);
  });

  test("is asked by each product that has it, with the policy of the product", async () => {
    expect(whoGetsIn(await accessOf(limit, { api, resources: product(validateJwt()) }))).toEqual([
      "GET /orders, by the product gold, Nightly job with Orders.Sync",
    ]);
    expect(
      whoGetsIn(await accessOf(limit.replace("Subscription.Id", "Product.Id"), { api, resources: product("") })),
    ).toEqual(["GET /orders, by the product gold, none"]);
  });

  test("is asked without the product as well, if a subscription of the deployment opens it", async () => {
    const subscription = {
      azurerm_api_management_subscription: { all: { ...AT, display_name: "All", state: "active" } },
    };
    const table = await accessOf("", { api, resources: { ...product(validateJwt()), ...subscription } });
    expect(whoGetsIn(table)).toEqual([
      "GET /orders, with a key, none",
      "GET /orders, by the product gold, Nightly job with Orders.Sync",
    ]);
  });

  test("in a workspace has no product of the service, also if an API there has its name", async () => {
    const team = { api_management_workspace_id: "${azurerm_api_management_workspace.team.id}" };
    const inTeam = { ...AT, ...team, name: "orders", revision: "1", path: "team", protocols: ["https"] };
    const gateway = LocalGateway.fromSynth(
      [
        deployedOrders(validateJwt(), { resources: product("") }),
        {
          resource: {
            azurerm_api_management_workspace: {
              team: {
                name: "team",
                api_management_id:
                  "/subscriptions/s/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
              },
            },
            azurerm_api_management_api: { inTeam },
            azurerm_api_management_api_operation: {
              list: { ...AT, ...team, api_name: "orders", operation_id: "all", method: "GET", url_template: "/all" },
            },
          },
        },
      ],
      { clock: new TestClock(NOW) },
    );
    expect(whoGetsIn(await gateway.access())).toEqual([
      "GET /orders, Nightly job with Orders.Sync",
      "GET /orders, by the product gold, Nightly job with Orders.Sync",
      "GET /team/all, with a key, none",
    ]);
  });

  test("fails if a test asks by a product that does not have it", async () => {
    await expect(gatewayOf("", { api }).get("/orders", { subscription: { product: "gold" } })).rejects.toThrow(
      'the API orders is in no product "gold"; expected one of none',
    );
  });
});

test("tokens of other issuers are given, and their faulty ones are made", async () => {
  const inbound = `<validate-jwt header-name="Authorization"><openid-config url="https://sso.contoso.com/.well-known/openid-configuration" /><audiences><audience>orders</audience></audiences></validate-jwt>`;
  const gateway = gatewayOf(inbound);
  const options: AccessOptions = {
    callers: {
      Ada: await gateway.tokenFrom("https://sso.contoso.com", { sub: "ada" }),
      Bob: await gateway.tokenFor("Nightly job"),
    },
  };
  const table = await gateway.access(options);
  expect(whoGetsIn(table)).toEqual(["GET /orders, Ada"]);
  expect(table.rows.filter(({ caller }) => caller === "Ada").map(({ status, fault }) => [status, fault])).toEqual([
    [200, undefined],
    [401, "other-tenant"],
    [401, "other-audience"],
    [401, "expired"],
    [401, "not-yet-valid"],
    [401, "other-key"],
    [401, "unsigned"],
  ]);
  expect(checkProtected(table).pass).toBe(true);
  expect(JSON.stringify(table)).not.toMatch(/ey[\w-]+\.ey|trace/);
});
