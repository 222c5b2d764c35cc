import { ApiManagementOpenidConnectProvider } from "@cdktf/provider-azurerm/lib/api-management-openid-connect-provider";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { CLIENT, RESOURCE_SERVER, SECRET } from "../../core/shared-kinds";
import { textForTerraform } from "../../core/terraform-text";
import { isAppRegistration, requireCommonTenant } from "../../entra/registrations";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { secretOfOtherClient } from "../errors";
import { SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { requireSameCloud } from "./agreement";
import { prepareRedirect } from "./prepare-client";

/** Properties of `OpenIdConnectProvider`. */
export interface OpenIdConnectProviderProps {
  /** The service whose developer portal uses the provider. */
  readonly apim: IApiManagement;
  /** The name in Azure. It is part of the redirect URI. */
  readonly name: string;
  /** An API whose issuer signs the users in. The ID tokens are for the client and never for the API. */
  readonly resource: IResourceServer;
  /** The client that users sign in to: the developer portal. */
  readonly client: IOAuthClient;
  /** The secret of the client. Terraform keeps it in its state. */
  readonly clientSecret: SecretValue;
  /**
   * The name shown in the Azure portal and in the developer portal, up to 50 characters.
   *
   * @default - the name, which is then as short
   */
  readonly displayName?: string;
  /**
   * What the provider is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * Whether the test console may send the token in the URL of a request, where logs and histories keep it, in place of the header.
   *
   * @default false
   */
  readonly allowTokenInUrl?: boolean;
}

/** An OpenID Connect provider in API Management. */
export interface IOpenIdConnectProvider extends IConstruct {
  /** The name in Azure. */
  readonly name: string;
  /** The endpoint of its metadata, or undefined when it is not known. */
  readonly metadataUrl?: string;
  /**
   * Whether the test console may send the token in the URL of a request.
   *
   * @default false
   */
  readonly allowsTokenInUrl?: boolean;
}

const PROPS: Kinds<OpenIdConnectProviderProps> = {
  apim: SERVICE,
  name: STRING,
  resource: RESOURCE_SERVER,
  client: CLIENT,
  clientSecret: SECRET,
  displayName: optional(STRING),
  description: optional(STRING),
  allowTokenInUrl: optional(BOOLEAN),
};

const PROVIDERS = new Registry<OpenIdConnectProvider>("OpenID Connect provider");

/**
 * An OpenID Connect provider in API Management: the test console of the developer portal signs a user in and sends the ID token.
 *
 * An ID token has no scope and no role of an API, so a `JwtPolicy` refuses it: prefer an `ApimAuthServer`.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-oauth2
 */
export class OpenIdConnectProvider extends CheckedConstruct implements IOpenIdConnectProvider {
  /** An existing provider, from this or another configuration. */
  public static fromName(scope: Construct, id: string, name: string): IOpenIdConnectProvider {
    return new ImportedOpenIdConnectProvider(scope, id, name);
  }

  public readonly name: string;
  /** The endpoint of its metadata. */
  public readonly metadataUrl?: string;
  public readonly allowsTokenInUrl?: boolean;
  /** Where the developer portal takes the user back to. */
  public readonly redirectUri: string;
  /** @internal */
  public readonly _serviceKey: readonly string[];

  /**
   * @throws when a name breaks a rule, the secret is of another registration, the service has the provider already, or service, client and issuer
   * are in different clouds or tenants
   */
  public constructor(scope: Construct, id: string, props: OpenIdConnectProviderProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, resource, client, clientSecret } = props;
    check(this, "name", props.name, APIM_RULES.childName);
    check(this, `clientId of ${client.displayName}`, client.clientId, APIM_RULES.clientId);
    check(this, "displayName", props.displayName ?? props.name, APIM_RULES.authServerTitle);
    checkOptional(this, "description", props.description, RULES.text);
    check(this, "metadataUrl of the resource server", resource.metadataUrl, RULES.httpUrl);
    if (!clientSecret._mayBelongTo(client.clientId)) throw secretOfOtherClient(this, client.displayName);
    this._serviceKey = apim.policyTarget.key;
    PROVIDERS.claim(this, ...this._serviceKey, props.name);
    if (isAppRegistration(resource)) {
      requireSameCloud(this, apim, resource);
      if (isAppRegistration(client)) requireCommonTenant(this, client, resource);
    }
    this.metadataUrl = resource.metadataUrl;
    this.allowsTokenInUrl = props.allowTokenInUrl ?? false;
    this.redirectUri = `${apim.developerPortalUrl}/signin-oauth/code/callback/${props.name}`;
    prepareRedirect(this, client, this.redirectUri);
    this.name = create(ApiManagementOpenidConnectProvider, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name: props.name,
      displayName: textForTerraform(props.displayName ?? props.name),
      description: textForTerraform(props.description),
      metadataEndpoint: resource.metadataUrl,
      clientId: client.clientId,
      clientSecret: clientSecret._expression(this),
      // API Management deletes a provider only once no API uses it.
      lifecycle: { createBeforeDestroy: true },
    }).name;
  }
}

/** An existing OpenID Connect provider. */
class ImportedOpenIdConnectProvider extends CheckedConstruct implements IOpenIdConnectProvider {
  public readonly metadataUrl = undefined;

  public constructor(
    scope: Construct,
    id: string,
    public readonly name: string,
  ) {
    super(scope, id);
    check(this, "name", name, APIM_RULES.childName);
  }
}
