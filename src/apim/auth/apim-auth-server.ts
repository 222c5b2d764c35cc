import type { Construct, IConstruct } from "constructs";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, listOf, oneOf, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { CLIENT, RESOURCE_SERVER, SECRET } from "../../core/shared-kinds";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { isAppRegistration, requireDifferentRegistrations, requireScope } from "../../entra/registrations";
import { endpointsFor } from "../../entra/sign-in-endpoints";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { secretOfOtherClient, unknownEndpoint } from "../errors";
import { GRANT, SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { requireSameCloud } from "./agreement";
import { ClientAuthenticationMethod } from "./client-authentication-method";
import { missingClientSecret, noClientAuthentication, unknownGrantType, uselessClientSecret } from "./errors";
import type { OAuthGrant, OAuthGrantBinding } from "./oauth-grant";
import { prepareClient } from "./prepare-client";
import { createServer, GRANT_TYPES } from "./server-resource";

/** Properties of `ApimAuthServer`. */
export interface ApimAuthServerProps {
  /** The service whose developer portal uses the authorization server. */
  readonly apim: IApiManagement;
  /** The name in Azure, such as `AzureAD-OAuth`. It is part of the redirect URI. */
  readonly name: string;
  /** The API that the tokens are for: an `AppRegistration`, or a `ResourceServer` that names its endpoints. */
  readonly resource: IResourceServer;
  /** The client that gets the tokens: the developer portal, never the API itself. */
  readonly client: IOAuthClient;
  /** How the client gets a token. */
  readonly grant: OAuthGrant;
  /**
   * The secret of the client. Terraform keeps it in its state.
   *
   * @default - none: right for `OAuthGrant.authorizationCodeWithPkce` and `OAuthGrant.insecureImplicit`, which take none; the others need it
   */
  readonly clientSecret?: SecretValue;
  /**
   * How the client sends its secret.
   *
   * @default - in the body
   */
  readonly clientAuthentication?: ClientAuthenticationMethod[];
  /**
   * Whether the authorization endpoint takes POST in addition to GET.
   *
   * @default false
   */
  readonly acceptsPost?: boolean;
  /**
   * Whether the test console may send the token in the URL of a request, where logs and histories keep it, in place of the header.
   *
   * @default false
   */
  readonly allowTokenInUrl?: boolean;
  /**
   * The name shown in the Azure portal and in the developer portal, up to 50 characters.
   *
   * @default - the name, which is then as short
   */
  readonly displayName?: string;
  /**
   * What the authorization server is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The page where developers register a client.
   *
   * @default "https://localhost"
   */
  readonly clientRegistrationEndpoint?: string;
}

/** An OAuth 2.0 authorization server in API Management. */
export interface IApimAuthServer extends IConstruct {
  /** The name in Azure. */
  readonly name: string;

  /**
   * The API that the tokens are for.
   *
   * @default - not known
   */
  readonly resource?: IResourceServer;
  /**
   * How the client gets a token.
   *
   * @default - not known
   */
  readonly grant?: OAuthGrant;
}

const PROPS: Kinds<ApimAuthServerProps> = {
  apim: SERVICE,
  name: STRING,
  resource: RESOURCE_SERVER,
  client: CLIENT,
  grant: GRANT,
  clientSecret: optional(SECRET),
  clientAuthentication: optional(
    listOf(oneOf("ClientAuthenticationMethod", ClientAuthenticationMethod), "ClientAuthenticationMethod"),
  ),
  acceptsPost: optional(BOOLEAN),
  allowTokenInUrl: optional(BOOLEAN),
  displayName: optional(STRING),
  description: optional(STRING),
  clientRegistrationEndpoint: optional(STRING),
};

const SERVERS = new Registry<ApimAuthServer>("authorization server");

/**
 * An OAuth 2.0 authorization server in API Management: how the test console of the developer portal gets a token.
 *
 * It gets tokens but does not validate them. A `JwtPolicy` on the API does.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-oauth2
 */
export class ApimAuthServer extends CheckedConstruct implements IApimAuthServer {
  /** An existing authorization server, from this or another configuration. */
  public static fromName(scope: Construct, id: string, name: string): IApimAuthServer {
    return new ImportedApimAuthServer(scope, id, name);
  }

  public readonly name: string;
  /** The API that the tokens are for. */
  public readonly resource?: IResourceServer;
  /** How the client gets a token. */
  public readonly grant?: OAuthGrant;
  /** Where a client gets its token, or undefined when the API names no endpoint and the grant needs none. */
  public readonly tokenEndpoint?: string;
  /** What a client sends as `scope`, or undefined when it sends none. For an `AppRegistration` and client credentials it is `<API>/.default`. */
  public readonly defaultScope?: string;
  /** The redirect URI of the developer portal, or undefined when the grant does not use one. */
  public readonly redirectUri?: string;
  /** @internal */
  public readonly _serviceKey: readonly string[];
  /**
   * The client that gets the tokens.
   *
   * @internal
   */
  public readonly _client?: IOAuthClient;

  /**
   * @throws when a name or a URL breaks a rule, the secret is missing, without a use or of another registration, the service has the authorization
   * server already, client and resource are the same registration or have no tenant in common, or the API has no such scope or names no endpoints
   */
  public constructor(scope: Construct, id: string, props: ApimAuthServerProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, resource, client, grant, clientAuthentication = [ClientAuthenticationMethod.BODY] } = props;
    check(this, "name", props.name, APIM_RULES.childName);
    check(this, `clientId of ${client.displayName}`, client.clientId, APIM_RULES.clientId);
    check(this, "displayName", props.displayName ?? props.name, APIM_RULES.authServerTitle);
    checkOptional(this, "description", props.description, RULES.text);
    checkOptional(this, "clientRegistrationEndpoint", props.clientRegistrationEndpoint, RULES.httpUrl);
    if (clientAuthentication.length === 0) throw noClientAuthentication(this);
    if (!GRANT_TYPES.includes(grant.grantType)) throw unknownGrantType(this, grant.grantType, GRANT_TYPES);
    this._serviceKey = apim.policyTarget.key;
    SERVERS.claim(this, ...this._serviceKey, props.name);
    if (isAppRegistration(resource)) this.requireSameEntra(apim, client, resource);
    grant.scopes.forEach((name) => requireScope(this, resource, name));

    const { developerPortalUrl } = apim;
    const binding = grant.bind({ resource, serverName: props.name, developerPortalUrl });
    this.requireSecret(client, grant, binding, props.clientSecret);
    const { tokenEndpoint, authorizationEndpoint } = endpointsFor(client, resource, grant.isForUsers);
    if (tokenEndpoint === undefined && binding.isImplicit !== true) {
      throw unknownEndpoint(this, resource.displayName, "tokenEndpoint");
    }
    if (authorizationEndpoint === undefined) throw unknownEndpoint(this, resource.displayName, "authorizationEndpoint");
    this.resource = resource;
    this.grant = grant;
    this._client = client;
    this.tokenEndpoint = tokenEndpoint;
    this.defaultScope = binding.scope;
    this.redirectUri = binding.redirectUri;
    prepareClient(this, client, resource, grant, binding);
    this.name = createServer(this, apim, {
      name: props.name,
      displayName: props.displayName ?? props.name,
      description: props.description,
      grantType: grant.grantType,
      authorizationEndpoint,
      authorizationMethods: props.acceptsPost === true ? ["GET", "POST"] : ["GET"],
      tokenEndpoint,
      tokenParameters: resource.tokenParameters,
      clientRegistrationEndpoint: props.clientRegistrationEndpoint ?? "https://localhost",
      clientId: client.clientId,
      clientSecret: props.clientSecret?._expression(this),
      clientAuthenticationMethod: [...new Set(clientAuthentication)],
      bearerTokenSendingMethods: ["authorizationHeader", ...(props.allowTokenInUrl === true ? ["query"] : [])],
      defaultScope: this.defaultScope,
      supportState: binding.supportsState,
      resourceOwner: binding.resourceOwner,
    }).name;
  }

  /** Entra ID only issues a token if client and API are two registrations with a tenant in common, and the service only reaches its own cloud. */
  private requireSameEntra(apim: IApiManagement, client: IOAuthClient, resource: IAppRegistration): void {
    if (isAppRegistration(client)) requireDifferentRegistrations(this, client, resource);
    requireSameCloud(this, apim, resource);
  }

  private requireSecret(
    client: IOAuthClient,
    { grantType }: OAuthGrant,
    { needsClientSecret = true }: OAuthGrantBinding,
    secret: SecretValue | undefined,
  ): void {
    if (secret === undefined) {
      if (needsClientSecret) throw missingClientSecret(this, client.displayName);
      return;
    }
    if (!needsClientSecret) throw uselessClientSecret(this, grantType);
    if (!secret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
  }
}

/** An existing authorization server. */
class ImportedApimAuthServer extends CheckedConstruct implements IApimAuthServer {
  public readonly grant = undefined;

  public constructor(
    scope: Construct,
    id: string,
    public readonly name: string,
  ) {
    super(scope, id);
    check(this, "name", name, APIM_RULES.childName);
  }
}
