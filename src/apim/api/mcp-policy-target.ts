import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { PolicyScope } from "../../policy/model/section";
import { PolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import { ApiPolicyResource } from "./api-base";

/** An MCP server, as its policy knows it: an API among those of the service. */
export class McpPolicyTarget extends PolicyTarget {
  public constructor(
    private readonly server: { readonly apim: IApiManagement; readonly name: string },
    literalName: string,
  ) {
    super({
      label: `MCP server ${literalName}`,
      scope: PolicyScope.API,
      serviceKey: server.apim.policyTarget.key,
      names: [literalName],
    });
  }

  /** The azurerm provider compares a policy with what Azure gives back in another form; AzAPI would see a change in every plan. */
  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiPolicyResource, scope, id, {
      apiManagementName: this.server.apim.name,
      resourceGroupName: this.server.apim.resourceGroupName,
      apiName: this.server.name,
      xmlContent,
    });
  }
}
