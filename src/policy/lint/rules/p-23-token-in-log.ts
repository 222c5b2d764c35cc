import { type Expression } from "../../csharp/tree";
import { type CsharpView, methodOf } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { isReadOf } from "../csharp-code";
import { statementOf } from "../node-path";
import { type LintRule } from "../rule";

/** A warning: who can read the log is not known. */
export const TOKEN_IN_LOG: LintRule = {
  id: "P-23",
  name: "token-in-log",
  severities: [PolicySeverity.WARNING],
  description: "No token and no key of the caller is written to a log.",
  rationale:
    "Whoever reads the log can call with the token until it expires, and with the key of a subscription until it is changed.",
  fix: "Log a claim of the token, such as oid, or nothing of it.",
  url: "https://www.rfc-editor.org/rfc/rfc6750#section-5.3",
  examples: {
    wrong: `<fragment>
  <trace source="orders">
    <message>@(context.Request.Headers.GetValueOrDefault("Authorization", ""))</message>
  </trace>
</fragment>`,
    right: `<fragment>
  <trace source="orders">
    <message>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</message>
  </trace>
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    for (const expression of expressions) {
      const { path, csharp } = expression;
      const log = statementOf(path);
      if (!LOGS.includes(log.name)) continue;
      const header = CREDENTIALS.find((name) => csharp.readsHeader(name));
      if (header === undefined || csharp.views.some(excludesCredentials)) continue;
      report(path, {
        message: `<${log.name}> writes the ${header} header to a log; expected no ${header === "Authorization" ? "token" : "key"} there`,
        fix:
          header === "Authorization"
            ? "log a claim of the token, such as oid, or nothing of it"
            : "log context.Subscription.Id",
        position: expression.positionOfRead((read) => isReadOf(header, read)),
      });
    }
  },
};

/** Whether code writes all other headers. */
function excludesCredentials(view: CsharpView): boolean {
  const isCredential = (node: Expression): boolean => {
    const text = view.textOf(node)?.toLowerCase();
    return CREDENTIALS.some((name) => name.toLowerCase() === text);
  };
  return view.nodes.some(
    (node) =>
      (node.kind === "binary" && node.operator === "!=" && (isCredential(node.left) || isCredential(node.right))) ||
      (node.kind === "unary" &&
        node.operand.kind === "invocation" &&
        methodOf(node.operand) === "Equals" &&
        node.operand.arguments.some(({ value }) => isCredential(value))),
  );
}

const CREDENTIALS: readonly string[] = ["Authorization", "Ocp-Apim-Subscription-Key"];
const LOGS: readonly string[] = ["trace", "log-to-eventhub", "emit-metric"];
