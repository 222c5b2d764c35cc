import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { csharpOf } from "../csharp-code";
import { alwaysRuns } from "../flow";
import { type NodePath } from "../node-path";
import { exemptsOperations } from "../operation-condition";
import { type LintRule } from "../rule";
import { variableReads } from "../variables";

/** A warning: only the callers of the operations that are let through get 500. */
export const EXEMPT_OPERATION: LintRule = {
  id: "P-39",
  name: "exempt-operation",
  severities: [PolicySeverity.WARNING],
  description: "What every operation runs does not need the token that some of them do without.",
  rationale:
    "A branch can exempt operations from the check of the token. For those the variable of the token is not set, and a read of it outside the branch fails with 500.",
  fix: "Move the statement into the branch of the check, or into a branch whose condition asks for the variable.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(context.Operation.Id != "health")'>
      <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
        <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
        <audiences>
          <audience>{{client-id}}</audience>
        </audiences>
      </validate-jwt>
    </when>
  </choose>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(((Jwt)context.Variables["jwt"]).Subject)' />
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(context.Operation.Id != "health")'>
      <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
        <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
        <audiences>
          <audience>{{client-id}}</audience>
        </audiences>
      </validate-jwt>
      <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(((Jwt)context.Variables["jwt"]).Subject)' />
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const exempting = new Map<string, NodePath>();
    const known = new Map<NodePath, NodePath | undefined>();
    for (const { path, variable } of context.tokenChecks) {
      const branch = variable === undefined ? undefined : exemptingBranch(path, known);
      if (branch !== undefined) exempting.set(variable!, branch);
    }
    if (exempting.size === 0) return;
    for (const { path, name, isStrict, attribute, position } of variableReads(context)) {
      const branch = exempting.get(name);
      if (branch === undefined || !isStrict || !alwaysRuns(path) || asksFor(name, path, attribute)) continue;
      report(path, {
        message: `<${path.name}> reads the variable ${shown(name)}, which is not set for the operations that ${branch.location} lets through, so that they answer 500; expected a statement that can do without the token`,
        fix: `put it into <choose> with the condition @(context.Variables.ContainsKey(${shown(name)})), or into the branch of the check`,
        position,
      });
    }
  },
};

/** The branch with a check that exempts operations from it. What is `known` about its ancestors is not asked again. */
function exemptingBranch(check: NodePath, known: Map<NodePath, NodePath | undefined>): NodePath | undefined {
  const passed: NodePath[] = [];
  let found: NodePath | undefined;
  for (let path = check.parent; path !== undefined && found === undefined; path = path.parent) {
    if (known.has(path)) {
      found = known.get(path);
      break;
    }
    passed.push(path);
    if (path.name === "when" && exemptsOperations(path.tryAttribute("condition")?.value)) found = path;
  }
  for (const path of passed) known.set(path, found);
  return found;
}

/** Whether the code itself asks for the variable first. */
function asksFor(name: string, { element }: NodePath, attribute: string | undefined): boolean {
  const value = attribute === undefined ? element.text : element.tryAttribute(attribute);
  const reads = csharpOf(value)?.allReads ?? [];
  return reads.some(
    (read) =>
      read.collection === "Variables" &&
      read.name === name &&
      (read.method === "ContainsKey" || read.method === "TryGetValue"),
  );
}
