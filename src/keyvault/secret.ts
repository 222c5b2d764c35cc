import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import type { Construct } from "constructs";
import { Registry } from "../core/registry";
import type { SecretValue } from "../core/secret-value";
import type { IKeyVault } from "./key-vault";

const SECRETS = new Registry<Construct>("key vault secret");

/**
 * Writes a secret into a vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
 *
 * @param version an integer to increase with each new value: Terraform cannot detect that a write-only value changed
 * @returns the id of the secret without a version
 * @throws when the program already writes the secret
 */
export function writeSecret(
  scope: Construct,
  id: string,
  vault: IKeyVault,
  name: string,
  value: SecretValue,
  version: number = value._version,
): string {
  SECRETS.claim(scope, vault.vaultUri, name);
  return new KeyVaultSecret(scope, id, {
    keyVaultId: vault.resourceId,
    name,
    valueWo: value._expression(scope),
    valueWoVersion: version,
  }).versionlessId;
}

/** The versionless id of an existing secret, so that its readers follow its rotation. */
export function secretIdOf(vault: IKeyVault, name: string): string {
  return `${vault.vaultUri}secrets/${name}`;
}
