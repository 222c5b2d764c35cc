import type { ApiManagementNamedValueConfig } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { Token } from "cdktf";
import type { Construct, IDependable } from "constructs";
import { informOnce } from "../../core/annotations";
import { resourcesIn } from "../../core/dependables";
import { check, checkNumber, checkOptional, requireOneStack, RULES, wholeSeconds } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf, writeSecret } from "../../keyvault/secret";
import { tryFindSecret } from "../../policy/lint/rules/secret-patterns";
import { literalSecret, noExpiry, readLater } from "../errors";
import { checkProps, type Kinds, NUMBER, oneOf, optional, STRING } from "../../core/kinds";
import { SECRET } from "../../core/shared-kinds";
import { VAULT } from "../../keyvault/kinds";
import { IDENTITY } from "../kinds";
import { APIM_RULES } from "../rules";
import { ApimIdentity } from "../service/apim-identity";
import type { IApiManagement } from "../service/api-management";
import { requireCloudOfVault } from "./vault-cloud";

/** Options of `NamedValueSource.keyVault`: which secret, and who may read it. */
export interface KeyVaultSourceOptions {
  /** The vault that holds the secret. */
  readonly vault: IKeyVault;
  /** The name of the secret in the vault. */
  readonly secretName: string;
  /**
   * The secret to write into the vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
   *
   * API Management reads a new value within four hours, so the old one must stay valid for as long: add a second client secret, and remove the first
   * in a later deployment.
   *
   * @default - the secret exists already
   */
  readonly value?: SecretValue;
  /**
   * What the secret is, for those who read the vault, when it is written here.
   *
   * @default "text/plain"
   */
  readonly contentType?: string;
  /**
   * When the secret expires, in UTC, such as `2027-03-31T00:00:00Z`, when it is written here. Key Vault warns before it.
   *
   * @default - for a generated client secret its end date, otherwise never
   */
  readonly endDate?: string;
  /**
   * An integer to increase with each new value, from 1: Terraform cannot detect that a write-only value changed.
   *
   * @default - for a generated client secret its end date as a number, otherwise 1
   */
  readonly valueVersion?: number;
  /**
   * The identity with which the service reads the secret.
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

const KEY_VAULT_OPTIONS: Kinds<KeyVaultSourceOptions> = {
  vault: VAULT,
  secretName: STRING,
  value: optional(SECRET),
  valueVersion: optional(NUMBER),
  contentType: optional(STRING),
  endDate: optional(STRING),
  identity: optional(IDENTITY),
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
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
    return new NamedValueSource((scope, apim) => bindKeyVault(scope, apim, options));
  }

  private constructor(private readonly bind: (scope: Construct, apim: IApiManagement) => SourceArguments) {}

  /** @internal */
  public _bind(scope: Construct, apim: IApiManagement): SourceArguments {
    return this.bind(scope, apim);
  }
}

function bindKeyVault(scope: Construct, apim: IApiManagement, options: KeyVaultSourceOptions): SourceArguments {
  const { vault, secretName, value, valueVersion, identity = ApimIdentity.systemAssigned(), access } = options;
  const { contentType = "text/plain", endDate = value?._endDate } = options;
  check(scope, "secretName", secretName, VAULT_RULES.secretName);
  checkNumber(
    scope,
    "valueVersion",
    valueVersion,
    "a whole number from 1 to 9007199254740991",
    (version) => Number.isSafeInteger(version) && version >= 1,
  );
  check(scope, "contentType", contentType, RULES.text);
  checkOptional(scope, "endDate", endDate, RULES.dateTime);
  requireOneStack(scope, "vault", vault, "import it here too, with fromName");
  requireCloudOfVault(scope, apim, vault);
  const grant: IDependable | undefined = vault.grantRead(identity.principalOf(apim), access);
  const secretId =
    value === undefined
      ? secretIdOf(vault, secretName)
      : writeSecret(scope, "Secret", vault, secretName, value, {
          version: valueVersion ?? value._version,
          contentType,
          endDate: endDate && wholeSeconds(endDate),
        });
  if (value !== undefined && endDate === undefined) informOnce(scope, noExpiry(secretName));
  if (value?._endDate !== undefined) informOnce(scope, readLater());
  return {
    secret: true,
    valueFromKeyVault: { secretId, identityClientId: identity.clientId },
    // API Management reads the secret when the named value is created.
    dependsOn: grant === undefined ? undefined : resourcesIn(grant),
  };
}
