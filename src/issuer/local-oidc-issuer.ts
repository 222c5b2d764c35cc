import { SignJWT } from "jose";
import { metadataBase } from "../oauth/metadata-issuer";
import { basicCredentials } from "./basic-credentials";
import { KeyRing, type SigningKey } from "./signing-key";

/** An OpenID Connect provider other than Entra ID, and who gets its tokens. */
export interface OidcProvider {
  /** The claim `iss`, as the provider writes it. */
  readonly issuer: string;
  /** Where its metadata is; below the issuer by default. */
  readonly metadataUrl?: string;
  readonly clients: readonly OidcClient[];
  /** Lets every other client get tokens, with the claims that it asks for as JSON in the parameter `claims`. */
  readonly anyClient?: AnyOidcClient;
}

/** What every client has in a test. */
export interface AnyOidcClient {
  readonly secret: string;
  /** The audiences that a client may ask for; every one if there are none. */
  readonly audiences: readonly string[];
}

/** A client of the provider. What its tokens say is given as claims, because every provider writes them in its way. */
export interface OidcClient {
  readonly clientId: string;
  readonly secret: string;
  /** The audiences that the client may ask for, each with the claims of the token for it. */
  readonly tokens: readonly OidcToken[];
}

export interface OidcToken {
  readonly audience: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface OidcIssuerOptions {
  readonly keys?: KeyRing;
  /** The time in milliseconds since 1970. */
  readonly now?: () => number;
}

const LIFETIME_SECONDS = 3600;

/**
 * An OpenID Connect provider on this machine: metadata, keys, and tokens for its clients by client credentials.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export class LocalOidcIssuer {
  public readonly keys: KeyRing;
  public readonly metadataUrl: string;
  private readonly metadataHref: string;
  private readonly base: string;
  private readonly now: () => number;

  public constructor(
    private readonly provider: OidcProvider,
    options: OidcIssuerOptions = {},
  ) {
    this.metadataUrl = provider.metadataUrl ?? `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    // An issuer may be a name that is no address.
    this.base = metadataBase(new URL(this.metadataUrl).href);
    this.metadataHref = new URL(this.metadataUrl).href;
    this.keys = options.keys ?? new KeyRing();
    this.now = options.now ?? Date.now;
  }

  /** Answers a request, as a server would. */
  public async handle(request: Request): Promise<Response> {
    // Azure AD B2C names the user flow in the query of its metadata.
    if (request.url === this.metadataHref) return Response.json(this.metadata);
    const url = request.url.replace(/[?#].*$/, "");
    if (url === `${this.base}/jwks`) return Response.json({ keys: this.keys.published.map((key) => key.toJwk()) });
    if (url === `${this.base}/token` && request.method === "POST") return this.token(request);
    return new Response(null, { status: 404 });
  }

  /** A token with these claims. The times and the issuer are set, if they are not among them. */
  public mint(claims: Readonly<Record<string, unknown>>, key: SigningKey = this.keys.signingKey): Promise<string> {
    const seconds = Math.floor(this.now() / 1000);
    const all = { iss: this.provider.issuer, iat: seconds, exp: seconds + LIFETIME_SECONDS, ...claims };
    return new SignJWT(all).setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.kid }).sign(key.privateKey);
  }

  private get metadata(): object {
    return {
      issuer: this.provider.issuer,
      jwks_uri: `${this.base}/jwks`,
      token_endpoint: `${this.base}/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  private async token(request: Request): Promise<Response> {
    const parameters = new URLSearchParams(await request.text());
    const basic = basicCredentials(request.headers.get("authorization"));
    const id = basic?.id ?? parameters.get("client_id");
    const client =
      this.provider.clients.find(({ clientId }) => clientId === id) ??
      anyClient(this.provider.anyClient, id, parameters);
    if (client === undefined || client.secret !== (basic?.secret ?? parameters.get("client_secret")))
      return refuse("invalid_client", 401);
    if (parameters.get("grant_type") !== "client_credentials") return refuse("unsupported_grant_type");
    const audience = parameters.get("audience") ?? client.tokens[0]?.audience;
    const token = client.tokens.find((known) => known.audience === audience);
    if (token === undefined) return refuse("access_denied", 403);
    const access = await this.mint({ sub: client.clientId, aud: token.audience, ...token.claims });
    return Response.json({ token_type: "Bearer", expires_in: LIFETIME_SECONDS, access_token: access });
  }
}

function anyClient(
  known: AnyOidcClient | undefined,
  clientId: string | null,
  parameters: URLSearchParams,
): OidcClient | undefined {
  const claims = objectIn(parameters.get("claims") ?? "{}");
  if (known === undefined || !clientId || claims === undefined) return undefined;
  const asked = parameters.get("audience") ?? "";
  const audiences = known.audiences.length === 0 ? [asked] : known.audiences;
  const scope = parameters.get("scope");
  const all = { ...(scope !== null && { scope }), ...claims };
  return { clientId, secret: known.secret, tokens: audiences.map((audience) => ({ audience, claims: all })) };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function refuse(error: string, status = 400): Response {
  return Response.json({ error }, { status });
}
