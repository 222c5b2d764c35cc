import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";
import { findingInCode } from "./csharp-finding";
import { KnownToBePresent } from "./known-presence";

/** A warning: the linter does not know what the callers send. */
export const SAFE_READ: LintRule = {
  id: "P-41",
  name: "safe-read",
  severities: [PolicySeverity.WARNING],
  description: "An expression reads what every caller sends, or asks first.",
  rationale:
    "An expression that throws ends the request with 500, although the caller should get 400, 401 or 403. A claim, a header and a query parameter throw if they are absent; a part of a split text, the first item of a list and a value of JSON may not be there; a text may be no number and no token; and what comes from a request with ignore-error is null if it failed. Code that asks before, or catches the exception, is not reported.",
  fix: "Ask with ContainsKey first, give GetValueOrDefault a default, or use ?. where something can be null.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(!((Jwt)context.Variables["jwt"]).Claims["groups"].Contains("finance"))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("groups") ? !((Jwt)context.Variables["jwt"]).Claims["groups"].Contains("finance") : true)'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const known = new KnownToBePresent(context);
    for (const expression of context.expressions) {
      const { path, csharp } = expression;
      const failures = csharp.failuresWith(known.at(path));
      for (const failure of failures) report(path, findingInCode(expression, failure));
      if (failures.some(({ kind }) => kind === "null-variable")) known.forget(csharp.variables);
      known.learn(expression);
    }
  },
};
