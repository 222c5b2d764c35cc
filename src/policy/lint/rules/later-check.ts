import { type LintContext } from "../context";
import { readsVariable } from "../expressions";
import { mayRunBefore } from "../flow";
import { type NodePath } from "../node-path";
import { type TokenCheck } from "../token-check";

/** The check that sets a variable only after a statement whose code reads it. */
export function laterCheckOf(
  code: string,
  statement: NodePath,
  { tokenChecks, statements }: LintContext,
): TokenCheck | undefined {
  return tokenChecks.find(({ path, variable }) => {
    if (variable === undefined || !readsVariable(code, variable) || !mayRunBefore(statement, path)) return false;
    // Code that asks whether the variable is there expects that it may not be.
    if (/\b(?:ContainsKey|TryGetValue)\b/.test(code)) return false;
    const isSetBefore =
      tokenChecks.some((other) => other.variable === variable && mayRunBefore(other.path, statement)) ||
      statements.some(
        (other) =>
          other.name === "set-variable" && other.literal("name") === variable && mayRunBefore(other, statement),
      );
    return !isSetBefore;
  });
}
