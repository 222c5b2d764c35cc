import { createHash } from "node:crypto";

/** What a client shows the authorization endpoint of a secret that it shows the token endpoint later. */
export interface CodeChallenge {
  readonly value: string;
  readonly method: "plain" | "S256";
}

/**
 * Whether a verifier is the one of a challenge. A verifier without a challenge is refused, because the challenge may have been taken out of the request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6
 */
export function isVerified(challenge: CodeChallenge | undefined, verifier: string | null): boolean {
  if (challenge === undefined || verifier === null) return challenge === undefined && verifier === null;
  const proof = challenge.method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
  return proof === challenge.value;
}
