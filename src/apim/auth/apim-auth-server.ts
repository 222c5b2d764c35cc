import { ApiManagementAuthorizationServer } from "@cdktf/provider-azurerm/lib/api-management-authorization-server";
import { Construct, type IConstruct } from "constructs";
import { clientHasNoRole, differentClouds, resourceHasNoApplicationRole, secretOfOtherClient } from "../../core/errors";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { type IAppRegistration, requireDifferentRegistrations } from "../../entra/app-registration-base";
import type { IApiManagement } from "../service/api-management";
import type { OAuthGrant } from "./oauth-grant";

/** What an authorization server is made of. */
export interface ApimAuthServerProps {
  /** The service whose developer portal uses the authorization server. */
  readonly apim: IApiManagement;
  /** The name in Azure, such as `AzureAD-OAuth`. It is part of the redirect URI. */
  readonly name: string;
  /** The registration of the API that the tokens are for. */
  readonly resource: IAppRegistration;
  /** The registration of the client that gets the tokens: the developer portal. It is never the API's own. */
  readonly client: IAppRegistration;
  /** The secret of the client. Terraform keeps it in its state. */
  readonly clientSecret: SecretValue;
  /** How the client gets a token. */
  readonly grant: OAuthGrant;
  /**
   * The name that people see in the portals.
   *
   * @default - the name
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
   * The API that the tokens are for, or undefined when it is not known.
   *
   * @internal
   */
  readonly _resource?: IAppRegistration;

  /**
   * How the client gets a token, or undefined when it is not known.
   *
   * @internal
   */
  readonly _grant?: OAuthGrant;
}

const SERVERS = new Registry<ApimAuthServer>("authorization server");

/**
 * An OAuth 2.0 authorization server in API Management: how the test console of the developer portal gets a token.
 *
 * It gets tokens and checks none. A `JwtPolicy` on the API checks them.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-oauth2
 */
export class ApimAuthServer extends Construct implements IApimAuthServer {
  /** An authorization server that exists already, in this or another configuration. */
  public static fromName(scope: Construct, id: string, name: string): IApimAuthServer {
    return new ImportedApimAuthServer(scope, id, name);
  }

  public readonly name: string;
  /** Where a client gets its token. */
  public readonly tokenEndpoint: string;
  /** What a client sends as `scope`: `<API>/.default` for client credentials, named scopes otherwise. */
  public readonly defaultScope: string;
  /** The redirect URI of the developer portal, or undefined when the grant does not come back to one. */
  public readonly redirectUri?: string;

  /** @internal */
  public readonly _resource: IAppRegistration;
  /** @internal */
  public readonly _grant: OAuthGrant;

  /**
   * @throws when a name or a URL breaks a rule, the secret is another registration's, the service has the authorization server already,
   * client and resource are the same registration or live in different tenants or clouds, or the API has no such scope
   */
  public constructor(scope: Construct, id: string, props: ApimAuthServerProps) {
    super(scope, id);
    const { apim, resource, client, grant } = props;
    check(this, "name", props.name, RULES.apimChildName);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "clientRegistrationEndpoint", props.clientRegistrationEndpoint, RULES.httpUrl);
    if (!props.clientSecret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
    SERVERS.claim(this, ...apim._policyKey, props.name);
    requireDifferentRegistrations(this, client, resource);
    if (apim.cloud !== resource.authority.cloud) {
      throw differentClouds(this, apim.cloud.environment, resource.authority.cloud.environment);
    }
    grant.scopes.forEach((name) => resource._requireScope(this, name));

    if (grant._redirects) {
      this.defaultScope = grant.scopes.map((name) => `${resource.identifierUri}/${name}`).join(" ");
      this.redirectUri = apim.developerPortalUrl + grant._redirectPath(props.name);
      client.addRedirectUri(this.redirectUri);
      grant.scopes.forEach((name) => client.requestScope(resource, name));
    } else {
      this.defaultScope = `${resource.identifierUri}/.default`;
      this.requireRole(client, resource);
    }

    this._resource = resource;
    this._grant = grant;
    this.tokenEndpoint = resource.authority.tokenEndpoint;
    const server = new ApiManagementAuthorizationServer(this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name: props.name,
      displayName: props.displayName ?? props.name,
      description: props.description,
      grantTypes: [grant.grantType],
      authorizationEndpoint: resource.authority.authorizationEndpoint,
      authorizationMethods: ["GET"],
      tokenEndpoint: this.tokenEndpoint,
      clientRegistrationEndpoint: props.clientRegistrationEndpoint ?? "https://localhost",
      clientId: client.clientId,
      clientSecret: props.clientSecret._expression(this),
      clientAuthenticationMethod: ["Body"],
      bearerTokenSendingMethods: ["authorizationHeader"],
      defaultScope: this.defaultScope,
      supportState: grant._redirects,
    });
    this.name = server.name;
  }

  /** Without a role the client gets no token, or one that opens nothing. */
  private requireRole(client: IAppRegistration, resource: IAppRegistration): void {
    this.node.addValidation({
      validate: () => {
        if (resource._lacksApplicationRoles) return [resourceHasNoApplicationRole(resource.displayName)];
        if (client._lacksRoleOf(resource)) return [clientHasNoRole(client.displayName, resource.displayName)];
        return [];
      },
    });
  }
}

/** An authorization server that exists already. */
class ImportedApimAuthServer extends Construct implements IApimAuthServer {
  public constructor(
    scope: Construct,
    id: string,
    public readonly name: string,
  ) {
    super(scope, id);
    check(this, "name", name, RULES.apimChildName);
  }
}
