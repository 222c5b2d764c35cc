import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { codeOf, csharpOf } from "../expressions";
import { type LintContext } from "../context";
import { alwaysRuns, everyBranchRuns } from "../flow";
import { type NodePath } from "../node-path";
import { holdsForOperation } from "../operation-condition";
import { type LintRule } from "../rule";
import { TokenCheck } from "../token-check";

/**
 * Warnings only: an open branch can be intended, for a health check for example, and another statement may guard it.
 * Two checks of one token refuse more, not less. A document without a check may inherit one, or use no tokens at all.
 */
export const CHECK_EVERY_BRANCH: LintRule = {
  id: "P-01",
  name: "check-every-branch",
  severities: [PolicySeverity.WARNING],
  description: "A document that validates tokens does so once in every branch of inbound.",
  rationale:
    "A request can avoid a check in a branch by taking another branch. A token that is validated twice must pass both checks, which tokens of two kinds cannot.",
  fix: "Move the check to the section itself, or repeat it in every branch. To accept two kinds of tokens, decide by the token and put one check into each branch.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-authentication",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(context.Request.Url.Path != "/health")'>
      <validate-jwt header-name="Authorization" require-scheme="Bearer">
        <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
        <audiences>
          <audience>{{client-id}}</audience>
        </audiences>
      </validate-jwt>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const { tokenChecks, isFragment } = context;
    const [first] = tokenChecks;
    if (first === undefined) return;
    const section = isFragment ? context.root : context.section(PolicySection.INBOUND)!;
    if (
      !everyBranchRuns(section.children, (statement) => validatesTokens(statement, context)) &&
      !tokenChecks.some(({ path }) => excludesPreflight(path) || exemptsOperations(path))
    ) {
      report(first.path, {
        message: `<${first.path.name}> is in a branch, and other branches validate no token; expected a check in every branch`,
        fix: "move it to the section itself, or validate the token in <otherwise> and in every <when>",
      });
    }
    const checkedHeaders = new Map<string, TokenCheck>();
    for (const check of tokenChecks) {
      if (check.header === undefined || !alwaysRuns(check.path)) continue;
      const other = checkedHeaders.get(check.header);
      checkedHeaders.set(check.header, other ?? check);
      if (other === undefined) continue;
      report(check.path, {
        message: `<${check.path.name}> validates the token that ${other.path.location} has validated already; expected one check, because a token must pass both`,
        fix: "keep one check that accepts both kinds of tokens, or put each into a branch of <choose>",
      });
    }
  },
};

/** A fragment may validate tokens as well, unless it is known that it does not. */
function validatesTokens(statement: NodePath, context: LintContext): boolean {
  if (statement.name !== "include-fragment") return TokenCheck.isOne(statement);
  const policies = context.fragmentOf(statement)?.policies;
  return policies === undefined || policies.has("validate-jwt") || policies.has("validate-azure-ad-token");
}

/** Whether a branch excludes preflight requests, which carry no token. */
function excludesPreflight(path: NodePath): boolean {
  for (let ancestor = path.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    if (csharpOf(ancestor.tryAttribute("condition")?.value)?.includes("OPTIONS")) return true;
  }
  return false;
}

/** Whether a branch exempts operations by their names, so that the check runs in all others. At synth it is known whether they are to be open. */
function exemptsOperations(path: NodePath): boolean {
  for (let ancestor = path.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    const condition = ancestor.name === "when" ? csharpOf(ancestor.tryAttribute("condition")?.value) : undefined;
    if (condition !== undefined && exempts(condition)) return true;
  }
  return false;
}

function exempts(condition: string): boolean {
  const code = codeOf(condition);
  return code.includes("context.Operation.Id") && holdsForOperation(code, undefined) === true;
}
