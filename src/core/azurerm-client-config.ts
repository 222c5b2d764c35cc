import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

const ID = "AzurermClientConfig";

/** The subscription and tenant that the azurerm provider of the stack works in. One data source serves the whole stack. */
export function azurermClientConfig(scope: IConstruct): DataAzurermClientConfig {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(ID) as DataAzurermClientConfig | undefined;
  return found ?? new DataAzurermClientConfig(stack, ID, {});
}
