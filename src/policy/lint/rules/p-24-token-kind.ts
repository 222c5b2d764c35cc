import { ROLE_CLAIM, SCOPE_CLAIM } from "../../../oauth/entra-claims";
import { type CsharpView } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { namedReadsIn } from "../reads";
import { type LintRule } from "../rule";

/** A warning: it matters only where users can have roles of the API as well. */
export const TOKEN_KIND: LintRule = {
  id: "P-24",
  name: "token-kind",
  severities: [PolicySeverity.WARNING],
  description: "Where users and applications may call, a token counts as an application's only if it has no scope.",
  rationale:
    "Users can have roles as well. A condition that accepts a role or a scope authorizes a user's client by the user's role, although the client was not given a scope.",
  fix: "Accept a role only in tokens without claim scp, or with claim idtyp app.",
  url: "https://learn.microsoft.com/entra/identity-platform/scenario-protected-web-api-verification-scope-app-roles",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") || ((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles"))'>
      <set-variable name="is-authorized" value="true" />
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") || (!((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") &amp;&amp; ((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles")))'>
      <set-variable name="is-authorized" value="true" />
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    for (const { path, csharp, position } of expressions) {
      if (path.name !== "when" || !csharp.readsClaim(SCOPE_CLAIM) || !csharp.readsClaim(ROLE_CLAIM)) continue;
      // The library excludes the scope.
      if (csharp.isWritten || csharp.strings.has("idtyp")) continue;
      if (!csharp.views.some((view) => isAlternative(view) && !excludesScope(view))) continue;
      report(path, {
        message:
          "the condition accepts a scope or a role, and a user's token can have a role; expected roles to count only without a scope",
        fix: 'for roles, also require !….Claims.ContainsKey("scp")',
        position,
      });
    }
  },
};

function isAlternative({ nodes }: CsharpView): boolean {
  return nodes.some((node) => node.kind === "binary" && node.operator === "||");
}

/** Whether code decides by the absence of a scope. */
function excludesScope(view: CsharpView): boolean {
  return namedReadsIn(view).some(({ collection, name, method, node }) => {
    if (collection !== "Claims" || name !== SCOPE_CLAIM || method !== "ContainsKey" || node === undefined) return false;
    const parent = view.parentOf(node);
    if (parent?.kind === "ternary") return parent.condition === node;
    if (parent?.kind === "unary") return parent.operator === "!";
    return (
      parent?.kind === "binary" && parent.operator === "==" && parent.right.kind === "boolean" && !parent.right.value
    );
  });
}
