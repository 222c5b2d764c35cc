import type { ApiManagementApiPolicyConfig } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { duplicateName } from "../../core/errors";
import { CheckedConstruct, OBJECT, STRING } from "../../core/kinds";
import { plainBinding } from "../../core/plain-resource";
import { PolicyScope } from "../../policy/model/section";
import { PolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation } from "./api-operation";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";

/** The resource of the policy of an API. */
export const ApiPolicyResource = plainBinding<ApiManagementApiPolicyConfig>("azurerm_api_management_api_policy", {
  texts: ["apiManagementName", "apiName", "resourceGroupName", "xmlContent", "xmlLink"],
});

/**
 * What new and imported APIs have in common.
 *
 * @internal
 */
export abstract class ApiBase extends CheckedConstruct implements IApi {
  public abstract readonly apim: IApiManagement;
  public abstract readonly name: string;

  public abstract readonly policyTarget: PolicyTarget;

  public addOperation(id: string, options: ApiOperationOptions): IApiOperation {
    STRING.require(this, "id", id);
    OBJECT.require(this, "options", options);
    const nodeId = nodeIdOf(id);
    const first = this.node.tryFindChild(nodeId);
    if (first !== undefined) throw duplicateName(this, "operation", id, first.node.path);
    return new ApiOperation(this, nodeId, {
      ...options,
      operationId: options.operationId === undefined ? id : options.operationId,
      api: this,
    });
  }
}

/** The id of the construct of an operation: it is none of another child of an API, and no name that `constructs` finds in every object. */
export function nodeIdOf(operationId: string): string {
  return ["Resource", "Policy", "Schema"].includes(operationId) || operationId in {}
    ? `${operationId}-operation`
    : operationId;
}

/** An API as the target of a policy document. */
export class ApiPolicyTarget extends PolicyTarget {
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
    return create(ApiPolicyResource, scope, id, {
      apiManagementName: this.api.apim.name,
      resourceGroupName: this.api.apim.resourceGroupName,
      apiName: this.api.name,
      xmlContent,
    });
  }
}
