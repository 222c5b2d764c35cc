export { type FederatedCredentialOptions } from "./add-federated-credential";
export { type CertificateCredentialOptions } from "./certificate";
export { type ClientSecretOptions } from "./client-secret";
export { FederatedCredential } from "./federated-credential";
export * from "./federation-options";
export * from "./i-app-registration-with-credentials";
export { type RotatingClientSecretOptions } from "./rotation-options";
