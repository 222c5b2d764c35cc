import { KeyVaultSecret as Resource } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import { TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { informOnce } from "../core/annotations";
import { create } from "../core/create";
import { lateText } from "../core/late-value";
import { expectSubscriptionOf } from "../core/provider-subscription";
import { check, checkNumber, checkOptional, RULES, wholeSeconds } from "../core/rules";
import type { SecretValue } from "../core/secret-value";
import { textForTerraform } from "../core/terraform-text";
import { noExpiry, vaultOfOtherSubscription } from "./errors";
import type { IKeyVault } from "./key-vault";
import { VAULT_RULES } from "./rules";
import { addReader, addWriter, tryFindWriterBeside } from "./written-secrets";

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
  addWriter(scope, vault, name);
  if (endDate === undefined) informOnce(scope, noExpiry(name));
  const secret = create(Resource, scope, id, {
    keyVaultId: vault.resourceId,
    name,
    valueWo: value._expression(scope),
    valueWoVersion: valueVersion ?? value._version,
    contentType: textForTerraform(contentType),
    expirationDate: endDate && wholeSeconds(endDate),
  });
  // The provider finds the vault when it writes, but looks for it in its own subscription when it reads:
  // https://github.com/hashicorp/terraform-provider-azurerm/issues/22064
  expectSubscriptionOf(
    scope,
    vault.resourceId,
    () => [secret],
    ({ subscription }) => vaultOfOtherSubscription(vault.resourceId, subscription),
  );
  return secret.versionlessId;
}

/** The versionless id of a secret that exists. */
export function existingSecretIdOf(vault: IKeyVault, name: string): string {
  return `${vault.vaultUri}secrets/${name}`;
}

/**
 * The versionless id of a secret, so that its readers follow its rotation. A reader of one that its own stack writes, also later in the program,
 * follows the resource: API Management reads a secret when it learns of it. Its stack follows that of a writer elsewhere.
 *
 * @throws when a stack that needs this one writes the secret
 */
export function secretIdOf(scope: Construct, vault: IKeyVault, name: string): string {
  addReader(scope, vault, name);
  const produce = (): string => tryWrittenIdOf(scope, vault, name) ?? existingSecretIdOf(vault, name);
  return lateText(produce);
}

function tryWrittenIdOf(scope: Construct, vault: IKeyVault, name: string): string | undefined {
  const writer = tryFindWriterBeside(scope, vault, name);
  const isSecret = (child: IConstruct): child is Resource =>
    TerraformResource.isTerraformResource(child) && child.terraformResourceType === Resource.tfResourceType;
  return writer?.node.children.find(isSecret)?.versionlessId;
}
