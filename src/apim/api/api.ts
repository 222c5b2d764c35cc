import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { type TerraformResource, Token } from "cdktf";
import { informOnce, warnOnce } from "../../core/annotations";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, OBJECT, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import type { PolicySuppression } from "../../policy/lint";
import { textForTerraform } from "../../core/terraform-text";
import { PolicyScope } from "../../policy/model/section";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import { bothSignIns, idTokenRefused } from "../auth/errors";
import { JwtPolicy } from "../auth/jwt-policy";
import type { IOpenIdConnectProvider } from "../auth/openid-connect-provider";
import { disagreements } from "../auth/server-agreement";
import { keyBesideToken, lateCheckOfImport, laterRevision, plainHttp } from "../errors";
import { AUTH_SERVER, OPENID_PROVIDER, SERVICE, SUPPRESSIONS } from "../kinds";
import { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation } from "./api-operation";
import { judgeApi, suppress } from "./coverage";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";

/** Properties of `Api`. */
export interface ApiProps {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The part of the URL between the gateway's host and the operations, such as `orders`. Empty for the root. */
  readonly path: string;
  /**
   * The name of the API in Azure.
   *
   * @default - the path, with "-" in place of every "/"
   */
  readonly name?: string;
  /**
   * The name shown in the Azure portal and in the developer portal.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the API is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The URL of the backend, such as `https://orders.azurewebsites.net/api`.
   *
   * @default - no backend: a policy sets it
   */
  readonly serviceUrl?: string;
  /**
   * Whether callers need a subscription key in addition to their token: without one the gateway answers 401, even if the token is valid.
   *
   * @default true, with a note at synth if a `JwtPolicy` validates the tokens of the API
   */
  readonly subscriptionRequired?: boolean;
  /**
   * The authorization server that the test console of the developer portal uses. It gets tokens but does not validate them: add a `JwtPolicy`.
   *
   * @default - none
   */
  readonly authServer?: IApimAuthServer;
  /**
   * The OpenID Connect provider that the test console uses in place of an authorization server. Its ID tokens are not for the API.
   *
   * @default - none
   */
  readonly openIdProvider?: IOpenIdConnectProvider;
  /**
   * The revision of the API.
   *
   * @default "1"
   */
  readonly revision?: string;
  /**
   * Findings about the API and all its operations that are accepted, such as `open-operation` for one that a private network protects.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}

/** Attributes of an existing API. */
export interface ApiAttributes {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The name of the API in Azure, without a revision. */
  readonly name: string;
  /**
   * Findings about the operations that this program adds to the API and that are accepted, such as `open-operation` for an API that another
   * stack protects.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}

const PROPS: Kinds<ApiProps> = {
  suppressions: optional(SUPPRESSIONS),
  apim: SERVICE,
  path: STRING,
  name: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
  serviceUrl: optional(STRING),
  subscriptionRequired: optional(BOOLEAN),
  authServer: optional(AUTH_SERVER),
  openIdProvider: optional(OPENID_PROVIDER),
  revision: optional(STRING),
};

const ATTRIBUTES: Kinds<ApiAttributes> = { apim: SERVICE, name: STRING, suppressions: optional(SUPPRESSIONS) };

/** What new and imported APIs have in common. */
abstract class ApiBase extends CheckedConstruct implements IApi {
  public abstract readonly apim: IApiManagement;
  public abstract readonly name: string;

  public abstract readonly policyTarget: PolicyTarget;

  public addOperation(id: string, options: ApiOperationOptions): IApiOperation {
    OBJECT.require(this, "options", options);
    return new ApiOperation(this, id, { ...options, api: this });
  }
}

class ApiPolicyTarget extends PolicyTarget {
  /**
   * @param literalName the name of the API as the program gives it: that of a resource is known to Terraform only
   */
  public constructor(
    private readonly api: IApi,
    literalName: string,
  ) {
    super({
      label: `API ${literalName}`,
      scope: PolicyScope.API,
      serviceKey: api.apim.policyTarget.key,
      names: [literalName],
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementApiPolicy, scope, id, {
      apiManagementName: this.api.apim.name,
      resourceGroupName: this.api.apim.resourceGroupName,
      apiName: this.api.name,
      xmlContent,
    });
  }
}

const PATHS = new Registry<Api>("API path");
const NAMES = new Registry<Api>("API");

/**
 * An API of an API Management service. It is served over https only.
 *
 * @see https://learn.microsoft.com/azure/api-management/add-api-manually
 */
export class Api extends ApiBase {
  /** An existing API, from this or another configuration. */
  public static fromName(scope: Construct, id: string, attributes: ApiAttributes): IApi {
    return new ImportedApi(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly name: string;
  /** The URL that callers use, without an operation. */
  public readonly url: string;

  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when a name, a path or a URL breaks a rule of Azure, or another API of the service has the path or the name already
   */
  public constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    check(this, "path", props.path, APIM_RULES.apiPath);
    this.apim = props.apim;
    const name = props.name ?? props.path.replace(/\//g, "-");
    check(this, "name", name, APIM_RULES.apiName);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "description", props.description, RULES.text);
    checkOptional(this, "serviceUrl", props.serviceUrl, RULES.httpUrl);
    checkOptional(this, "revision", props.revision, APIM_RULES.apiRevision);
    const { revision = "1" } = props;
    if (revision !== "1" && !Token.isUnresolved(revision)) warnOnce(this, laterRevision(revision));
    if (props.serviceUrl !== undefined && isPlainHttp(props.serviceUrl)) warnOnce(this, plainHttp(props.serviceUrl));
    const { authServer, openIdProvider } = props;
    if (authServer !== undefined && openIdProvider !== undefined) throw bothSignIns(this);
    this.policyTarget = new ApiPolicyTarget(this, name);
    PATHS.claim(this, ...props.apim.policyTarget.key, props.path);
    NAMES.claim(this, ...this.policyTarget.key);

    const resource = create(ApiManagementApi, this, "Resource", {
      apiManagementName: props.apim.name,
      resourceGroupName: props.apim.resourceGroupName,
      name,
      displayName: textForTerraform(props.displayName ?? name),
      description: textForTerraform(props.description),
      path: props.path,
      protocols: ["https"],
      revision,
      serviceUrl: props.serviceUrl,
      subscriptionRequired: props.subscriptionRequired ?? true,
      oauth2Authorization:
        props.authServer === undefined ? undefined : { authorizationServerName: props.authServer.name },
      openidAuthentication: openIdProvider && {
        openidProviderName: openIdProvider.name,
        bearerTokenSendingMethods: ["authorizationHeader"],
      },
    });
    this.name = resource.name;
    this.url = `${props.apim.gatewayUrl}/${props.path}`.replace(/\/$/, "");
    if (props.subscriptionRequired === undefined) {
      this.node.addValidation({ validate: () => sayThatKeyIsNeeded(this) });
    }
    suppress(this, props.suppressions);
    this.node.addValidation({ validate: () => judgeWhole(this, resource) });
    if (openIdProvider !== undefined) this.node.addValidation({ validate: () => sayThatIdTokenIsRefused(this) });
    if (authServer !== undefined) {
      this.node.addValidation({ validate: () => disagreements(this, this.apim, authServer) });
    }
  }
}

/** The operations of an OpenAPI document come with the API, and no policy can come before them. */
function judgeWhole(api: Api, { importInput }: ApiManagementApi): string[] {
  if (importInput !== undefined) informOnce(api, lateCheckOfImport(api.policyTarget.label));
  return judgeApi(api);
}

/** Whether requests leave the machine unencrypted. */
function isPlainHttp(url: string): boolean {
  return /^http:\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(url);
}

/** It is hard to see why a valid token is refused when only the subscription key is missing. */
function sayThatKeyIsNeeded(api: Api): string[] {
  const isChecked = [api, api.apim].some((target) => JwtPolicy._tryFind(target) !== undefined);
  if (isChecked) informOnce(api, keyBesideToken());
  return [];
}

/** The token check asks for a role or a scope, and an ID token has none. */
function sayThatIdTokenIsRefused(api: Api): string[] {
  const checking = [api, api.apim].find((target) => JwtPolicy._tryFind(target) !== undefined);
  if (checking !== undefined) warnOnce(api, idTokenRefused(checking.policyTarget.label));
  return [];
}

/** An existing API. */
class ImportedApi extends ApiBase {
  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: ApiAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.apiName);
    this.apim = attributes.apim;
    this.name = attributes.name;
    this.policyTarget = new ApiPolicyTarget(this, attributes.name);
    suppress(this, attributes.suppressions);
  }
}
