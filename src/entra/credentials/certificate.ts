import { ApplicationCertificate } from "@cdktf/provider-azuread/lib/application-certificate";
import { type TerraformResource, Token } from "cdktf";
import { create } from "../../core/create";
import { duplicateValue } from "../../core/errors";
import { checkObject, ID, type Kinds, optional, STRING } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import type { PublicCertificate } from "../../core/public-certificate";
import { RegistryOfMany } from "../../core/registry";
import { checkOptional, RULES, wholeSeconds } from "../../core/rules";
import { CERTIFICATE } from "../../core/shared-kinds";
import { certificateEndsBefore, endsBeforeStart, EXPIRED_CERTIFICATE } from "../errors";
import type { CredentialOwner } from "./credential-owner";
import { notExpired } from "./expiry";

/** Options of a certificate of a client: from when until when Entra ID accepts it. */
export interface CertificateCredentialOptions {
  /**
   * Until when Entra ID accepts the certificate, such as `2027-03-31T00:00:00Z`.
   *
   * @default - until the certificate expires
   */
  readonly endDate?: string;
  /**
   * From when Entra ID accepts the certificate, in UTC.
   *
   * @default - from its creation
   */
  readonly startDate?: string;
  /**
   * The id of the key in the registration, a GUID. Give each certificate another one, also the next one in the same place: it is registered before the old
   * one is removed. So leave the option out for a certificate that a vault renews.
   *
   * @default - a random one
   */
  readonly keyId?: string;
}

const KEY_IDS = new RegistryOfMany<string>();

const OPTIONS: Kinds<CertificateCredentialOptions> = {
  endDate: optional(STRING),
  startDate: optional(STRING),
  keyId: optional(STRING),
};

/** Registers the certificate with whose key a client signs its requests for tokens. */
export function addCertificate(
  owner: CredentialOwner,
  id: string,
  certificate: PublicCertificate,
  options: CertificateCredentialOptions,
): TerraformResource {
  ID.require(owner, "id", id);
  CERTIFICATE.require(owner, "certificate", certificate);
  checkObject(owner, "options", options, OPTIONS);
  checkOptional(owner, "endDate", options.endDate, RULES.dateTime);
  checkOptional(owner, "startDate", options.startDate, RULES.dateTime);
  checkOptional(owner, "keyId", options.keyId, RULES.guid);
  if (options.keyId !== undefined) claimKeyId(owner, lowerCase(options.keyId));
  const { value, encoding, endDate: expiry } = certificate._data(owner);
  const startDate = options.startDate && wholeSeconds(options.startDate);
  const endDate = options.endDate === undefined ? expiry : wholeSeconds(options.endDate);
  if (isAfter(endDate, expiry)) throw certificateEndsBefore(owner, endDate!, expiry!);
  if (startDate !== undefined && endDate !== undefined && isKnown(startDate, endDate) && !isAfter(endDate, startDate)) {
    throw endsBeforeStart(owner, startDate, endDate);
  }
  return create(ApplicationCertificate, owner, `Certificate-${id}`, {
    applicationId: owner.applicationId,
    type: "AsymmetricX509Cert",
    encoding,
    value,
    startDate,
    endDate,
    keyId: options.keyId && lowerCase(options.keyId),
    lifecycle: {
      // A client that signs with the old key is let in until the new one is there.
      createBeforeDestroy: true,
      postcondition: notExpired(EXPIRED_CERTIFICATE),
    },
  });
}

function claimKeyId(owner: CredentialOwner, keyId: string): void {
  if (KEY_IDS.of(owner, owner.applicationId).includes(keyId)) {
    throw duplicateValue(owner, "keyId", keyId, "give each certificate another one, or leave the option out");
  }
  KEY_IDS.add(owner, keyId, owner.applicationId);
}

function isAfter(date: string | undefined, other: string | undefined): boolean {
  if (date === undefined || other === undefined || !isKnown(date, other)) return false;
  return new Date(date) > new Date(other);
}

function isKnown(...dates: string[]): boolean {
  return !dates.some((date) => Token.isUnresolved(date));
}
