import type { PublicCertificate } from "../../core/public-certificate";
import type { SecretValue } from "../../core/secret-value";
import type { IAppRegistration } from "../i-app-registration";
import type { FederatedCredentialOptions } from "./add-federated-credential";
import type { CertificateCredentialOptions } from "./certificate";
import type { ClientSecretOptions } from "./client-secret";
import type { FederatedCredential } from "./federated-credential";
import type { RotatingClientSecretOptions } from "./rotation-options";

/** A registration to which the program may give credentials: a new one, or an existing one whose application is looked up. */
export interface IAppRegistrationWithCredentials extends IAppRegistration {
  /** The id that the parts of a registration refer to in Terraform, `/applications/<object id>`. It is not the client id. */
  readonly applicationId: string;

  /**
   * Accepts the tokens of another issuer in the place of a secret.
   *
   * @param id the id of the construct, unique in this registration
   * @param credential whose tokens
   */
  addFederatedCredential(id: string, credential: FederatedCredential, options?: FederatedCredentialOptions): void;

  /**
   * Accepts requests that are signed with the key of a certificate.
   *
   * @param id the id of the construct, unique in this registration
   * @param certificate the certificate without its private key
   */
  addCertificate(id: string, certificate: PublicCertificate, options?: CertificateCredentialOptions): void;

  /**
   * Generates two client secrets that take turns.
   *
   * @param id the id of the construct, unique in this registration
   * @param options the number of the secret, to be increased for a rotation, or how often the calendar rotates
   * @returns the newer secret
   */
  addRotatingClientSecret(id: string, options: RotatingClientSecretOptions): SecretValue;

  /**
   * Generates a client secret, which is kept in the Terraform state.
   *
   * @param id the id of the construct, unique in this registration
   * @param options when the secret expires
   */
  addClientSecret(id: string, options: ClientSecretOptions): SecretValue;
}
