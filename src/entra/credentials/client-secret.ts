import { ApplicationPasswordA } from "@cdktf/provider-azuread/lib/application-password";
import { Fn, Token } from "cdktf";
import { warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { checkObject, ID, type Kinds, optional, STRING, TEXTS } from "../../core/kinds";
import { check, checkOptional, RULES, wholeSeconds } from "../../core/rules";
import { type GeneratedSecret, SecretValue } from "../../core/secret-value";
import { textForTerraform } from "../../core/terraform-text";
import { endsBeforeStart, EXPIRED_SECRET, longLivedSecret } from "../errors";
import type { CredentialOwner } from "./credential-owner";
import { notExpired } from "./expiry";

/** Options of a client secret: from when until when it is valid, and its name. */
export interface ClientSecretOptions {
  /**
   * When the secret expires, such as `2027-03-31T00:00:00Z`. A new date creates a new secret before the old one is deleted, in the same
   * deployment. Use `addRotatingClientSecret` where a client reads it later, as API Management does from Key Vault.
   */
  readonly endDate: string;
  /**
   * From when the secret is valid, in UTC.
   *
   * @default - from its creation
   */
  readonly startDate?: string;
  /**
   * Values that replace the secret when one of them changes, such as the id of a `time_rotating`. The old secret is deleted in the same deployment.
   *
   * @default - only a new date replaces it
   */
  readonly rotateWhenChanged?: Record<string, string>;
  /**
   * The name of the secret in the portal.
   *
   * @default - the id
   */
  readonly displayName?: string;
}

const OPTIONS: Kinds<ClientSecretOptions> = {
  endDate: STRING,
  startDate: optional(STRING),
  rotateWhenChanged: optional(TEXTS),
  displayName: optional(STRING),
};

/** Generates a secret of a registration. */
export function addClientSecret(owner: CredentialOwner, id: string, options: ClientSecretOptions): SecretValue {
  ID.require(owner, "id", id);
  checkObject(owner, "options", options, OPTIONS);
  check(owner, "endDate", options.endDate, RULES.dateTime);
  checkOptional(owner, "startDate", options.startDate, RULES.dateTime);
  checkOptional(owner, "displayName", options.displayName, RULES.text);
  const endDate = wholeSeconds(options.endDate);
  const startDate = options.startDate && wholeSeconds(options.startDate);
  checkLifetime(owner, id, startDate, endDate);
  const password = create(ApplicationPasswordA, owner, `Secret-${id}`, {
    applicationId: owner.applicationId,
    displayName: textForTerraform(options.displayName ?? id),
    startDate,
    endDate,
    rotateWhenChanged: options.rotateWhenChanged && keepers(options.rotateWhenChanged),
    lifecycle: {
      // The new secret must be in use before the old one stops working.
      createBeforeDestroy: true,
      postcondition: notExpired(EXPIRED_SECRET),
    },
  });
  return secretOf(password, { clientId: owner.clientId, endDate });
}

/** A generated secret, which comes with a number for those who cannot see it: the id of the key is another for each value. */
export function secretOf(password: ApplicationPasswordA, generated: GeneratedSecret): SecretValue {
  return SecretValue._fromTerraform(() => password.value, versionOf(password), generated);
}

/** The first digits of the id of a generated secret, a GUID, as a number: a secret with another value has another one. */
export function versionOf(password: ApplicationPasswordA): number {
  return Token.asNumber(Fn.parseint(Fn.substr(password.keyId, 0, 7), 16));
}

function keepers(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textForTerraform(value)]));
}

/** Only where both ends are known: the synth has no clock. */
function checkLifetime(owner: CredentialOwner, id: string, startDate: string | undefined, endDate: string): void {
  if (startDate === undefined || Token.isUnresolved(startDate) || Token.isUnresolved(endDate)) return;
  const [start, end] = [new Date(startDate), new Date(endDate)];
  if (end <= start) throw endsBeforeStart(owner, startDate, endDate);
  const longest = new Date(start);
  longest.setUTCFullYear(start.getUTCFullYear() + 2);
  if (end > longest) warnOnce(owner, longLivedSecret(id, "an earlier endDate"));
}
