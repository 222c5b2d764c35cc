import { ApiManagementPolicy } from "@cdktf/provider-azurerm/lib/api-management-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { PolicyScope } from "../../policy/model/section";
import { PolicyTarget } from "../policy-target";
import type { IApiManagement } from "./i-api-management";

/** What the policy document of a service needs to know. */
export class ServicePolicyTarget extends PolicyTarget {
  /** @param name the name as the program gives it: that of a resource is known to Terraform only */
  public constructor(
    private readonly service: IApiManagement,
    name: string,
  ) {
    super({
      label: `service ${name}`,
      scope: PolicyScope.GLOBAL,
      serviceKey: [service.cloud.environment, name, service.resourceGroupName],
      isOutermost: true,
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementPolicy, scope, id, { apiManagementId: this.service.resourceId, xmlContent });
  }
}
