import { KeyVaultSecret as Resource } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import type { Construct } from "constructs";
import { informOnce } from "../core/annotations";
import { create } from "../core/create";
import { check, checkNumber, checkOptional, RULES, wholeSeconds } from "../core/rules";
import type { SecretValue } from "../core/secret-value";
import { textForTerraform } from "../core/terraform-text";
import { noExpiry } from "./errors";
import type { IKeyVault } from "./key-vault";
import { VAULT_RULES } from "./rules";
import { expectSameSubscription } from "./vault-subscription";
import { WRITTEN_SECRETS } from "./written-secrets";

/** How a secret is written. */
export interface WrittenSecret {
  readonly value: SecretValue;
  readonly contentType?: string;
  readonly endDate?: string;
  readonly valueVersion?: number;
}

/**
 * Writes a secret into a vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
 *
 * @returns the id of the secret without a version
 * @throws when an option breaks a rule, or the program already writes the secret
 */
export function writeSecret(
  scope: Construct,
  id: string,
  vault: IKeyVault,
  name: string,
  { value, contentType = "text/plain", endDate = value._endDate, valueVersion }: WrittenSecret,
): string {
  checkNumber(
    scope,
    "valueVersion",
    valueVersion,
    "a whole number from 1 to 9007199254740991",
    (version) => Number.isSafeInteger(version) && version >= 1,
  );
  check(scope, "contentType", contentType, VAULT_RULES.contentType);
  checkOptional(scope, "endDate", endDate, RULES.dateTime);
  WRITTEN_SECRETS.claim(scope, vault.vaultUri, name);
  if (endDate === undefined) informOnce(scope, noExpiry(name));
  const secret = create(Resource, scope, id, {
    keyVaultId: vault.resourceId,
    name,
    valueWo: value._expression(scope),
    valueWoVersion: valueVersion ?? value._version,
    contentType: textForTerraform(contentType),
    expirationDate: endDate && wholeSeconds(endDate),
  });
  expectSameSubscription(scope, secret, vault.resourceId);
  return secret.versionlessId;
}

/** The versionless id of an existing secret, so that its readers follow its rotation. */
export function secretIdOf(vault: IKeyVault, name: string): string {
  return `${vault.vaultUri}secrets/${name}`;
}
