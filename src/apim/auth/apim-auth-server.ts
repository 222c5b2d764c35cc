import { ApiManagementAuthorizationServer } from "@cdktf/provider-azurerm/lib/api-management-authorization-server";
import type { Construct, IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { CLIENT, RESOURCE_SERVER, SECRET } from "../../core/shared-kinds";
import { AppRegistration } from "../../entra/app-registration";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { RedirectPlatform } from "../../entra/redirect-platform";
import { isAppRegistration, requireDifferentRegistrations, requireScope } from "../../entra/registrations";
import { endpointsFor } from "../../entra/sign-in-endpoints";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import {
  clientHasNoRole,
  resourceHasNoApplicationRole,
  secretOfOtherClient,
  unknownEndpoint,
  unmanagedRedirectUri,
} from "../errors";
import { GRANT, SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { requireSameCloud } from "./agreement";
import type { OAuthGrant, OAuthGrantBinding } from "./oauth-grant";

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
  /** The secret of the client. Terraform keeps it in its state. */
  readonly clientSecret: SecretValue;
  /** How the client gets a token. */
  readonly grant: OAuthGrant;
  /**
   * The name shown in the Azure portal and in the developer portal.
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
  clientSecret: SECRET,
  grant: GRANT,
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
  /** Where a client gets its token. */
  public readonly tokenEndpoint: string;
  /** What a client sends as `scope`, or undefined when it sends none. For an `AppRegistration` and client credentials it is `<API>/.default`. */
  public readonly defaultScope?: string;
  /** The redirect URI of the developer portal, or undefined when the grant does not use one. */
  public readonly redirectUri?: string;

  /**
   * @throws when a name or a URL breaks a rule, the secret belongs to another registration, the service has the authorization server already,
   * client and resource are the same registration or have no tenant in common, or the API has no such scope or names no endpoints
   */
  public constructor(scope: Construct, id: string, props: ApimAuthServerProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, resource, client, grant } = props;
    check(this, "name", props.name, APIM_RULES.childName);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "description", props.description, RULES.text);
    checkOptional(this, "clientRegistrationEndpoint", props.clientRegistrationEndpoint, RULES.httpUrl);
    if (!props.clientSecret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
    SERVERS.claim(this, ...apim.policyTarget.key, props.name);
    if (isAppRegistration(resource)) this.requireSameEntra(apim, client, resource);
    const { tokenEndpoint, authorizationEndpoint } = endpointsFor(client, resource, grant.isForUsers);
    if (tokenEndpoint === undefined) throw unknownEndpoint(this, resource.displayName, "tokenEndpoint");
    if (authorizationEndpoint === undefined) throw unknownEndpoint(this, resource.displayName, "authorizationEndpoint");
    grant.scopes.forEach((name) => requireScope(this, resource, name));

    const { developerPortalUrl } = apim;
    const binding = grant.bind({ resource, serverName: props.name, developerPortalUrl });
    this.resource = resource;
    this.grant = grant;
    this.tokenEndpoint = tokenEndpoint;
    this.defaultScope = binding.scope;
    this.redirectUri = binding.redirectUri;
    this.prepareClient(client, resource, grant, binding);
    const server = create(ApiManagementAuthorizationServer, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name: props.name,
      displayName: textForTerraform(props.displayName ?? props.name),
      description: textForTerraform(props.description),
      grantTypes: [grant.grantType],
      authorizationEndpoint,
      authorizationMethods: ["GET"],
      tokenEndpoint,
      tokenBodyParameter: parametersOf(resource.tokenParameters),
      clientRegistrationEndpoint: props.clientRegistrationEndpoint ?? "https://localhost",
      clientId: client.clientId,
      clientSecret: props.clientSecret._expression(this),
      clientAuthenticationMethod: ["Body"],
      bearerTokenSendingMethods: ["authorizationHeader"],
      defaultScope: textForTerraform(this.defaultScope),
      supportState: binding.supportsState,
      // API Management deletes a server only once no API uses it.
      lifecycle: { createBeforeDestroy: true },
    });
    this.name = server.name;
  }

  /** Entra ID only issues a token if client and API are two registrations with a tenant in common, and the service only reaches its own cloud. */
  private requireSameEntra(apim: IApiManagement, client: IOAuthClient, resource: IAppRegistration): void {
    if (isAppRegistration(client)) requireDifferentRegistrations(this, client, resource);
    requireSameCloud(this, apim, resource);
  }

  /** A client that is created here gets what the grant needs. Any other client must have it already. */
  private prepareClient(
    client: IOAuthClient,
    resource: IResourceServer,
    grant: OAuthGrant,
    { redirectUri, redirectPlatform = RedirectPlatform.WEB }: OAuthGrantBinding,
  ): void {
    const own = client instanceof AppRegistration ? client : undefined;
    if (redirectUri !== undefined) {
      if (own === undefined) warnOnce(this, unmanagedRedirectUri(client.displayName, redirectUri, redirectPlatform));
      own?.addRedirectUri(redirectUri, redirectPlatform);
    }
    if (!isAppRegistration(resource)) return;
    if (grant.isForUsers) grant.scopes.forEach((name) => own?.requestScope(resource, name));
    else this.node.addValidation({ validate: () => missingRole(own, resource) });
  }
}

/** Without a role the client gets no token, or one that grants no access. */
function missingRole(client: AppRegistration | undefined, resource: IAppRegistration): string[] {
  if (resource.applicationRoleValues?.length === 0) return [resourceHasNoApplicationRole(resource.displayName)];
  if (client?._permissionsOn(resource.clientId).roles.length === 0) {
    return [clientHasNoRole(client.displayName, resource.displayName)];
  }
  return [];
}

function parametersOf(
  parameters: Record<string, string> | undefined,
): { readonly name: string; readonly value: string }[] | undefined {
  return (
    parameters &&
    Object.entries(parameters).map(([name, value]) => ({
      name: textForTerraform(name),
      value: textForTerraform(value),
    }))
  );
}

/** An existing authorization server. */
class ImportedApimAuthServer extends CheckedConstruct implements IApimAuthServer {
  public constructor(
    scope: Construct,
    id: string,
    public readonly name: string,
  ) {
    super(scope, id);
    check(this, "name", name, APIM_RULES.childName);
  }
}
