import { type CsharpNode } from "../../csharp/tree";
import { methodOf } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { PolicySection } from "../../model/section";
import { type CsharpCode } from "../csharp-code";
import { type LintExpression } from "../expressions";
import { type NodePath, statementOf } from "../node-path";
import { type LintRule } from "../rule";
import { TokenCheck } from "../token-check";
import { LaterChecks } from "./later-check";

/** A warning: a broader scope may have validated the token. A condition that only selects which check runs, and of which each branch begins with one, is none. */
export const CHECKED_TOKEN: LintRule = {
  id: "P-18",
  name: "checked-token",
  severities: [PolicySeverity.WARNING],
  description: "Decisions, and headers that name the caller, come from the validated token.",
  rationale:
    "Code that reads a token from the header believes whatever the caller wrote into it, and passes it on to the backend as the truth. The variable of the token is empty until the validation has set it. Statements after <base /> or a fragment are not reported, because the token may have been validated there.",
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
  checkDocument: (context, report) => {
    if (context.isFragment) return;
    // Variables that were made of a token before anything validated it.
    const unchecked = new Set<string>();
    const laterChecks = new LaterChecks(context);
    for (const expression of context.expressions) {
      const { path, csharp } = expression;
      if (path.section !== PolicySection.INBOUND) continue;
      const statement = statementOf(path);
      const readsUnchecked =
        (readsToken(csharp) || csharp.variableIn(unchecked) !== undefined) && !context.mayBeCheckedBefore(statement);
      const variable = statement.name === "set-variable" ? statement.literal("name") : undefined;
      if (variable !== undefined) {
        if (readsUnchecked) unchecked.add(variable);
        else unchecked.delete(variable);
        continue;
      }
      const use = useOf(path, statement);
      if (use === undefined || selectsCheck(path)) continue;
      const later = laterChecks.of(csharp, statement);
      if (later !== undefined) {
        report(path, {
          message: `${use} reads variable "${later.variable}" before ${later.path.location} sets it; expected the validated token`,
          fix: "move it after the validation",
          position: expression.positionOfRead(({ name }) => name === later.variable),
        });
      } else if (readsUnchecked) {
        report(path, {
          message: `${use} reads a token that is not validated before, so the caller decides; expected the validated token`,
          fix: "validate the token before, with output-token-variable-name, and read that variable",
          position: positionOfToken(expression, unchecked),
        });
      }
    }
  },
};

/** Whether each branch begins with a check, so that the condition decides only which one runs. */
function selectsCheck({ name, parent: choose }: NodePath): boolean {
  if (name !== "when" || choose?.tryChild("otherwise") === undefined) return false;
  return choose.children.every(({ children: [first] }) => first !== undefined && TokenCheck.isOne(first));
}

/** What an expression decides or says to the backend. */
function useOf(path: NodePath, statement: NodePath): string | undefined {
  if (path.name === "when") return "the condition";
  return SENT.includes(statement.name) ? `<${statement.name}>` : undefined;
}

/** The statements that change the request to the backend. A header of another request, as to a service that validates tokens, is a part of that. */
const SENT: readonly string[] = ["set-header", "set-query-parameter", "set-body", "rewrite-uri", "set-backend-service"];

/** Whether code that makes a token of a text is here. */
function makesToken(node: CsharpNode): boolean {
  return ["AsJwt", "TryParseJwt", "FromBase64String"].includes(methodOf(node) ?? "");
}

/** Where code makes a token of a text, or reads a variable that was made of one. */
function positionOfToken(expression: LintExpression, variables: ReadonlySet<string>): PolicyPosition | undefined {
  if (readsToken(expression.csharp)) return expression.positionOfFirst(makesToken);
  return expression.positionOfRead(({ collection, name = "" }) => collection === "Variables" && variables.has(name));
}

function readsToken(code: CsharpCode): boolean {
  return code.parsesToken || (code.names("FromBase64String") && code.holdsText("Authorization"));
}
