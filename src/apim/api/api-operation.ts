import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { Lazy, type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { dependenciesOf } from "../../core/terraform-text";
import { PolicyScope } from "../../policy/model/section";
import type { IApi } from "./api";
import type { IApiManagement } from "../service/api-management";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy/policy-target";

/** The method and the URL of an operation. */
export interface ApiOperationOptions {
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** The path below the API's, such as `/{id}/lines`. Each parameter in braces is required. */
  readonly urlTemplate: string;
  /**
   * The name of the operation in Azure.
   *
   * @default - the id of the construct
   */
  readonly operationId?: string;
  /**
   * The name that people see in the portals.
   *
   * @default - method and URL template
   */
  readonly displayName?: string;
}

/** What an operation is made of. */
export interface ApiOperationProps extends ApiOperationOptions {
  /** The API that the operation belongs to. */
  readonly api: IApi;
}

const OPERATIONS = new Registry<ApiOperation>("operation");
const URLS = new Registry<ApiOperation>("operation with method and URL");

/**
 * An operation of an API. The gateway answers 404 for everything that is no operation.
 *
 * @see https://learn.microsoft.com/azure/api-management/add-api-manually#add-and-test-an-operation
 */
export class ApiOperation extends Construct implements IPolicyTarget {
  /** The service that the API belongs to. */
  public readonly apim: IApiManagement;
  /** The name of the operation in Azure. */
  public readonly operationId: string;

  private readonly api: IApi;
  private readonly literalOperationId: string;

  /**
   * @throws when the method, the URL template or the name breaks a rule of API Management, or another operation of the API has them already
   */
  public constructor(scope: Construct, id: string, props: ApiOperationProps) {
    super(scope, id);
    this.literalOperationId = props.operationId ?? id;
    check(this, "operationId", this.literalOperationId, RULES.apimChildName);
    check(this, "method", props.method, RULES.httpMethod);
    check(this, "urlTemplate", props.urlTemplate, RULES.urlTemplate);
    checkOptional(this, "displayName", props.displayName, RULES.displayName);
    this.api = props.api;
    this.apim = props.api.apim;
    OPERATIONS.claim(this, ...this._policyKey);
    URLS.claim(this, ...props.api._policyKey, `${props.method} ${props.urlTemplate}`);
    const resource = new ApiManagementApiOperation(this, "Resource", {
      apiManagementName: props.api.apim.name,
      resourceGroupName: props.api.apim.resourceGroupName,
      apiName: props.api.name,
      operationId: this.literalOperationId,
      method: props.method,
      urlTemplate: props.urlTemplate,
      displayName: props.displayName ?? `${props.method} ${props.urlTemplate}`,
      templateParameter: parametersOf(props.urlTemplate).map((name) => ({ name, type: "string", required: true })),
    });
    // An operation answers as soon as it exists, so the API's policy must be in force before.
    resource.addOverride(
      "depends_on",
      Lazy.anyValue({ produce: () => dependenciesOf(resource, ApimPolicy._resourcesOf(props.api)) }),
    );
    this.operationId = resource.operationId;
  }

  /** @internal */
  public get _label(): string {
    return `operation ${this.literalOperationId} of ${this.api._label}`;
  }

  /** @internal */
  public get _policyKey(): string[] {
    return [...this.api._policyKey, this.literalOperationId];
  }

  /** @internal */
  public get _policyScope(): PolicyScope {
    return PolicyScope.OPERATION;
  }

  /** @internal */
  public get _isOutermost(): boolean {
    return false;
  }

  /** @internal */
  public _createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return new ApiManagementApiOperationPolicy(scope, id, {
      apiManagementName: this.apim.name,
      resourceGroupName: this.apim.resourceGroupName,
      apiName: this.api.name,
      operationId: this.operationId,
      xmlContent,
    });
  }
}

function parametersOf(urlTemplate: string): string[] {
  if (Token.isUnresolved(urlTemplate)) return [];
  return [...new Set([...urlTemplate.matchAll(/\{\*?([^{}]+)\}/g)].map((match) => match[1]!))];
}
