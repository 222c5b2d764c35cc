import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";
import { reportProblems } from "./csharp-finding";

/** A warning: the code compiles, and decides the same for every request. */
export const DECIDING_COMPARISON: LintRule = {
  id: "C-27",
  name: "deciding-comparison",
  severities: [PolicySeverity.WARNING],
  description: "A comparison depends on the request.",
  rationale:
    "A comparison that is always true or always false lets every request pass, or none. So does one of an object with a string, which compares references and not texts.",
  fix: "Compare what the request has, and cast an object before it is compared.",
  url: "https://learn.microsoft.com/dotnet/csharp/language-reference/operators/equality-operators",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition="@(&quot;POST&quot; == &quot;context.Request.Method&quot;)">
      <set-header name="X-Write" exists-action="override">
        <value>true</value>
      </set-header>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition="@(&quot;POST&quot; == context.Request.Method)">
      <set-header name="X-Write" exists-action="override">
        <value>true</value>
      </set-header>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: reportProblems("constant-condition", "reference-comparison"),
};
