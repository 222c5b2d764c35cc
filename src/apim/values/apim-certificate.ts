import { ApiManagementCertificateA } from "@cdktf/provider-azurerm/lib/api-management-certificate";
import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional } from "../../core/rules";
import { VAULT_RULES } from "../../keyvault/rules";
import { secretIdOf } from "../../keyvault/secret";
import { SERVICE } from "../kinds";
import { CERTIFICATES } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { letRead, VAULT_READER, type VaultReaderOptions } from "../service/vault-reader";

/** Properties of `ApimCertificate`: which certificate, and who may read it. */
export interface ApimCertificateProps extends VaultReaderOptions {
  /** The service that uses the certificate. */
  readonly apim: IApiManagement;
  /** The name of the certificate in the vault: 1 to 127 letters, digits or `-`. */
  readonly certificateName: string;
  /**
   * The name of the certificate in API Management, which policies use as `certificate-id`: 1 to 80 letters, digits, `_` or `-`.
   *
   * @default - the name in the vault
   */
  readonly name?: string;
}

/** Attributes of an existing certificate. */
export interface ApimCertificateAttributes {
  /** The service that has the certificate. */
  readonly apim: IApiManagement;
  /** The name of the certificate in API Management. */
  readonly name: string;
  /**
   * The SHA-1 hash of the certificate, 40 hexadecimal digits, as the portal shows it. `ClientAuthentication.certificate` needs it.
   *
   * @default - not known
   */
  readonly thumbprint?: string;
}

/** A certificate with its private key in an API Management service. */
export interface IApimCertificate extends IConstruct {
  /** The name that policies use as `certificate-id`. */
  readonly name: string;
}

const PROPS: Kinds<ApimCertificateProps> = {
  ...VAULT_READER,
  apim: SERVICE,
  certificateName: STRING,
  name: optional(STRING),
};
const ATTRIBUTES: Kinds<ApimCertificateAttributes> = { apim: SERVICE, name: STRING, thumbprint: optional(STRING) };

/**
 * A certificate in Key Vault with which the service authenticates to backends, or signs and decrypts tokens.
 *
 * The service reads its newest version within four hours of a renewal. It reads the certificate with its private key, as a secret: the identity gets
 * the right to read secrets. Neither the certificate nor its key is in the configuration or in the Terraform state. `ApimPkcs12Certificate` takes a file instead.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-mutual-certificates
 */
export class ApimCertificate extends CheckedConstruct implements IApimCertificate {
  /**
   * An existing certificate, from this or another configuration.
   *
   * @throws when the name or the thumbprint breaks a rule of API Management
   */
  public static fromName(scope: Construct, id: string, attributes: ApimCertificateAttributes): IApimCertificate {
    return new ImportedCertificate(scope, id, attributes);
  }

  public readonly name: string;
  /** The SHA-1 hash of the certificate as Terraform read it last, in capitals. A renewal changes it. */
  public readonly thumbprint: string;
  /**
   * The names that identify the service.
   *
   * @internal
   */
  public readonly _serviceKey: readonly string[];

  /**
   * @throws when a name breaks a rule of Azure, the service has the certificate already, or the vault is in another stack or cloud
   */
  public constructor(scope: Construct, id: string, props: ApimCertificateProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, vault, certificateName, name = certificateName } = props;
    check(this, "certificateName", certificateName, VAULT_RULES.secretName);
    check(this, "name", name, APIM_RULES.certificateName);
    this._serviceKey = apim.policyTarget.key;
    CERTIFICATES.claim(this, this._serviceKey, name);
    const { identityClientId, dependsOn } = letRead(this, apim, props);
    const resource = create(ApiManagementCertificateA, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name,
      // The secret of a certificate has its name, and holds its private key.
      keyVaultSecretId: secretIdOf(this, vault, certificateName),
      keyVaultIdentityClientId: identityClientId,
      // API Management deletes a certificate only once no backend and no policy uses it.
      lifecycle: { createBeforeDestroy: true },
      dependsOn,
    });
    this.name = name;
    this.thumbprint = resource.thumbprint;
  }
}

/** An existing certificate. */
class ImportedCertificate extends CheckedConstruct implements IApimCertificate {
  public readonly name: string;
  public readonly thumbprint?: string;
  /** @internal */
  public readonly _serviceKey: readonly string[];

  public constructor(scope: Construct, id: string, attributes: ApimCertificateAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.certificateName);
    checkOptional(this, "thumbprint", attributes.thumbprint, APIM_RULES.thumbprint);
    this.name = attributes.name;
    // The gateway compares the letters.
    this.thumbprint = attributes.thumbprint && upperCase(attributes.thumbprint);
    this._serviceKey = attributes.apim.policyTarget.key;
    CERTIFICATES.addExisting(this, this._serviceKey, attributes.name);
  }
}

function upperCase(value: string): string {
  return Token.isUnresolved(value) ? value : value.toUpperCase();
}
