import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";
import { reportProblems } from "./csharp-finding";

/** A warning: the service allows more than its reference lists. */
export const ALLOWED_MEMBER: LintRule = {
  id: "C-26",
  name: "allowed-member",
  severities: [PolicySeverity.WARNING],
  description: "An expression uses types and members of .NET that API Management allows.",
  rationale:
    "Policy expressions have a part of .NET: no files, no processes, no network, no reflection. The service refuses a document that uses another type or member. A warning, because it allows some that its reference does not list.",
  fix: "Use a type or a member that the reference lists, or a policy that does the same.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes",
  examples: {
    wrong: `<fragment>
  <set-variable name="region" value="@(Environment.GetEnvironmentVariable(&quot;REGION&quot;))" />
</fragment>`,
    right: `<fragment>
  <set-variable name="region" value="@(context.Deployment.Region)" />
</fragment>`,
  },
  checkDocument: reportProblems("not-allowed"),
};
