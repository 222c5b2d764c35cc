import { DataAzureadClientConfig } from "@cdktf/provider-azuread/lib/data-azuread-client-config";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { Authority } from "./authority";

const ID = "AzureadClientConfig";

/** The tenant that the azuread provider of the stack signs in to, in the public cloud. One data source serves the whole stack. */
export function providerAuthority(scope: IConstruct): Authority {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(ID) as DataAzureadClientConfig | undefined;
  return Authority.publicCloud((found ?? new DataAzureadClientConfig(stack, ID, {})).tenantId);
}
