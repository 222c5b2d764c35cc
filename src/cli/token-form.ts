import type { Claims } from "./token-text";

/** The claims of a token in the compact form, or nothing if it has none that can be read. */
export function tryClaims(token: string): Claims | undefined {
  const parts = token.split(".");
  return parts.length === 3 ? tryObject(parts[1] ?? "") : undefined;
}

/** The claims of a token that this program made. */
export function claimsIn(token: string): Claims {
  return tryClaims(token) ?? {};
}

/** A part of a token that is a JSON object. */
export function tryObject(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
