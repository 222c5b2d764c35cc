import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { resourcesIn } from "../../core/dependables";
import { type Kinds, oneOf, optional } from "../../core/kinds";
import { requireOneStack } from "../../core/rules";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { IDENTITY } from "../kinds";
import { ApimIdentity } from "./apim-identity";
import type { IApiManagement } from "./i-api-management";
import { requireCloudOfVault } from "./vault-cloud";
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
  requireCloudOfVault(scope, apim, vault);
  scope.node.addValidation({
    validate: () => (access === KeyVaultAccess.EXISTING ? [] : firewallProblems(scope, vault, identity)),
  });
  const grant = vault.grantRead(identity.principalOf(apim), access);
  return {
    identityClientId: identity.clientId,
    dependsOn: grant === undefined ? undefined : resourcesIn(grant),
  };
}
