import type { ApiManagementNamedValue } from "@cdktf/provider-azurerm/lib/api-management-named-value";
import type { Construct } from "constructs";
import { checkProps, type Kinds, optional, placeOf, STRING } from "../../core/kinds";
import { check } from "../../core/rules";
import { VAULT_RULES } from "../../keyvault/rules";
import { existingSecretIdOf } from "../../keyvault/secret";
import { SERVICE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { NamedValue } from "./named-value";
import { type KeyVaultSourceOptions, NamedValueSource } from "./named-value-source";

/** Properties of `KeyVaultSecretRef`: which secret, and who may read it. */
export interface KeyVaultSecretRefProps extends KeyVaultSourceOptions {
  /** The service whose policies use the secret. */
  readonly apim: IApiManagement;
  /**
   * The name of the named value in API Management.
   *
   * @default - the name of the secret
   */
  readonly namedValueName?: string;
}

/** Those of the vault are checked with the source. */
const PROPS: Kinds<Omit<KeyVaultSecretRefProps, keyof KeyVaultSourceOptions>> = {
  apim: SERVICE,
  namedValueName: optional(STRING),
};

/**
 * A secret in Key Vault that policies of API Management can use: a named value that refers to the vault, and the right to read it.
 *
 * Shorthand for a `NamedValue` with `NamedValueSource.keyVault(…)`.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export class KeyVaultSecretRef extends NamedValue {
  /** Undefined where the reference writes the secret. */
  private readonly existingSecretId?: string;

  /**
   * @throws when a name breaks a rule of Azure, the service has the named value already, or the vault belongs to another stack
   */
  public constructor(scope: Construct, id: string, props: KeyVaultSecretRefProps) {
    const place = placeOf("KeyVaultSecretRef", scope, id);
    checkProps(place, props, PROPS);
    const name = props.namedValueName ?? props.secretName;
    check(place, "secretName", props.secretName, VAULT_RULES.secretName);
    check(place, "namedValueName", name, APIM_RULES.namedValueName);
    super(scope, id, {
      apim: props.apim,
      name,
      source: NamedValueSource._keyVault(place, props),
    });
    if (props.value === undefined) this.existingSecretId = existingSecretIdOf(props.vault, props.secretName);
  }

  /** The id of the secret without a version, so that API Management follows its rotation. */
  public get secretId(): string {
    return (
      this.existingSecretId ?? (this.node.defaultChild as ApiManagementNamedValue).valueFromKeyVault.secretIdInput!
    );
  }
}
