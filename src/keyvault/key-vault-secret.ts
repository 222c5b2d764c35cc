import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, NUMBER, optional, STRING } from "../core/kinds";
import { check, requireOneStack } from "../core/rules";
import type { SecretValue } from "../core/secret-value";
import { SECRET } from "../core/shared-kinds";
import type { IKeyVault } from "./key-vault";
import { VAULT } from "./kinds";
import { VAULT_RULES } from "./rules";
import { writeSecret } from "./secret";

/** Properties of `KeyVaultSecret`: what is written where. */
export interface KeyVaultSecretProps {
  /** The vault, in the same stack. */
  readonly vault: IKeyVault;
  /** The name of the secret in the vault: 1 to 127 letters, digits or dashes. */
  readonly name: string;
  /** The secret. */
  readonly value: SecretValue;
  /**
   * What the secret is, for those who read the vault: 1 to 255 characters.
   *
   * @default "text/plain"
   */
  readonly contentType?: string;
  /**
   * When the secret expires, such as `2027-03-31T00:00:00Z`. Key Vault warns before it.
   *
   * @default - for a generated client secret its end date, otherwise never
   */
  readonly endDate?: string;
  /**
   * An integer to increase with each new value, from 1: Terraform cannot detect that a write-only value changed.
   *
   * @default - for a generated client secret a number made from the id of its key, otherwise 1
   */
  readonly valueVersion?: number;
}

const PROPS: Kinds<KeyVaultSecretProps> = {
  vault: VAULT,
  name: STRING,
  value: SECRET,
  contentType: optional(STRING),
  endDate: optional(STRING),
  valueVersion: optional(NUMBER),
};

/**
 * A secret that is written into a vault for others than API Management, such as the client that a client secret belongs to. Give them the right to
 * read it with `grantRead` of the vault.
 *
 * The value goes through a write-only argument, which never reaches the Terraform state. It needs Terraform 1.11 or later.
 *
 * @see https://learn.microsoft.com/azure/key-vault/secrets/about-secrets
 */
export class KeyVaultSecret extends CheckedConstruct {
  /** The id of the secret without a version, so that its readers follow its rotation. */
  public readonly secretId: string;

  /**
   * @throws when a name breaks a rule of Key Vault, the program already writes the secret, or the vault belongs to another stack
   */
  public constructor(scope: Construct, id: string, props: KeyVaultSecretProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { vault, name } = props;
    check(this, "name", name, VAULT_RULES.secretName);
    requireOneStack(this, "vault", vault, "import it here too, with fromName");
    this.secretId = writeSecret(this, "Resource", vault, name, props);
  }
}
