import { DataAzureadClientConfig } from "@cdktf/provider-azuread/lib/data-azuread-client-config";
import type { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { findOrMake } from "../core/find-or-make";
import { AzureCloud } from "../oauth/azure-cloud";
import { Authority } from "./authority";
import { providerInOtherCloud } from "./errors";

const ID = "AzureadClientConfig";

/** The tenant that the azuread provider of the stack signs in to, in the public cloud. One data source serves the whole stack. */
export function providerAuthority(scope: IConstruct): Authority {
  return Authority.publicCloud(findOrMake(TerraformStack.of(scope), ID, makeClientConfig).tenantId);
}

function makeClientConfig(stack: TerraformStack, id: string): DataAzureadClientConfig {
  const config = new DataAzureadClientConfig(stack, id, {});
  // The provider may be created later, so its cloud is checked at validation.
  config.node.addValidation({
    validate: () =>
      stack.node
        .findAll()
        .filter(isAzureadProvider)
        .map((provider) => provider.environment ?? AzureCloud.PUBLIC.environment)
        .filter((environment) => !Token.isUnresolved(environment) && !PUBLIC_NAMES.includes(environment))
        .map((environment) => providerInOtherCloud(environment)),
  });
  return config;
}

function isAzureadProvider(construct: IConstruct): construct is AzureadProvider {
  return TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === "azuread";
}

/** The names that the provider accepts for the public cloud. */
const PUBLIC_NAMES: readonly string[] = [AzureCloud.PUBLIC.environment, "global"];
