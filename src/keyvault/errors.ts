import { shown } from "../core/errors";

/** The messages of this folder. */

export function noExpiry(secretName: string): string {
  return `the secret ${shown(secretName)} is written into the vault without an expiry date, so no scanner and no alert says when to replace it; give endDate, or leave it out where something else rotates the secret`;
}

export function vaultOfOtherSubscription(vaultId: string, subscription: string): string {
  return `the secret is written into ${shown(vaultId)}, and its azurerm provider works in the subscription ${shown(subscription)}, where it looks for the vault when it reads, so the secret is lost from the state; set provider of the resource to one that works in the subscription of the vault`;
}

export function secretWrittenHere(name: string, writer: string): string {
  return `the secret ${shown(name)} is read from the vault, and ${writer} writes it; expected one that exists, because Terraform reads it before it writes anything: use the SecretValue that is written`;
}
