import { TestClock } from "../../src/gateway/clock";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import { formatTrace } from "../../src/gateway/trace";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { TokenMint } from "../../src/issuer/token-mint";
import { KeySource } from "../../src/gateway/token/key-source";
import { ADA, DIRECTORY, JOB, keyRing, NOW, ORDERS, ORDERS_V1, SHOP, TENANT_ID } from "../issuer/example-tenant";
import { fragment, newServices, run, runDocument } from "./run-policy";

describe("the pipeline", () => {
  test("sends a request to the backend, and gives back its response", async () => {
    const { status, sent } = await run("");
    expect(status).toBe(200);
    expect(sent.map(({ url }) => url.href)).toEqual(["https://backend.contoso.com/api/1"]);
  });

  test("runs the narrowest document, and broader ones where it says base", async () => {
    const mark = (name: string): string =>
      `<set-header name="x" exists-action="append"><value>${name}</value></set-header>`;
    const api = `<policies><inbound>${mark("api")}<base /></inbound><backend><base /></backend></policies>`;
    const global = `<policies><inbound>${mark("global")}</inbound><backend><forward-request /></backend></policies>`;
    const { sent } = await run(`${mark("before")}<base />${mark("after")}`, { broader: [api, global] });
    expect(sent[0]?.headers.get("x")).toBe("before,api,global,after");
    const without = await run(mark("only"), { broader: [api, global] });
    expect(without.sent[0]?.headers.get("x")).toBe("only");
  });

  test("calls no backend where nothing forwards", async () => {
    const { sent } = await runDocument("<policies><inbound /><backend /><outbound /></policies>");
    expect(sent).toEqual([]);
  });

  test("goes on with on-error after a failure, which does not run after an answer", async () => {
    const text = `<policies><inbound><check-header name="x-key" failed-check-httpcode="403" failed-check-error-message="No." ignore-case="true" /></inbound>
      <backend><forward-request /></backend><on-error><set-header name="x-error" exists-action="override"><value>yes</value></set-header></on-error></policies>`;
    const failed = await runDocument(text);
    expect([failed.status, failed.headers["x-error"], failed.body, failed.sent.length]).toEqual([
      403,
      "yes",
      '{"statusCode":403,"message":"No."}',
      0,
    ]);
    expect(failed.exchange.lastError).toMatchObject({
      source: "check-header",
      reason: "HeaderNotFound",
      section: "inbound",
      scope: "operation",
      path: "check-header[1]",
    });
    const answered = await runDocument(
      text.replace(/<check-header.*?\/>/, '<return-response><set-status code="204" reason="x" /></return-response>'),
    );
    expect([answered.status, answered.headers["x-error"], answered.sent.length]).toEqual([204, undefined, 0]);
  });

  test("fails for a policy that it cannot execute, unless the test gives a stub", async () => {
    const policy = '<xsl-transform><stylesheet /></xsl-transform><llm-content-safety backend-id="x" />';
    await expect(run("<xsl-transform />")).rejects.toThrow("cannot execute <xsl-transform>");
    const stubs = new Map([
      ["xsl-transform", (): void => undefined],
      ["llm-content-safety", (): void => undefined],
    ]);
    expect((await run(policy, { services: { stubs } })).status).toBe(200);
  });

  test("says in its trace what each policy decided, in the order in which they began", async () => {
    const { exchange } = await run(
      '<choose><when condition="false"><set-method>PUT</set-method></when><otherwise><set-method>POST</set-method></otherwise></choose>',
    );
    expect(exchange.trace.map(({ policy, decision }) => `${policy}: ${decision}`)).toEqual([
      "choose: no condition is true",
      "set-method: the method is POST",
      "forward-request: the backend answers 200",
    ]);
    expect(formatTrace(exchange.trace)).toContain(
      "    set-method (operation) choose[1]/otherwise/set-method[1]: the method is POST",
    );
    expect(formatTrace(exchange.trace)).not.toContain("\u001b");
    expect(formatTrace(exchange.trace, true)).toContain("\u001b");
  });
});

describe("messages", () => {
  test("headers of the request", async () => {
    const { sent } = await run(
      `<set-header name="A" exists-action="override"><value>1</value><value>2</value></set-header>
       <set-header name="B" exists-action="skip"><value>new</value></set-header>
       <set-header name="C" exists-action="append"><value>new</value></set-header>
       <set-header name="d" exists-action="delete" />
       <set-header name="E" exists-action="skip"><value>new</value></set-header>`,
      {
        headers: [
          ["b", "old"],
          ["c", "old"],
          ["D", "old"],
        ],
      },
    );
    const { headers } = sent[0]!;
    expect(["a", "b", "c", "d", "e"].map((name) => headers.get(name))).toEqual([
      "1,2",
      "old",
      "old,new",
      undefined,
      "new",
    ]);
  });

  test("headers of the response, where values of some stay apart", async () => {
    const { headers } = await runDocument(
      `<policies><inbound /><backend><forward-request /></backend><outbound>
        <set-header name="WWW-Authenticate" exists-action="override"><value>Bearer</value><value>Basic</value></set-header></outbound></policies>`,
    );
    expect(headers["WWW-Authenticate"]).toBe("Bearer | Basic");
  });

  test("query, method, path and body", async () => {
    const { sent } = await run(
      `<set-query-parameter name="a" exists-action="override"><value>x y</value></set-query-parameter>
       <set-query-parameter name="b" exists-action="delete" /><set-method>POST</set-method>
       <rewrite-uri template="/v2/{id}?c=d" /><set-body>Hello Ada</set-body><find-and-replace from="Ada" to="Bob" />`,
      { url: "https://apim-contoso.azure-api.net/orders/1?b=1&e=f" },
    );
    expect(sent[0]).toMatchObject({ method: "POST" });
    expect(sent[0]?.url.href).toBe("https://backend.contoso.com/api/v2/1?c=d&e=f&a=x+y");
    expect(sent[0]?.body.text).toBe("Hello Bob");
  });

  test("parameters that the template does not have are left out on request", async () => {
    const { sent } = await run('<rewrite-uri template="/put" copy-unmatched-params="false" />', {
      url: "https://apim-contoso.azure-api.net/orders/1?c=d",
    });
    expect(sent[0]?.url.href).toBe("https://backend.contoso.com/api/put");
  });

  test("another backend keeps path and query", async () => {
    const { sent } = await run('<set-backend-service base-url="https://other.contoso.com/x" />', {
      url: "https://apim-contoso.azure-api.net/orders/1?c=d",
    });
    expect(sent[0]?.url.href).toBe("https://other.contoso.com/x/1?c=d");
    const backend = { url: "https://named.contoso.com", headers: new Map([["x-functions-key", ["k"]]]) };
    const named = await run('<set-backend-service backend-id="b" />', { services: { backend: () => backend } });
    expect([named.sent[0]?.url.href, named.sent[0]?.headers.get("x-functions-key")]).toEqual([
      "https://named.contoso.com/1",
      "k",
    ]);
    await expect(run('<set-backend-service backend-id="b" />')).rejects.toThrow(
      "the backend b is not in the deployment",
    );
  });

  test("a fragment runs in its place", async () => {
    const { sent } = await run('<include-fragment fragment-id="f" />', {
      services: { fragment: () => fragment("<set-method>PUT</set-method>") },
    });
    expect(sent[0]?.method).toBe("PUT");
    await expect(run('<include-fragment fragment-id="g" />')).rejects.toThrow(
      "the fragment g is not in the deployment",
    );
  });

  test("a response of a policy has its own headers and body", async () => {
    const { status, headers, body, sent } = await run(
      '<return-response><set-status code="418" reason="Teapot" /><set-header name="x"><value>1</value></set-header><set-body>short</set-body></return-response>',
      { headers: [["x", "caller"]] },
    );
    expect([status, headers, body, sent.length]).toEqual([418, { x: "1" }, "short", 0]);
    expect(await run('<mock-response status-code="201" content-type="application/json" />')).toMatchObject({
      status: 201,
      headers: { "Content-Type": "application/json" },
    });
  });
});

test("a response of a policy is new, and its expressions read the one before", async () => {
  const answer = (content: string): string =>
    `<policies><inbound /><backend><forward-request /></backend><outbound><return-response>${content}</return-response></outbound><on-error /></policies>`;
  const backend = (): ResponseMessage => {
    const response = newResponse(503, "Busy");
    response.headers.set("x-backend", ["1"]);
    response.body = new MessageBody("down");
    return response;
  };
  expect(await runDocument(answer(""), { backend })).toMatchObject({ status: 200, headers: {}, body: "" });
  const copied = await runDocument(
    answer(
      '<set-status code="@(context.Response.StatusCode)" reason="@(context.Response.StatusReason)" /><set-body>@(context.Response.Body.As&lt;string&gt;())</set-body>',
    ),
    { backend },
  );
  expect(copied).toMatchObject({ status: 503, headers: {}, body: "down", exchange: { response: { reason: "Busy" } } });
  const failed = await runDocument(
    `<policies><inbound><check-header name="x" failed-check-httpcode="403" failed-check-error-message="No" ignore-case="true" /></inbound>
     <on-error><return-response><set-status code="@(context.Response.StatusCode)" reason="No" /></return-response></on-error></policies>`,
  );
  expect([failed.status, failed.body]).toEqual([403, ""]);
});

describe("requests of a policy", () => {
  const SEND = (attributes: string): string =>
    `<send-request mode="new" response-variable-name="r" ${attributes}><set-url>https://graph.contoso.com/me</set-url><set-method>POST</set-method>
      <set-header name="A"><value>1</value></set-header><set-body>x</set-body></send-request>`;

  test("are new, and their response is kept", async () => {
    const { sent, exchange } = await run(SEND(""), { headers: [["cookie", "c"]], backend: () => newResponse(202) });
    expect(sent).toHaveLength(2);
    const [{ method, url, headers, body }] = sent as [(typeof sent)[number]];
    expect([method, url.href, headers.get("a"), headers.get("cookie"), body.text]).toEqual([
      "POST",
      "https://graph.contoso.com/me",
      "1",
      undefined,
      "x",
    ]);
    expect(exchange.variables.get("r")).toMatchObject({ status: 202 });
  });

  test("fail, unless errors are ignored", async () => {
    let calls = 0;
    const backend = (): never | ReturnType<typeof newResponse> => {
      if (calls++ === 0) throw new Error("no route");
      return newResponse(200);
    };
    const failed = await run(SEND('timeout="5"'), { backend });
    expect([failed.status, failed.exchange.lastError?.reason]).toEqual([500, "BackendConnectionFailure"]);
    calls = 0;
    const ignored = await run(SEND('timeout="5" ignore-error="true"'), { backend });
    expect([ignored.status, ignored.exchange.variables.get("r")]).toEqual([200, null]);
  });

  test("end after their timeout", async () => {
    const clock = new TestClock(NOW);
    const backend = (): ReturnType<typeof newResponse> => (clock.advance(6000), newResponse(200));
    const { exchange } = await run(SEND('timeout="5"'), { backend, services: { clock } });
    expect(exchange.lastError?.reason).toBe("Timeout");
  });

  test("carry the token of an identity", async () => {
    const identityToken = (resource: string, client?: string): Promise<string> =>
      Promise.resolve(`token-${resource}-${client ?? "system"}`);
    const { sent } = await run('<authentication-managed-identity resource="api://x" />', {
      services: { identityToken },
    });
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer token-api://x-system");
    const failed = await run('<authentication-managed-identity resource="api://x" />');
    expect(failed.exchange.lastError).toMatchObject({ source: "authentication-managed-identity" });
  });
});

describe("the backend", () => {
  test("is tried again while the condition holds, with longer and longer waits", async () => {
    const clock = new TestClock(NOW);
    const text = (attributes: string): string =>
      `<policies><inbound /><backend><retry condition="true" ${attributes}><forward-request /></retry></backend></policies>`;
    const fixed = await runDocument(text('count="3" interval="10"'), { services: { clock } });
    expect([fixed.sent.length, clock.now() - NOW]).toEqual([4, 30_000]);
    const start = clock.now();
    await runDocument(text('count="3" interval="10" delta="5" first-fast-retry="true"'), { services: { clock } });
    expect(clock.now() - start).toBe(35_000);
  });

  test("is late, cannot be reached, or answers with an error", async () => {
    const clock = new TestClock(NOW);
    const late = await run("", { services: { clock }, backend: () => (clock.advance(300_001), newResponse(200)) });
    expect(late.exchange.lastError?.reason).toBe("Timeout");
    const down = await run("", { backend: () => Promise.reject(new Error("refused")) });
    expect([down.status, down.exchange.lastError?.reason]).toEqual([500, "BackendConnectionFailure"]);
    const answered = await run("", { backend: () => newResponse(503) });
    expect([answered.status, answered.exchange.lastError]).toEqual([503, undefined]);
    const strict =
      '<policies><inbound /><backend><forward-request fail-on-error-status-code="true" /></backend></policies>';
    expect((await runDocument(strict, { backend: () => newResponse(503) })).exchange.lastError).toMatchObject({
      source: "forward-request",
    });
  });

  test("is followed to another address on request", async () => {
    const backend = ({ url }: { url: URL }): ReturnType<typeof newResponse> => {
      const response = newResponse(url.pathname === "/api/1" ? 302 : 200);
      response.headers.set("Location", ["/elsewhere"]);
      return response;
    };
    expect((await run("", { backend })).status).toBe(302);
    const text = '<policies><inbound /><backend><forward-request follow-redirects="true" /></backend></policies>';
    expect((await runDocument(text, { backend })).sent.map(({ url }) => url.pathname)).toEqual([
      "/api/1",
      "/elsewhere",
    ]);
  });
});

describe("limits", () => {
  const user = { subscription: { id: "s1", name: "s1", key: "k" } };
  test("of a rate refuse the next call, until the window has moved on", async () => {
    const clock = new TestClock(NOW);
    const services = newServices({ clock });
    const text = '<rate-limit calls="2" renewal-period="60" remaining-calls-header-name="left" />';
    const call = async (facts = user): Promise<(string | number | undefined)[]> => {
      const { status, headers } = await run(text, { services, facts });
      return [status, headers.left, headers["Retry-After"]];
    };
    expect([await call(), await call()]).toEqual([
      [200, "1", undefined],
      [200, "0", undefined],
    ]);
    clock.advance(20_000);
    expect(await call()).toEqual([429, "0", "40"]);
    expect(await call({ subscription: { ...user.subscription, id: "s2" } })).toEqual([200, "1", undefined]);
    clock.advance(40_001);
    expect((await call())[0]).toBe(200);
    expect((await run(text, { services })).status).toBe(200);
  });

  test("by key are shared by all who have the key", async () => {
    const services = newServices({ clock: new TestClock(NOW) });
    const text = '<rate-limit-by-key calls="1" renewal-period="60" counter-key="k" />';
    expect([(await run(text, { services })).status, (await run(text, { services })).status]).toEqual([200, 429]);
    expect((await run(text.replace('"k"', '"other"'), { services })).status).toBe(200);
  });

  test("of a quota refuse until the next period, and count a request once", async () => {
    const clock = new TestClock(Date.UTC(2026, 0, 1));
    const services = newServices({ clock });
    const one = '<quota-by-key calls="2" renewal-period="3600" counter-key="k" />';
    const ask = async (): Promise<number | undefined> => (await run(one + one, { services })).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 403]);
    clock.advance(3_600_000);
    expect(await ask()).toBe(200);
  });

  test("of what is transferred", async () => {
    const services = newServices({ clock: new TestClock(NOW) });
    const text = '<quota bandwidth="1" renewal-period="0" />';
    expect((await run(text, { services, facts: user, body: "x".repeat(2048) })).status).toBe(200);
    const { status, exchange } = await run(text, { services, facts: user });
    expect([status, exchange.lastError?.reason]).toEqual([403, "QuotaExceeded"]);
  });

  test("of concurrency refuse who comes while others are inside", async () => {
    const services = newServices();
    services.running.set("k", 1);
    expect(
      (
        await run('<limit-concurrency key="k" max-count="1"><set-method>PUT</set-method></limit-concurrency>', {
          services,
        })
      ).status,
    ).toBe(429);
    expect(
      (
        await run('<limit-concurrency key="j" max-count="1"><set-method>PUT</set-method></limit-concurrency>', {
          services,
        })
      ).status,
    ).toBe(200);
    expect(services.running.has("j")).toBe(false);
  });
});

describe("access", () => {
  const filter = (action: string): string =>
    `<ip-filter action="${action}"><address>203.0.113.7</address><address-range from="10.0.0.1" to="10.0.0.9" /><address>2001:db8::/32</address></ip-filter>`;
  test.each([
    ["allow", "203.0.113.7", undefined],
    ["allow", "10.0.0.5", undefined],
    ["allow", "2001:db8::1", undefined],
    ["allow", "10.0.0.10", "CallerIpNotAllowed"],
    ["forbid", "10.0.0.9", "CallerIpBlocked"],
    ["forbid", "192.0.2.1", undefined],
    ["allow", "unknown", "FailedToParseCallerIP"],
  ])("an ip-filter that %ss, for %s", async (action, ipAddress, reason) => {
    const { exchange, status } = await run(filter(action), { facts: { ipAddress } });
    expect([exchange.lastError?.reason, status]).toEqual([reason, reason === undefined ? 200 : 403]);
  });

  test.each([
    [[["x-key", "A"]], undefined],
    [[["X-KEY", "a"]], undefined],
    [[["x-key", "b"]], "HeaderValueNotAllowed"],
    [[], "HeaderNotFound"],
  ] as const)("a header %j", async (headers, reason) => {
    const text =
      '<check-header name="x-key" failed-check-httpcode="401" failed-check-error-message="No" ignore-case="true"><value>a</value></check-header>';
    expect((await run(text, { headers })).exchange.lastError?.reason).toBe(reason);
  });

  test("a page of another origin", async () => {
    const cors = `<cors terminate-unmatched-request="false" allow-credentials="true"><allowed-origins><origin>https://shop.contoso.com</origin></allowed-origins>
      <allowed-methods preflight-result-max-age="300"><method>PUT</method></allowed-methods><allowed-headers><header>authorization</header></allowed-headers></cors>
      <check-header name="authorization" failed-check-httpcode="401" failed-check-error-message="No" ignore-case="true" />`;
    const preflight = async (origin: string, method: string, asked: string): Promise<unknown[]> => {
      const { status, headers } = await run(cors, {
        method: "OPTIONS",
        headers: [
          ["Origin", origin],
          ["Access-Control-Request-Method", method],
          ["Access-Control-Request-Headers", asked],
        ],
      });
      return [status, headers["Access-Control-Allow-Origin"], headers["Access-Control-Max-Age"]];
    };
    expect(await preflight("https://shop.contoso.com", "PUT", "Authorization")).toEqual([
      200,
      "https://shop.contoso.com",
      "300",
    ]);
    expect(await preflight("https://evil.contoso.com", "PUT", "Authorization")).toEqual([200, undefined, undefined]);
    expect(await preflight("https://shop.contoso.com", "DELETE", "Authorization")).toEqual([200, undefined, undefined]);
    expect(await preflight("https://shop.contoso.com", "PUT", "x-other")).toEqual([200, undefined, undefined]);
    const call = await run(cors, {
      method: "PUT",
      headers: [
        ["Origin", "https://shop.contoso.com"],
        ["authorization", "x"],
      ],
    });
    expect(call.headers).toMatchObject({
      "Access-Control-Allow-Origin": "https://shop.contoso.com",
      "Access-Control-Allow-Credentials": "true",
    });
    const open = await run(cors, {
      method: "PUT",
      headers: [
        ["Origin", "https://evil.contoso.com"],
        ["authorization", "x"],
      ],
    });
    expect([open.status, open.headers["Access-Control-Allow-Origin"]]).toEqual([200, undefined]);
  });
});

describe("tokens", () => {
  const entra = new LocalEntraId(DIRECTORY, { keys: keyRing(), now: () => NOW });
  const mint = new TokenMint(entra.context);
  const clock = new TestClock(NOW);
  const services = {
    clock,
    keys: new KeySource(
      (url) => entra.handle(new Request(url)),
      () => NOW,
    ),
  };
  const JWT = `<validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt" failed-validation-error-message="Unauthorized">
    <openid-config url="https://login.microsoftonline.com/${TENANT_ID}/v2.0/.well-known/openid-configuration" />
    <audiences><audience>${ORDERS.clientId}</audience></audiences>
    <required-claims><claim name="roles" match="any"><value>Orders.Sync</value></claim></required-claims></validate-jwt>`;

  async function call(
    headers: readonly (readonly [string, string])[],
    policy = JWT,
    url?: string,
  ): Promise<[number | undefined, string | undefined]> {
    const { status, exchange } = await run(policy, { services, headers, url });
    return [status, exchange.lastError?.reason];
  }

  test("pass by their scheme", async () => {
    const token = await mint.forApplication(JOB, ORDERS);
    expect(await call([["authorization", `Bearer ${token}`]])).toEqual([200, undefined]);
    expect(await call([["authorization", `bearer ${token}`]])).toEqual([200, undefined]);
    expect(await call([["authorization", `Basic ${token}`]])).toEqual([401, "TokenNotPresent"]);
    expect(await call([["authorization", token]])).toEqual([401, "TokenNotPresent"]);
    expect(await call([["authorization", "Bearer "]])).toEqual([401, "TokenNotPresent"]);
    expect(await call([])).toEqual([401, "TokenNotPresent"]);
    expect(
      await call([
        ["authorization", `Bearer ${token}`],
        ["authorization", "Bearer x"],
      ]),
    ).toEqual([401, "JwtInvalid"]);
  });

  test("need the role", async () => {
    const token = await mint.forApplication(SHOP, ORDERS);
    expect(await call([["authorization", `Bearer ${token}`]])).toEqual([401, "TokenClaimNotFound"]);
    const user = await mint.forUser(ADA, SHOP, ORDERS, ["Orders.Read"], { claims: { roles: ["Other"] } });
    expect(await call([["authorization", `Bearer ${user}`]])).toEqual([401, "TokenClaimValueNotAllowed"]);
  });

  test("come in another header or in the query as well", async () => {
    const token = await mint.forApplication(JOB, ORDERS);
    const other = JWT.replace(
      'header-name="Authorization" require-scheme="Bearer"',
      'header-name="x-token" require-scheme="Bearer"',
    );
    expect(await call([["x-token", token]], other)).toEqual([200, undefined]);
    const query = JWT.replace('header-name="Authorization" require-scheme="Bearer"', 'query-parameter-name="token"');
    expect(await call([], query, `https://apim-contoso.azure-api.net/orders/1?token=${token}`)).toEqual([
      200,
      undefined,
    ]);
    expect(await call([], query)).toEqual([401, "TokenNotPresent"]);
  });

  test("give the caller the text of the policy and no detail", async () => {
    const { body } = await run(JWT, { services, headers: [["authorization", "Bearer x.y.z"]] });
    expect(JSON.parse(body)).toEqual({ statusCode: 401, message: "Unauthorized" });
  });

  test("of a tenant pass validate-azure-ad-token, in both versions", async () => {
    const policy = (inside: string): string =>
      `<validate-azure-ad-token tenant-id="${TENANT_ID}">${inside}</validate-azure-ad-token>`;
    const clients = `<client-application-ids><application-id>${JOB.clientId}</application-id></client-application-ids>`;
    const bearer = async (token: Promise<string>): Promise<[string, string][]> => [
      ["authorization", `Bearer ${await token}`],
    ];
    expect(await call(await bearer(mint.forApplication(JOB, ORDERS)), policy(clients))).toEqual([200, undefined]);
    expect(await call(await bearer(mint.forApplication(JOB, ORDERS_V1)), policy(clients))).toEqual([200, undefined]);
    expect(await call(await bearer(mint.forApplication(SHOP, ORDERS)), policy(clients))).toEqual([
      401,
      "TokenClaimValueNotAllowed",
    ]);
    const audience = `<audiences><audience>${ORDERS_V1.clientId}</audience></audiences>`;
    expect(await call(await bearer(mint.forApplication(JOB, ORDERS)), policy(audience))).toEqual([
      401,
      "TokenAudienceNotAllowed",
    ]);
    expect(await call(await bearer(mint.graph(JOB)), policy(""))).toEqual([401, "TokenSignatureInvalid"]);
  });
});

describe("the cache", () => {
  test("answers the same GET, for as long as the policy says", async () => {
    const clock = new TestClock(NOW);
    const services = newServices({ clock });
    let calls = 0;
    const text = `<policies><inbound><cache-lookup vary-by-developer="false" vary-by-developer-groups="false"><vary-by-header>Accept</vary-by-header></cache-lookup></inbound>
      <backend><forward-request /></backend><outbound><cache-store duration="60" /></outbound></policies>`;
    const ask = async (headers: [string, string][] = [], method = "GET"): Promise<string> => {
      const response = newResponse(200);
      response.body = new MessageBody(String(++calls));
      return (
        await runDocument(text, { headers, method, services: { ...services, send: () => Promise.resolve(response) } })
      ).body;
    };
    expect([await ask(), await ask()]).toEqual(["1", "1"]);
    expect(await ask([["Accept", "text/xml"]])).toBe("3");
    expect(await ask([["Authorization", "x"]])).toBe("4");
    expect(await ask([], "POST")).toBe("5");
    clock.advance(60_000);
    expect(await ask()).toBe("6");
  });

  test("keeps values", async () => {
    const clock = new TestClock(NOW);
    const services = newServices({ clock });
    const read = '<cache-lookup-value key="k" variable-name="v" />';
    await run('<cache-store-value key="k" value="x" duration="10" />', { services });
    expect((await run(read, { services })).exchange.variables.get("v")).toBe("x");
    clock.advance(10_000);
    expect((await run(read, { services })).exchange.variables.has("v")).toBe(false);
    const byDefault = '<cache-lookup-value key="k" variable-name="v" default-value="d" />';
    expect((await run(byDefault, { services })).exchange.variables.get("v")).toBe("d");
    await run('<cache-store-value key="k" value="y" duration="10" /><cache-remove-value key="k" />', { services });
    expect((await run(read, { services })).exchange.variables.has("v")).toBe(false);
  });
});
