import { TestClock } from "../../src/gateway/clock";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import type { EmittedMessage } from "../../src/gateway/services";
import { NOW } from "../issuer/example-tenant";
import { newServices, type Outcome, run, runDocument } from "./run-policy";

const emitted: EmittedMessage[] = [];
const services = {
  emit: (message: EmittedMessage): Promise<ResponseMessage | undefined> => {
    emitted.push(message);
    return Promise.resolve(message.kind.startsWith("dapr") ? newResponse(204) : undefined);
  },
};
const broken = { emit: (): Promise<never> => Promise.reject(new Error("nobody there")) };
beforeEach(() => void emitted.splice(0));

/** A response of the backend that runs through outbound policies. */
function answer(outbound: string, body: string, url?: string, type = "application/json"): Promise<Outcome> {
  const response = newResponse(200);
  response.headers.set("Content-Type", [type]);
  response.body = new MessageBody(body);
  return runDocument(
    `<policies><inbound /><backend><forward-request /></backend><outbound>${outbound}</outbound></policies>`,
    { url, backend: () => response },
  );
}

describe("messages to other services", () => {
  test("log-to-eventhub sends the text, cuts it, and never fails", async () => {
    await run('<log-to-eventhub logger-id="hub" partition-key="p">hello</log-to-eventhub>', { services });
    expect(emitted).toEqual([
      { kind: "event-hub", target: "hub", body: "hello", properties: new Map([["partition-key", "p"]]) },
    ]);
    await run(`<log-to-eventhub logger-id="hub">${"ä".repeat(200_000)}</log-to-eventhub>`, { services });
    expect(emitted[1]?.body).toBe("ä".repeat(102_400));
    expect((await run('<log-to-eventhub logger-id="hub">x</log-to-eventhub>', { services: broken })).status).toBe(200);
  });

  test("send-service-bus-message sends properties and payload, and fails where nobody takes them", async () => {
    const text =
      '<send-service-bus-message queue-name="orders"><message-properties><message-property name="k">v</message-property></message-properties><payload>p</payload></send-service-bus-message>';
    await run(text, { services });
    expect(emitted).toEqual([{ kind: "service-bus", target: "orders", body: "p", properties: new Map([["k", "v"]]) }]);
    const { status, exchange } = await run(text, { services: broken });
    expect([status, exchange.lastError?.reason]).toEqual([500, "BackendConnectionFailure"]);
  });

  test("Dapr gets events and calls of bindings, and its response is kept", async () => {
    const { exchange } = await run(
      `<publish-to-dapr pubsub-name="bus" topic="new" response-variable-name="published">x</publish-to-dapr>
       <invoke-dapr-binding name="mail" operation="send" response-variable-name="sent"><metadata><item key="to">ada</item></metadata><data>y</data></invoke-dapr-binding>`,
      { services },
    );
    expect(emitted).toEqual([
      { kind: "dapr-topic", target: "bus/new", body: "x", properties: new Map() },
      {
        kind: "dapr-binding",
        target: "mail",
        body: "y",
        properties: new Map([
          ["operation", "send"],
          ["to", "ada"],
        ]),
      },
    ]);
    expect(exchange.variables.get("sent")).toMatchObject({ status: 204 });
    const policy = '<publish-to-dapr topic="new" ignore-error="true" response-variable-name="r">x</publish-to-dapr>';
    const ignored = await run(policy, { services: broken });
    expect([ignored.status, ignored.exchange.variables.get("r")]).toEqual([200, null]);
    await expect(run('<publish-to-dapr topic="t" template="Liquid">x</publish-to-dapr>')).rejects.toThrow("template");
  });

  test("emit-metric sends the dimensions that the gateway knows", async () => {
    await run('<emit-metric name="calls"><dimension name="API ID" /><dimension name="x" value="1" /></emit-metric>', {
      services,
    });
    expect(emitted).toEqual([
      {
        kind: "metric",
        target: "calls",
        body: "1",
        properties: new Map([
          ["namespace", "API Management"],
          ["API ID", "orders"],
          ["x", "1"],
        ]),
      },
    ]);
  });

  test("a proxy changes nothing here", async () => {
    const { sent, exchange } = await run('<proxy url="http://proxy.contoso.com" />');
    expect(sent.map(({ url }) => url.host)).toEqual(["backend.contoso.com"]);
    expect(exchange.trace[0]?.decision).toContain("http://proxy.contoso.com");
  });
});

describe("get-authorization-context", () => {
  const policy = '<get-authorization-context provider-id="github" authorization-id="main" context-variable-name="auth"';
  const credential = (
    provider: string,
    connection: string,
  ): Promise<{ accessToken: string; claims: Map<string, string> }> =>
    Promise.resolve({ accessToken: `${provider}/${connection}`, claims: new Map() });

  test("keeps the token of the credential manager", async () => {
    const { exchange } = await run(`${policy} />`, { services: { credential } });
    expect(exchange.variables.get("auth")).toMatchObject({ accessToken: "github/main" });
  });

  test("fails without one, or keeps null where errors are ignored", async () => {
    expect((await run(`${policy} />`)).status).toBe(500);
    const { status, exchange } = await run(`${policy} ignore-error="true" />`);
    expect([status, exchange.variables.get("auth")]).toEqual([200, null]);
  });
});

describe("pages of other origins", () => {
  const url = "https://apim-contoso.azure-api.net/orders/1";

  test("jsonp calls the function that the query names", async () => {
    const policy = '<jsonp callback-parameter-name="cb" />';
    const called = await answer(policy, '{"a":1}', `${url}?cb=app.done`);
    expect([called.body, called.headers["Content-Type"]]).toEqual(['app.done({"a":1})', "application/javascript"]);
    expect((await answer(policy, "{}", url)).body).toBe("{}");
  });

  test.each(["alert(1)//", "a b", "<script>", "1a"])("jsonp refuses %j", async (callback) => {
    const { status, exchange } = await answer(
      '<jsonp callback-parameter-name="cb" />',
      "{}",
      `${url}?cb=${encodeURIComponent(callback)}`,
    );
    expect([status, exchange.lastError?.reason, exchange.lastError?.message]).toEqual([
      400,
      "CallbackParameterInvalid",
      "Value of callback parameter cb is not a valid JavaScript identifier.",
    ]);
  });

  test("cross-domain answers the request for its file, and no other", async () => {
    const policy =
      '<cross-domain><cross-domain-policy><allow-http-request-headers-from domain="*" headers="*" /></cross-domain-policy></cross-domain>';
    const { body, sent } = await run(policy, { url: "https://apim-contoso.azure-api.net/orders/crossdomain.xml" });
    expect([body, sent.length]).toEqual([
      '<?xml version="1.0"?><cross-domain-policy><allow-http-request-headers-from domain="*" headers="*" /></cross-domain-policy>',
      0,
    ]);
    expect((await run(policy)).sent.length).toBe(1);
  });

  test("redirect-content-urls hides the backend in responses, and puts it into requests", async () => {
    const { body } = await answer(
      "<redirect-content-urls />",
      "https://backend.contoso.com/api/2 https://backend.contoso.com/api2 https://other.contoso.com/api",
    );
    expect(body).toBe(
      "https://apim-contoso.azure-api.net/orders/2 https://backend.contoso.com/api2 https://other.contoso.com/api",
    );
    const { sent } = await run("<redirect-content-urls />", { body: `<a href="${url}">x</a>` });
    expect(sent[0]?.body.text).toBe('<a href="https://backend.contoso.com/api/1">x</a>');
  });
});

describe("tokens of models", () => {
  const usage =
    (total: number): (() => ResponseMessage) =>
    () => {
      const response = newResponse(200);
      const tokens = { prompt_tokens: total - 1, completion_tokens: 1, total_tokens: total };
      response.body = new MessageBody(JSON.stringify({ usage: tokens }));
      return response;
    };

  test("are limited in a minute, and counted when the response is there", async () => {
    const clock = new TestClock(NOW);
    const shared = newServices({ clock });
    const text =
      '<llm-token-limit counter-key="k" tokens-per-minute="100" estimate-prompt-tokens="false" remaining-tokens-header-name="left" tokens-consumed-header-name="used" />';
    const ask = async (total: number): Promise<unknown[]> => {
      const backend = usage(total);
      const services = { ...shared, send: (): Promise<ResponseMessage> => Promise.resolve(backend()) };
      const { status, headers, exchange } = await run(text, { services });
      return [status, headers.left, headers.used, headers["Retry-After"], exchange.lastError?.reason];
    };
    expect(await ask(60)).toEqual([200, "40", "60", undefined, undefined]);
    clock.advance(20_000);
    expect(await ask(50)).toEqual([200, "0", "50", undefined, undefined]);
    expect(await ask(1)).toEqual([429, undefined, undefined, "40", "TokenLimitExceeded"]);
    clock.advance(40_001);
    expect((await ask(1))[0]).toBe(200);
  });

  test("are limited by a quota, with an estimate of the prompt before the model is asked", async () => {
    const shared = newServices({ clock: new TestClock(NOW) });
    const text =
      '<azure-openai-token-limit counter-key="k" token-quota="10" token-quota-period="Daily" estimate-prompt-tokens="true" />';
    const ask = (content: string): Promise<Outcome> =>
      run(text, { services: shared, body: JSON.stringify({ messages: [{ role: "user", content }] }) });
    const { status, headers, sent } = await ask("x".repeat(60));
    expect([status, headers["Retry-After"], sent.length]).toEqual([403, "43200", 0]);
    expect((await ask("x".repeat(16))).status).toBe(200);
    expect((await ask("x".repeat(24))).status).toBe(403);
  });

  test("are counted as metrics", async () => {
    await run('<llm-emit-token-metric namespace="n"><dimension name="Operation ID" /></llm-emit-token-metric>', {
      services: { ...services, send: () => Promise.resolve(usage(10)()) },
    });
    expect(emitted.map(({ target, body }) => [target, body])).toEqual([
      ["Prompt Tokens", "9"],
      ["Completion Tokens", "1"],
      ["Total Tokens", "10"],
    ]);
    expect(emitted[0]?.properties.get("Operation ID")).toBe("get-order");
  });
});
