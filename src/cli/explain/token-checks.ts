import type { EntraDirectory } from "../../issuer/directory";
import { tryFindMicrosoftApi } from "../../oauth/microsoft-apis";
import { type Claims, lifetime, textOf, textsOf } from "../token-text";
import { tryObject } from "../token-form";
import { bad, good, open, type Verdict } from "./verdict";

/** The documented algorithms of a public key. */
const ALGORITHMS: readonly string[] = ["RS256", "RS512", "PS256", "ES256"];

/** The checks of a token that no policy decides about: its form, its signature, its kind and its lifetime. */
export function checkToken(
  token: string,
  claims: Claims | undefined,
  directory: EntraDirectory,
  now: number,
  clockSkewSeconds: number,
): Verdict[] {
  const header = tryObject(token.split(".")[0] ?? "");
  if (token.split(".").length === 5) {
    return [
      open(
        "form",
        "the token is encrypted, so nobody but its API can read it: only a policy with decryption-keys takes it",
      ),
    ];
  }
  if (header === undefined || claims === undefined) {
    return [
      bad(
        "form",
        "the token cannot be read",
        "its header or its claims are no JSON: a part is missing, or it was cut off or changed on the way",
        "take the whole access_token of the answer of the issuer; an opaque token of another issuer needs an audience that makes it a JWT",
      ),
    ];
  }
  return [
    good("form", "three parts, as a signed token has"),
    algorithm(textOf(header.alg)),
    kind(claims, directory),
    ...times(claims, now, clockSkewSeconds),
  ];
}

function algorithm(name: string | undefined): Verdict {
  if (name !== undefined && ALGORITHMS.includes(name)) {
    return open("signature", `${name}; the keys of the issuer are not asked here, and what follows takes it as good`);
  }
  if (name === "none") {
    return bad(
      "signature",
      "the token is not signed",
      "its algorithm is none: anybody can write such a token",
      "get a token from the issuer",
    );
  }
  return bad(
    "signature",
    `the algorithm is ${name ?? "not named"}`,
    `validate-jwt takes ${ALGORITHMS.join(", ")} with the keys of an issuer`,
    "let the issuer sign with RS256; HS256 passes only with a key in the policy",
  );
}

/** Whether a token is one for another recipient, whatever the policy asks for: Microsoft Graph, say, or the client itself. */
function kind(claims: Claims, directory: EntraDirectory): Verdict {
  const [audience = ""] = textsOf(claims.aud);
  const microsoft = tryFindMicrosoftApi(audience);
  if (microsoft !== undefined) {
    const api = directory.applications.find(
      ({ identifierUris }) => identifierUris.length > 0 && !identifierUris.some((uri) => tryFindMicrosoftApi(uri)),
    );
    return bad(
      "kind",
      `the token is for ${microsoft.name}`,
      "the client asked for no API, or for a scope without one, which means Microsoft Graph",
      `ask for the scope ${api?.identifierUris[0] ?? "api://<client id of the API>"}/.default`,
    );
  }
  const isAccess =
    claims.scp !== undefined ||
    claims.scope !== undefined ||
    claims.roles !== undefined ||
    claims.azp !== undefined ||
    claims.appid !== undefined;
  if (!isAccess && (claims.nonce !== undefined || claims.preferred_username !== undefined)) {
    return bad(
      "kind",
      "the token is an ID token",
      "it says to a client who signed in, and its audience is that client; it is no permission to call an API",
      "send the access_token of the answer, and ask for a scope of the API",
    );
  }
  return good("kind", "an access token");
}

function times({ exp, nbf }: Claims, now: number, skew: number): Verdict[] {
  const seconds = now / 1000;
  if (typeof exp !== "number") {
    return [
      bad(
        "lifetime",
        "the token has no end",
        "the claim exp is not a number",
        "get a token from an issuer that writes exp",
      ),
    ];
  }
  if (exp + skew < seconds) {
    return [
      bad(
        "lifetime",
        lifetime(exp, now),
        "the token was kept for longer than it is good",
        "get a new one; let the client ask for one when expires_in is over",
      ),
    ];
  }
  if (typeof nbf === "number" && nbf - skew > seconds) {
    const minutes = Math.ceil((nbf - seconds) / 60);
    return [
      bad(
        "lifetime",
        `the token is good in ${minutes} minutes`,
        "the clock of the issuer or of this machine is wrong",
        "set the clock; for small differences, clock-skew of the policy",
      ),
    ];
  }
  return [good("lifetime", lifetime(exp, now))];
}
