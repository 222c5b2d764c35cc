import type { ApiManagementSecurity } from "@cdktf/provider-azurerm/lib/api-management";

/**
 * Protocols and ciphers that attackers can break or that lack forward secrecy. All are off unless they are named.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers
 */
export enum WeakTls {
  /** SSL 3.0 from callers. */
  FRONTEND_SSL30 = "frontendSsl30Enabled",
  /** TLS 1.0 from callers. */
  FRONTEND_TLS10 = "frontendTls10Enabled",
  /** TLS 1.1 from callers. */
  FRONTEND_TLS11 = "frontendTls11Enabled",
  /** SSL 3.0 to backends. */
  BACKEND_SSL30 = "backendSsl30Enabled",
  /** TLS 1.0 to backends. */
  BACKEND_TLS10 = "backendTls10Enabled",
  /** TLS 1.1 to backends. */
  BACKEND_TLS11 = "backendTls11Enabled",
  /** TLS_RSA_WITH_3DES_EDE_CBC_SHA. */
  TRIPLE_DES = "tripleDesCiphersEnabled",
  /** TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA. */
  ECDHE_ECDSA_AES128_CBC_SHA = "tlsEcdheEcdsaWithAes128CbcShaCiphersEnabled",
  /** TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA. */
  ECDHE_ECDSA_AES256_CBC_SHA = "tlsEcdheEcdsaWithAes256CbcShaCiphersEnabled",
  /** TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA. */
  ECDHE_RSA_AES128_CBC_SHA = "tlsEcdheRsaWithAes128CbcShaCiphersEnabled",
  /** TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA. */
  ECDHE_RSA_AES256_CBC_SHA = "tlsEcdheRsaWithAes256CbcShaCiphersEnabled",
  /** TLS_RSA_WITH_AES_128_CBC_SHA. */
  RSA_AES128_CBC_SHA = "tlsRsaWithAes128CbcShaCiphersEnabled",
  /** TLS_RSA_WITH_AES_256_CBC_SHA. */
  RSA_AES256_CBC_SHA = "tlsRsaWithAes256CbcShaCiphersEnabled",
  /** TLS_RSA_WITH_AES_128_CBC_SHA256. */
  RSA_AES128_CBC_SHA256 = "tlsRsaWithAes128CbcSha256CiphersEnabled",
  /** TLS_RSA_WITH_AES_256_CBC_SHA256. */
  RSA_AES256_CBC_SHA256 = "tlsRsaWithAes256CbcSha256CiphersEnabled",
  /** TLS_RSA_WITH_AES_128_GCM_SHA256. */
  RSA_AES128_GCM_SHA256 = "tlsRsaWithAes128GcmSha256CiphersEnabled",
  /** TLS_RSA_WITH_AES_256_GCM_SHA384. */
  RSA_AES256_GCM_SHA384 = "tlsRsaWithAes256GcmSha384CiphersEnabled",
}

/** Those that the Consumption tier can turn on. */
export const WEAK_TLS_OF_CONSUMPTION: readonly WeakTls[] = [
  WeakTls.FRONTEND_TLS10,
  WeakTls.FRONTEND_TLS11,
  WeakTls.BACKEND_SSL30,
  WeakTls.BACKEND_TLS10,
  WeakTls.BACKEND_TLS11,
];

/**
 * Each switch with its value, so that a change in the portal shows in the next plan.
 *
 * @param isConsumption whether the service has only the switches of the Consumption tier
 */
export function securityOf(weak: readonly WeakTls[], isConsumption: boolean): ApiManagementSecurity {
  const switches = isConsumption ? WEAK_TLS_OF_CONSUMPTION : Object.values(WeakTls);
  return Object.fromEntries(switches.map((name) => [name, weak.includes(name)]));
}
