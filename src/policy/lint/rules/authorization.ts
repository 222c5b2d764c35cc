import { type LintContext } from "../context";
import { parsesToken, readsVariable } from "../expressions";
import { type TokenCheck } from "../token-check";

/** Claims that describe a token and do not authorize its holder. */
const DESCRIPTIVE_CLAIMS: readonly string[] = [
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
 * Whether something authorizes the holder of a token: a required claim, a list of clients, or an expression that reads the validated token.
 *
 * What an expression does with the token is not examined. A fragment may decide as well.
 */
export function isAuthorized(check: TokenCheck, context: LintContext): boolean {
  const { path } = check;
  if (check.claims.some(({ name }) => name === undefined || !DESCRIPTIVE_CLAIMS.includes(name))) return true;
  if (check.clients.length > 0) return true;
  if (context.statements.some(({ name, order }) => name === "include-fragment" && order > path.order)) return true;
  const { variable } = check;
  return context.expressions.some(({ path: other, code }) => {
    if (other.order < path.order || !DECIDING.includes(other.name)) return false;
    return parsesToken(code) || (variable !== undefined && readsVariable(code, variable));
  });
}

/** The elements whose expressions decide, or prepare a decision. */
const DECIDING: readonly string[] = ["when", "set-variable", "retry"];
