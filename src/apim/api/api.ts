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
import type { Callers } from "../auth/callers";
import type { IApimAuthServer } from "../auth/apim-auth-server";
import { bothSignIns, idTokenRefused } from "../auth/errors";
import { JwtPolicy } from "../auth/jwt-policy";
import type { IOpenIdConnectProvider } from "../auth/openid-connect-provider";
import { disagreements } from "../auth/server-agreement";
import { keyBesideToken, lateCheckOfImport, laterRevision, plainHttp } from "../errors";
import { AUTH_SERVER, SERVICE, SUPPRESSIONS, BACKEND, OPENID_PROVIDER } from "../kinds";
import { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation } from "./api-operation";
import type { ApiAboutOptions } from "./api-about";
import { ABOUT, aboutArguments, SERVING, servingArguments } from "./api-arguments";
import type { ApiServingOptions } from "./api-options";
import { claimPath } from "./api-paths";
import { ApiSchema, ApiSchemaContent } from "./api-schema";
import type { IApiVersionSet } from "./api-version-set";
import { judgeApi, suppress } from "./coverage";
import { CALLERS_BY_OPERATION, DocumentOperations, OPEN_API } from "./document-operations";
import {
  callersWithoutDocument,
  lateCheckOfApi,
  operationWithoutDocument,
  scopeWithoutServer,
  typeBesideDocument,
  unencryptedCalls,
  webSocketWithoutUrl,
  backendBesideUrl,
} from "./errors";
import type { OpenApiDocument } from "./openapi/openapi-document";
import type { IBackend } from "./i-backend";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";
import { isInOpenProduct } from "./product-members";

/** Properties of `Api`. */
export interface ApiProps extends ApiAboutOptions, ApiServingOptions {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The part of the URL between the gateway's host and the operations, such as `orders`. Empty for the root. */
  readonly path: string;
  /**
   * The name of the API in Azure.
   *
   * @default - the path and the version, with "-" in place of every "/" and ":"
   */
  readonly name?: string;
  /**
   * The name shown in the Azure portal and in the developer portal.
   *
   * @default - the title of `openApi`, else the name
   */
  readonly displayName?: string;
  /**
   * What the API is for.
   *
   * @default - that of `openApi`
   */
  readonly description?: string;
  /**
   * The document with the operations. Each is created after the policy of the API, so none answers before its check.
   *
   * @default - none: operations are added with `addOperation`
   */
  readonly openApi?: OpenApiDocument;
  /**
   * Who may call operations of `openApi`, by `operationId`, in place of the callers that the `JwtPolicy` of the API names.
   *
   * @default - those of the API
   */
  readonly callers?: { readonly [operationId: string]: Callers };
  /**
   * The URL of the backend, such as `https://orders.azurewebsites.net/api`.
   *
   * @default - no backend: a policy sets it
   */
  readonly serviceUrl?: string;
  /**
   * The backend, in place of `serviceUrl`.
   *
   * @default - none
   */
  readonly backend?: IBackend;
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
   * What the test console asks `authServer` for, in place of its default scope. For client credentials it ends with `/.default`.
   *
   * @default - the default scope of the authorization server
   */
  readonly authScope?: string;
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
  backend: optional(BACKEND),
  subscriptionRequired: optional(BOOLEAN),
  authServer: optional(AUTH_SERVER),
  authScope: optional(STRING),
  openIdProvider: optional(OPENID_PROVIDER),
  openApi: OPEN_API,
  callers: CALLERS_BY_OPERATION,
  ...ABOUT,
  ...SERVING,
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
   * The version set, if the API is in one.
   *
   * @default - none
   */
  public readonly versionSet?: IApiVersionSet;

  private readonly document?: DocumentOperations;

  /**
   * @throws when a name, a path or a URL breaks a rule of Azure, or another API of the service has the path or the name already
   */
  public constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    check(this, "path", props.path, APIM_RULES.apiPath);
    this.apim = props.apim;
    this.versionSet = props.versionSet;
    const { openApi, apiType: type, serviceUrl, version } = props;
    const name =
      props.name ?? [props.path, ...(version === undefined ? [] : [version])].join("-").replace(/[/:]/g, "-");
    check(this, "name", name, APIM_RULES.apiName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.title);
    const description = props.description ?? openApi?.description;
    checkOptional(this, "description", description, RULES.text);
    const isWebSocket = type?._isWebSocket === true;
    if (isWebSocket && serviceUrl === undefined) throw webSocketWithoutUrl(this);
    checkOptional(this, "serviceUrl", serviceUrl, isWebSocket ? APIM_RULES.webSocketUrl : RULES.httpUrl);
    checkOptional(this, "revision", props.revision, APIM_RULES.apiRevision);
    checkOptional(this, "authScope", props.authScope, RULES.scopeList);
    if (props.authScope !== undefined && props.authServer === undefined)
      throw scopeWithoutServer(this, props.authScope);
    const { authServer, openIdProvider } = props;
    if (openIdProvider !== undefined && authServer !== undefined) throw bothSignIns(this);
    if (openApi === undefined && props.callers !== undefined) throw callersWithoutDocument(this);
    if (openApi !== undefined && type !== undefined) throw typeBesideDocument(this);
    if (props.serviceUrl !== undefined && props.backend !== undefined) throw backendBesideUrl(this);
    const { revision = "1" } = props;
    if (revision !== "1" && !Token.isUnresolved(revision)) warnOnce(this, laterRevision(revision));
    if (serviceUrl !== undefined && isUnencrypted(serviceUrl)) warnOnce(this, plainHttp(serviceUrl));
    if (props.allowUnencryptedCalls === true) warnOnce(this, unencryptedCalls());
    this.policyTarget = new ApiPolicyTarget(this, name);
    claimPath(this, props.apim.policyTarget.key, props);
    NAMES.claim(this, ...this.policyTarget.key);

    const about = {
      contact: props.contact ?? openApi?._contact,
      license: props.license ?? openApi?._license,
      termsOfServiceUrl: props.termsOfServiceUrl ?? openApi?._termsOfServiceUrl,
    };
    const resource = create(ApiManagementApi, this, "Resource", {
      apiManagementName: props.apim.name,
      resourceGroupName: props.apim.resourceGroupName,
      name,
      displayName: textForTerraform(props.displayName ?? openApi?.title ?? name),
      description: textForTerraform(description),
      path: props.path,
      revision,
      serviceUrl,
      subscriptionRequired: props.subscriptionRequired ?? true,
      oauth2Authorization:
        authServer === undefined ? undefined : { authorizationServerName: authServer.name, scope: props.authScope },
      openidAuthentication: openIdProvider && {
        openidProviderName: openIdProvider.name,
        bearerTokenSendingMethods: [
          "authorizationHeader",
          ...(openIdProvider.allowsTokenInUrl === true ? ["query"] : []),
        ],
      },
      ...aboutArguments(this, about),
      ...servingArguments(this, props),
    });
    this.name = resource.name;
    const isSegment = props.versionSet?.scheme._scheme === "Segment" && version !== undefined;
    this.url = [props.apim.gatewayUrl, props.path, isSegment ? version : ""].filter((part) => part !== "").join("/");
    if (props.subscriptionRequired === undefined) {
      this.node.addValidation({ validate: () => sayThatKeyIsNeeded(this) });
    }
    props.backend?.useIn(this);
    suppress(this, props.suppressions);
    this.node.addValidation({ validate: () => judgeWhole(this, resource) });
    if (openIdProvider !== undefined) this.node.addValidation({ validate: () => sayThatIdTokenIsRefused(this) });
    if (authServer !== undefined) {
      this.node.addValidation({ validate: () => disagreements(this, this.apim, authServer) });
    }
    if (type?._graphQlSchema !== undefined) {
      const content = ApiSchemaContent.graphQl(type._graphQlSchema);
      new ApiSchema(this, "Schema", { api: this, schemaId: "graphql", content });
    }
    if (openApi !== undefined) {
      const document = new DocumentOperations(this, openApi, props.callers ?? {});
      this.node.addValidation({ validate: () => document.compare() });
      this.document = document;
    }
  }

  /**
   * An operation of `openApi`, such as for a policy.
   *
   * @param operationId as the document has it
   * @throws when there is no document, or it does not have the operation
   */
  public operation(operationId: string): IApiOperation {
    STRING.require(this, "operationId", operationId);
    if (this.document === undefined) throw operationWithoutDocument(this, operationId);
    return this.document.find(operationId);
  }
}

/** Some operations come with the API, and no policy can come before them. */
function judgeWhole(api: Api, { importInput, apiTypeInput, sourceApiIdInput }: ApiManagementApi): string[] {
  const { label } = api.policyTarget;
  const isImported = importInput !== undefined || sourceApiIdInput !== undefined;
  // A SOAP API has the operations of its document, or those of the program.
  const isWhole = isImported || !["http", "soap", undefined].includes(apiTypeInput);
  if (isImported) informOnce(api, lateCheckOfImport(label));
  else if (isWhole) informOnce(api, lateCheckOfApi(label));
  return judgeApi(api, isWhole);
}

/** Whether requests leave the machine unencrypted. */
function isUnencrypted(url: string): boolean {
  return /^(?:http|ws):\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(url);
}

/** It is hard to see why a valid token is refused when only the subscription key is missing. */
function sayThatKeyIsNeeded(api: Api): string[] {
  const isChecked = [api, api.apim].some((target) => JwtPolicy._tryFind(target) !== undefined);
  if (isChecked && !isInOpenProduct(api)) informOnce(api, keyBesideToken());
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
