import { TestClock } from "../../src/gateway/clock";
import { MessageBody, newResponse, type RequestMessage, type ResponseMessage } from "../../src/gateway/message";
import { NOW } from "../issuer/example-tenant";
import { newServices, type Outcome, run, runDocument } from "./run-policy";

const subscription = { id: "s1", name: "s1", key: "k" };
const FORWARD = "<policies><backend><forward-request /></backend></policies>";

describe("limits of several documents", () => {
  const policy = '<rate-limit calls="1" renewal-period="60" />';

  test("count apart, each by its scope and what it is about", async () => {
    const services = newServices({ clock: new TestClock(NOW) });
    const api = `<policies><inbound>${policy}<base /></inbound><backend><base /></backend></policies>`;
    const ask = async (id: string): Promise<number | undefined> => {
      const facts = { subscription, api: { id, name: id, path: id, revision: "1" } };
      return (await run(`${policy}<base />`, { services, facts, broader: [api, FORWARD] })).status;
    };
    expect([await ask("a"), await ask("b"), await ask("a")]).toEqual([200, 200, 429]);
  });

  test("say how long it takes until a quota is there again, as .NET writes durations", async () => {
    const services = newServices({ clock: new TestClock(NOW) });
    const facts = { subscription: { ...subscription, startedAt: NOW - 3600_000 } };
    const ask = (seconds: number): Promise<Outcome> =>
      run(`<quota calls="0" renewal-period="${seconds}" />`, { services, facts });
    const day = await ask(86_400);
    expect(day.exchange.lastError?.message).toBe("Out of call volume quota. Quota will be replenished in 23:00:00.");
    expect(day.headers["Retry-After"]).toBe("82800");
    expect((await ask(7 * 86_400)).exchange.lastError?.message).toContain("in 6.23:00:00.");
    const lifetime = await ask(0);
    expect([lifetime.exchange.lastError?.message, lifetime.headers["Retry-After"]]).toEqual([
      "Out of call volume quota.",
      undefined,
    ]);
  });

  test("cannot run with a start that is no time", async () => {
    await expect(
      run('<quota-by-key counter-key="k" calls="1" renewal-period="300" first-period-start="soon" />'),
    ).rejects.toThrow('first-period-start is "soon"');
  });
});

describe("headers", () => {
  test("of the connection stay as they are, and Server is not removed", async () => {
    const set = '<set-header name="Content-Length" exists-action="override"><value>9</value></set-header>';
    const { sent } = await run(set);
    expect(sent[0]?.headers.has("Content-Length")).toBe(false);
    const response = newResponse(200);
    response.headers.set("Server", ["nginx"]);
    const { headers } = await runDocument(
      '<policies><inbound /><backend><forward-request /></backend><outbound><set-header name="server" exists-action="delete" /></outbound></policies>',
      { backend: () => response },
    );
    expect(headers.Server).toBe("nginx");
  });

  test("of cors come from the first policy that lets the origin call", async () => {
    const cors = (header: string): string =>
      `<cors><allowed-origins><origin>https://a.com</origin></allowed-origins><expose-headers><header>${header}</header></expose-headers></cors>`;
    const { headers } = await run(cors("one") + cors("two"), { headers: [["Origin", "https://a.com"]] });
    expect(headers["Access-Control-Expose-Headers"]).toBe("one");
  });
});

describe("redirects that the gateway follows", () => {
  const follow = async (status: number, location: string, method = "POST"): Promise<RequestMessage | undefined> => {
    const { sent } = await runDocument(
      '<policies><inbound /><backend><forward-request follow-redirects="true" /></backend></policies>',
      {
        method,
        body: "x",
        headers: [["Authorization", "Bearer x"]],
        backend: ({ url }): ResponseMessage => {
          const response = newResponse(url.pathname === "/end" ? 200 : status);
          response.headers.set("Location", [location]);
          return response;
        },
      },
    );
    return sent[1];
  };

  test("change POST to GET, as clients do, and keep it where the status says so", async () => {
    expect(await follow(302, "/end")).toMatchObject({ method: "GET" });
    expect((await follow(302, "/end"))?.body.isEmpty).toBe(true);
    expect(await follow(303, "/end", "PUT")).toMatchObject({ method: "GET" });
    expect(await follow(302, "/end", "PUT")).toMatchObject({ method: "PUT" });
    const kept = await follow(307, "/end");
    expect([kept?.method, kept?.body.text]).toEqual(["POST", "x"]);
  });

  test("take no credentials to another server", async () => {
    expect((await follow(302, "/end"))?.headers.has("Authorization")).toBe(true);
    expect((await follow(302, "https://evil.com/end"))?.headers.has("Authorization")).toBe(false);
  });
});

describe("send-request", () => {
  const request = (more: string): string =>
    `<send-request mode="copy" response-variable-name="r"${more}><set-url>https://other.com/</set-url></send-request>`;

  test("copies the body on the way in, and not on the way out", async () => {
    const { sent } = await runDocument(
      `<policies><inbound>${request("")}</inbound><backend><forward-request /></backend><outbound>${request("")}</outbound></policies>`,
      { body: "x" },
    );
    expect(sent.map(({ body }) => body.text)).toEqual(["x", "x", ""]);
  });

  test("fails for the status of an error on request", async () => {
    const backend = (): ResponseMessage => newResponse(503);
    expect((await run(request(' fail-on-error-status-code="true"'), { backend })).exchange.lastError?.reason).toBe(
      "BackendStatusCode",
    );
    const ignored = await run(request(' fail-on-error-status-code="true" ignore-error="true"'), { backend });
    expect(ignored.exchange.variables.get("r")).toBeNull();
  });
});

test("the same prompt is answered from the semantic cache, another is not", async () => {
  const services = newServices();
  const text = `<policies><inbound><llm-semantic-cache-lookup score-threshold="0.05" embeddings-backend-id="e" ignore-system-messages="true"><vary-by>v</vary-by></llm-semantic-cache-lookup></inbound>
    <backend><forward-request /></backend><outbound><llm-semantic-cache-store duration="60" /></outbound></policies>`;
  let count = 0;
  const ask = async (content: string, system: string): Promise<string> => {
    const messages = [
      { role: "system", content: system },
      { role: "user", content },
    ];
    const send = (): Promise<ResponseMessage> => {
      const response = newResponse(200);
      response.body = new MessageBody(String(++count));
      return Promise.resolve(response);
    };
    return (await runDocument(text, { body: JSON.stringify({ messages }), services: { ...services, send } })).body;
  };
  expect([await ask("a", "x"), await ask("a", "y"), await ask("b", "x")]).toEqual(["1", "1", "2"]);
});

test("a body of XML is written as it is", async () => {
  const { sent } = await run(
    '<set-body><soap:Body xmlns:soap="urn:s"><id>1 &lt; 2</id><none /></soap:Body></set-body>',
  );
  expect(sent[0]?.body.text).toBe('<soap:Body xmlns:soap="urn:s"><id>1 &lt; 2</id><none /></soap:Body>');
});

test("mock-response answers with an example of the API, and without one with no body", async () => {
  const bodies = [
    { contentType: "application/xml", example: "<a />" },
    { contentType: "application/json", example: "1" },
    { contentType: "application/json", example: "2" },
  ];
  const responses = [{ status: 201, headers: [], bodies }];
  const description = { parameters: [], requestBodies: [], responses };
  const facts = { operation: { id: "o", name: "o", method: "GET", urlTemplate: "/", description } };
  const ask = async (attributes: string): Promise<unknown[]> => {
    const { status, body, headers, sent } = await run(`<mock-response ${attributes} />`, { facts });
    return [status, body, headers["Content-Type"], sent.length];
  };
  expect(await ask('status-code="201"')).toEqual([201, "<a />", "application/xml", 0]);
  expect(await ask('status-code="201" content-type="application/json" index="1"')).toEqual([
    201,
    "2",
    "application/json",
    0,
  ]);
  expect(await ask('content-type="text/plain"')).toEqual([200, "", "text/plain", 0]);
});

test("a preflight goes to the next cors, unless the one that refuses it has the last word", async () => {
  const cors = (origin: string, more = ""): string =>
    `<cors${more}><allowed-origins><origin>${origin}</origin></allowed-origins><allowed-methods><method>GET</method></allowed-methods></cors>`;
  const ask = async (more: string, method = "GET"): Promise<unknown[]> => {
    const headers = [
      ["Origin", "https://b.com"],
      ["Access-Control-Request-Method", method],
    ] as const;
    const policy = cors("https://a.com", more) + cors("https://b.com");
    const { status, headers: answered, sent } = await run(policy, { method: "OPTIONS", headers });
    return [status, answered["Access-Control-Allow-Origin"], sent.length];
  };
  expect(await ask(' terminate-unmatched-request="false"')).toEqual([200, "https://b.com", 0]);
  expect(await ask(' terminate-unmatched-request="false"', "PUT")).toEqual([200, undefined, 0]);
  expect(await ask(' terminate-unmatched-request="true"')).toEqual([200, undefined, 0]);
});
