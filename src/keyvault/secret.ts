import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import type { Construct } from "constructs";
import { Registry } from "../core/registry";
import type { SecretValue } from "../core/secret-value";
import type { IKeyVault } from "./key-vault";

const SECRETS = new Registry<Construct>("key vault secret");

/**
 * Writes a secret into a vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
 *
 * @param version a whole number that grows with each new value: Terraform cannot see that a write-only value changed
 * @returns the id of the secret without a version
 * @throws when the program writes the secret already
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

/** The id of a secret that exists already, without a version, so that whoever reads it follows its rotation. */
export function secretIdOf(vault: IKeyVault, name: string): string {
  return `${vault.vaultUri}secrets/${name}`;
}
