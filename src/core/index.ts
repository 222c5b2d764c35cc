export * from "./azapi-provider";
export * from "./principal";
export { PublicCertificate } from "./public-certificate";
export * from "./secret-value";
