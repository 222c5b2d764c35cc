import { type JWTPayload, UnsecuredJWT } from "jose";
import { TokenVersion } from "../oauth/token-version";
import type { EntraApplication, EntraUser } from "./directory";
import { applicationClaims, ClientProof, idTokenClaims, issuerOf, sign, userClaims } from "./entra-tokens";
import type { IssuerContext } from "./issuer-context";
import { MICROSOFT_GRAPH, signAccessToken } from "./microsoft-graph";
import { type SigningKey } from "./signing-key";

/** What of a token is not as Entra ID issues it. */
export interface TokenChanges {
  /** Claims that replace those of the token; `undefined` removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Fields that replace those of the header. */
  readonly header?: Readonly<Record<string, string>>;
  /** The key that signs; that of the issuer by default. */
  readonly key?: SigningKey;
  /** How many seconds ago the token was issued. */
  readonly ageSeconds?: number;
}

/** Makes tokens for tests without a request: those that Entra ID issues, and those that a policy has to refuse. */
export class TokenMint {
  public constructor(private readonly context: IssuerContext) {}

  /** The token that an application gets for an API. */
  public forApplication(client: EntraApplication, api: EntraApplication, changes: TokenChanges = {}): Promise<string> {
    const proof = ClientProof.SECRET;
    const context = this.at(changes.ageSeconds);
    return this.issue(applicationClaims(context, { client, proof, api, resource: resourceOf(api) }), changes);
  }

  /** The token of a managed identity that Entra ID takes as the credential of a client that trusts the identity. */
  public forExchange(identity: EntraApplication, audience: string): Promise<string> {
    return this.forApplication(identity, { ...identity, clientId: audience, tokenVersion: TokenVersion.V2 });
  }

  /** The token that a client gets for a user. */
  public forUser(
    user: EntraUser,
    client: EntraApplication,
    api: EntraApplication,
    scopes: readonly string[],
    changes: TokenChanges = {},
  ): Promise<string> {
    const request = { client, proof: ClientProof.SECRET, api, resource: resourceOf(api) };
    return this.issue(userClaims(this.at(changes.ageSeconds), request, user, scopes), changes);
  }

  /** The ID token that a client gets for a user. An API must not take it. */
  public idToken(user: EntraUser, client: EntraApplication, changes: TokenChanges = {}): Promise<string> {
    return this.issue(idTokenClaims(this.at(changes.ageSeconds), client, user), changes);
  }

  /** A token for Microsoft Graph, which nobody else can verify. */
  public graph(client: EntraApplication): Promise<string> {
    const request = { client, proof: ClientProof.SECRET, api: MICROSOFT_GRAPH, resource: resourceOf(MICROSOFT_GRAPH) };
    return signAccessToken(this.context, MICROSOFT_GRAPH, applicationClaims(this.context, request));
  }

  /** The token of an application without a signature, `alg` `none`. */
  public unsigned(client: EntraApplication, api: EntraApplication): string {
    const request = { client, proof: ClientProof.SECRET, api, resource: resourceOf(api) };
    return new UnsecuredJWT(applicationClaims(this.context, request)).encode();
  }

  /** The claim `iss` of a token of this tenant. */
  public issuer(version: TokenVersion): string {
    return issuerOf(this.context, version);
  }

  private issue(claims: JWTPayload, { claims: changed = {}, header, key }: TokenChanges): Promise<string> {
    const kept = Object.entries({ ...claims, ...changed }).filter(([, value]) => value !== undefined);
    return sign(Object.fromEntries(kept), key ?? this.context.keys.signingKey, header);
  }

  private at(ageSeconds = 0): IssuerContext {
    return { ...this.context, now: () => this.context.now() - ageSeconds * 1000 };
  }
}

/** How a client names an API in most requests. */
function resourceOf({ identifierUris, clientId }: EntraApplication): string {
  return identifierUris[0] ?? clientId;
}
