import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { create } from "./create";
import { findOrMake } from "./find-or-make";

const ID = "AzurermClientConfig";

/** The subscription and tenant that the azurerm provider of the stack works in. One data source serves the whole stack. */
export function azurermClientConfig(scope: IConstruct): DataAzurermClientConfig {
  return findOrMake(TerraformStack.of(scope), ID, (stack, id) => create(DataAzurermClientConfig, stack, id, {}));
}
