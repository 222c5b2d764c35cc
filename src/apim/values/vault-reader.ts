import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { resourcesIn } from "../../core/dependables";
import { type Kinds, oneOf, optional } from "../../core/kinds";
import { requireOneStack } from "../../core/rules";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { AzureCloud } from "../../oauth/azure-cloud";
import { vaultInOtherCloud } from "../errors";
import { IDENTITY } from "../kinds";
import { ApimIdentity } from "../service/apim-identity";
import type { IApiManagement } from "../service/api-management";
import { firewallProblems } from "./vault-firewall";

/** The vault that a service reads from, and how. */
export interface VaultReaderOptions {
  /** The vault that holds the secret or the certificate. */
  readonly vault: IKeyVault;
  /**
   * The identity with which the service reads.
   *
   * @default ApimIdentity.systemAssigned()
   */
  readonly identity?: ApimIdentity;
  /**
   * How the identity gets the right to read.
   *
   * @default KeyVaultAccess.ROLE_ASSIGNMENT
   */
  readonly access?: KeyVaultAccess;
}

export const VAULT_READER: Kinds<VaultReaderOptions> = {
  vault: VAULT,
  identity: optional(IDENTITY),
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
};

/** What a resource that reads from a vault needs. */
export interface VaultReader {
  readonly identityClientId: string | undefined;
  /** The right to read: API Management reads when the resource is created. */
  readonly dependsOn: TerraformResource[] | undefined;
}

/**
 * Lets a service read from a vault.
 *
 * @throws when the vault is in another stack or in another cloud
 */
export function letRead(scope: Construct, apim: IApiManagement, options: VaultReaderOptions): VaultReader {
  const { vault, identity = ApimIdentity.systemAssigned(), access } = options;
  requireOneStack(scope, "vault", vault, "import it here too, with fromName");
  const cloud = cloudOfVault(vault.vaultUri);
  if (cloud !== undefined && cloud !== apim.cloud) {
    throw vaultInOtherCloud(scope, apim.cloud.environment, cloud.environment);
  }
  scope.node.addValidation({
    validate: () => (access === KeyVaultAccess.EXISTING ? [] : firewallProblems(scope, vault, identity)),
  });
  const grant = vault.grantRead(identity.principalOf(apim), access);
  return {
    identityClientId: identity.clientId,
    dependsOn: grant === undefined ? undefined : resourcesIn(grant),
  };
}

/** A vault that another class represents may have an address that only Terraform knows. */
function cloudOfVault(vaultUri: string): AzureCloud | undefined {
  return [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA].find(({ vaultDomain }) =>
    vaultUri.endsWith(`.${vaultDomain}/`),
  );
}
