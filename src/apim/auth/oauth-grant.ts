import { invalidValue } from "../../core/errors";
import { checkObject, type Kinds, OBJECT, optional, STRING, KNOWN_STRINGS } from "../../core/kinds";
import { check, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { RESOURCE_SERVER, SECRET } from "../../core/shared-kinds";
import { RedirectPlatform } from "../../entra/redirect-platform";
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
  /**
   * Whether the client redeems with its secret.
   *
   * @default true
   */
  readonly needsClientSecret?: boolean;
  /**
   * Whether the token comes with the redirect, so that the client registers that it wants it there.
   *
   * @default false
   */
  readonly isImplicit?: boolean;
  /**
   * The user whose name and password the test console sends.
   *
   * @default - the test console asks for them
   */
  readonly resourceOwner?: ResourceOwnerIdentity;
}

/** A user who gives a name and a password to the client. */
export interface ResourceOwnerIdentity {
  /** The name of the user. */
  readonly username: string;
  /** The password of the user. Terraform keeps it in its state. */
  readonly password: SecretValue;
}

/** Options of `OAuthGrant.insecureResourceOwnerPassword`. */
export interface ResourceOwnerPasswordOptions {
  /** The values of scopes of the API, such as `access_as_user`; at least one. */
  readonly scopes: string[];
  /**
   * The user whose name and password the test console sends: a test user without rights, because everyone in the portal gets its tokens.
   *
   * @default - the test console asks for them
   */
  readonly resourceOwner?: ResourceOwnerIdentity;
}

const RESOURCE_OWNER: Kinds<ResourceOwnerIdentity> = { username: STRING, password: SECRET };
const PASSWORD_OPTIONS: Kinds<ResourceOwnerPasswordOptions> = {
  scopes: KNOWN_STRINGS,
  resourceOwner: optional(OBJECT),
};

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

  /**
   * Like `authorizationCode`, without a secret: the browser proves with PKCE that the code is its own.
   *
   * The authorization server is made with the AzAPI provider: the stack needs an `AzapiProvider`.
   *
   * @param scopes the values of scopes of the API, such as `access_as_user`; at least one
   * @throws when no scope is given, or one twice
   * @see https://www.rfc-editor.org/rfc/rfc7636
   */
  public static authorizationCodeWithPkce(...scopes: string[]): OAuthGrant {
    return new AuthorizationCodeWithPkce(scopes);
  }

  /**
   * A user signs in and the token comes back in the URL, where histories and logs keep it. Use `authorizationCodeWithPkce`.
   *
   * @param scopes the values of scopes of the API, such as `access_as_user`; at least one
   * @throws when no scope is given, or one twice
   * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2
   */
  public static insecureImplicit(...scopes: string[]): OAuthGrant {
    return new Implicit(scopes);
  }

  /**
   * The client sends the name and the password of a user, and so learns them. It works neither with a second factor nor with a federated user.
   *
   * @throws when no scope is given, or one twice
   * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.4
   */
  public static insecureResourceOwnerPassword(options: ResourceOwnerPasswordOptions): OAuthGrant {
    return new ResourceOwnerPassword(options);
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
    KNOWN_STRINGS.require("OAuthGrant", "scopes", scopes);
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

/** A user's token holds the scopes that the client asks for. */
abstract class UserGrant extends OAuthGrant {
  protected constructor(place: string, grantType: string, scopes: string[]) {
    if (scopes.length === 0) throw noGrantScope(place);
    KNOWN_STRINGS.require(place, "scopes", scopes);
    const repeated = scopes.find((scope, index) => scopes.indexOf(scope) !== index);
    if (repeated !== undefined)
      throw invalidValue(place, "scope", repeated, "each scope once", "remove one of the two");
    super(grantType, scopes);
  }

  public bind(context: OAuthGrantContext): OAuthGrantBinding {
    checkObject("OAuthGrant.bind", "context", context, CONTEXT);
    const scope = this.scopes.map((value) => context.resource.requestedScope(value)).join(" ");
    return { scope, ...this.bindFlow(context) };
  }

  /** What the flow needs beside the scope. */
  protected abstract bindFlow(context: OAuthGrantContext): OAuthGrantBinding;
}

class AuthorizationCode extends UserGrant {
  public constructor(scopes: string[]) {
    super("OAuthGrant.authorizationCode", "authorizationCode", scopes);
  }

  protected bindFlow({ developerPortalUrl, serverName }: OAuthGrantContext): OAuthGrantBinding {
    return { redirectUri: `${developerPortalUrl}/signin-oauth/code/callback/${serverName}`, supportsState: true };
  }
}

class AuthorizationCodeWithPkce extends UserGrant {
  public constructor(scopes: string[]) {
    super("OAuthGrant.authorizationCodeWithPkce", "authorizationCodeWithPkce", scopes);
  }

  protected bindFlow({ developerPortalUrl, serverName }: OAuthGrantContext): OAuthGrantBinding {
    return {
      redirectUri: `${developerPortalUrl}/signin-oauth/code-pkce/callback/${serverName}`,
      // The script of the portal redeems the code, which Entra ID refuses for a redirect URI of a web application (AADSTS9002326).
      redirectPlatform: RedirectPlatform.SPA,
      supportsState: true,
      needsClientSecret: false,
    };
  }
}

class Implicit extends UserGrant {
  public constructor(scopes: string[]) {
    super("OAuthGrant.insecureImplicit", "implicit", scopes);
  }

  protected bindFlow({ developerPortalUrl }: OAuthGrantContext): OAuthGrantBinding {
    return {
      redirectUri: `${developerPortalUrl}/signin-oauth/implicit/callback`,
      supportsState: true,
      needsClientSecret: false,
      isImplicit: true,
    };
  }
}

class ResourceOwnerPassword extends UserGrant {
  private readonly resourceOwner?: ResourceOwnerIdentity;

  public constructor(options: ResourceOwnerPasswordOptions) {
    const place = "OAuthGrant.insecureResourceOwnerPassword";
    checkObject(place, "options", options, PASSWORD_OPTIONS);
    const { resourceOwner } = options;
    if (resourceOwner !== undefined) {
      checkObject(place, "resourceOwner", resourceOwner, RESOURCE_OWNER);
      check(place, "username", resourceOwner.username, RULES.text);
    }
    super(place, "resourceOwnerPassword", options.scopes);
    this.resourceOwner = resourceOwner;
  }

  protected bindFlow(): OAuthGrantBinding {
    return { supportsState: false, ...(this.resourceOwner && { resourceOwner: this.resourceOwner }) };
  }
}
