import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { parsesToken } from "../expressions";
import { mayRunBefore } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";
import { TokenCheck } from "../token-check";

/** A warning: a branch that only selects the check which follows opens nothing, and a broader scope may have validated the token. */
export const CHECKED_TOKEN: LintRule = {
  id: "P-18",
  name: "checked-token",
  severities: [PolicySeverity.WARNING],
  description: "Decisions read the validated token.",
  rationale:
    "Code that reads a token from the header believes whatever the caller wrote into it. Statements after <base /> or a fragment are not reported, because the token may have been validated there.",
  fix: "Validate the token first, with output-token-variable-name, and read that variable.",
  url: "https://www.rfc-editor.org/rfc/rfc8725#section-3.10",
  examples: {
    wrong: `<policies>
  <inbound>
    <choose>
      <when condition='@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject != "{{admin}}")'>
        <return-response>
          <set-status code="403" reason="Forbidden" />
        </return-response>
      </when>
    </choose>
    <base />
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
      <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
      <audiences>
        <audience>{{client-id}}</audience>
      </audiences>
    </validate-jwt>
    <choose>
      <when condition='@(((Jwt)context.Variables["jwt"]).Subject != "{{admin}}")'>
        <return-response>
          <set-status code="403" reason="Forbidden" />
        </return-response>
      </when>
    </choose>
  </inbound>
</policies>`,
  },
  checkDocument: ({ expressions, statements, isFragment }, report) => {
    if (isFragment) return;
    for (const { path, code, position } of expressions) {
      if (path.name !== "when" || path.section !== PolicySection.INBOUND || !readsUnchecked(code)) continue;
      const choose = path.parent!;
      if (statements.some((statement) => mayValidate(statement) && mayRunBefore(statement, choose))) continue;
      report(path, {
        message:
          "the condition reads a token that is not validated before, so the caller decides; expected the validated token",
        fix: "validate the token before, with output-token-variable-name, and read that variable",
        position,
      });
    }
  },
};

function mayValidate(path: NodePath): boolean {
  return TokenCheck.isOne(path) || path.name === "base" || path.name === "include-fragment";
}

function readsUnchecked(code: string): boolean {
  return parsesToken(code) || (code.includes("FromBase64String") && code.toLowerCase().includes('"authorization"'));
}
