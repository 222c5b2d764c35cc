import { ApiManagementCertificateA } from "@cdktf/provider-azurerm/lib/api-management-certificate";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check } from "../../core/rules";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import { SERVICE } from "../kinds";
import { CERTIFICATES } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { IApimCertificate } from "./apim-certificate";

/** Properties of `ApimPkcs12Certificate`. */
export interface ApimPkcs12CertificateProps {
  /** The service that uses the certificate. */
  readonly apim: IApiManagement;
  /** The name of the certificate, which policies use as `certificate-id`: 1 to 80 letters, digits, `_` or `-`. */
  readonly name: string;
  /** The file in the format PKCS#12 (`.pfx`), in base64. */
  readonly data: SecretValue;
  /**
   * The password of the file.
   *
   * @default - the file has none
   */
  readonly password?: SecretValue;
}

const PROPS: Kinds<ApimPkcs12CertificateProps> = {
  apim: SERVICE,
  name: STRING,
  data: SECRET,
  password: optional(SECRET),
};

/**
 * A certificate with its private key that API Management keeps itself, from a file in the format PKCS#12.
 *
 * File and password are in the Terraform state, and nothing renews the certificate. An `ApimCertificate` in Key Vault is recommended;
 * `ApimCertificate.fromName` refers to one that exists already.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-mutual-certificates
 */
export class ApimPkcs12Certificate extends CheckedConstruct implements IApimCertificate {
  public readonly name: string;
  /** The SHA-1 hash of the certificate, in capitals. A new file changes it. */
  public readonly thumbprint: string;

  /**
   * @throws when the name breaks a rule of Azure, the service has the certificate already, or a secret cannot be used in this stack
   */
  public constructor(scope: Construct, id: string, props: ApimPkcs12CertificateProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, data, password } = props;
    check(this, "name", name, APIM_RULES.certificateName);
    CERTIFICATES.claim(this, apim.policyTarget.key, name);
    const resource = create(ApiManagementCertificateA, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      name,
      data: data._expression(this),
      password: password?._expression(this),
      // API Management deletes a certificate only once no backend and no policy uses it.
      lifecycle: { createBeforeDestroy: true },
    });
    this.name = name;
    this.thumbprint = resource.thumbprint;
  }
}
