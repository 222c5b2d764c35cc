import type { Construct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { argumentsOf } from "../app-resources";
import { vaultIgnoresPolicies, vaultIgnoresRoles, vaultMayIgnoreRoles } from "../errors";
import { tryFindMadeVault } from "./vault-firewall";

/**
 * What keeps a right from having an effect in a vault that the program creates: a vault goes either by roles or by access policies.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy
 */
export function accessProblems(
  scope: Construct,
  vault: IKeyVault,
  access: KeyVaultAccess = KeyVaultAccess.ROLE_ASSIGNMENT,
): string[] {
  const made = tryFindMadeVault(scope, vault);
  if (made === undefined) return [];
  const given = argumentsOf(made);
  const goesByRoles = given.rbac_authorization_enabled ?? given.enable_rbac_authorization;
  if (access === KeyVaultAccess.ACCESS_POLICY)
    return goesByRoles === true ? [vaultIgnoresPolicies(made.node.path)] : [];
  // Terraform keeps what an imported vault goes by.
  if (goesByRoles === undefined) warnOnce(scope, vaultMayIgnoreRoles(made.node.path));
  return goesByRoles === false ? [vaultIgnoresRoles(made.node.path)] : [];
}
