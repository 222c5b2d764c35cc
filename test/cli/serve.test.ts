import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { CommandIo } from "../../src/cli/io";
import { TestClock } from "../../src/gateway/clock";
import { CommandFolder } from "../support/command";
import { documentFor, ordersDeployment, type OrdersOptions, TENANT } from "../support/orders-deployment";

const folder = new CommandFolder();
const running = new Set<Serve>();
afterEach(async () => {
  for (const each of running) await each.stop();
});
afterAll(() => {
  folder.remove();
});

/** The command while it serves. */
class Serve {
  public output = "";
  private readonly controller = new AbortController();
  private readonly waiting = new Set<() => void>();
  private readonly ended: Promise<{ code: number }>;
  private changed: () => void = () => undefined;

  public constructor(argv: readonly string[]) {
    running.add(this);
    const io: Partial<CommandIo> = {
      clock: new TestClock(Date.UTC(2026, 0, 1, 12)),
      stop: this.controller.signal,
      watch: (_, changed) => {
        this.changed = changed;
        return () => {
          this.changed = () => undefined;
        };
      },
      stdout: { isTerminal: false, write: (text) => this.add(text) },
      stderr: { isTerminal: false, write: (text) => this.add(text) },
    };
    this.ended = folder.run(["serve", "--port", "0", "--issuer-port", "0", ...argv], io);
  }

  public async ready(): Promise<this> {
    await this.said("issuer  http");
    return this;
  }

  /** Waits until the command printed a text. */
  public async said(text: string): Promise<void> {
    while (!this.output.includes(text)) await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  public url(server: "gateway" | "issuer"): string {
    return new RegExp(`^${server} +(\\S+)$`, "m").exec(this.output)?.[1] ?? "";
  }

  /** The words of a command that it printed. */
  public printed(command: RegExp): string {
    return command.exec(this.output)?.[1] ?? "";
  }

  public change(): void {
    this.changed();
  }

  public async stop(): Promise<number> {
    running.delete(this);
    this.controller.abort();
    return (await this.ended).code;
  }

  private add(text: string): void {
    this.output += text;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

function serve(options: OrdersOptions = {}, ...argv: string[]): Promise<Serve> {
  folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment(options) });
  return new Serve(argv).ready();
}

/** A token as the printed command gets it. */
async function tokenOf(server: Serve, changes: Readonly<Record<string, string>> = {}): Promise<Response> {
  const line = server.printed(/curl -s (http\S+\/token .*?) \|/);
  const url = line.split(" ")[0] ?? "";
  const fields = [...line.matchAll(/(?:-d|--data-urlencode) '?(\w+)=([^\s']+)/g)].map(([, name, value]) => [
    name ?? "",
    value ?? "",
  ]);
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams({ ...(Object.fromEntries(fields) as Record<string, string>), ...changes }),
  });
}

async function goodToken(server: Serve): Promise<string> {
  return ((await (await tokenOf(server)).json()) as { access_token: string }).access_token;
}

const bearer = (token: string): { headers: Record<string, string> } => ({
  headers: { Authorization: `Bearer ${token}` },
});

/** Sends bytes, and returns what comes back until the connection ends. */
function send(url: string, bytes: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes, "latin1"));
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

describe("serve", () => {
  test("the printed commands get a token and call the API", async () => {
    const server = await serve();
    expect(server.output).toContain("A token for Web shop, and a call with it:");
    const [, call = "", argument = ""] = /^ {2}curl -i (http\S+) (-H .*)$/m.exec(server.output) ?? [];
    expect(call).toBe(`${server.url("gateway")}/orders/1`);
    expect(argument).toBe('-H "Authorization: Bearer $TOKEN"');
    const answer = await fetch(call, bearer(await goodToken(server)));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ method: "GET", url: "https://backend.contoso.com/api/1" });
    expect(await server.stop()).toBe(0);
    expect(server.output).toMatch(/12:00:00 issuer {2}POST \/.*\/oauth2\/v2.0\/token 200\n/);
    expect(server.output).toMatch(/12:00:00 gateway GET \/orders\/1 200 \d+ ms\n/);
    expect(server.output).toMatch(/stopped\n$/);
    await expect(fetch(call)).rejects.toThrow();
  });

  test("whoever has no role or no token is refused, and the log says why", async () => {
    const server = await serve({}, "--trace");
    const { status } = await fetch(`${server.url("gateway")}/orders/1?key=s3cret`);
    expect(status).toBe(401);
    expect(server.output).toMatch(
      /GET \/orders\/1\?… 401 \d+ ms TokenNotPresent\n {4}validate-jwt|GET \/orders\/1\?… 401 \d+ ms TokenNotPresent\n {2}inbound\n/,
    );
    expect(server.output).not.toContain("s3cret");
    expect((await tokenOf(server, { client_secret: "wrong" })).status).toBe(401);
    expect(server.output).toContain("401 AADSTS7000215\n");
  });

  test("the metadata have the addresses of this machine, and the issuer of Entra ID", async () => {
    const server = await serve();
    const issuer = server.url("issuer");
    const metadata = (await (
      await fetch(`${issuer}/${TENANT}/v2.0/.well-known/openid-configuration`)
    ).json()) as Record<string, string>;
    expect(metadata).toMatchObject({
      issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      token_endpoint: `${issuer}/${TENANT}/oauth2/v2.0/token`,
      jwks_uri: `${issuer}/${TENANT}/discovery/v2.0/keys`,
    });
    expect(((await (await fetch(metadata.jwks_uri ?? "")).json()) as { keys: unknown[] }).keys).toHaveLength(2);
  });

  test("other issuers have a path with their host, and give any client the claims that it asks for", async () => {
    const issuer = "https://contoso.eu.auth0.com/";
    const server = await serve({ document: documentFor(`${issuer}.well-known/openid-configuration`, issuer) });
    const base = `${server.url("issuer")}/contoso.eu.auth0.com`;
    const read = async (url: string): Promise<Record<string, string>> =>
      (await (await fetch(url)).json()) as Record<string, string>;
    const metadata = await read(`${base}/.well-known/openid-configuration`);
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${base}/authorize`,
      token_endpoint: `${base}/token`,
      jwks_uri: `${base}/jwks`,
    });
    expect((await read(metadata.jwks_uri ?? "")).keys).toHaveLength(2);
    expect(server.output).toContain(
      `A token of ${issuer}, with the claims that you write:\n  TOKEN=$(curl -s ${base}/token `,
    );
    const asked = { claims: '{"sub":"ada","scope":"read"}', audience: "https://orders.contoso.com" };
    const { access_token: token = "" } = (await (await tokenOf(server, asked)).json()) as Record<string, string>;
    expect((await fetch(`${server.url("gateway")}/orders/1`, bearer(token))).status).toBe(200);
    const signIn = new URLSearchParams({
      ...asked,
      client_id: "shop",
      response_type: "code",
      redirect_uri: "app://cb",
    });
    const page = await fetch(`${metadata.authorization_endpoint}?${signIn.toString()}`, { redirect: "manual" });
    const code = new URL(page.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const redeemed = await tokenOf(server, {
      grant_type: "authorization_code",
      client_id: "shop",
      redirect_uri: "app://cb",
      code,
    });
    const { access_token: ofUser = "" } = (await redeemed.json()) as Record<string, string>;
    expect((await fetch(`${server.url("gateway")}/orders/1`, bearer(ofUser))).status).toBe(200);
    expect(server.output).not.toContain(code);
    expect((await tokenOf(server, { ...asked, client_secret: "wrong" })).status).toBe(401);
    expect((await tokenOf(server, { ...asked, audience: "other" })).status).toBe(403);
    expect((await tokenOf(server, { ...asked, claims: "{" })).status).toBe(400);
    expect((await fetch(`${server.url("issuer")}/contoso.eu.auth0.com.evil.example/token`)).status).toBe(404);
  });

  test("a change is read, tokens stay good, and a broken file keeps what was there", async () => {
    const server = await serve();
    const token = await goodToken(server);
    const status = async (): Promise<number> =>
      (await fetch(`${server.url("gateway")}/orders/1`, bearer(token))).status;
    folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": '{"resource": "s3cret' });
    server.change();
    await server.said(
      "not reloaded, the former state answers: cdktf.out/stacks/orders/cdk.tf.json cannot be read: it is no JSON\n",
    );
    expect(await status()).toBe(200);
    folder.write({
      "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment({
        claims: '<claim name="roles"><value>Orders.Write</value></claim>',
      }),
    });
    server.change();
    server.change();
    await server.said(" reloaded\n");
    expect(await status()).toBe(401);
    expect(server.output.match(/ reloaded\n/g)).toHaveLength(1);
    expect(server.output).not.toContain("s3cret");
  });

  test("bytes that are no request do not end it", async () => {
    const server = await serve();
    const token = await goodToken(server);
    const hostile = [
      "\0\u0001\u0002\r\n\r\n",
      "GET\r\n\r\n",
      "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
      "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET //evil.example/orders/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      "GET /orders/%zz%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      "GET /orders/1 HTTP/1.1\r\nHost: x\r\nconstructor: a\r\n__proto__: b\r\nConnection: close\r\n\r\n",
      "GET /orders/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c.d\r\nConnection: close\r\n\r\n",
      `GET /orders/1 HTTP/1.1\r\nHost: x\r\nA: ${"x".repeat(70_000)}\r\n\r\n`,
      `POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n${"x".repeat(5_000_000)}`,
      "POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ];
    for (const server_ of ["gateway", "issuer"] as const) {
      for (const bytes of hostile) expect(await send(server.url(server_), bytes)).not.toMatch(/^HTTP\/1.1 2/);
    }
    const twice = `GET /orders/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`;
    expect(await send(server.url("gateway"), twice)).toMatch(/^HTTP\/1.1 401/);
    expect((await fetch(`${server.url("gateway")}/orders/1`, bearer(token))).status).toBe(200);
    expect((await tokenOf(server)).status).toBe(200);
  });

  test("a policy that cannot run here is answered with 501, and a response that HTTP cannot carry with 500", async () => {
    const server = await serve({
      inbound: `<choose>
        <when condition="@(context.Request.MatchedParameters["id"] == "stub")"><invoke-request url="https://x" /></when>
        <when condition="@(context.Request.MatchedParameters["id"] == "status")"><return-response><set-status code="42" /></return-response></when>
        <when condition="@(context.Request.MatchedParameters["id"] == "header")"><return-response><set-header name="a b"><value>c</value></set-header></return-response></when>
      </choose>`,
    });
    const token = await goodToken(server);
    const status = async (id: string): Promise<number> =>
      (await fetch(`${server.url("gateway")}/orders/${id}`, bearer(token))).status;
    expect([await status("stub"), await status("status"), await status("header"), await status("1")]).toEqual([
      501, 500, 500, 200,
    ]);
    expect(server.output).toMatch(/GET \/orders\/stub 501 \d+ ms the local gateway cannot execute <invoke-request>/);
  });

  test("requests reach a backend with their bytes, and its response comes back with its own", async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    const backend = await listening(
      createServer((message, response) => {
        const chunks: Buffer[] = [];
        message.on("data", (chunk: Buffer) => chunks.push(chunk));
        message.on("end", () => {
          response.setHeader("x-seen", `${message.method} ${message.url} ${Buffer.concat(chunks).toString("hex")}`);
          response.setHeader("x-two", ["a", "b"]);
          response.setHeader("x-audit", message.headers["x-audit"] ?? "");
          response.end(bytes);
        });
      }),
    );
    try {
      const { port } = backend.address() as AddressInfo;
      const server = await serve(
        {
          inbound: `<send-request mode="new" response-variable-name="r"><set-url>https://audit.contoso.com/log</set-url></send-request>
          <set-header name="x-audit"><value>@(((IResponse)context.Variables["r"]).Headers.GetValueOrDefault("x-seen", ""))</value></set-header>`,
        },
        ...["--backend", `http://127.0.0.1:${port}/`, "--backend", `audit.contoso.com=http://127.0.0.1:${port}/audit`],
      );
      const answer = await fetch(`${server.url("gateway")}/orders?a=b`, {
        method: "POST",
        body: bytes,
        ...bearer(await goodToken(server)),
      });
      expect(answer.headers.get("x-seen")).toBe("POST /api/?a=b 00ff800a");
      expect(answer.headers.get("x-two")).toBe("a, b");
      expect(answer.headers.get("x-audit")).toBe("GET /audit/log");
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    } finally {
      backend.close();
    }
  });

  test("a request on its way is answered before it stops", async () => {
    let arrived: (response: ServerResponse) => void = () => undefined;
    const waiting = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const slow = await listening(createServer((_, response) => arrived(response)));
    try {
      const server = await serve({}, "--backend", `http://127.0.0.1:${(slow.address() as AddressInfo).port}`);
      const answer = fetch(`${server.url("gateway")}/orders/1`, bearer(await goodToken(server)));
      const response = await waiting;
      const stopped = server.stop();
      response.end("late");
      expect([await (await answer).text(), await stopped]).toEqual(["late", 0]);
    } finally {
      slow.close();
    }
  });

  test("fails if a port is in use", async () => {
    const server = await serve();
    const { port } = new URL(server.url("gateway"));
    const { code, stderr } = await folder.run(["serve", "--port", port]);
    expect(code).toBe(2);
    expect(stderr).toContain(`cannot listen on 127.0.0.1:${port}`);
    expect(stderr).toContain("give another with --port, or 0 for a free port");
  });

  test.each([
    [["--port", "70000"], '--port is "70000"; expected a whole number up to 65535'],
    [["--backend", "localhost:7071"], '--backend is "localhost:7071"; expected an address such as'],
    [["--deployment", "nothing"], "nothing cannot be read: it does not exist"],
    [["--service", "contos"], 'there is no service "contos"; expected one of contoso; did you mean contoso?'],
  ])("fails for %j", async (argv, message) => {
    folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment() });
    const { code, stderr } = await folder.run(["serve", ...argv]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("other machines are let in only if the user says so, with a warning", async () => {
    const server = await serve({}, "--host", "0.0.0.0");
    await server.said("warning: other machines reach 0.0.0.0");
  });
});

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
