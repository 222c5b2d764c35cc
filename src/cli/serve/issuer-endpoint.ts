import { LocalEntraId } from "../../issuer/local-entra-id";
import type { EntraDirectory } from "../../issuer/directory";
import { MICROSOFT_GRAPH } from "../../issuer/microsoft-graph";
import type { IssuerContext } from "../../issuer/issuer-context";
import type { HttpAnswer, HttpRequest } from "./http-server";

/** Entra ID on this machine, for clients that reach it by HTTP. */
export class IssuerEndpoint {
  private readonly issuer: LocalEntraId;
  private readonly loginAddress: string;

  /**
   * @param context the issuer of the gateway, whose keys sign
   * @param secret a secret that every application has beside those of the deployment
   */
  public constructor(context: IssuerContext, secret: string) {
    this.issuer = new LocalEntraId(withSecret(context.directory, secret), context);
    this.loginAddress = `https://${context.directory.hosts.loginHost}/`;
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
    const hasBody = method !== "GET" && method !== "HEAD";
    const answer = await this.issuer.handle(
      new Request(`${url}${target}`, {
        method,
        headers: headers.filter(([name]) => name.toLowerCase() !== "host").map(([name, value]) => [name, value]),
        ...(hasBody && { body }),
        redirect: "manual",
      }),
    );
    const text = await answer.text();
    const isMetadata = target.includes("/.well-known/") && answer.ok;
    return {
      status: answer.status,
      headers: [...answer.headers].filter(([name]) => name !== "content-length"),
      body: isMetadata ? this.withLocalAddresses(text, url) : text,
    };
  }

  /** The metadata with the addresses of this machine. The issuer stays as tokens name it. */
  private withLocalAddresses(metadata: string, url: string): string {
    const entries = Object.entries(JSON.parse(metadata) as Record<string, unknown>).map(([name, value]) => [
      name,
      typeof value === "string" && name !== "issuer" ? value.replace(this.loginAddress, `${url}/`) : value,
    ]);
    return JSON.stringify(Object.fromEntries(entries));
  }
}

function withSecret(directory: EntraDirectory, secret: string): EntraDirectory {
  return {
    ...directory,
    // The issuer adds it by itself.
    applications: directory.applications
      .filter(({ clientId }) => clientId !== MICROSOFT_GRAPH.clientId)
      .map((application) => ({
        ...application,
        credentials: { ...application.credentials, secrets: [...application.credentials.secrets, { value: secret }] },
      })),
  };
}
