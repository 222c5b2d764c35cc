import { randomBytes } from "node:crypto";
import { formatTrace } from "../../gateway/trace";
import type { KeyRing } from "../../issuer/signing-key";
import type { LocalBackends } from "../../gateway/local-backend";
import { LocalGateway } from "../../testing/local-gateway";
import { backendsIn } from "../backends";
import { CommandError, isSystemError, messageOf } from "../errors";
import type { CommandIo } from "../io";
import { type OpenDeployment, openDeployment, userNamed } from "../open-deployment";
import type { ParsedArguments } from "../parsed-arguments";
import { isColoured, type Paint, paintFor, printable } from "../style";
import { askGateway, type GatewayAnswer } from "./gateway-endpoint";
import { type HttpAnswer, type HttpRequest, listen, type ListeningServer } from "./http-server";
import { IssuerEndpoint } from "./issuer-endpoint";
import { readyCommands } from "./ready";
import { onChange } from "./reload";

const MAX_PORT = 65_535;
const LOOPBACK = "127.0.0.1";

/** What answers at the moment. */
interface State {
  readonly gateway: LocalGateway;
  readonly issuer: IssuerEndpoint;
  /** The address of the service, as policies see it. */
  readonly origin: string;
}

/** The gateway and the issuer of a deployment, until the process ends. */
export class DevelopmentServer {
  private readonly paint: Paint;
  private readonly secret: string;
  private readonly backend: LocalBackends | undefined;
  /** They stay the same over all reloads, so that tokens stay good. */
  private readonly keys: KeyRing;
  private readonly servers: ListeningServer[] = [];
  private state: State;
  private opened: OpenDeployment;
  private unwatch: (() => void) | undefined;

  public constructor(
    private readonly given: ParsedArguments,
    private readonly io: CommandIo,
  ) {
    this.paint = paintFor(io, io.stdout);
    this.secret = given.text("client-secret") ?? randomBytes(24).toString("base64url");
    this.backend = backendsIn(given);
    this.opened = openDeployment(given, io);
    this.keys = io.newKeys();
    this.state = this.stateOf(this.opened);
  }

  public async start(): Promise<void> {
    const { given, io } = this;
    const host = given.text("host") ?? LOOPBACK;
    const gateway = await this.listen(host, "port", 8080, (request) => this.askGateway(request));
    let issuerUrl = "";
    const issuer = await this.listen(host, "issuer-port", 8081, (request) => this.askIssuer(request, issuerUrl));
    issuerUrl = issuer.url;
    this.unwatch = onChange(
      io,
      this.opened.path,
      () => this.reload(),
      (problem) => {
        this.log(`${this.paint("not reloaded", "red")}, the former state answers: ${oneLine(problem)}`);
      },
    );
    const commands = await readyCommands(this.opened, this.keys, {
      gateway: gateway.url,
      issuer: issuer.url,
      secret: this.secret,
    });
    io.stdout.write(`gateway ${gateway.url}\nissuer  ${issuer.url}\n\n${commands}\n`);
    if (!isLoopback(host))
      io.stderr.write(`warning: other machines reach ${host}; the tokens and the secret are for tests only\n`);
  }

  public async stop(): Promise<void> {
    this.unwatch?.();
    await Promise.all(this.servers.map((server) => server.stop()));
    this.io.stdout.write("stopped\n");
  }

  private async listen(
    host: string,
    option: string,
    byDefault: number,
    handle: (request: HttpRequest) => Promise<HttpAnswer>,
  ): Promise<ListeningServer> {
    const port = this.given.number(option, MAX_PORT) ?? byDefault;
    try {
      const server = await listen(host, port, handle);
      this.servers.push(server);
      return server;
    } catch (error) {
      await Promise.all(this.servers.map((server) => server.stop()));
      if (!isSystemError(error)) throw error;
      throw new CommandError(
        `cannot listen on ${host}:${port}: ${messageOf(error)}; give another with --${option}, or 0 for a free port`,
      );
    }
  }

  private stateOf({ deployment, service }: OpenDeployment): State {
    const { clock } = this.io;
    const users = this.given.has("user") ? this.given.texts("user") : ["user@example.com"];
    const gateway = new LocalGateway(deployment, {
      service: service.name,
      clock,
      keys: this.keys,
      users: users.map(userNamed),
      ...(this.backend !== undefined && { backend: this.backend }),
    });
    return {
      gateway,
      issuer: new IssuerEndpoint(gateway, this.secret),
      origin: new URL(service.gatewayUrl).origin,
    };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws becomes a rejection
  private async reload(): Promise<void> {
    const opened = openDeployment(this.given, this.io);
    this.state = this.stateOf(opened);
    this.opened = opened;
    this.log("reloaded");
  }

  private async askGateway(request: HttpRequest): Promise<HttpAnswer> {
    const { gateway, origin } = this.state;
    const startedAt = this.io.clock.now();
    const answer = await askGateway(gateway, origin, request);
    this.logRequest(request, answer, this.io.clock.now() - startedAt);
    return answer;
  }

  private async askIssuer(request: HttpRequest, url: string): Promise<HttpAnswer> {
    const answer = await this.state.issuer.handle(request, url);
    const code = /AADSTS\d+/.exec(typeof answer.body === "string" ? answer.body : "")?.[0];
    this.log(`issuer  ${requestLine(request)} ${this.status(answer.status)}${code === undefined ? "" : ` ${code}`}`);
    return answer;
  }

  private logRequest(request: HttpRequest, { status, result, problem }: GatewayAnswer, duration: number): void {
    const why = problem ?? result?.reason;
    this.log(
      `gateway ${requestLine(request)} ${this.status(status)} ${duration} ms${why === undefined ? "" : ` ${oneLine(why)}`}`,
    );
    if (!this.given.has("trace") || result === undefined) return;
    const trace = formatTrace(result.trace, isColoured(this.io, this.io.stdout));
    this.io.stdout.write(`${trace.replace(/^/gm, "  ")}\n`);
  }

  private status(status: number): string {
    return this.paint(String(status), status < 400 ? "green" : status < 500 ? "yellow" : "red");
  }

  private log(text: string): void {
    const time = new Date(this.io.clock.now()).toISOString().slice(11, 19);
    this.io.stdout.write(`${this.paint(time, "dim")} ${text}\n`);
  }
}

/** A request in the log. The query is left out: keys and tokens can be in it. */
function requestLine({ method, target }: HttpRequest): string {
  const [path = "", query] = target.split("?", 2);
  return printable(`${method} ${path}${query === undefined ? "" : "?…"}`);
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, " ");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
