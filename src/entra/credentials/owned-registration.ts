import type { TerraformResource } from "cdktf";
import type { PublicCertificate } from "../../core/public-certificate";
import type { SecretValue } from "../../core/secret-value";
import { AppRegistrationBase } from "../app-registration-base";
import { requirePersonalSecrets } from "../personal-accounts";
import { addFederatedCredential, type FederatedCredentialOptions } from "./add-federated-credential";
import { addCertificate, type CertificateCredentialOptions } from "./certificate";
import { addClientSecret, type ClientSecretOptions } from "./client-secret";
import type { FederatedCredential } from "./federated-credential";
import type { IAppRegistrationWithCredentials } from "./i-app-registration-with-credentials";
import { addRotatingClientSecret } from "./rotating-client-secret";
import type { RotatingClientSecretOptions } from "./rotation-options";

/**
 * What registrations with credentials have in common. Those without a secret come first.
 *
 * @internal
 */
export abstract class OwnedRegistration extends AppRegistrationBase implements IAppRegistrationWithCredentials {
  public abstract readonly applicationId: string;

  /**
   * How many client secrets the program gives to it.
   *
   * @internal
   */
  protected _secrets = 0;
  /**
   * The certificates and the federated credentials that the program gives to it.
   *
   * @internal
   */
  public readonly _certificates: TerraformResource[] = [];
  /** @internal */
  public readonly _federatedCredentials: TerraformResource[] = [];

  /**
   * Accepts the tokens of another issuer in the place of a secret, such as those of a managed identity or a pipeline. At most 20 for a registration.
   *
   * @param id the id of the construct, unique in this registration
   * @param credential whose tokens
   * @throws when a name breaks a rule of Entra ID, or the registration has the credential already
   */
  public addFederatedCredential(
    id: string,
    credential: FederatedCredential,
    options: FederatedCredentialOptions = {},
  ): void {
    this._federatedCredentials.push(addFederatedCredential(this, id, credential, options));
  }

  /**
   * Accepts requests that are signed with the key of a certificate.
   *
   * To replace it, add the new one before clients use it, and remove the old one in a later deployment. A certificate that Key Vault renews is
   * registered by the next deployment.
   *
   * @param id the id of the construct, unique in this registration
   * @param certificate the certificate without its private key
   * @throws when a date is no time in UTC, or after the end of the certificate
   */
  public addCertificate(id: string, certificate: PublicCertificate, options: CertificateCredentialOptions = {}): void {
    this._certificates.push(addCertificate(this, id, certificate, options));
  }

  /**
   * Generates two client secrets that take turns, so that a rotation locks nobody out: the secret that clients have stays valid until the next one.
   * Both are kept in the Terraform state and never in the configuration.
   *
   * @param id the id of the construct, unique in this registration
   * @param options the number of the secret, to be increased for a rotation, or how often the calendar rotates
   * @returns the newer secret
   * @throws when a number is no whole number from 1, not exactly one thing rotates them, or personal accounts sign in and there would be more than two secrets
   */
  public addRotatingClientSecret(id: string, options: RotatingClientSecretOptions): SecretValue {
    requirePersonalSecrets(this, (this._secrets += 2));
    return addRotatingClientSecret(this, id, options);
  }

  /**
   * Generates a client secret. Entra ID generates the value, which is kept in the Terraform state and never in the configuration.
   *
   * @param id the id of the construct, unique in this registration
   * @param options when the secret expires
   * @throws when a date is no time in UTC, the end is not after the start, or personal accounts sign in and there would be more than two secrets
   */
  public addClientSecret(id: string, options: ClientSecretOptions): SecretValue {
    requirePersonalSecrets(this, (this._secrets += 1));
    return addClientSecret(this, id, options);
  }
}
