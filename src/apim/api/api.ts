import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { informOnce, warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { checkProps, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { noteReference } from "../../core/stack-references";
import { textForTerraform } from "../../core/terraform-text";
import { requireAuthScope } from "../auth/auth-scope";
import { bothSignIns } from "../auth/errors";
import { disagreements } from "../auth/server-agreement";
import { lateCheckOfImport, laterRevision, plainHttp } from "../errors";
import type { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { requireTier, TIERS_WITH_WEB_SOCKETS } from "../service/tiers";
import { aboutArguments, isUnencrypted, servingArguments } from "./api-arguments";
import { ApiBase, ApiPolicyTarget } from "./api-base";
import {
  sayThatConsoleUsesOtherHeader,
  sayThatGuestsCall,
  sayThatIdTokenIsRefused,
  sayThatKeyIsNeeded,
} from "./api-notes";
import { claimPath } from "./api-paths";
import { API_PROPS, type ApiProps } from "./api-props";
import { ApiSchema, ApiSchemaContent } from "./api-schema";
import type { IApiVersionSet } from "./api-version-set";
import { judgeApi, suppress } from "./coverage";
import { DocumentOperations } from "./document-operations";
import {
  backendBesideUrl,
  callersOfWsdl,
  callersWithoutDocument,
  lateCheckOfApi,
  operationWithoutDocument,
  scopeWithoutServer,
  typeBesideDocument,
  unencryptedCalls,
  webSocketWithoutUrl,
} from "./errors";
import type { IApi, IApiOperation } from "./i-api";
import { type ApiAttributes, ImportedApi } from "./imported-api";
import { requireSameService } from "./same-service";

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
   * @throws when a name, a path or a URL breaks a rule of Azure, another API of the service has the path or the name already, or something is of another
   * service
   */
  public constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    checkProps(this, props, API_PROPS);
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
    if (isWebSocket) requireTier(this, props.apim, "apiType webSocket", TIERS_WITH_WEB_SOCKETS);
    if (isWebSocket && serviceUrl === undefined) throw webSocketWithoutUrl(this);
    checkOptional(this, "serviceUrl", serviceUrl, isWebSocket ? APIM_RULES.webSocketUrl : APIM_RULES.serviceUrl);
    checkOptional(this, "revision", props.revision, APIM_RULES.apiRevision);
    checkOptional(this, "authScope", props.authScope, RULES.scopeList);
    if (props.authScope !== undefined && props.authServer === undefined)
      throw scopeWithoutServer(this, props.authScope);
    const { authServer, openIdProvider } = props;
    if (props.authScope !== undefined && authServer !== undefined) requireAuthScope(this, authServer, props.authScope);
    if (openIdProvider !== undefined && authServer !== undefined) throw bothSignIns(this);
    if (openApi === undefined && props.callers !== undefined) {
      throw type?._isOfWsdl === true ? callersOfWsdl(this) : callersWithoutDocument(this);
    }
    if (openApi !== undefined && type !== undefined) throw typeBesideDocument(this);
    if (props.serviceUrl !== undefined && props.backend !== undefined) throw backendBesideUrl(this);
    const { versionSet, sourceApi } = props;
    const source = sourceApi && { _serviceKey: sourceApi.policyTarget.serviceKey };
    requireSameService(this, props.apim, { authServer, openIdProvider, versionSet, sourceApi: source });
    const { revision = "1" } = props;
    if (revision !== "1" && !Token.isUnresolved(revision)) warnOnce(this, laterRevision(revision));
    if (serviceUrl !== undefined && isUnencrypted(serviceUrl)) warnOnce(this, plainHttp(serviceUrl));
    if (props.allowUnencryptedCalls === true) warnOnce(this, unencryptedCalls());
    if (versionSet !== undefined) noteReference(this, "is a version of", versionSet, versionSet.versionSetId);
    if (authServer !== undefined) noteReference(this, "signs in at", authServer, authServer.name);
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
    if (authServer !== undefined || openIdProvider !== undefined) {
      this.node.addValidation({ validate: () => sayThatConsoleUsesOtherHeader(this) });
    }
    if (authServer !== undefined) {
      this.node.addValidation({ validate: () => disagreements(this, this.apim, authServer) });
      this.node.addValidation({ validate: () => sayThatGuestsCall(this, authServer) });
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
