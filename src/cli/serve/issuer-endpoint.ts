import { LocalEntraId } from "../../issuer/local-entra-id";
import type { Credentials, EntraApplication, EntraDirectory } from "../../issuer/directory";
import { LocalOidcIssuer } from "../../issuer/local-oidc-issuer";
import { MICROSOFT_GRAPH } from "../../issuer/microsoft-graph";
import type { LocalGateway } from "../../testing/local-gateway";
import type { HttpAnswer, HttpRequest } from "./http-server";

/** Who issues tokens at a host. */
interface IssuingHost {
  /** What the addresses of the issuer begin with, such as `https://login.microsoftonline.com`. */
  readonly origin: string;
  /** What the addresses begin with on this machine, after that of the server. */
  readonly path: string;
  readonly issuers: readonly { handle(request: Request): Promise<Response> }[];
}

/** Entra ID and the other issuers of a deployment on this machine, for clients that reach them by HTTP. */
export class IssuerEndpoint {
  private readonly entra: IssuingHost;
  private readonly others: readonly IssuingHost[];

  /**
   * @param gateway the gateway whose keys sign
   * @param secret a secret that every application has beside those of the deployment, and every client of other issuers
   */
  public constructor({ entra: { context }, otherIssuers }: LocalGateway, secret: string) {
    const origin = `https://${context.directory.hosts.loginHost}`;
    const issuers = [new LocalEntraId(withSecret(context.directory, secret), context)];
    this.entra = { origin, path: "", issuers };
    this.others = hostsOf(otherIssuers.all, secret, context.now);
  }

  /**
   * Answers what is no request for an issuer with 400: the server goes on.
   *
   * @param url the address of this server
   */
  public async handle(request: HttpRequest, url: string): Promise<HttpAnswer> {
    try {
      return await this.answer(request, url);
    } catch {
      return { status: 400, headers: [], body: "" };
    }
  }

  private async answer(request: HttpRequest, url: string): Promise<HttpAnswer> {
    const { method, target, headers, body } = request;
    const host = this.others.find(({ path }) => target.startsWith(`${path}/`)) ?? this.entra;
    const hasBody = method !== "GET" && method !== "HEAD";
    const asked = new Request(`${host.origin}${target.slice(host.path.length)}`, {
      method,
      headers: headers.filter(([name]) => name.toLowerCase() !== "host").map(([name, value]) => [name, value]),
      ...(hasBody && { body }),
      redirect: "manual",
    });
    const answer = await firstAnswer(host, asked);
    const text = await answer.text();
    const isMetadata = target.includes("/.well-known/") && answer.ok;
    return {
      status: answer.status,
      headers: [...answer.headers].filter(([name]) => name !== "content-length"),
      body: isMetadata ? withLocalAddresses(text, host, url) : text,
    };
  }
}

/** Where a client of an issuer gets its tokens on this machine, after the address of the server. */
export function localPathOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `/${host}${pathname}`;
}

function hostsOf(all: LocalGateway["otherIssuers"]["all"], secret: string, now: () => number): IssuingHost[] {
  const hosts = new Map<string, LocalOidcIssuer[]>();
  for (const { issuer, metadataUrl, audiences, server } of all) {
    const { origin } = new URL(metadataUrl);
    const provider = { issuer, metadataUrl, anyClient: { secret, audiences } };
    hosts.set(origin, [...(hosts.get(origin) ?? []), new LocalOidcIssuer(provider, { keys: server.keys, now })]);
  }
  return [...hosts].map(([origin, issuers]) => ({ origin, path: `/${new URL(origin).host}`, issuers }));
}

async function firstAnswer({ issuers }: IssuingHost, request: Request): Promise<Response> {
  for (const issuer of issuers) {
    const response = await issuer.handle(request.clone());
    if (response.status !== 404) return response;
  }
  return new Response(null, { status: 404 });
}

/** The metadata with the addresses of this machine. The issuer stays as tokens name it. */
function withLocalAddresses(metadata: string, { origin, path }: IssuingHost, url: string): string {
  const entries = Object.entries(JSON.parse(metadata) as Record<string, unknown>).map(([name, value]) => [
    name,
    typeof value === "string" && name !== "issuer" ? value.replace(`${origin}/`, `${url}${path}/`) : value,
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

function withSecret(directory: EntraDirectory, secret: string): EntraDirectory {
  return {
    ...directory,
    // The issuer adds it by itself.
    applications: directory.applications
      .filter(({ clientId }) => clientId !== MICROSOFT_GRAPH.clientId)
      .map((application) => {
        const credentials = (): Credentials => ({
          ...application.credentials,
          secrets: [...application.credentials.secrets, { value: secret }],
        });
        // Not a copy: what the deployment does not say of an application is nobody's business until a request asks for it.
        return Object.create(application, { credentials: { get: credentials } }) as EntraApplication;
      }),
  };
}
