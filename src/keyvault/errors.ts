import { shown } from "../core/errors";

/** The messages of this folder. */

export function noExpiry(secretName: string): string {
  return `the secret ${shown(secretName)} is written into the vault without an expiry date, so no scanner and no alert says when to replace it; give endDate, or leave it out where something else rotates the secret`;
}
