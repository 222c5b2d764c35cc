import type { Service } from "../deployment/model";
import { policiesOf } from "../gateway/deployed-policies";
import { isEntra } from "../gateway/deployed-services";
import { LocalOidcIssuer } from "../issuer/local-oidc-issuer";
import type { KeyRing } from "../issuer/signing-key";
import { publishedIssuer } from "../oauth/metadata-issuer";
import { type PolicyElement } from "../policy/model/node";
import { notFound } from "./errors";
import { keysOf } from "./keys";

/** An issuer that policies of a service trust, beside Entra ID. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly metadataUrl: string;
  /** The audiences of which a token needs one. */
  readonly audiences: readonly string[];
  readonly server: LocalOidcIssuer;
}

/** An issuer by its claim `iss` or by its metadata URL, or the object that the policy was made from. */
export type IssuerName = string | { readonly metadataUrl: string };

/** The other issuers of a service. They are read from its policies when the first of them is needed. */
export class DeployedIssuers {
  private known: readonly TrustedIssuer[] | undefined;

  public constructor(
    private readonly service: Service,
    private readonly now: () => number,
  ) {}

  public get all(): readonly TrustedIssuer[] {
    return (this.known ??= this.read());
  }

  /** Answers a request for metadata, keys or a token; 404 if no issuer is there. */
  public async handle(request: Request): Promise<Response> {
    for (const { server } of this.all) {
      const response = await server.handle(request.clone());
      if (response.status !== 404) return response;
    }
    return new Response(null, { status: 404 });
  }

  /** @throws TestingError when no policy trusts the issuer */
  public find(name: IssuerName): TrustedIssuer {
    const wanted = typeof name === "string" ? name : name.metadataUrl;
    const found = this.all.find(({ issuer, metadataUrl }) => issuer === wanted || metadataUrl === wanted);
    if (found !== undefined) return found;
    throw notFound(
      "issuer",
      wanted,
      this.all.map(({ issuer }) => issuer),
    );
  }

  private read(): TrustedIssuer[] {
    const checks = policiesOf(this.service).flatMap(({ root }) => checksIn(root));
    const rings = new Map<string, KeyRing>();
    const issuers = new Map<string, TrustedIssuer>();
    for (const { metadataUrls, issuers: named, audiences } of checks) {
      for (const [index, metadataUrl] of metadataUrls.entries()) {
        const issuer = named[named.length === metadataUrls.length ? index : 0] ?? publishedIssuer(metadataUrl);
        const keys = rings.get(issuer) ?? keysOf(issuer);
        rings.set(issuer, keys);
        const server =
          issuers.get(metadataUrl)?.server ?? new LocalOidcIssuer({ issuer, metadataUrl }, { keys, now: this.now });
        const all = [...(issuers.get(metadataUrl)?.audiences ?? []), ...audiences];
        issuers.set(metadataUrl, { issuer, metadataUrl, audiences: [...new Set(all)], server });
      }
    }
    return [...issuers.values()];
  }
}

interface Check {
  readonly metadataUrls: readonly string[];
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
}

/** What the `validate-jwt` in an element check, without those for tokens of Entra ID. */
function checksIn(element: PolicyElement): Check[] {
  if (element.name !== "validate-jwt") return element.elements.flatMap(checksIn);
  const metadataUrls = element.elements
    .filter(({ name }) => name === "openid-config")
    .flatMap((config) => config.tryAttribute("url")?.source ?? [])
    .filter((url) => URL.canParse(url) && !isEntra(new URL(url)));
  return [{ metadataUrls, issuers: textsIn(element, "issuers"), audiences: textsIn(element, "audiences") }];
}

function textsIn(element: PolicyElement, list: string): string[] {
  return element.elements
    .filter(({ name }) => name === list)
    .flatMap(({ elements }) => elements.flatMap(({ text }) => text?.source.trim() ?? []));
}
