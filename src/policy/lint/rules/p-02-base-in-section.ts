import { PolicySeverity } from "../../model/finding";
import { PolicyScope, PolicySection, SECTION_ORDER } from "../../model/section";
import { endOf } from "../flow";
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
    "Without it the token checks, limits and error handling of broader scopes do not run; what runs without the section is not documented. The section backend is exempt if it sends the request itself, which must happen once, and a document whose inbound answers every request itself. Azure Policy d5448c98 compares text and wants <base /> as the first thing in a section, while P-20 wants cors before the validation. Both are content if cors and the validation are in the same document, <base /> comes first, and no broader scope validates tokens; or if cors is in the document of the service, which has no <base />. Otherwise keep cors before <base />, as ApimPolicy writes it, and exempt the API from d5448c98.",
  fix: "Add <base /> to the section, and the sections that are missing.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-function-level-authorization",
  covers: [
    {
      id: "AZR-000371",
      extent: "except for a backend that sends the request itself, and for an inbound that answers every request",
    },
    { id: "Azure Policy d5448c98", extent: "that it is there, not that it comes first" },
  ],
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <set-header name="X-Powered-By" exists-action="delete" />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
    <set-header name="X-Powered-By" exists-action="delete" />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>`,
  },
  checkDocument: (context, report) => {
    const { root, statements, options } = context;
    if (root.name !== "policies" || options.scope === PolicyScope.GLOBAL) return;
    const inheriting = new Set(statements.filter(({ name }) => name === "base").map(({ section }) => section));
    const sections = root.children.filter(({ kind }) => kind === NodeKind.SECTION);
    if (options.scope === undefined && inheriting.size === 0 && sections.length > 0) return;
    const inbound = context.section(PolicySection.INBOUND);
    if (inbound !== undefined && endOf(inbound.children) !== undefined && !inheriting.has(PolicySection.INBOUND))
      return;
    for (const section of sections) {
      if (inheriting.has(section.section)) continue;
      if (section.section === PolicySection.BACKEND && sendsItself(section, statements)) continue;
      report(section, {
        message: `<${section.name}> has no <base />; expected it, because without it the statements of broader scopes do not run`,
        fix: "add <base /> where the statements of broader scopes should run",
      });
    }
    // What could not be read may be the section that is missing.
    if (context.document.diagnostics.length > 0) return;
    const missing = SECTION_ORDER.filter((name) => !sections.some(({ section }) => section === name));
    if (missing.length === 0) return;
    const names = missing.map((name) => `<${name}>`).join(", ");
    report(root, {
      message: `there is no ${names}, and nothing says whether the statements of broader scopes run there; expected each section with <base />`,
      fix: `add ${missing.map((name) => `<${name}><base /></${name}>`).join("")}`,
    });
  },
};

/** A fragment may send the request as well. */
function sendsItself(section: NodePath, statements: readonly NodePath[]): boolean {
  return statements.some(
    (statement) =>
      statement.section === section.section && ["forward-request", "include-fragment"].includes(statement.name),
  );
}
