import { PolicySeverity } from "../../model/finding";
import { PolicyScope, PolicySection } from "../../model/section";
import { type NodePath, NodeKind } from "../node-path";
import { type LintRule } from "../rule";

/**
 * A warning, because the document does not say whether broader scopes have statements, and it may replace them on purpose.
 * If the scope is not known and no section has `<base />`, the document may be the one of the service.
 */
export const BASE_IN_SECTION: LintRule = {
  id: "P-02",
  name: "base-in-section",
  severities: [PolicySeverity.WARNING],
  description: "Every section runs the statements of broader scopes, with <base />.",
  rationale:
    "Without it the token checks, limits and error handling of broader scopes do not run. The section backend is exempt if it sends the request itself, which must happen once.",
  fix: "Add <base /> to the section.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-function-level-authorization",
  covers: [
    { id: "AZR-000371", extent: "in sections that exist, except for a backend that sends the request itself" },
    { id: "Azure Policy d5448c98", extent: "that it is there, not that it comes first" },
  ],
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
  </inbound>
  <outbound>
    <set-header name="X-Powered-By" exists-action="delete" />
  </outbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
  </inbound>
  <outbound>
    <base />
    <set-header name="X-Powered-By" exists-action="delete" />
  </outbound>
</policies>`,
  },
  checkDocument: ({ root, statements, options: { scope } }, report) => {
    if (root.name !== "policies" || scope === PolicyScope.GLOBAL) return;
    const inheriting = new Set(statements.filter(({ name }) => name === "base").map(({ section }) => section));
    if (scope === undefined && inheriting.size === 0) return;
    for (const section of root.children) {
      if (section.kind !== NodeKind.SECTION || inheriting.has(section.section)) continue;
      if (section.section === PolicySection.BACKEND && sendsItself(section, statements)) continue;
      report(section, {
        message: `<${section.name}> has no <base />; expected it, because without it the statements of broader scopes do not run`,
        fix: "add <base /> where the statements of broader scopes should run",
      });
    }
  },
};

/** A fragment may send the request as well. */
function sendsItself(section: NodePath, statements: readonly NodePath[]): boolean {
  return statements.some(
    (statement) =>
      statement.section === section.section && ["forward-request", "include-fragment"].includes(statement.name),
  );
}
