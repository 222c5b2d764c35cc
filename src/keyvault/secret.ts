import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import type { Construct } from "constructs";
import { create } from "../core/create";
import { Registry } from "../core/registry";
import type { SecretValue } from "../core/secret-value";
import { textForTerraform } from "../core/terraform-text";
import type { IKeyVault } from "./key-vault";

const SECRETS = new Registry<Construct>("key vault secret");

/** How a secret is written. */
export interface SecretOptions {
  /** An integer to increase with each new value: Terraform cannot detect that a write-only value changed. */
  readonly version: number;
  /** What the secret is, such as `text/plain`. */
  readonly contentType: string;
  /** When the secret expires, in UTC, or undefined when it does not. */
  readonly endDate: string | undefined;
}

/**
 * Writes a secret into a vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
 *
 * @returns the id of the secret without a version
 * @throws when the program already writes the secret
 */
export function writeSecret(
  scope: Construct,
  id: string,
  vault: IKeyVault,
  name: string,
  value: SecretValue,
  { version, contentType, endDate }: SecretOptions,
): string {
  SECRETS.claim(scope, vault.vaultUri, name);
  return create(KeyVaultSecret, scope, id, {
    keyVaultId: vault.resourceId,
    name,
    valueWo: value._expression(scope),
    valueWoVersion: version,
    contentType: textForTerraform(contentType),
    expirationDate: endDate,
  }).versionlessId;
}

/** The versionless id of an existing secret, so that its readers follow its rotation. */
export function secretIdOf(vault: IKeyVault, name: string): string {
  return `${vault.vaultUri}secrets/${name}`;
}
