import { PolicySeverity } from "../../model/finding";
import { type LintExpression } from "../expressions";
import { type NodePath } from "../node-path";
import { nullCauseOf } from "../nullable";
import { testsForNull } from "../reads";
import { type LintRule } from "../rule";

/** A warning: the linter does not know what the callers send. */
export const MISSING_VALUE: LintRule = {
  id: "P-40",
  name: "missing-value",
  severities: [PolicySeverity.WARNING],
  description: "A key, a name or an address that a policy needs has a value for every caller.",
  rationale:
    'The service answers 500 when an expression gives null for what a policy needs, such as "The counter-key field is required". A caller without a token, or with another one than expected, gets that instead of 401.',
  fix: 'Read the token that the check has put into its variable, or give a default: ?? "anonymous".',
  url: "https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy",
  examples: {
    wrong: `<fragment>
  <rate-limit-by-key calls="20" renewal-period="60" counter-key="@(context.User?.Id)" />
</fragment>`,
    right: `<fragment>
  <rate-limit-by-key calls="20" renewal-period="60" counter-key='@(context.User?.Id ?? "anonymous")' />
</fragment>`,
  },
  checkDocument: ({ expressions, statements }, report) => {
    const nullVariables = new Map<string, string>();
    const setOnce = namesSetOnce(statements);
    for (const expression of expressions) {
      const { path } = expression;
      const variable = path.name === "set-variable" ? path.literal("name") : undefined;
      if (path.name === "when") forgetTested(expression, nullVariables);
      const needed = neededValue(expression);
      if (variable === undefined && needed === undefined) continue;
      const cause = nullCauseOf(expression.csharp, nullVariables);
      if (variable !== undefined) {
        if (cause !== undefined && setOnce.has(variable)) nullVariables.set(variable, `the variable ${variable}`);
      } else if (cause !== undefined) {
        forgetNamed(expression, nullVariables);
        report(path, {
          message: `${needed} can be null because of ${cause.label}; expected a value for every caller, because the service answers 500 without it`,
          fix: `${expression.csharp.parsesToken || expression.csharp.readsHeader("Authorization") ? "read the token that the check has put into its variable, or " : ""}give a default, as in … ?? "anonymous"`,
          position: cause.node === undefined ? expression.position : expression.positionOf(cause.node),
        });
      }
    }
  },
};

function namesSetOnce(statements: readonly NodePath[]): ReadonlySet<string> {
  const once = new Set<string>();
  const seen = new Set<string>();
  for (const path of statements) {
    const name = path.name === "set-variable" ? path.literal("name") : undefined;
    if (name === undefined) continue;
    if (seen.has(name)) once.delete(name);
    else once.add(name);
    seen.add(name);
  }
  return once;
}

/** A condition that tests a variable for null decides what happens without it. */
function forgetTested(expression: LintExpression, nullVariables: Map<string, string>): void {
  const { view } = expression;
  if (nullVariables.size > 0 && view !== undefined && testsForNull(view)) forgetNamed(expression, nullVariables);
}

/** A variable that was reported is one problem, however often it is read. */
function forgetNamed({ reads }: LintExpression, nullVariables: Map<string, string>): void {
  for (const { collection, name } of reads) {
    if (collection === "Variables" && name !== undefined) nullVariables.delete(name);
  }
}

/** What to call the value of an expression if the policy fails without it. */
function neededValue({ path, attribute }: LintExpression): string | undefined {
  if (attribute === undefined) return path.name === "set-url" ? "the text of <set-url>" : undefined;
  const spec = path.schema?.attributes.get(attribute);
  if (spec?.type !== "string" || HARMLESS.includes(attribute)) return undefined;
  const isNeeded = spec.required === "certain" || spec.notEmpty !== undefined || ADDRESSES.includes(attribute);
  return isNeeded ? `attribute "${attribute}" of <${path.name}>` : undefined;
}

/** Attributes that are required, and may be empty. */
const HARMLESS: readonly string[] = ["value", "failed-check-error-message", "token-value"];

/** Attributes that have to hold something where they are given. */
const ADDRESSES: readonly string[] = ["base-url", "backend-id", "resource", "certificate-id"];
