import { createHmac, type KeyObject, X509Certificate } from "node:crypto";
import { CompactEncrypt, SignJWT } from "jose";
import { TestClock } from "../../src/gateway/clock";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import type { EmittedMessage } from "../../src/gateway/services";
import { KeySource } from "../../src/gateway/token/key-source";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { TokenMint } from "../../src/issuer/token-mint";
import { ADA, DIRECTORY, JOB, keyRing, NOW, ORDERS, SHOP, TENANT_ID } from "../issuer/example-tenant";
import { makeCertificate } from "../support/made-certificate";
import { SHOP_CERTIFICATE } from "../support/certificates";
import { type Call, newServices, type Outcome, run, runDocument } from "./run-policy";

const subscription = { id: "s1", name: "s1", key: "k" };
const facts = { subscription };

/** A document that runs a policy on the way out. */
function outbound(policy: string, call: Call = {}): Promise<Outcome> {
  return runDocument(
    `<policies><inbound /><backend><forward-request /></backend><outbound>${policy}</outbound></policies>`,
    call,
  );
}

function answering(body: string, contentType = "application/json", status = 200): () => ResponseMessage {
  return () => {
    const response = newResponse(status);
    response.headers.set("Content-Type", [contentType]);
    response.body = new MessageBody(body);
    return response;
  };
}

describe("limits", () => {
  test("of a subscription name what is left for each of their parts", async () => {
    const names = (prefix: string): string =>
      `retry-after-header-name="${prefix}-wait" retry-after-variable-name="${prefix}-wait" remaining-calls-header-name="${prefix}-left" remaining-calls-variable-name="${prefix}-left" total-calls-header-name="${prefix}-all"`;
    const policy = (calls: number): string => `<rate-limit calls="9" renewal-period="60" ${names("p")}>
      <api name="Orders" calls="8" renewal-period="60" ${names("a")}><operation id="get-order" calls="${calls}" renewal-period="60" ${names("o")} /></api>
      <operation name="Get order" calls="6" renewal-period="60" ${names("d")} /></rate-limit>`;
    const services = newServices({ clock: new TestClock(NOW) });
    const { headers, exchange } = await run(policy(1), { services, facts });
    expect(headers).toMatchObject({
      "p-left": "8",
      "p-all": "9",
      "a-left": "7",
      "a-all": "8",
      "o-left": "0",
      "d-left": "5",
      "d-all": "6",
    });
    expect(exchange.variables.get("d-left")).toBe(5);
    const refused = await run(policy(1), { services, facts });
    expect([refused.status, refused.headers["o-wait"], refused.headers["p-wait"]]).toEqual([429, "60", undefined]);
    expect(refused.exchange.variables.get("o-wait")).toBe(60);
  });

  test("by a key count by how much and when the policy says, and name what is left", async () => {
    const services = newServices({ clock: new TestClock(NOW) });
    const policy =
      '<rate-limit-by-key calls="5" renewal-period="60" counter-key="k" increment-count="2" increment-condition="@(context.Response.StatusCode == 200)" remaining-calls-header-name="left" remaining-calls-variable-name="left" total-calls-header-name="all" retry-after-header-name="wait" retry-after-variable-name="wait" />';
    const ask = async (status: number): Promise<unknown[]> => {
      const send = (): Promise<ResponseMessage> => Promise.resolve(newResponse(status));
      const { status: got, headers, exchange } = await run(policy, { services: { ...services, send } });
      return [
        got,
        headers.left,
        headers.all,
        headers.wait,
        exchange.variables.get("left"),
        exchange.variables.get("wait"),
      ];
    };
    expect(await ask(500)).toEqual([500, "3", "5", undefined, 3, undefined]);
    expect(await ask(200)).toEqual([200, "3", "5", undefined, 3, undefined]);
    expect(await ask(200)).toEqual([200, "1", "5", undefined, 1, undefined]);
    expect(await ask(200)).toEqual([429, "1", "5", "60", 1, 60]);
  });

  test("of a quota may be about an API or an operation", async () => {
    const ask = async (part: string, count: number): Promise<(number | undefined)[]> => {
      const services = newServices({ clock: new TestClock(NOW) });
      const statuses: (number | undefined)[] = [];
      for (let call = 0; call < count; call++)
        statuses.push((await run(`<quota calls="9" renewal-period="0">${part}</quota>`, { services, facts })).status);
      return statuses;
    };
    expect(await ask('<api id="orders" calls="1" renewal-period="0" />', 2)).toEqual([200, 403]);
    expect(await ask('<api name="Other" calls="1" renewal-period="0" />', 2)).toEqual([200, 200]);
    const operation =
      '<api name="Orders" calls="9" renewal-period="0"><operation name="Get order" calls="1" renewal-period="0" /></api>';
    expect(await ask(operation, 2)).toEqual([200, 403]);
    await expect(ask('<api calls="1" renewal-period="0" />', 1)).rejects.toThrow("<api> has neither name nor id");
  });

  test("of a quota by a key count by how much and when the policy says, calls or kilobytes", async () => {
    const ask = async (attributes: string, count: number): Promise<(number | undefined)[]> => {
      const services = newServices({ clock: new TestClock(NOW) });
      const statuses: (number | undefined)[] = [];
      const policy = `<quota-by-key counter-key="k" renewal-period="300" ${attributes} />`;
      for (let call = 0; call < count; call++)
        statuses.push((await run(policy, { services, body: "x".repeat(1024) })).status);
      return statuses;
    };
    expect(await ask('calls="4" increment-count="2"', 3)).toEqual([200, 200, 403]);
    expect(await ask('calls="1" increment-condition="@(context.Response.StatusCode == 201)"', 3)).toEqual([
      200, 200, 200,
    ]);
    expect(await ask('bandwidth="2"', 3)).toEqual([200, 200, 403]);
  });

  test("of tokens of a model name what is left", async () => {
    const names =
      'remaining-tokens-header-name="h-remaining-tokens" remaining-tokens-variable-name="v-remaining-tokens" remaining-quota-tokens-header-name="h-remaining-quota-tokens" remaining-quota-tokens-variable-name="v-remaining-quota-tokens" tokens-consumed-header-name="h-tokens-consumed" tokens-consumed-variable-name="v-tokens-consumed"';
    const policy = (limit: number): string =>
      `<llm-token-limit counter-key="k" tokens-per-minute="${limit}" token-quota="90" token-quota-period="Hourly" estimate-prompt-tokens="false" retry-after-header-name="wait" retry-after-variable-name="wait" ${names} />`;
    const services = newServices({ clock: new TestClock(NOW) });
    const send = (): Promise<ResponseMessage> =>
      Promise.resolve(answering('{"usage":{"prompt_tokens":3,"completion_tokens":4}}')());
    const ask = (limit: number): Promise<Outcome> => run(policy(limit), { services: { ...services, send } });
    const { headers, exchange } = await ask(50);
    expect(headers).toMatchObject({
      "h-remaining-tokens": "43",
      "h-remaining-quota-tokens": "83",
      "h-tokens-consumed": "7",
    });
    expect(
      ["v-remaining-tokens", "v-remaining-quota-tokens", "v-tokens-consumed"].map((name) =>
        exchange.variables.get(name),
      ),
    ).toEqual([50, 90, 7]);
    const refused = await ask(7);
    expect([refused.status, refused.headers.wait, refused.exchange.variables.get("wait")]).toEqual([429, "60", 60]);
  });
});

describe("credentials for the backend", () => {
  test("are a name and a password, a certificate, or a token of an identity", async () => {
    const { sent } = await run('<authentication-basic username="u" password="p" />');
    expect(sent[0]?.headers.get("authorization")).toBe("Basic dTpw");
    const thumbprint = await run('<authentication-certificate thumbprint="AA" />');
    expect(thumbprint.exchange.backend.certificate).toBe("AA");
    const inPolicy = await run('<authentication-certificate body="@(context.RequestId.ToByteArray())" password="p" />');
    expect(inPolicy.exchange.backend.certificate).toBe("body");
    const identityToken = (resource: string, client?: string): Promise<string> =>
      client === "c" ? Promise.resolve(resource) : Promise.reject(new Error("no identity"));
    const identity = (attributes: string): Promise<Outcome> =>
      run(`<authentication-managed-identity resource="r" ${attributes} />`, { services: { identityToken } });
    expect((await identity('client-id="c"')).sent[0]?.headers.get("authorization")).toBe("Bearer r");
    const kept = await identity('client-id="c" output-token-variable-name="t"');
    expect([kept.exchange.variables.get("t"), kept.sent[0]?.headers.has("authorization")]).toEqual(["r", false]);
    expect((await identity('ignore-error="true"')).status).toBe(200);
  });

  test("of the credential manager are read by expressions", async () => {
    const credential = (): Promise<{ accessToken: string; claims: Map<string, unknown> }> =>
      Promise.resolve({ accessToken: "abc", claims: new Map() });
    const policy = (more: string): string =>
      `<get-authorization-context provider-id="p" authorization-id="a" context-variable-name="auth" ${more} />
       <set-header name="x" exists-action="override"><value>@(((Authorization)context.Variables.GetValueOrDefault("auth"))?.AccessToken ?? "none")</value></set-header>`;
    expect((await run(policy('identity-type="managed"'), { services: { credential } })).sent[0]?.headers.get("x")).toBe(
      "abc",
    );
    expect((await run(policy('ignore-error="true"'))).sent[0]?.headers.get("x")).toBe("none");
  });
});

describe("tokens", () => {
  const entra = new LocalEntraId(DIRECTORY, { keys: keyRing(), now: () => NOW });
  const mint = new TokenMint(entra.context);
  const keys = new KeySource(
    (url) =>
      url.startsWith("https://login.microsoftonline.com/")
        ? entra.handle(new Request(url))
        : Promise.reject(new Error("another cloud")),
    () => NOW,
  );
  const ask = async (policy: string, token?: string, call: Partial<Call["services"]> = {}): Promise<unknown[]> => {
    const headers = token === undefined ? [] : ([["Authorization", token]] as const);
    const { status, exchange } = await run(policy, { headers, services: { keys, ...call } });
    return [status, exchange.lastError?.reason];
  };
  const secret = Buffer.from("0123456789abcdef0123456789abcdef");
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = (claims: object, header: object = { alg: "HS256" }): string => {
    const input = `${encoded(header)}.${encoded(claims)}`;
    return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
  };
  const NOW_SECONDS = NOW / 1000;
  const claims = { iss: "https://i", aud: "a", exp: NOW_SECONDS + 60, scp: "read write" };
  const jwt = (inside: string, attributes = 'header-name="Authorization"'): string =>
    `<validate-jwt ${attributes}><issuer-signing-keys><key id="k">${secret.toString("base64")}</key></issuer-signing-keys>${inside}</validate-jwt>`;

  test("are checked as the attributes of validate-jwt say", async () => {
    const expired = `Bearer ${signed({ ...claims, exp: NOW_SECONDS - 5 })}`;
    expect(await ask(jwt(""), expired)).toEqual([401, "TokenExpired"]);
    expect(await ask(jwt("", 'header-name="Authorization" clock-skew="10"'), expired)).toEqual([200, undefined]);
    const endless = `Bearer ${signed({ ...claims, exp: undefined })}`;
    expect(await ask(jwt(""), endless)).toEqual([401, "JwtInvalid"]);
    expect(await ask(jwt("", 'header-name="Authorization" require-expiration-time="false"'), endless)).toEqual([
      200,
      undefined,
    ]);
    const unsigned = `Bearer ${encoded({ alg: "none" })}.${encoded(claims)}.`;
    expect((await ask(jwt(""), unsigned))[0]).toBe(401);
    expect(await ask(jwt("", 'header-name="Authorization" require-signed-tokens="false"'), unsigned)).toEqual([
      200,
      undefined,
    ]);
    const given = `token-value="${signed(claims)}" failed-validation-httpcode="403"`;
    expect(await ask(jwt("", given))).toEqual([200, undefined]);
    expect(await ask(jwt("<audiences><audience>b</audience></audiences>", given))).toEqual([
      403,
      "TokenAudienceNotAllowed",
    ]);
  });

  test("are checked as the lists of validate-jwt say", async () => {
    const token = `Bearer ${signed(claims)}`;
    const issuers = (issuer: string): string => jwt(`<issuers><issuer>${issuer}</issuer></issuers>`);
    expect(await ask(issuers("https://i"), token)).toEqual([200, undefined]);
    expect(await ask(issuers("https://other"), token)).toEqual([401, "TokenIssuerNotAllowed"]);
    const scope = (separator: string): string =>
      jwt(`<required-claims><claim name="scp" match="any"${separator}><value>read</value></claim></required-claims>`);
    expect(await ask(scope(' separator=" "'), token)).toEqual([200, undefined]);
    expect(await ask(scope(""), token)).toEqual([401, "TokenClaimValueNotAllowed"]);
  });

  test("are verified and decrypted by certificates of the service, or numbers of a key", async () => {
    const certificate =
      '<validate-jwt header-name="Authorization"><issuer-signing-keys><key certificate-id="c" /></issuer-signing-keys></validate-jwt>';
    const token = `Bearer ${await mint.forApplication(JOB, ORDERS)}`;
    const { n, e } = entra.context.keys.signingKey.toJwk() as { n: string; e: string };
    const made = makeCertificate("c");
    const signedToken = `Bearer ${await new SignJWT({ exp: NOW / 1000 + 60 }).setProtectedHeader({ alg: "RS256" }).sign(made.privateKey)}`;
    const known = {
      certificate: (): X509Certificate => new X509Certificate(made.pem),
      privateKey: (): KeyObject => made.privateKey,
    };
    expect(await ask(certificate, signedToken, known)).toEqual([200, undefined]);
    expect(await ask(certificate, token, known)).toEqual([401, "TokenSignatureInvalid"]);
    await expect(ask(certificate, token)).rejects.toThrow("the certificate c is not in the deployment");
    const numbers = `<validate-jwt header-name="Authorization"><issuer-signing-keys><key n="${n}" e="${e}" /></issuer-signing-keys></validate-jwt>`;
    expect(await ask(numbers, token)).toEqual([200, undefined]);
    const decrypting =
      '<validate-jwt header-name="Authorization"><decryption-keys><key certificate-id="d" /></decryption-keys></validate-jwt>';
    const encrypted = await new CompactEncrypt(Buffer.from(signedToken.replace("Bearer ", "")))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM", cty: "JWT" })
      .encrypt(made.publicKey);
    const both = certificate.replace(
      "</validate-jwt>",
      '<decryption-keys><key certificate-id="d" /></decryption-keys></validate-jwt>',
    );
    expect(await ask(both, `Bearer ${encrypted}`, known)).toEqual([200, undefined]);
    expect(await ask(certificate, `Bearer ${encrypted}`, known)).toEqual([401, "JwtInvalid"]);
    await expect(ask(decrypting, token)).rejects.toThrow("the certificate d is not in the deployment");
  });

  test("are checked as validate-azure-ad-token says", async () => {
    const aad = (inside: string, attributes: string): string =>
      `<validate-azure-ad-token tenant-id="${TENANT_ID}" ${attributes}>${inside}</validate-azure-ad-token>`;
    const token = await mint.forUser(ADA, SHOP, ORDERS, ["Orders.Read"]);
    const ids = `<backend-application-ids><application-id>${ORDERS.clientId}</application-id></backend-application-ids>`;
    expect(await ask(aad(ids, `token-value="${token}"`))).toEqual([200, undefined]);
    const other = ids.replace(ORDERS.clientId, SHOP.clientId);
    expect(
      await ask(
        aad(other, `token-value="${token}" failed-validation-httpcode="403" failed-validation-error-message="No."`),
      ),
    ).toEqual([403, "TokenAudienceNotAllowed"]);
    const claim = (value: string): string =>
      `<required-claims><claim name="scp" match="all" separator=" "><value>${value}</value></claim></required-claims>`;
    expect(
      await ask(
        aad(claim("Orders.Read"), 'header-name="Authorization" require-scheme="Bearer" output-token-variable-name="t"'),
        `Bearer ${token}`,
      ),
    ).toEqual([200, undefined]);
    expect(await ask(aad(claim("Orders"), 'query-parameter-name="t"'))).toEqual([401, "TokenNotPresent"]);
    expect(await ask(aad(claim("Orders"), 'header-name="X"'), `Bearer ${token}`)).toEqual([401, "TokenNotPresent"]);
    const abroad = aad(ids, `token-value="${token}" authentication-endpoint="https://login.microsoftonline.us/"`);
    expect((await ask(abroad))[0]).toBe(401);
    await expect(ask(abroad.replace("microsoftonline.us", "contoso.com"))).rejects.toThrow("expected one of login.");
    const decrypting = aad('<decryption-keys><key certificate-id="d" /></decryption-keys>', `token-value="${token}"`);
    await expect(ask(decrypting)).rejects.toThrow("the certificate d is not in the deployment");
  });
});

test("each check of a client certificate can be left out", async () => {
  const certificate = new X509Certificate(SHOP_CERTIFICATE);
  const ask = async (year: number, attributes: string, isTrusted = true, isRevoked = false): Promise<unknown> => {
    const services = { clock: new TestClock(Date.UTC(year, 5, 1)) };
    const call = { facts: { certificate: { certificate, isTrusted, isRevoked } }, services };
    return (await run(`<validate-client-certificate ${attributes} />`, call)).status;
  };
  expect([await ask(2020, ""), await ask(2020, 'validate-not-before="false"')]).toEqual([403, 200]);
  expect([await ask(2040, ""), await ask(2040, 'validate-not-after="false"')]).toEqual([403, 200]);
  expect([await ask(2030, "", false), await ask(2030, 'validate-trust="false"', false)]).toEqual([403, 200]);
  expect([await ask(2030, "", true, true), await ask(2030, 'validate-revocation="false"', true, true)]).toEqual([
    403, 200,
  ]);
});

describe("validations", () => {
  const description = {
    parameters: [{ place: "path", name: "id", isRequired: true, type: "integer" }] as const,
    requestBodies: [{ contentType: "application/json", schemaId: "s" }],
    responses: [],
  };
  const operation = { id: "o", name: "o", method: "POST", urlTemplate: "/{id}", description };
  const order = { type: "object", properties: { id: { type: "integer" } } };
  const schema = (): unknown => ({ definitions: { Order: order } });
  const ask = async (inside: string, body: string, contentType: string): Promise<unknown> => {
    const policy = `<validate-content unspecified-content-type-action="prevent" max-size="99" size-exceeded-action="prevent">${inside}</validate-content>`;
    const call = {
      facts: { operation },
      services: { schema },
      body,
      headers: [["Content-Type", contentType]] as const,
    };
    return (await run(policy, call)).status;
  };

  test("of contents map their types, and look at a part of a schema", async () => {
    const json = (more = ""): string =>
      `<content type="application/json" validate-as="json" action="prevent" ${more} />`;
    const any = `<content-type-map any-content-type-value="application/json" />${json()}`;
    expect([await ask(any, "{", "text/plain"), await ask(any, "{}", "text/plain")]).toEqual([400, 200]);
    const when = `<content-type-map><type to="application/json" when="@(context.Request.Method == &quot;GET&quot;)" /></content-type-map>${json()}`;
    expect([await ask(when, "{", "text/plain"), await ask(when, "{}", "text/plain")]).toEqual([400, 200]);
    const part = json('schema-id="s" schema-ref="#/definitions/Order"');
    expect([
      await ask(part, '{"id":"x"}', "application/json"),
      await ask(part, '{"id":1,"a":1}', "application/json"),
    ]).toEqual([400, 200]);
    const closed = json('schema-id="s" schema-ref="#/definitions/Order" allow-additional-properties="false"');
    expect(await ask(closed, '{"id":1,"a":1}', "application/json")).toBe(400);
    await expect(ask(json('case-insensitive-property-names="true"'), "{}", "application/json")).rejects.toThrow(
      "only with regard to case",
    );
  });

  test("of parameters may treat those of the path in another way", async () => {
    const policy = (action: string): string =>
      `<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="ignore"><path specified-parameter-action="${action}" /></validate-parameters>`;
    const call = { facts: { operation, matchedParameters: new Map([["id", "x"]]) } };
    expect([(await run(policy("prevent"), call)).status, (await run(policy("ignore"), call)).status]).toEqual([
      400, 200,
    ]);
  });
});

describe("the cache", () => {
  const cached = async (lookup: string, urls: readonly string[], call: Call = {}, store = ""): Promise<unknown[]> => {
    const services = newServices({ clock: new TestClock(NOW) });
    let calls = 0;
    let last: Outcome | undefined;
    for (const url of urls) {
      const send = (): Promise<ResponseMessage> => Promise.resolve(answering(String(++calls), "text/plain", 201)());
      const text = `<policies><inbound><cache-lookup vary-by-developer="false" vary-by-developer-groups="false"${lookup}</inbound><backend><forward-request /></backend><outbound><cache-store duration="60" cache-response="${store || "true"}" /></outbound></policies>`;
      last = await runDocument(text, {
        ...call,
        url: `https://apim-contoso.azure-api.net${url}`,
        services: { ...services, send },
      });
    }
    return [calls, last?.headers["Cache-Control"]];
  };

  test("says downstream what the policy says", async () => {
    const urls = ["/orders/1"];
    expect(await cached(" />", urls)).toEqual([1, "no-store, must-revalidate"]);
    const attributes = ' downstream-caching-type="public" must-revalidate="false" />';
    expect(await cached(attributes, urls)).toEqual([1, "public"]);
  });

  test("varies by the parameters of the query that the policy names", async () => {
    const vary = "><vary-by-query-parameter>a;b</vary-by-query-parameter></cache-lookup>";
    expect((await cached(vary, ["/orders/1?a=1&c=1", "/orders/1?a=1&c=2", "/orders/1?a=2"]))[0]).toBe(2);
  });

  test("keeps what comes with Authorization only on request, and any status that the policy keeps", async () => {
    const call = { headers: [["Authorization", "x"]] } as const;
    const twice = ["/orders/1", "/orders/1"];
    expect((await cached(" />", twice, call))[0]).toBe(2);
    expect((await cached(' allow-private-response-caching="true" />', twice, call))[0]).toBe(1);
    expect((await cached(" />", twice, {}, "false"))[0]).toBe(2);
  });

  test("of prompts takes no long conversations, and keeps what the policy keeps", async () => {
    const services = newServices();
    let calls = 0;
    const ask = async (kept: string): Promise<void> => {
      const text = `<policies><inbound><llm-semantic-cache-lookup score-threshold="0.1" embeddings-backend-id="e" max-message-count="${kept === "long" ? 0 : 5}" /></inbound><backend><forward-request /></backend><outbound><llm-semantic-cache-store duration="60" cache-response="${kept !== "no"}" /></outbound></policies>`;
      const send = (): Promise<ResponseMessage> => (calls++, Promise.resolve(newResponse(200)));
      await runDocument(text, {
        body: '{"messages":[{"role":"user","content":"a"}]}',
        services: { ...services, send },
      });
    };
    for (const kept of ["no", "long", "yes", "yes", "long"]) await ask(kept);
    expect(calls).toBe(4);
  });
});

describe("what a policy sends", () => {
  const emitted: EmittedMessage[] = [];
  const clock = new TestClock(NOW);
  const emit = (message: EmittedMessage): Promise<undefined> => {
    emitted.push(message);
    clock.advance(3000);
    return Promise.resolve(undefined);
  };
  beforeEach(() => void emitted.splice(0));

  test("has the properties that the policy names, and ends after its timeout", async () => {
    const services = { emit, clock };
    const dapr = await run(
      '<publish-to-dapr topic="t" timeout="2" content-type="application/json">x</publish-to-dapr>',
      {
        services,
      },
    );
    expect([dapr.exchange.lastError?.reason, emitted[0]?.properties.get("content-type")]).toEqual([
      "Timeout",
      "application/json",
    ]);
    const binding =
      '<invoke-dapr-binding name="b" timeout="2" content-type="application/json"><data>x</data></invoke-dapr-binding>';
    expect((await run(binding, { services })).exchange.lastError?.reason).toBe("Timeout");
    expect(emitted[1]?.properties.get("content-type")).toBe("application/json");
    await run('<log-to-eventhub logger-id="l" partition-id="3">x</log-to-eventhub>', { services });
    expect(emitted[2]?.properties).toEqual(new Map([["partition-id", "3"]]));
    const bus = await run(
      '<send-service-bus-message topic-name="orders" response-variable-name="r"><payload>p</payload></send-service-bus-message>',
      { services },
    );
    expect([emitted[3]?.target, bus.exchange.variables.get("r")]).toEqual(["orders", null]);
    await run('<emit-metric name="m" value="2" namespace="n"><dimension name="a" value="1" /></emit-metric>', {
      services,
    });
    expect(emitted[4]).toMatchObject({
      body: "2",
      properties: new Map([
        ["namespace", "n"],
        ["a", "1"],
      ]),
    });
    const metric = '<llm-emit-token-metric namespace="n"><dimension name="a" value="1" /></llm-emit-token-metric>';
    await run(metric, { services, backend: answering('{"usage":{"prompt_tokens":1}}') });
    expect(emitted[5]).toMatchObject({
      target: "Prompt Tokens",
      properties: new Map([
        ["namespace", "n"],
        ["a", "1"],
      ]),
    });
  });

  test("is a request of its parts, for which nobody waits", async () => {
    const policy =
      '<send-one-way-request mode="new" timeout="5"><set-url>https://log.contoso.com/</set-url><set-method>PUT</set-method><set-header name="a" exists-action="override"><value>1</value></set-header><set-body>x</set-body></send-one-way-request>';
    const { sent, status } = await run(policy);
    expect([status, sent[0]?.method, sent[0]?.url.host, sent[0]?.headers.get("a"), sent[0]?.body.text]).toEqual([
      200,
      "PUT",
      "log.contoso.com",
      "1",
      "x",
    ]);
  });

  test("ends after the milliseconds of the policy", async () => {
    const slow = { services: { clock }, backend: () => (clock.advance(10), newResponse(200)) };
    const request =
      '<send-request mode="new" response-variable-name="r" timeout-ms="5"><set-url>https://a.com/</set-url></send-request>';
    expect((await run(request, slow)).exchange.lastError?.reason).toBe("Timeout");
    const forward = '<policies><inbound /><backend><forward-request timeout-ms="5" /></backend></policies>';
    expect((await runDocument(forward, slow)).exchange.lastError?.reason).toBe("Timeout");
  });
});

describe("the rest", () => {
  test("retry waits no longer than its longest interval", async () => {
    const clock = new TestClock(NOW);
    const policy =
      '<retry condition="true" count="3" interval="10" delta="10" max-interval="15"><set-variable name="x" value="1" /></retry>';
    await run(policy, { services: { clock } });
    expect(clock.now() - NOW).toBe(45_000);
  });

  test("wait ends with all of its policies, or with the first", async () => {
    const set = '<set-variable name="a" value="1" />';
    for (const kind of ["all", "any"]) {
      const { exchange } = await run(
        `<wait for="${kind}"><choose><when condition="true">${set}</when></choose></wait>`,
      );
      expect(exchange.variables.get("a")).toBe("1");
    }
  });

  test("trace writes its message into the trace", async () => {
    const policy =
      '<trace source="orders" severity="error"><message>@("at " + context.Api.Id)</message><metadata name="a" value="1" /></trace>';
    expect((await run(policy)).exchange.trace[0]?.decision).toBe("orders: at orders");
  });

  test("mock-response does nothing where it is not enabled", async () => {
    expect((await run('<mock-response enabled="false" />')).sent).toHaveLength(1);
    expect((await run('<mock-response enabled="true" />')).sent).toHaveLength(0);
  });

  test("json-to-xml replaces what no name can have", async () => {
    const policy = '<json-to-xml apply="always" consider-accept-header="false" invalid-character-replacement="." />';
    expect((await outbound(policy, { backend: answering('{"a b":1}') })).body).toBe(
      "<Document><a.b>1</a.b></Document>",
    );
  });

  test("cross-domain answers with its policy", async () => {
    const policy =
      '<cross-domain><cross-domain-policy><site-control permitted-cross-domain-policies="all" /><allow-access-from domain="*.a.com" secure="true" /><allow-http-request-headers-from domain="*" headers="X" secure="false" /></cross-domain-policy></cross-domain>';
    const { body } = await run(policy, { url: "https://apim-contoso.azure-api.net/crossdomain.xml" });
    expect(body).toContain(policy.slice("<cross-domain>".length, -"</cross-domain>".length));
  });
});
