import { SignJWT } from "jose";
import { metadataBase } from "../oauth/metadata-issuer";
import { AuthorizationCodes } from "./authorization-codes";
import { RESPONSE_MODES } from "./authorization-response";
import { ANY_ORIGIN, ownOrigin, preflightAnswer } from "./cross-origin";
import { randomText } from "./issuer-context";
import { authorize } from "./oidc/authorization-endpoint";
import type { OidcContext, OidcProvider } from "./oidc/provider";
import { OidcRefusal } from "./oidc/refusal";
import { GRANT_TYPES, LIFETIME_SECONDS, tokenFor } from "./oidc/token-endpoint";
import { parametersOf } from "./request-parameters";
import { KeyRing, type SigningKey } from "./signing-key";
import { Store } from "./store";

export interface OidcIssuerOptions {
  readonly keys?: KeyRing;
  /** The time in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * An OpenID Connect provider on this machine: metadata, keys, the authorization and the token endpoint.
 * Tokens are for any client and any user, by client credentials, authorization code and refresh token.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export class LocalOidcIssuer {
  public readonly keys: KeyRing;
  public readonly metadataUrl: string;
  private readonly metadataHref: string;
  private readonly base: string;
  private readonly now: () => number;
  private readonly context: OidcContext;

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
    this.context = {
      provider,
      codes: new AuthorizationCodes(),
      refreshTokens: new Store(),
      now: this.now,
      random: randomText,
      mint: (claims) => this.mint(claims),
    };
  }

  /** Answers a request, as a server would. */
  public async handle(request: Request): Promise<Response> {
    const url = request.url.replace(/[?#].*$/, "");
    const document = this.documentAt(request.url);
    if (document !== undefined) return preflightAnswer(request) ?? Response.json(document, { headers: ANY_ORIGIN });
    try {
      if (url === `${this.base}/authorize`) return authorize(this.context, await parametersOf(request));
      if (url === `${this.base}/token`) {
        const preflight = preflightAnswer(request);
        if (preflight !== undefined) return preflight;
        if (request.method === "POST") return await this.token(request);
      }
    } catch (error) {
      if (error instanceof OidcRefusal) return refuse(error, request);
      throw error;
    }
    return new Response(null, { status: 404 });
  }

  /** A token with these claims. The times and the issuer are set, if they are not among them. */
  public mint(claims: Readonly<Record<string, unknown>>, key: SigningKey = this.keys.signingKey): Promise<string> {
    const seconds = Math.floor(this.now() / 1000);
    const all = { iss: this.provider.issuer, iat: seconds, exp: seconds + LIFETIME_SECONDS, ...claims };
    return new SignJWT(all).setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.kid }).sign(key.privateKey);
  }

  private documentAt(url: string): object | undefined {
    // Azure AD B2C names the user flow in the query of its metadata.
    if (url === this.metadataHref) return this.metadata;
    if (url.replace(/[?#].*$/, "") !== `${this.base}/jwks`) return undefined;
    return { keys: this.keys.published.map((key) => key.toJwk()) };
  }

  private get metadata(): object {
    return {
      issuer: this.provider.issuer,
      jwks_uri: `${this.base}/jwks`,
      authorization_endpoint: `${this.base}/authorize`,
      token_endpoint: `${this.base}/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic", "none"],
      grant_types_supported: GRANT_TYPES,
      response_types_supported: ["code"],
      response_modes_supported: RESPONSE_MODES,
      code_challenge_methods_supported: ["S256"],
      scopes_supported: ["openid", "offline_access"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  private async token(request: Request): Promise<Response> {
    const answer = await tokenFor(this.context, await parametersOf(request), request.headers.get("authorization"));
    return Response.json(answer, { headers: { ...NO_STORE, ...ownOrigin(request) } });
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
const NO_STORE = { "cache-control": "no-store" };

function refuse({ error, message, status }: OidcRefusal, request: Request): Response {
  const isByHeader = status === 401 && request.headers.has("authorization");
  return Response.json(
    { error, error_description: message },
    { status, headers: { ...NO_STORE, ...ownOrigin(request), ...(isByHeader && { "www-authenticate": "Basic" }) } },
  );
}
