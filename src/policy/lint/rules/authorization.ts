import { type LintContext } from "../context";
import { parsesToken, readsVariable } from "../expressions";
import { type TokenCheck } from "../token-check";

/** Claims that tell what a token is and not what its holder may do. */
const DESCRIPTIVE: readonly string[] = [
  "aud",
  "iss",
  "exp",
  "nbf",
  "iat",
  "ver",
  "tid",
  "typ",
  "nonce",
  "aio",
  "uti",
  "rh",
];

/**
 * Whether something decides what the holder of a token may do: a required claim, a list of clients, or an expression that reads the checked token.
 *
 * What an expression does with the token is not looked into. A fragment may decide as well.
 */
export function isAuthorized(check: TokenCheck, context: LintContext): boolean {
  const { place } = check;
  if (check.claims.some(({ name }) => name === undefined || !DESCRIPTIVE.includes(name))) return true;
  if (place.listed("client-application-ids", "application-id").length > 0) return true;
  if (context.statements.some(({ name, order }) => name === "include-fragment" && order > place.order)) return true;
  const { variable } = check;
  return context.codes.some(({ place: other, code }) => {
    if (other.order < place.order || !DECIDING.includes(other.name)) return false;
    return parsesToken(code) || (variable !== undefined && readsVariable(code, variable));
  });
}

/** The elements whose expressions decide, or prepare a decision. */
const DECIDING: readonly string[] = ["when", "set-variable", "retry"];
