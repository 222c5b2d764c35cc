import { invalidValue } from "../../core/errors";
import { checkObject, type Kinds, STRING, STRINGS } from "../../core/kinds";
import { RESOURCE_SERVER } from "../../core/shared-kinds";
import type { RedirectPlatform } from "../../entra/redirect-platform";
import type { IResourceServer } from "../../oauth/resource-server";
import { noGrantScope } from "../errors";

/** The context that a grant is bound to. */
export interface OAuthGrantContext {
  /** The API that the tokens are for. */
  readonly resource: IResourceServer;
  /** The name of the authorization server in API Management. */
  readonly serverName: string;
  /** The URL of the developer portal, without a path. */
  readonly developerPortalUrl: string;
}

/** What a grant requires of the authorization server and of the client. */
export interface OAuthGrantBinding {
  /**
   * What the client sends as `scope`.
   *
   * @default - nothing
   */
  readonly scope?: string;
  /**
   * Where the developer portal takes the user back to. The client registers it.
   *
   * @default - the grant has no redirect URI
   */
  readonly redirectUri?: string;
  /**
   * The kind of application that the redirect URI is registered for.
   *
   * @default RedirectPlatform.WEB
   */
  readonly redirectPlatform?: RedirectPlatform;
  /** Whether the client sends `state` and compares it, to detect forged responses. */
  readonly supportsState: boolean;
}

const CONTEXT: Kinds<OAuthGrantContext> = {
  resource: RESOURCE_SERVER,
  serverName: STRING,
  developerPortalUrl: STRING,
};

/**
 * How a client gets a token. Extend it to support another grant.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-1.3
 */
export abstract class OAuthGrant {
  /**
   * The client gets a token for itself, with its secret and without a user. The token holds the client's roles, and no scope of a user.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
   */
  public static clientCredentials(): OAuthGrant {
    return new ClientCredentials();
  }

  /**
   * A user signs in and the client gets a token for the user. The token holds the scopes that the client asks for.
   *
   * @param scopes the values of scopes of the API, such as `access_as_user`; at least one
   * @throws when no scope is given, or one twice
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1
   */
  public static authorizationCode(...scopes: string[]): OAuthGrant {
    return new AuthorizationCode(scopes);
  }

  /** The name of the grant in API Management, such as `clientCredentials`. */
  public readonly grantType: string;
  /** The scopes of the API to ask for. Empty when the client asks for its own roles. */
  public readonly scopes: string[];

  /**
   * @param grantType the name of the grant in API Management
   * @param scopes the scopes of the API to ask for; empty when the client asks for its own roles
   */
  protected constructor(grantType: string, scopes: string[]) {
    STRING.require("OAuthGrant", "grantType", grantType);
    STRINGS.require("OAuthGrant", "scopes", scopes);
    this.grantType = grantType;
    this.scopes = scopes;
  }

  /** Whether the tokens are for a user: they hold scopes. Otherwise they are for the client and hold its roles. */
  public get isForUsers(): boolean {
    return this.scopes.length > 0;
  }

  /** What the grant needs of the authorization server and of the client. */
  public abstract bind(context: OAuthGrantContext): OAuthGrantBinding;
}

class ClientCredentials extends OAuthGrant {
  public constructor() {
    super("clientCredentials", []);
  }

  public bind(context: OAuthGrantContext): OAuthGrantBinding {
    checkObject("OAuthGrant.bind", "context", context, CONTEXT);
    const { applicationScope: scope } = context.resource;
    return { ...(scope !== undefined && { scope }), supportsState: false };
  }
}

class AuthorizationCode extends OAuthGrant {
  public constructor(scopes: string[]) {
    const place = "OAuthGrant.authorizationCode";
    if (scopes.length === 0) throw noGrantScope(place);
    STRINGS.require(place, "scopes", scopes);
    const repeated = scopes.find((scope, index) => scopes.indexOf(scope) !== index);
    if (repeated !== undefined)
      throw invalidValue(place, "scope", repeated, "each scope once", "remove one of the two");
    super("authorizationCode", scopes);
  }

  public bind(context: OAuthGrantContext): OAuthGrantBinding {
    checkObject("OAuthGrant.bind", "context", context, CONTEXT);
    const { resource, serverName, developerPortalUrl } = context;
    return {
      scope: this.scopes.map((scope) => resource.requestedScope(scope)).join(" "),
      redirectUri: `${developerPortalUrl}/signin-oauth/code/callback/${serverName}`,
      supportsState: true,
    };
  }
}
