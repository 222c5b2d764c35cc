import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type GatewayClock, TestClock, TimeoutError } from "../../src/gateway/clock";
import type { LocalBackends } from "../../src/gateway/local-backend";
import { sendTo } from "../../src/gateway/local-backend";
import { newResponse } from "../../src/gateway/message";
import { NOW } from "../issuer/example-tenant";
import { type Call, type Outcome, run, runDocument } from "./run-policy";

const DOCUMENT = (forward: string): string =>
  `<policies><inbound><base /></inbound><backend>${forward}</backend><outbound><base /></outbound><on-error /></policies>`;

let listener: RequestListener = () => undefined;
const server = createServer((request, response) => listener(request, response));
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a request through `forward-request`, to what answers in the test. */
function forward(backends: LocalBackends, call: Call = {}, policy = "<forward-request />"): Promise<Outcome> {
  return runDocument(DOCUMENT(policy), { ...call, services: { send: sendTo(backends), ...call.services } });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test("a request is sent again where the server closed the connection that was kept", async () => {
  const connections: unknown[] = [];
  const bodies: string[] = [];
  listener = (request, response) => {
    const isKept = connections.includes(request.socket);
    connections.push(request.socket);
    if (isKept) request.socket.destroy();
    else
      void bodyOf(request).then((body) => {
        bodies.push(body);
        response.end("done");
      });
  };
  for (const body of ["1", "2"]) expect((await forward(url, { method: "POST", body })).body).toBe("done");
  expect([bodies, new Set(connections).size]).toEqual([["1", "2"], 2]);
  // A new connection that fails is a failure.
  listener = (request) => request.socket.destroy();
  expect((await forward(url)).exchange.lastError?.reason).toBe("BackendConnectionFailure");
});

test("a server gets the request at the path of the backend, without the headers of the connection", async () => {
  const got: unknown[] = [];
  listener = (request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url: path, headers } = request;
      got.push(method, path, headers.host, headers["x-a"], headers["x-hop"], headers.te, body);
      response.writeHead(201, { "X-B": ["1", "2"], Connection: "x-secret", "X-Secret": "s", "Set-Cookie": "c=1" });
      response.end("done");
    });
  };
  const headers = [
    ["X-A", "a"],
    ["Connection", "close, x-hop"],
    ["X-Hop", "1"],
    ["TE", "trailers"],
  ] as const;
  const { status, headers: answered, body } = await forward(url, { method: "POST", body: "text", headers });
  expect(got).toEqual(["POST", "/api/1", new URL(url).host, "a", undefined, undefined, "text"]);
  expect([status, body, answered["X-B"], answered["X-Secret"], answered["Set-Cookie"]]).toEqual([
    201,
    "done",
    "1 | 2",
    undefined,
    "c=1",
  ]);
});

test("redirects come back, unless the policy follows them", async () => {
  listener = (request, response) => {
    if (request.url === "/end") response.end("end");
    else response.writeHead(302, { Location: "/end" }).end();
  };
  expect((await forward(url)).status).toBe(302);
  const followed = await forward(url, {}, '<forward-request follow-redirects="true" />');
  expect([followed.status, followed.body]).toEqual([200, "end"]);
});

test("a failing server is asked again with the same body, after the wait of the policy", async () => {
  const bodies: string[] = [];
  listener = (request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(body);
      response.writeHead(bodies.length < 3 ? 503 : 200).end();
    });
  };
  const clock = new TestClock(NOW);
  const policy = (buffer: string): string =>
    `<retry condition="@(context.Response.StatusCode == 503)" count="5" interval="10"><forward-request${buffer} /></retry>`;
  const call = { method: "POST", body: "x", services: { clock } };
  expect((await forward(url, call, policy(' buffer-request-body="true"'))).status).toBe(200);
  expect([bodies, clock.now() - NOW]).toEqual([["x", "x", "x"], 20_000]);
  bodies.length = 0;
  await expect(forward(url, call, policy(""))).rejects.toThrow('expected buffer-request-body="true"');
});

test("a server that does not answer in time loses the request", async () => {
  let isClosed: Promise<unknown> | undefined;
  let hasArrived: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (hasArrived = resolve));
  listener = (request) => {
    isClosed = once(request.socket, "close");
    hasArrived();
  };
  const clock: GatewayClock = {
    ...new TestClock(NOW),
    now: () => NOW,
    sleep: () => Promise.resolve(),
    within: async (milliseconds, work) => {
      const controller = new AbortController();
      const result = work(controller.signal);
      result.catch(() => undefined);
      await arrived;
      controller.abort();
      throw new TimeoutError(milliseconds);
    },
  };
  const { status, exchange } = await forward(url, { services: { clock } }, '<forward-request timeout="1" />');
  expect([status, exchange.lastError?.reason]).toEqual([504, "Timeout"]);
  await isClosed;
});

test("fails where no server is there", async () => {
  const { status, exchange } = await forward("http://127.0.0.1:9");
  expect([status, exchange.lastError?.reason]).toEqual([500, "BackendConnectionFailure"]);
});

test("a map has what answers by the id of a backend, or by its host", async () => {
  const answers = new Map(
    ["b", "backend.contoso.com", "graph.contoso.com"].map((name) => [name, () => newResponse(200, name)]),
  );
  const services = { send: sendTo(answers), backend: () => ({ url: "https://x.contoso.com", headers: new Map() }) };
  const named = await run('<set-backend-service backend-id="b" />', { services });
  expect(named.exchange.response?.reason).toBe("b");
  expect((await run("", { services })).exchange.response?.reason).toBe("backend.contoso.com");
  const send = (policy: string, host: string): string =>
    `<${policy} mode="new"><set-url>https://${host}/</set-url></${policy.split(" ")[0] ?? ""}>`;
  const ask = 'send-request response-variable-name="r"';
  expect((await run(send(ask, "graph.contoso.com"), { services })).exchange.variables.get("r")).toMatchObject({
    reason: "graph.contoso.com",
  });
  for (const policy of [ask, 'send-request ignore-error="true" response-variable-name="r"', "send-one-way-request"])
    await expect(run(send(policy, "other.com"), { services })).rejects.toThrow("nothing answers for other.com here");
});

test("a URL is for backends only", async () => {
  const policy =
    '<send-request mode="new" response-variable-name="r"><set-url>https://graph.contoso.com/</set-url></send-request>';
  await expect(run(policy, { services: { send: sendTo(url) } })).rejects.toThrow(
    "nothing answers for graph.contoso.com here",
  );
});

test.each(["localhost:7071", "ftp://x", "x"])("fails for %s, which is no URL of HTTP", (text) => {
  expect(() => sendTo(text)).toThrow(`backend is ${JSON.stringify(text)}; expected a URL such as`);
  expect(() => sendTo(new Map([["b", text]]))).toThrow(`b is ${JSON.stringify(text)}`);
});
