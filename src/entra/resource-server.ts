import { lowerCase } from "../core/lower-case";
import { check, checkOptional, RULES } from "../core/rules";
import { urlEncoded } from "../core/terraform-text";
import { checkProps, type Kinds, optional, STRING, KNOWN_STRINGS, TEXTS } from "../core/kinds";
import { APPLICATION_TOKENS, CLOUD, TOKEN_CLAIM } from "../core/shared-kinds";
import { AzureCloud } from "../oauth/azure-cloud";
import { b2cHost, b2cTenantDomain } from "../oauth/b2c-tenant";
import { entraClaims } from "../oauth/entra-claims";
import { entraAuthorizationEndpoint, entraIssuer, entraMetadataUrl, entraTokenEndpoint } from "../oauth/entra-tenant";
import type { IResourceServer } from "../oauth/resource-server";
import { ApplicationTokens, TokenClaim, type TokenClaims } from "../oauth/token-claims";
import { TokenVersion } from "../oauth/token-version";
import { emptyList, missingText } from "./errors";
import { ENTRA_RULES } from "./rules";

/** Options that all resource servers share. */
export interface ResourceServerOptions {
  /**
   * The name of the API, for messages.
   *
   * @default - the first audience
   */
  readonly displayName?: string;
  /**
   * The scopes of the API, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly scopes?: string[];
  /**
   * The roles of the API that applications can have, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly roles?: string[];
}

/** Options of the resource servers whose claims can be set up. */
export interface ClaimOptions extends ResourceServerOptions {
  /**
   * The claim with the roles of an application, such as `TokenClaim.list("permissions")`.
   *
   * @default - the claim with the scopes: OAuth 2.0 itself gives applications scopes
   */
  readonly rolesClaim?: TokenClaim;
}

/** Properties of `ResourceServer.oidc`. */
export interface OidcResourceServerProps extends ClaimOptions {
  /** The URL of the OpenID Connect metadata, `https://…/.well-known/openid-configuration`. */
  readonly metadataUrl: string;
  /** The exact value of claim `iss`, including a trailing slash. */
  readonly issuer: string;
  /** The accepted values of claim `aud`; at least one. */
  readonly audiences: string[];
  /** How the tokens of applications differ from those of users, so that the one cannot act as the other. */
  readonly applicationTokens: ApplicationTokens;
  /**
   * The claim with the scopes.
   *
   * @default TokenClaim.spaceDelimited("scope")
   */
  readonly scopesClaim?: TokenClaim;
  /**
   * The name of the claim with the client id of the caller.
   *
   * @default "client_id"
   */
  readonly clientClaim?: string;
  /**
   * Where a client gets tokens. An `ApimAuthServer` needs it.
   *
   * @default - not known
   */
  readonly tokenEndpoint?: string;
  /**
   * Where a user signs in. An `ApimAuthServer` needs it.
   *
   * @default - not known
   */
  readonly authorizationEndpoint?: string;
  /**
   * Parameters that a token request needs in addition to those of RFC 6749.
   *
   * @default - none
   */
  readonly tokenParameters?: Record<string, string>;
}

/** Properties of `ResourceServer.auth0`. */
export interface Auth0ResourceServerProps extends ClaimOptions {
  /** The domain of the tenant, such as `contoso.eu.auth0.com`, or its custom domain. */
  readonly domain: string;
  /** The identifier of the API in Auth0, such as `https://orders.contoso.com`. */
  readonly audience: string;
  /**
   * The name of the claim with the client id of the caller. With the RFC 9068 token profile it is `client_id`.
   *
   * @default "azp"
   */
  readonly clientClaim?: string;
}

/** Properties of `ResourceServer.okta`. */
export interface OktaResourceServerProps extends ClaimOptions {
  /** The domain of the organization, such as `contoso.okta.com`, or its custom domain. */
  readonly domain: string;
  /** The audience of the custom authorization server, such as `api://default`. */
  readonly audience: string;
  /**
   * The id of the custom authorization server. Tokens of the organization's own server cannot be validated by others.
   *
   * @default "default"
   */
  readonly authorizationServerId?: string;
}

/** Properties of `ResourceServer.pingOne`. */
export interface PingOneResourceServerProps extends ClaimOptions {
  /** The id of the environment, a GUID. */
  readonly environmentId: string;
  /** The audience of the custom resource in PingOne. */
  readonly audience: string;
  /**
   * The domain of the region, such as `auth.pingone.eu`, or a custom domain.
   *
   * @default "auth.pingone.com"
   */
  readonly domain?: string;
}

/** Properties of `ResourceServer.externalId`. */
export interface ExternalIdResourceServerProps extends ResourceServerOptions {
  /** The name of the customer tenant: the `contoso` of `contoso.ciamlogin.com`. */
  readonly tenantName: string;
  /** The id of the customer tenant, a GUID. */
  readonly tenantId: string;
  /** The client id of the API's registration in the customer tenant, a GUID. Its tokens are of version 2. */
  readonly clientId: string;
  /**
   * The URI that identifies the API in a token request.
   *
   * @default - `api://<client id>`
   */
  readonly identifierUri?: string;
}

/** Properties of `ResourceServer.b2c`. */
export interface B2cResourceServerProps extends ResourceServerOptions {
  /** The name of the tenant: the `contoso` of `contoso.b2clogin.com` and `contoso.onmicrosoft.com`. */
  readonly tenantName: string;
  /** The id of the tenant, a GUID. */
  readonly tenantId: string;
  /** The user flows or custom policies whose tokens the API takes, such as `B2C_1_signin`; at least one. They share one issuer. */
  readonly userFlows: string[];
  /** The client id of the API's registration, a GUID. */
  readonly clientId: string;
  /**
   * The URI that identifies the API in a token request.
   *
   * @default - `https://<tenant name>.onmicrosoft.com/<client id>`, with the domain of the cloud
   */
  readonly identifierUri?: string;
  /**
   * The custom domain of the tenant, such as `login.contoso.com`.
   *
   * @default - `<tenant name>.b2clogin.com`, with the domain of the cloud
   */
  readonly domain?: string;
  /**
   * The cloud that the tenant is in.
   *
   * @default AzureCloud.PUBLIC
   */
  readonly cloud?: AzureCloud;
}

const OPTIONS: Kinds<ResourceServerOptions> = {
  displayName: optional(STRING),
  scopes: optional(KNOWN_STRINGS),
  roles: optional(KNOWN_STRINGS),
};
const CLAIM_OPTIONS: Kinds<ClaimOptions> = { ...OPTIONS, rolesClaim: optional(TOKEN_CLAIM) };
const OIDC: Kinds<OidcResourceServerProps> = {
  ...CLAIM_OPTIONS,
  metadataUrl: STRING,
  issuer: STRING,
  audiences: KNOWN_STRINGS,
  applicationTokens: APPLICATION_TOKENS,
  scopesClaim: optional(TOKEN_CLAIM),
  clientClaim: optional(STRING),
  tokenEndpoint: optional(STRING),
  authorizationEndpoint: optional(STRING),
  tokenParameters: optional(TEXTS),
};
const AUTH0: Kinds<Auth0ResourceServerProps> = {
  ...CLAIM_OPTIONS,
  domain: STRING,
  audience: STRING,
  clientClaim: optional(STRING),
};
const OKTA: Kinds<OktaResourceServerProps> = {
  ...CLAIM_OPTIONS,
  domain: STRING,
  audience: STRING,
  authorizationServerId: optional(STRING),
};
const PING_ONE: Kinds<PingOneResourceServerProps> = {
  ...CLAIM_OPTIONS,
  environmentId: STRING,
  audience: STRING,
  domain: optional(STRING),
};
const EXTERNAL_ID: Kinds<ExternalIdResourceServerProps> = {
  ...OPTIONS,
  tenantName: STRING,
  tenantId: STRING,
  clientId: STRING,
  identifierUri: optional(STRING),
};
const B2C: Kinds<B2cResourceServerProps> = {
  ...EXTERNAL_ID,
  userFlows: KNOWN_STRINGS,
  domain: optional(STRING),
  cloud: optional(CLOUD),
};

/**
 * An API whose tokens come from an issuer other than the tenant of the azuread provider: a customer tenant of Entra ID, or any OpenID Connect
 * provider.
 *
 * It creates no resources: register the API and its clients with the issuer.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export class ResourceServer implements IResourceServer {
  /**
   * An API of any OpenID Connect provider whose access tokens are signed JWTs.
   *
   * @throws when a URL is not an https URL, no audience is given, or a name is empty
   * @see https://www.rfc-editor.org/rfc/rfc9068
   */
  public static oidc(props: OidcResourceServerProps): ResourceServer {
    const place = "ResourceServer.oidc";
    checkProps(place, props, OIDC);
    check(place, "metadataUrl", props.metadataUrl, ENTRA_RULES.httpsUrl);
    check(place, "issuer", props.issuer, RULES.text);
    if (props.audiences.length === 0) throw emptyList(place, "audiences", "tokens for any API would pass otherwise");
    props.audiences.forEach((audience) => check(place, "audience", audience, ENTRA_RULES.audience));
    checkOptional(place, "tokenEndpoint", props.tokenEndpoint, ENTRA_RULES.httpsUrl);
    checkOptional(place, "authorizationEndpoint", props.authorizationEndpoint, ENTRA_RULES.httpsUrl);
    for (const text of Object.entries(props.tokenParameters ?? {}).flat()) {
      check(place, "token parameter", text, RULES.text);
    }
    const scopes = props.scopesClaim ?? TokenClaim.spaceDelimited("scope");
    const roles = props.rolesClaim ?? scopes;
    const client = props.clientClaim ?? "client_id";
    for (const name of [scopes.name, roles.name, client, props.applicationTokens.claim]) {
      STRING.require(place, "the name of a claim", name);
      if (name.trim() === "") throw missingText(place, "the name of a claim");
    }
    return new ResourceServer({
      ...props,
      issuers: [props.issuer],
      claims: { scopes, roles, client, applications: props.applicationTokens },
      // Where roles are scopes, an application asks for them by name.
      ...(props.roles !== undefined && { applicationScope: props.roles.join(" ") }),
    });
  }

  /**
   * An API of Auth0.
   *
   * The scopes granted to a client or user are in `scope`. With RBAC and "Add Permissions in the Access Token" they are in `permissions` as
   * well, which `rolesClaim: TokenClaim.list("permissions")` reads.
   *
   * @throws when the domain is not a host name or the audience is empty
   * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
   */
  public static auth0(props: Auth0ResourceServerProps): ResourceServer {
    const place = "ResourceServer.auth0";
    checkProps(place, props, AUTH0);
    const { audience } = props;
    check(place, "domain", props.domain, ENTRA_RULES.domain);
    const domain = lowerCase(props.domain);
    check(place, "audience", audience, RULES.text);
    return ResourceServer.oidc({
      ...props,
      metadataUrl: `https://${domain}/.well-known/openid-configuration`,
      issuer: `https://${domain}/`,
      audiences: [audience],
      clientClaim: props.clientClaim ?? "azp",
      // Both token profiles of Auth0 have it, unlike claim gty.
      applicationTokens: ApplicationTokens.withSuffix("sub", "@clients"),
      tokenEndpoint: `https://${domain}/oauth/token`,
      // Without an audience Auth0 issues opaque tokens.
      authorizationEndpoint: `https://${domain}/authorize?audience=${urlEncoded(audience)}`,
      tokenParameters: { audience },
    });
  }

  /**
   * An API of a custom authorization server of Okta.
   *
   * @throws when the domain is not a host name, or the audience or the id is empty
   * @see https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/
   */
  public static okta(props: OktaResourceServerProps): ResourceServer {
    const place = "ResourceServer.okta";
    checkProps(place, props, OKTA);
    const { audience, authorizationServerId = "default" } = props;
    check(place, "domain", props.domain, ENTRA_RULES.domain);
    const domain = lowerCase(props.domain);
    check(place, "audience", audience, RULES.text);
    check(place, "authorizationServerId", authorizationServerId, ENTRA_RULES.pathSegment);
    const issuer = `https://${domain}/oauth2/${authorizationServerId}`;
    return ResourceServer.oidc({
      ...props,
      metadataUrl: `${issuer}/.well-known/openid-configuration`,
      issuer,
      audiences: [audience],
      scopesClaim: TokenClaim.list("scp"),
      clientClaim: "cid",
      applicationTokens: ApplicationTokens.withoutClaim("uid"),
      tokenEndpoint: `${issuer}/v1/token`,
      authorizationEndpoint: `${issuer}/v1/authorize`,
    });
  }

  /**
   * An API of PingOne.
   *
   * @throws when the environment is not named by its GUID, the domain is no host name, or the audience is empty
   * @see https://apidocs.pingidentity.com/pingone/main/v1/api/#token-claims
   */
  public static pingOne(props: PingOneResourceServerProps): ResourceServer {
    const place = "ResourceServer.pingOne";
    checkProps(place, props, PING_ONE);
    const { environmentId, audience, domain = "auth.pingone.com" } = props;
    check(place, "environmentId", environmentId, RULES.guid);
    check(place, "domain", domain, ENTRA_RULES.domain);
    check(place, "audience", audience, RULES.text);
    const issuer = `https://${lowerCase(domain)}/${lowerCase(environmentId)}/as`;
    return ResourceServer.oidc({
      ...props,
      metadataUrl: `${issuer}/.well-known/openid-configuration`,
      issuer,
      audiences: [audience],
      applicationTokens: ApplicationTokens.withoutClaim("sub"),
      tokenEndpoint: `${issuer}/token`,
      authorizationEndpoint: `${issuer}/authorize`,
    });
  }

  /**
   * An API of a customer tenant of Microsoft Entra External ID.
   *
   * @throws when the tenant or the client is not named by its GUID, or a name breaks a rule
   * @see https://learn.microsoft.com/entra/external-id/customers/concept-authentication-methods-customers
   */
  public static externalId(props: ExternalIdResourceServerProps): ResourceServer {
    const place = "ResourceServer.externalId";
    checkProps(place, props, EXTERNAL_ID);
    const { identifierUri } = props;
    check(place, "tenantName", props.tenantName, ENTRA_RULES.tenantName);
    check(place, "tenantId", props.tenantId, ENTRA_RULES.tenantId);
    check(place, "clientId", props.clientId, RULES.guid);
    checkOptional(place, "identifierUri", identifierUri, ENTRA_RULES.identifierUri);
    const tenantId = lowerCase(props.tenantId);
    const clientId = lowerCase(props.clientId);
    const loginHost = `${lowerCase(props.tenantName)}.ciamlogin.com`;
    const metadataHosts = { loginHost, securityTokenServiceHost: loginHost };
    // The host of the issuer is the id of the tenant, not its name.
    const issuerHosts = { ...metadataHosts, loginHost: `${tenantId}.ciamlogin.com` };
    return new ResourceServer({
      ...props,
      metadataUrl: entraMetadataUrl(metadataHosts, tenantId, TokenVersion.V2),
      issuers: [entraIssuer(issuerHosts, tenantId, TokenVersion.V2)],
      audiences: [clientId],
      claims: entraClaims(TokenVersion.V2),
      tokenEndpoint: entraTokenEndpoint(loginHost, tenantId),
      authorizationEndpoint: entraAuthorizationEndpoint(loginHost, tenantId),
      identifierUri: identifierUri ?? `api://${clientId}`,
    });
  }

  /**
   * An API of an Azure AD B2C tenant. Its tokens are of version 2 in all but their claim `ver`.
   *
   * @throws when no user flow is given, the tenant or the client is not named by its GUID, or a name breaks a rule
   * @see https://learn.microsoft.com/azure/active-directory-b2c/tokens-overview
   */
  public static b2c(props: B2cResourceServerProps): ResourceServer {
    const place = "ResourceServer.b2c";
    checkProps(place, props, B2C);
    const { userFlows, identifierUri, domain, cloud = AzureCloud.PUBLIC } = props;
    check(place, "tenantName", props.tenantName, ENTRA_RULES.tenantName);
    check(place, "tenantId", props.tenantId, ENTRA_RULES.tenantId);
    check(place, "clientId", props.clientId, RULES.guid);
    checkOptional(place, "domain", domain, ENTRA_RULES.domain);
    checkOptional(place, "identifierUri", identifierUri, ENTRA_RULES.identifierUri);
    if (userFlows.length === 0) throw emptyList(place, "userFlows", "the keys of the tokens would not be known");
    userFlows.forEach((flow) => check(place, "user flow", flow, ENTRA_RULES.userFlow));
    const tenantId = lowerCase(props.tenantId);
    const clientId = lowerCase(props.clientId);
    const tenantName = lowerCase(props.tenantName);
    const tenantDomain = b2cTenantDomain(cloud, tenantName);
    const host = domain === undefined ? b2cHost(cloud, tenantName) : lowerCase(domain);
    const tenant = `https://${host}/${tenantDomain}`;
    const [first, ...others] = userFlows.map((flow) => `${tenant}/${flow}/v2.0/.well-known/openid-configuration`);
    return new ResourceServer({
      ...props,
      metadataUrl: first!,
      furtherMetadataUrls: others,
      // The slash at the end belongs to it.
      issuers: [`https://${host}/${tenantId}/v2.0/`],
      audiences: [clientId],
      claims: entraClaims(TokenVersion.V2),
      tokenEndpoint: `${tenant}/${userFlows[0]!}/oauth2/v2.0/token`,
      authorizationEndpoint: `${tenant}/${userFlows[0]!}/oauth2/v2.0/authorize`,
      identifierUri: identifierUri ?? `https://${tenantDomain}/${clientId}`,
    });
  }

  public readonly displayName: string;
  public readonly metadataUrl: string;
  public readonly furtherMetadataUrls?: string[];
  public readonly issuers: string[];
  public readonly audiences: string[];
  public readonly claims: TokenClaims;
  public readonly scopeValues?: string[];
  public readonly applicationRoleValues?: string[];
  public readonly tokenEndpoint?: string;
  public readonly authorizationEndpoint?: string;
  public readonly applicationScope?: string;
  public readonly tokenParameters?: Record<string, string>;

  private readonly identifierUri?: string;

  private constructor(props: ResourceServerProps) {
    this.displayName = props.displayName ?? props.audiences[0]!;
    this.metadataUrl = props.metadataUrl;
    this.furtherMetadataUrls = props.furtherMetadataUrls;
    this.issuers = props.issuers;
    this.audiences = props.audiences;
    this.claims = props.claims;
    this.scopeValues = props.scopes;
    this.applicationRoleValues = props.roles;
    this.tokenEndpoint = props.tokenEndpoint;
    this.authorizationEndpoint = props.authorizationEndpoint;
    this.tokenParameters = props.tokenParameters;
    this.identifierUri = props.identifierUri;
    this.applicationScope =
      props.identifierUri === undefined ? props.applicationScope : `${props.identifierUri}/.default`;
  }

  public get realm(): string {
    return this.audiences[0]!;
  }

  /** Entra ID wants the API's URI before the scope; OAuth 2.0 itself does not know such a prefix. */
  public requestedScope(value: string): string {
    STRING.require("ResourceServer", "scope", value);
    return this.identifierUri === undefined ? value : `${this.identifierUri}/${value}`;
  }
}

/** What the factories know of a resource server. */
interface ResourceServerProps extends ResourceServerOptions {
  readonly metadataUrl: string;
  readonly furtherMetadataUrls?: string[];
  readonly issuers: string[];
  readonly audiences: string[];
  readonly claims: TokenClaims;
  readonly tokenEndpoint?: string;
  readonly authorizationEndpoint?: string;
  readonly applicationScope?: string;
  readonly tokenParameters?: Record<string, string>;
  /** What a client writes before a scope, with a slash. */
  readonly identifierUri?: string;
}
