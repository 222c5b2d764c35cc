import { CLAIM_COMPARISON } from "../inferred";
import type { RequiredClaim } from "./token-check";
import { refusedToken } from "./token-error";

/** Checks the claims of a token: first that all are there, then their values. */
export function checkRequiredClaims(
  claims: Readonly<Record<string, unknown>>,
  required: readonly RequiredClaim[],
): void {
  const missing = required.filter(({ name }) => !Object.prototype.hasOwnProperty.call(claims, name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(", ");
    throw refusedToken("TokenClaimNotFound", `JWT token is missing the following claims: ${names}.`);
  }
  for (const claim of required) {
    const values = valuesOf(claims[claim.name], claim.separator);
    if (!passes(claim, values)) {
      throw refusedToken(
        "TokenClaimValueNotAllowed",
        `Claim ${claim.name} value of ${values.join(", ")} is not allowed.`,
      );
    }
  }
}

function passes({ match, values }: RequiredClaim, found: readonly string[]): boolean {
  if (values.length === 0) return true;
  const isFound = (value: string): boolean => found.some((text) => CLAIM_COMPARISON(text, value));
  return match === "any" ? values.some(isFound) : values.every(isFound);
}

/** The values of a claim as text: those of a list, and numbers and booleans as JSON writes them. A separator splits a text. */
export function valuesOf(claim: unknown, separator?: string): string[] {
  const all: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const texts = all.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  return separator === undefined || separator === "" ? texts : texts.flatMap((text) => text.split(separator));
}
