import { PolicySeverity } from "../../model/finding";
import { PolicySection } from "../../model/section";
import { type LintContext } from "../context";
import { branchOf } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/** An error where a branch sets 401 or 403 and nothing after it can refuse: whoever is meant to be kept out gets in. */
export const ENDING_REFUSAL: LintRule = {
  id: "P-32",
  name: "ending-refusal",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "A refusal ends the request: the status is set in <return-response>.",
  rationale:
    "In inbound there is no response yet. A status that is set there has no effect, and the request goes on to the backend. It is an error if a branch sets 401 or 403 and no later statement of inbound can refuse.",
  fix: "Put the status into <return-response>.",
  url: "https://learn.microsoft.com/azure/api-management/return-response-policy",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <choose>
      <when condition='@(!context.Request.Headers.ContainsKey("X-Device"))'>
        <set-status code="403" reason="Forbidden" />
      </when>
    </choose>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <choose>
      <when condition='@(!context.Request.Headers.ContainsKey("X-Device"))'>
        <return-response>
          <set-status code="403" reason="Forbidden" />
        </return-response>
      </when>
    </choose>
  </inbound>
</policies>`,
  },
  checkDocument: (context, report) => {
    const statements = context.statements.filter((statement) => runsInInbound(statement, context));
    const lastEnd = statements.filter(({ name }) => MAY_REFUSE.includes(name)).pop();
    for (const path of statements) {
      if (path.name !== "set-status") continue;
      const code = path.literal("code");
      const isOpen =
        (code === "401" || code === "403") &&
        !context.isFragment &&
        branchOf(path) !== undefined &&
        (lastEnd === undefined || lastEnd.order < path.order);
      report(path, {
        message: isOpen
          ? `<set-status> sets ${code} and does not end the request, so those who are to be refused reach the backend; expected it in <return-response>`
          : "<set-status> has no effect in <inbound>, where there is no response yet, and the request goes on; expected it in <return-response>",
        fix: `write <return-response><set-status code="${code ?? "403"}" /></return-response>`,
        severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

/** The statements after which a request does not reach the backend, or may not. */
const MAY_REFUSE: readonly string[] = [
  "return-response",
  "mock-response",
  "include-fragment",
  "base",
  "validate-jwt",
  "validate-azure-ad-token",
];

/** A fragment that validates tokens can run in inbound only. */
function runsInInbound({ section }: NodePath, { isFragment, tokenChecks }: LintContext): boolean {
  return isFragment ? tokenChecks.length > 0 : section === PolicySection.INBOUND;
}
