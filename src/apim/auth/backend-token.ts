import { check } from "../../core/rules";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { APP_REGISTRATION } from "../../entra/kinds";
import type { PolicyElement } from "../../policy/model/node";
import { AuthenticationManagedIdentity } from "../../policy/statements";
import { IDENTITY } from "../kinds";
import { APIM_RULES } from "../rules";
import { ApimIdentity } from "../service/apim-identity";
import { removeHeader } from "../policy/headers";
import type { CheckedRequest } from "./checked-request";
import type { ClientAuthentication } from "./client-authentication";
import { exchangeStatements, type OnBehalfOfOptions, requireExchange } from "./on-behalf-of";

/**
 * What the backend gets in place of the caller's token, after the check.
 *
 * @see https://learn.microsoft.com/azure/api-management/authentication-authorization-overview
 */
export class BackendToken {
  /** The caller's token, as it came: for a backend that checks it as well. */
  public static forward(): BackendToken {
    return new BackendToken(
      () => [],
      () => [],
    );
  }

  /** No token: for a backend that the gateway authenticates to in another way. */
  public static strip(): BackendToken {
    return new BackendToken(
      ({ headerName }) => [removeHeader(headerName)],
      (headerName) => [headerName],
    );
  }

  /**
   * A token of the service's identity for a backend that is registered in Entra ID. Give the identity a role of the backend.
   *
   * It is sent to whatever backend the request goes to, also one that an operation chooses. Where backends differ, give each `Backend` its
   * `BackendCredential.managedIdentity`, which replaces the token.
   *
   * @param backend the registration of the backend
   * @param identity the identity; by default that of the service itself
   */
  public static managedIdentity(backend: IAppRegistration, identity?: ApimIdentity): BackendToken {
    APP_REGISTRATION.require("BackendToken.managedIdentity", "backend", backend);
    return BackendToken.ofIdentity("BackendToken.managedIdentity", () => backend.identifierUri, identity);
  }

  /**
   * A token of the service's identity for a service of Azure. Give the identity a role there. It is sent to
   * whatever backend the request goes to, like that of `managedIdentity`.
   *
   * @param resourceUri the App ID URI of the service, such as `https://storage.azure.com`
   * @param identity the identity; by default that of the service itself
   * @throws when the URI is none
   */
  public static managedIdentityFor(resourceUri: string, identity?: ApimIdentity): BackendToken {
    const place = "BackendToken.managedIdentityFor";
    check(place, "resourceUri", resourceUri, APIM_RULES.tokenResource);
    return BackendToken.ofIdentity(place, () => resourceUri, identity);
  }

  /**
   * A token for the backend on behalf of the user, which Entra ID gives for the user's token. It is kept in the internal cache of the gateway
   * until shortly before it expires; in the tier Consumption, which has none, each call asks for one.
   *
   * The client is the registration that the checked tokens are for. It needs the permission, with consent, on the backend, and the credential: the
   * policy is written after the certificates and federated credentials that the program gives it. The token of an application cannot be exchanged. If there is no token the call is refused, and the user's own token never reaches the backend.
   *
   * @throws when the backend has no such scope
   * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
   */
  public static onBehalfOf(options: OnBehalfOfOptions): BackendToken {
    requireExchange("BackendToken.onBehalfOf", options);
    return new BackendToken(
      (request) => exchangeStatements(options, request),
      withAuthorization,
      options.authentication,
    );
  }

  private static ofIdentity(
    place: string,
    resource: () => string,
    identity = ApimIdentity.systemAssigned(),
  ): BackendToken {
    IDENTITY.require(place, "identity", identity);
    return new BackendToken(
      ({ headerName }) => [
        removeHeader(headerName),
        new AuthenticationManagedIdentity({ resource: resource(), clientId: identity.clientId }),
      ],
      withAuthorization,
    );
  }

  private constructor(
    private readonly make: (request: CheckedRequest) => PolicyElement[],
    /**
     * The headers that no longer hold what the caller sent, by the header of the token.
     *
     * @internal
     */
    public readonly _changedHeaders: (headerName: string) => string[],
    /**
     * How the gateway authenticates as the client that exchanges tokens, if it does.
     *
     * @internal
     */
    public readonly _authentication?: ClientAuthentication,
  ) {}

  /**
   * Whether only a user's token gives one, so that a request without a token has none.
   *
   * @internal
   */
  public get _isForUsers(): boolean {
    return this._authentication !== undefined;
  }

  /**
   * What puts the token into the request.
   *
   * @internal
   */
  public _statements(request: CheckedRequest): PolicyElement[] {
    return this.make(request);
  }
}

/** Another token is in this header, wherever the caller's was. */
function withAuthorization(headerName: string): string[] {
  return [headerName, "Authorization"];
}
