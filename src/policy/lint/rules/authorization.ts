import { MAX_FLOW_DEPTH } from "../../text/bounds";
import { type LintContext } from "../context";
import { type CsharpCode } from "../csharp-code";
import { endOf } from "../flow";
import { type NodePath, statementOf } from "../node-path";
import { mayRefuse } from "../statements";
import { TokenCheck } from "../token-check";
import { settersOf } from "../variables";

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
 * Whether something authorizes the holder of a token: a required claim, a list of clients, or a condition on the validated token that refuses
 * other callers.
 *
 * How an expression decides is not examined. A fragment may decide as well.
 */
export function isAuthorized(check: TokenCheck, context: LintContext): boolean {
  const { path } = check;
  if (check.claims.some(({ name }) => name === undefined || !DESCRIPTIVE_CLAIMS.includes(name))) return true;
  if (check.clients.length > 0) return true;
  if (context.statements.some(({ name, order }) => name === "include-fragment" && order > path.order)) return true;
  // What includes a fragment may decide on the token that the fragment leaves it.
  if (context.isFragment && check.variable !== undefined) return true;
  return refusesByToken(check, context);
}

/** Whether a condition after the check depends on the token, by variables too, and refuses. */
function refusesByToken({ path: check, variable }: TokenCheck, { expressions }: LintContext): boolean {
  const variables = new Set(variable === undefined ? [] : [variable]);
  return expressions.some(({ path, csharp }) => {
    if (path.order < check.order || !dependsOnToken(csharp, variables)) return false;
    if (path.name === "when") return path.section === check.section && decides(path);
    for (const { name } of settersOf(statementOf(path))) if (name !== undefined) variables.add(name);
    return false;
  });
}

function dependsOnToken(code: CsharpCode, variables: ReadonlySet<string>): boolean {
  return code.parsesToken || code.readsHeader("Authorization") || code.variableIn(variables) !== undefined;
}

/** Whether a branch, or what runs in its place, can refuse. A branch after which the request goes on anyway decides nothing. */
export function decides(when: NodePath): boolean {
  if (canRefuse(when)) return true;
  const choose = when.parent;
  const otherwise = choose?.tryChild("otherwise");
  if (otherwise !== undefined && canRefuse(otherwise)) return true;
  // Whoever is let in is answered in the branch, and everyone else is refused after it.
  const following = choose?.parent?.children ?? [];
  return (
    endOf(when.children) !== undefined &&
    following.some((statement) => statement.order > choose!.order && mayRefuse(statement.element))
  );
}

/** Whether a statement in a branch may refuse. Statements that are nested too deeply count as such. */
function canRefuse(branch: NodePath, depth: number = MAX_FLOW_DEPTH): boolean {
  if (depth === 0) return true;
  return branch.children.some((statement) => {
    if (mayRefuse(statement.element) || REFUSING.includes(statement.name) || TokenCheck.isOne(statement)) return true;
    return statement.children.some((inner) => canRefuse(inner, depth - 1));
  });
}

/** The other statements that refuse requests, or may do so. */
const REFUSING: readonly string[] = ["include-fragment", "ip-filter", "check-header", "validate-client-certificate"];
