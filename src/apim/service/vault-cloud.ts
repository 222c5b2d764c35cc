import type { Construct } from "constructs";
import type { IKeyVault } from "../../keyvault/key-vault";
import { AzureCloud } from "../../oauth/azure-cloud";
import { vaultInOtherCloud } from "../errors";
import type { IApiManagement } from "./i-api-management";

/** Throws when a vault is in another cloud than the service that reads it. */
export function requireCloudOfVault(place: Construct, apim: IApiManagement, vault: IKeyVault): void {
  const cloud = cloudOfVault(vault.vaultUri);
  if (cloud !== undefined && cloud !== apim.cloud) {
    throw vaultInOtherCloud(place, apim.cloud.environment, cloud.environment);
  }
}

/** A vault that another class represents may have an address that only Terraform knows. */
function cloudOfVault(vaultUri: string): AzureCloud | undefined {
  return [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA].find(({ vaultDomain }) =>
    vaultUri.endsWith(`.${vaultDomain}/`),
  );
}
