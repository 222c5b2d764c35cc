import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { resourcesIn } from "../../core/dependables";
import { type Kinds, NUMBER, oneOf, optional } from "../../core/kinds";
import { checkNumber, requireOneStack } from "../../core/rules";
import { TimeSleep } from "../../core/time-sleep";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { IDENTITY } from "../kinds";
import { ApimIdentity } from "./apim-identity";
import { nothingToWaitFor } from "./errors";
import type { IApiManagement } from "./i-api-management";
import { requireCloudOfVault } from "./vault-cloud";
import { accessProblems } from "./vault-access";
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
  /**
   * How many seconds to wait once the right is given, because Azure takes up to ten minutes to apply one. The wait is a `time_sleep` of `hashicorp/time`, which
   * `terraform init` installs by itself. From 1 to 3600.
   *
   * @default - no wait: a first deployment that comes too early is repeated
   * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---role-assignment-changes-are-not-being-detected
   */
  readonly waitSeconds?: number;
}

export const VAULT_READER: Kinds<VaultReaderOptions> = {
  vault: VAULT,
  identity: optional(IDENTITY),
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
  waitSeconds: optional(NUMBER),
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
 * @throws when the vault is in another stack or in another cloud, or there is nothing to wait for
 */
export function letRead(scope: Construct, apim: IApiManagement, options: VaultReaderOptions): VaultReader {
  const { vault, identity = ApimIdentity.systemAssigned(), access, waitSeconds } = options;
  if (waitSeconds !== undefined) requireWait(scope, waitSeconds, access);
  requireOneStack(scope, "vault", vault, "import it here too, with fromName");
  requireCloudOfVault(scope, apim, vault);
  scope.node.addValidation({
    validate: () =>
      access === KeyVaultAccess.EXISTING
        ? []
        : [...firewallProblems(scope, vault, identity), ...accessProblems(scope, vault, access)],
  });
  const grant = vault.grantRead(identity.principalOf(apim), access);
  const right = grant === undefined ? undefined : resourcesIn(grant);
  const isAwaited = right !== undefined && waitSeconds !== undefined;
  return {
    identityClientId: identity.clientId,
    dependsOn: isAwaited ? [new TimeSleep(scope, "Wait", waitSeconds, right)] : right,
  };
}

const LONGEST_WAIT_SECONDS = 3600;

function requireWait(scope: Construct, seconds: number, access: KeyVaultAccess | undefined): void {
  if (access === KeyVaultAccess.EXISTING) throw nothingToWaitFor(scope, seconds);
  const isWait = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= LONGEST_WAIT_SECONDS;
  checkNumber(scope, "waitSeconds", seconds, `a whole number from 1 to ${LONGEST_WAIT_SECONDS}`, isWait);
}
