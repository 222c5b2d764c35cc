import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, OBJECT } from "../../core/kinds";
import { PolicyScope } from "../../policy/model/section";
import { PolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { ApiOperation } from "./api-operation";
import type { ApiOperationOptions, IApi, IApiOperation } from "./i-api";

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
    OBJECT.require(this, "options", options);
    return new ApiOperation(this, id, { ...options, api: this });
  }
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
    return create(ApiManagementApiPolicy, scope, id, {
      apiManagementName: this.api.apim.name,
      resourceGroupName: this.api.apim.resourceGroupName,
      apiName: this.api.name,
      xmlContent,
    });
  }
}
