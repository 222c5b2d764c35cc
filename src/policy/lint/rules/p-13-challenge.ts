import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/** A warning: clients that follow the standard do not know what to do, but nothing is open. */
export const CHALLENGE: LintRule = {
  id: "P-13",
  name: "challenge",
  severities: [PolicySeverity.WARNING],
  description: "A 401 response has a WWW-Authenticate header.",
  rationale:
    "The standard requires it, and clients learn from it which kind of token is missing. API Management is not documented to add it. All places in a document are one finding. The construct JwtPolicy sets the header, and answers 403 where P-14 wants it.",
  fix: "Set the header in on-error if context.LastError.Source is the validation, and in each <return-response> with 401.",
  url: "https://www.rfc-editor.org/rfc/rfc6750#section-3",
  folds: true,
  examples: {
    wrong: `<fragment>
  <return-response>
    <set-status code="401" reason="Unauthorized" />
  </return-response>
</fragment>`,
    right: `<fragment>
  <return-response>
    <set-status code="401" reason="Unauthorized" />
    <set-header name="WWW-Authenticate" exists-action="override">
      <value>Bearer</value>
    </set-header>
  </return-response>
</fragment>`,
  },
  checkDocument: (context, report) => {
    for (const statement of context.statementsNamed("return-response")) {
      const isComplete =
        statement.tryAttribute("response-variable-name") !== undefined || statement.children.some(isChallenge);
      if (statement.tryChild("set-status")?.literal("code") !== "401" || isComplete) continue;
      report(statement, {
        message: "a 401 is sent without a WWW-Authenticate header; expected one",
        fix: FIX,
      });
    }
    // What follows a fragment is not known.
    if (context.isFragment) return;
    const onError = context.statements.filter(({ section }) => section === PolicySection.ON_ERROR);
    if (onError.some(({ name }) => name === "include-fragment")) return;
    if (context.paths.some((path) => path.section === PolicySection.ON_ERROR && isChallenge(path))) return;
    const check = context.tokenChecks.find(({ path }) => {
      const code = path.tryAttribute("failed-validation-httpcode");
      return code === undefined || path.literal("failed-validation-httpcode") === "401";
    });
    if (check === undefined) return;
    report(check.path, {
      message: "a failed validation is answered with 401 and without a WWW-Authenticate header; expected one",
      fix: FIX,
    });
  },
};

/** One for both, so that they are one finding. */
const FIX =
  "set WWW-Authenticate to Bearer in every <return-response> with 401, and in <on-error> when context.LastError.Source is the validation; the construct JwtPolicy does so";

function isChallenge(path: NodePath): boolean {
  return path.name === "set-header" && path.literal("name")?.toLowerCase() === "www-authenticate";
}
