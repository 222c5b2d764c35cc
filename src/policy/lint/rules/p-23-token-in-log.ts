import { PolicySeverity } from "../../model/finding";
import { statementOf } from "../node-path";
import { type LintRule } from "../rule";

/** A warning: who can read the log is not known. */
export const TOKEN_IN_LOG: LintRule = {
  id: "P-23",
  name: "token-in-log",
  severities: [PolicySeverity.WARNING],
  description: "No token is written to a log.",
  rationale: "Whoever reads the log can call with the token until it expires.",
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
    for (const { path, csharp, code, position } of expressions) {
      const log = statementOf(path);
      if (!LOGS.includes(log.name) || !csharp.readsHeader("Authorization") || EXCLUDES_TOKEN.test(code)) continue;
      report(path, {
        message: `<${log.name}> writes the Authorization header to a log; expected no token there`,
        fix: "log a claim of the token, such as oid, or nothing of it",
        position,
      });
    }
  },
};

// Code that writes all other headers.
const EXCLUDES_TOKEN = /!=\s*"authorization"/i;
const LOGS: readonly string[] = ["trace", "log-to-eventhub", "emit-metric"];
