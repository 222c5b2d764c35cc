import { PolicySeverity } from "../../model/finding";
import { type CsharpCode } from "../csharp-code";
import { type LintExpression } from "../expressions";
import { type LintRule } from "../rule";
import { ClaimText, permission } from "./claim-text";

/** A warning: it matters only where one name contains another. */
export const WHOLE_PERMISSION: LintRule = {
  id: "P-34",
  name: "whole-permission",
  severities: [PolicySeverity.WARNING],
  description: "A role or scope is compared as a whole.",
  rationale:
    "A search for Admin in the text of the claim finds it in OrdersAdminReader as well, so that a lesser role opens what the greater one should. Claims.GetValueOrDefault gives one text with all values of the claim, and Claims with an index a list of them.",
  fix: 'Use Claims["roles"].Contains(…) behind ContainsKey for a list, and Claims.GetValueOrDefault("scp", "").Split(\' \').Contains(…) for scopes.',
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(!((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles", "").Contains("Admin"))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(!(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles") ? ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Admin") : false))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    const variables = new Map<string, string>();
    for (const expression of expressions) {
      const { path, csharp } = expression;
      if (!mayReadPermission(csharp, variables)) continue;
      const view = csharp.isWritten ? undefined : csharp.view;
      const text = view === undefined ? undefined : new ClaimText(view, variables);
      rememberVariable(expression, text?.claim ?? writtenClaim(csharp), variables);
      const match = text?.partialMatch;
      if (match === undefined) continue;
      const { claim, part } = match;
      report(path, {
        message: `${part === undefined ? "a name" : `"${part}"`} is looked for in claim ${claim} as a part of a text, so longer names that contain it pass as well; expected whole values to be compared`,
        fix: SPACE_DELIMITED.includes(claim)
          ? `use ….Claims.GetValueOrDefault("${claim}", "").Split(' ').Contains(…)`
          : `use ….Claims["${claim}"].Contains(…) behind ….Claims.ContainsKey("${claim}")`,
        position: expression.positionOf(match.node),
      });
    }
  },
};

const SPACE_DELIMITED: readonly string[] = ["scp", "scope", "scopes"];

/** Most code reads no claims, and need not be looked at closely. */
function mayReadPermission(code: CsharpCode, variables: ReadonlyMap<string, string>): boolean {
  return code.readsClaims || code.variableIn(variables) !== undefined;
}

/** The claim whose text `PolicyExpression.claim` gives. */
function writtenClaim({ isWritten, reads }: CsharpCode): string | undefined {
  const read = isWritten ? reads.find(({ collection }) => collection === "Claims") : undefined;
  return read?.method === "GetValueOrDefault" ? permission(read.name) : undefined;
}

/** A variable that is the text of a claim is searched like the claim. */
function rememberVariable({ path }: LintExpression, claim: string | undefined, variables: Map<string, string>): void {
  const name = path.name === "set-variable" ? path.literal("name") : undefined;
  if (name === undefined) return;
  if (claim === undefined) variables.delete(name);
  else variables.set(name, claim);
}
