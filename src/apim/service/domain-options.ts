import { BOOLEAN, type Kinds, oneOf, optional, STRING } from "../../core/kinds";
import type { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import { type IKeyVault, KeyVaultAccess } from "../../keyvault/key-vault";
import { VAULT } from "../../keyvault/kinds";
import { ATTACHED_IDENTITY } from "../kinds";
import type { AttachedIdentity } from "./apim-identity";

/** A host, and how callers reach it. */
export interface HostNameOptions {
  /** The host name, such as `api.contoso.com`. A gateway also takes `*.contoso.com`. */
  readonly hostName: string;
  /**
   * Whether the gateway asks callers for a certificate.
   *
   * @default false
   */
  readonly negotiateClientCertificate?: boolean;
  /**
   * Whether the gateway presents this certificate to callers that name no host. Only a host of the gateway can be the default.
   *
   * @default - Azure decides
   */
  readonly isDefault?: boolean;
}

/** Who reads a certificate, and from which vault. */
export interface CertificateReader {
  /** The vault that holds the certificate. */
  readonly vault: IKeyVault;
  /**
   * The user-assigned identity with which the service reads the certificate. The service gets it, and it can read before the service is
   * created.
   *
   * @default - the system-assigned identity. It exists after the service, so all domains of the service are in a resource that is created
   *   then. A vault with a firewall needs this identity
   */
  readonly identity?: AttachedIdentity;
  /**
   * How the identity gets the right to read.
   *
   * @default KeyVaultAccess.ROLE_ASSIGNMENT
   */
  readonly access?: KeyVaultAccess;
}

/** Options of `CustomDomain`: the host, and its certificate in Key Vault. */
export interface CustomDomainOptions extends HostNameOptions, CertificateReader {
  /** The name of the certificate in the vault. The service follows its renewal within four hours. */
  readonly certificateName: string;
}

/** Options of `CustomDomain`: the host, and its certificate with the private key from a file, which is in the Terraform state. */
export interface Pkcs12DomainOptions extends HostNameOptions {
  /** The file in the format PKCS#12 (PFX), in base64. */
  readonly certificate: SecretValue;
  /**
   * The password of the file.
   *
   * @default - none
   */
  readonly password?: SecretValue;
}

const HOST: Kinds<HostNameOptions> = {
  hostName: STRING,
  negotiateClientCertificate: optional(BOOLEAN),
  isDefault: optional(BOOLEAN),
};

export const VAULT_OPTIONS: Kinds<CustomDomainOptions> = {
  ...HOST,
  vault: VAULT,
  certificateName: STRING,
  identity: optional(ATTACHED_IDENTITY),
  access: optional(oneOf("KeyVaultAccess", KeyVaultAccess)),
};

export const PKCS12_OPTIONS: Kinds<Pkcs12DomainOptions> = { ...HOST, certificate: SECRET, password: optional(SECRET) };
