import { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { ApimIdentity } from "../apim/service/apim-identity";
import type { IApiManagement } from "../apim/service/api-management";
import type { INamedValue } from "../apim/values/named-value";
import { NAMED_VALUES } from "../apim/values/named-values";
import { Registry } from "../core/registry";
import { check, checkNumber, requireOneStack, RULES } from "../core/rules";
import type { SecretValue } from "../core/secret-value";
import { PolicyValue } from "../policy/model/value";
import { type IKeyVault, KeyVaultAccess } from "./key-vault";

/** Which secret, and who may read it. */
export interface KeyVaultSecretRefProps {
  /** The service whose policies use the secret. */
  readonly apim: IApiManagement;
  /** The vault that holds the secret. */
  readonly vault: IKeyVault;
  /** The name of the secret in the vault. */
  readonly secretName: string;
  /**
   * The name of the named value in API Management.
   *
   * @default - the name of the secret
   */
  readonly namedValueName?: string;
  /**
   * The secret to write into the vault, through a write-only argument that never reaches the Terraform state. It needs Terraform 1.11 or later.
   *
   * @default - the secret exists already
   */
  readonly value?: SecretValue;
  /**
   * A whole number that grows with each new value. Terraform cannot see that a write-only value changed.
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

const SECRETS = new Registry<KeyVaultSecretRef>("key vault secret");

/**
 * A secret in Key Vault that policies of API Management can use: a named value that refers to the vault, and the right to read it.
 *
 * The service reads the newest version of the secret, within four hours of a change.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export class KeyVaultSecretRef extends Construct implements INamedValue {
  public readonly displayName: string;
  /** The id of the secret without a version, so that API Management follows its rotation. */
  public readonly secretId: string;

  private readonly namedValue: ApiManagementNamedValue;

  /**
   * @throws when a name breaks a rule of Azure, the service has the named value already, or the vault belongs to another stack
   */
  public constructor(scope: Construct, id: string, props: KeyVaultSecretRefProps) {
    super(scope, id);
    const { apim, vault, secretName } = props;
    const identity = props.identity ?? ApimIdentity.systemAssigned();
    this.displayName = props.namedValueName ?? secretName;
    check(this, "secretName", secretName, RULES.secretName);
    check(this, "namedValueName", this.displayName, RULES.namedValueName);
    checkNumber(
      this,
      "valueVersion",
      props.valueVersion,
      "a whole number from 1",
      (version) => Number.isInteger(version) && version >= 1,
    );
    requireOneStack(this, "vault", vault, "import it here too, with fromName");
    NAMED_VALUES.claim(this, ...apim._policyKey, this.displayName);

    const grant = vault._grantRead(apim, identity, props.access ?? KeyVaultAccess.ROLE_ASSIGNMENT);
    this.secretId =
      props.value === undefined
        ? `${vault.vaultUri}secrets/${secretName}`
        : this.write(props, props.value).versionlessId;

    this.namedValue = new ApiManagementNamedValue(this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name: this.displayName,
      displayName: this.displayName,
      secret: true,
      valueFromKeyVault: { secretId: this.secretId, identityClientId: identity._clientId },
      // API Management reads the secret when the named value is made.
      dependsOn: grant === undefined ? undefined : [grant],
    });
  }

  public get reference(): PolicyValue {
    return PolicyValue.namedValue(this.displayName);
  }

  /** @internal */
  public get _resources(): TerraformResource[] {
    return [this.namedValue];
  }

  private write(props: KeyVaultSecretRefProps, value: SecretValue): KeyVaultSecret {
    SECRETS.claim(this, props.vault.vaultUri, props.secretName);
    return new KeyVaultSecret(this, "Secret", {
      keyVaultId: props.vault.resourceId,
      name: props.secretName,
      valueWo: value._expression(this),
      valueWoVersion: props.valueVersion ?? value._version,
    });
  }
}
