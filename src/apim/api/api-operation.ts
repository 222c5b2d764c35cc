import type { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { mainResourceOf } from "../../core/main-resource";
import { Registry } from "../../core/registry";
import { check, checkOptional } from "../../core/rules";
import { dependLateOn } from "../../core/dependencies";
import { textForTerraform } from "../../core/terraform-text";
import { PolicyScope } from "../../policy/model/section";
import type { Callers } from "../auth/callers";
import { API, CALLERS, SUPPRESSIONS } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { areApart, PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { admit, suppress } from "./coverage";
import type { ApiSchema } from "./api-schema";
import { callersOfWsdl, operationOfType, schemaOfOtherApi } from "./errors";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";
import { requestArguments, responseArguments, schemasIn, templateArguments } from "./operation-arguments";
import { PARAMETERS, REQUEST, RESPONSES } from "./operation-kinds";
import { OperationResource } from "./operation-resource";

/** Properties of `ApiOperation`. */
export interface ApiOperationProps extends ApiOperationOptions {
  /** The API that the operation belongs to. */
  readonly api: IApi;
}

/** Attributes of an existing operation. */
export interface ApiOperationAttributes {
  /** The API that the operation belongs to. */
  readonly api: IApi;
  /** The name of the operation in Azure, in the same capitals: of an OpenAPI document that was imported, its `operationId`. */
  readonly operationId: string;
  /**
   * Who may call the operation, in place of the callers that the `JwtPolicy` of its API names: `Callers.anonymous()` for everyone.
   *
   * @default - those of the API
   */
  readonly callers?: Callers;
}

const ATTRIBUTES: Kinds<ApiOperationAttributes> = { api: API, operationId: STRING, callers: optional(CALLERS) };

const PROPS: Kinds<ApiOperationProps> = {
  api: API,
  method: STRING,
  urlTemplate: STRING,
  operationId: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
  templateParameters: PARAMETERS,
  request: REQUEST,
  responses: RESPONSES,
  callers: optional(CALLERS),
  suppressions: optional(SUPPRESSIONS),
};

/** The types whose operations API Management makes itself, and what to do about one of them. */
const OWN_OPERATIONS: Readonly<Record<string, string>> = {
  graphql: "write the policy of the API itself",
  websocket: "refer to its only one with ApiOperation.fromId and onHandshake",
};

const OPERATIONS = new Registry<ApiOperation>("operation");
const URLS = new Registry<ApiOperation>("operation with method and URL");

/**
 * An operation of an API. The gateway answers 404 to any request that matches no operation.
 *
 * @see https://learn.microsoft.com/azure/api-management/add-api-manually#add-and-test-an-operation
 */
export class ApiOperation extends CheckedConstruct implements IApiOperation {
  /** An existing operation, from this or another configuration, such as one of an OpenAPI document. */
  public static fromId(scope: Construct, id: string, attributes: ApiOperationAttributes): IApiOperation {
    return new ImportedApiOperation(scope, id, attributes);
  }

  /** The service that the API belongs to. */
  public readonly apim: IApiManagement;
  /** The name of the operation in Azure. */
  public readonly operationId: string;
  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when the method, the URL template or the name breaks a rule of API Management, or another operation of the API has them already
   */
  public constructor(scope: Construct, id: string, props: ApiOperationProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    requireOperations(this, props.api);
    const operationId = props.operationId ?? id;
    check(this, "operationId", operationId, APIM_RULES.childName);
    check(this, "method", props.method, APIM_RULES.httpMethod);
    check(this, "urlTemplate", props.urlTemplate, APIM_RULES.urlTemplate);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.title);
    checkOptional(this, "description", props.description, APIM_RULES.apimDescription);
    this.apim = props.api.apim;
    this.policyTarget = new OperationPolicyTarget(this, props.api, operationId);
    OPERATIONS.claim(this, ...this.policyTarget.key);
    URLS.claim(this, ...props.api.policyTarget.key, `${props.method} ${withoutNames(props.urlTemplate)}`);
    for (const schema of schemasIn(props)) {
      const { _apiKey } = schema as Partial<ApiSchema>;
      if (_apiKey !== undefined && areApart(_apiKey, props.api.policyTarget.key)) {
        throw schemaOfOtherApi(this, schema.node.path, props.api.policyTarget.label);
      }
    }
    const resource = create(OperationResource, this, "Resource", {
      apiManagementName: props.api.apim.name,
      resourceGroupName: props.api.apim.resourceGroupName,
      apiName: props.api.name,
      operationId,
      method: props.method,
      urlTemplate: props.urlTemplate,
      displayName: textForTerraform(props.displayName ?? `${props.method} ${props.urlTemplate}`),
      description: textForTerraform(props.description),
      templateParameter: templateArguments(this, props.urlTemplate, props.templateParameters),
      request: requestArguments(this, props.request),
      response: responseArguments(this, props.responses),
    });
    // An operation answers as soon as it exists, so the policies that it inherits must be in force first.
    const policies = (): TerraformResource[] =>
      [this.apim, props.api].flatMap((target) => ApimPolicy._resourcesOf(target));
    dependLateOn(resource, policies);
    this.operationId = resource.getStringAttribute("operation_id");
    const { api, callers, suppressions } = props;
    suppress(this, suppressions);
    admit({ operation: this, api, operationId, callers, isCreated: true });
  }
}

/** An existing operation. */
class ImportedApiOperation extends CheckedConstruct implements IApiOperation {
  public readonly apim: IApiManagement;
  public readonly operationId: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: ApiOperationAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    const { api, operationId, callers } = attributes;
    check(this, "operationId", operationId, APIM_RULES.childName);
    if (callers !== undefined && isOfWsdl(api)) throw callersOfWsdl(this);
    this.apim = api.apim;
    this.operationId = operationId;
    this.policyTarget = new OperationPolicyTarget(this, api, operationId);
    admit({ operation: this, api, operationId, callers, isCreated: false });
  }
}

class OperationPolicyTarget extends PolicyTarget {
  /**
   * @param literalId the name of the operation as the program gives it: that of a resource is known to Terraform only
   */
  public constructor(
    private readonly operation: IApiOperation,
    private readonly api: IApi,
    literalId: string,
  ) {
    const { label, serviceKey, key } = api.policyTarget;
    super({
      label: `operation ${literalId} of ${label}`,
      scope: PolicyScope.OPERATION,
      serviceKey,
      names: [...key.slice(serviceKey.length), literalId],
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementApiOperationPolicy, scope, id, {
      apiManagementName: this.operation.apim.name,
      resourceGroupName: this.operation.apim.resourceGroupName,
      apiName: this.api.name,
      operationId: this.operation.operationId,
      xmlContent,
    });
  }
}

/** The operations of some types of APIs are not the program's. Of an API that exists already, the type is not known. */
function requireOperations(operation: ApiOperation, api: IApi): void {
  const { apiTypeInput } = (mainResourceOf(api) ?? {}) as Partial<Pick<ApiManagementApi, "apiTypeInput">>;
  const fix = OWN_OPERATIONS[apiTypeInput ?? ""];
  if (fix !== undefined) throw operationOfType(operation, api.policyTarget.label, apiTypeInput!, fix);
}

/** Whether Azure makes the operations of an API of a WSDL document. */
function isOfWsdl(api: IApi): boolean {
  const { importInput } = (mainResourceOf(api) ?? {}) as Partial<Pick<ApiManagementApi, "importInput">>;
  return importInput?.contentFormat.startsWith("wsdl") === true;
}

/** A URL template without the names of its parameters: they make no difference for the requests that it matches. */
function withoutNames(urlTemplate: string): string {
  if (Token.isUnresolved(urlTemplate)) return urlTemplate;
  return urlTemplate.replace(/\{(\*?)[^{}]*\}/g, "{$1}");
}
