import { PolicySeverity } from "../../model/finding";
import { alwaysRuns } from "../flow";
import { type NodePath } from "../node-path";
import { removesHeader, tryRewrittenHeader } from "../rewritten-header";
import { type LintRule } from "../rule";
import { callerVariables, isOfCaller } from "./caller-data";

/**
 * An error where the validated token is certainly not the caller's: it is then the gateway's, and everyone passes, or there is none, and no one does.
 * A warning if the statement is in a branch. A header that is filled from the request, as from a cookie, is the caller's token.
 */
export const UNCHANGED_TOKEN: LintRule = {
  id: "P-16",
  name: "unchanged-token",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "The token is validated as the caller sent it: nothing rewrites its header before.",
  rationale:
    "A statement that puts the gateway's credentials into the header before the validation makes it validate those: then every caller passes, or none. It is a warning if the statement is in a branch.",
  fix: "Move the statement after the validation, or keep the token of the gateway in a variable with output-token-variable-name.",
  url: "https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy",
  examples: {
    wrong: `<fragment>
  <authentication-managed-identity resource="https://orders.contoso.com" />
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
  <authentication-managed-identity resource="https://orders.contoso.com" />
</fragment>`,
  },
  checkDocument: (context, report) => {
    const { tokenChecks, statements } = context;
    const last = tokenChecks[tokenChecks.length - 1];
    if (last === undefined) return;
    let variables: ReadonlySet<string> | undefined;
    for (const path of statements) {
      if (path.order > last.path.order) return;
      const header = tryRewrittenHeader(path.element);
      if (header === undefined) continue;
      const check = context.orderOfChecksOf(header)?.firstAfter(path);
      if (check === undefined) continue;
      variables ??= callerVariables(context);
      if (keepsCallersToken(path, variables)) continue;
      const removes = removesHeader(path.element);
      report(path, {
        message: removes
          ? `<${path.name}> removes the token before ${check.location} validates it; expected it afterwards`
          : `<${path.name}> replaces the token before ${check.location} validates it, so the token of the caller is not validated; expected it afterwards`,
        fix: "move it after the validation",
        severity: alwaysRuns(path) ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

/** Whether the new value comes from the request, so that it is still the token of the caller. */
function keepsCallersToken(path: NodePath, variables: ReadonlySet<string>): boolean {
  if (path.name !== "set-header" || removesHeader(path.element)) return false;
  const values = path.childrenNamed("value");
  return (
    values.length > 0 && values.every(({ element: { text } }) => text !== undefined && isOfCaller(text, variables))
  );
}
