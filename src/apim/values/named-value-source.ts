import type { ApiManagementNamedValueConfig } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { informOnce } from "../../core/annotations";
import { wrongKind } from "../../core/errors";
import { check } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf, writeSecret } from "../../keyvault/secret";
import { tryFindSecret } from "../../policy/lint/rules/secret-patterns";
import { literalSecret, readLater } from "../errors";
import { checkProps, type Kinds, NUMBER, optional, STRING } from "../../core/kinds";
import { SECRET } from "../../core/shared-kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { letRead, VAULT_READER, type VaultReaderOptions } from "../service/vault-reader";

/** Options of `NamedValueSource.keyVault`: which secret, and who may read it. */
export interface KeyVaultSourceOptions extends VaultReaderOptions {
  /** The name of the secret in the vault. */
  readonly secretName: string;
  /**
   * The secret to write into the vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
   *
   * API Management reads a new value within four hours, so the old one must stay valid for as long, as one of `addRotatingClientSecret` does.
   *
   * @default - the secret exists already
   */
  readonly value?: SecretValue;
  /**
   * What the secret is, for those who read the vault, when it is written here: 1 to 255 characters.
   *
   * @default "text/plain"
   */
  readonly contentType?: string;
  /**
   * When the secret expires, such as `2027-03-31T00:00:00Z`, when it is written here. Key Vault warns before it.
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

const KEY_VAULT_OPTIONS: Kinds<KeyVaultSourceOptions> = {
  ...VAULT_READER,
  secretName: STRING,
  value: optional(SECRET),
  valueVersion: optional(NUMBER),
  contentType: optional(STRING),
  endDate: optional(STRING),
};

/** The arguments of the resource that say where its text comes from. */
type SourceArguments = Pick<ApiManagementNamedValueConfig, "secret" | "value" | "valueFromKeyVault" | "dependsOn">;

/** Where the text of a named value comes from. */
export class NamedValueSource {
  /**
   * Plain text, readable by everyone who can read the configuration of the service.
   *
   * @param text 1 to 4096 characters
   * @throws when the text is empty, too long, or certainly a secret, such as a private key or a token
   */
  public static plain(text: string): NamedValueSource {
    const place = "NamedValueSource.plain";
    check(place, "text", text, APIM_RULES.namedValueText);
    const secret = Token.isUnresolved(text) ? undefined : tryFindSecret(text);
    if (secret?.isCertain) throw literalSecret(place, secret.kind);
    const value = textForTerraform(text);
    return new NamedValueSource(() => ({ secret: false, value }));
  }

  /**
   * A secret that API Management keeps. It is in the Terraform state: prefer {@link keyVault}.
   *
   * @param value the secret
   */
  public static secret(value: SecretValue): NamedValueSource {
    SECRET.require("NamedValueSource.secret", "value", value);
    return new NamedValueSource((scope) => ({ secret: true, value: value._expression(scope) }));
  }

  /**
   * A secret in Key Vault. The service reads its newest version within four hours of a change.
   *
   * @param options the secret, and who may read it
   */
  public static keyVault(options: KeyVaultSourceOptions): NamedValueSource {
    return NamedValueSource._keyVault("NamedValueSource.keyVault", options);
  }

  /** @internal */
  public static _keyVault(place: string, options: KeyVaultSourceOptions): NamedValueSource {
    checkProps(place, options, KEY_VAULT_OPTIONS);
    if (options.value === undefined) refuseOptionsOfValue(place, options);
    return new NamedValueSource((scope, apim) => bindKeyVault(scope, apim, options));
  }

  private constructor(private readonly bind: (scope: Construct, apim: IApiManagement) => SourceArguments) {}

  /** @internal */
  public _bind(scope: Construct, apim: IApiManagement): SourceArguments {
    return this.bind(scope, apim);
  }
}

/** What is said about a secret that something else writes has no effect. */
function refuseOptionsOfValue(place: string, options: KeyVaultSourceOptions): void {
  const given = (["contentType", "endDate", "valueVersion"] as const).find((name) => options[name] !== undefined);
  if (given === undefined) return;
  const expected = "it together with value, because nothing is written otherwise";
  throw wrongKind(place, given, "given without value", expected, "give value, or leave it out");
}

function bindKeyVault(scope: Construct, apim: IApiManagement, options: KeyVaultSourceOptions): SourceArguments {
  const { vault, secretName, value } = options;
  check(scope, "secretName", secretName, VAULT_RULES.secretName);
  const { identityClientId, dependsOn } = letRead(scope, apim, options);
  const secretId =
    value === undefined
      ? secretIdOf(scope, vault, secretName)
      : writeSecret(scope, "Secret", vault, secretName, { ...options, value });
  if (value?._endsWhenReplaced === true) informOnce(scope, readLater());
  return {
    secret: true,
    valueFromKeyVault: { secretId, identityClientId },
    dependsOn,
  };
}
