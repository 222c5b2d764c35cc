import { PolicySeverity } from "../finding";
import { type Place, PlaceKind } from "../place";
import { type LintRule } from "../rule";
import { PolicyScope } from "../../model/section";
import { PolicySection } from "../../model/section";

/**
 * A warning, because nothing tells whether broader scopes have statements, and a document may replace them on purpose.
 * Where the scope is not known and no section has `<base />`, the document may be the one of the service.
 *
 * @see https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-function-level-authorization
 */
export const BASE_IN_SECTIONS: LintRule = {
  id: "P-02",
  severities: [PolicySeverity.WARNING],
  sentence: "Every section runs what broader scopes do, with <base />.",
  why: "Without it the token checks, limits and error handling of broader scopes do not run. The section backend is exempt when it sends the request itself, which has to happen once.",
  fix: "Add <base /> to the section.",
  see: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-function-level-authorization",
  checkDocument: ({ root, statements, options: { scope } }, report) => {
    if (root.name !== "policies" || scope === PolicyScope.GLOBAL) return;
    const inheriting = new Set(statements.filter(({ name }) => name === "base").map(({ section }) => section));
    if (scope === undefined && inheriting.size === 0) return;
    for (const section of root.children) {
      if (section.kind !== PlaceKind.SECTION || inheriting.has(section.section)) continue;
      if (section.section === PolicySection.BACKEND && sendsItself(section, statements)) continue;
      report(section, {
        message: `<${section.name}> has no <base />; expected it, because without it nothing of the broader scopes runs here`,
        fix: "add <base /> where the statements of the broader scopes have to run",
      });
    }
  },
};

/** A fragment may send the request as well. */
function sendsItself(section: Place, statements: readonly Place[]): boolean {
  return statements.some(
    (statement) =>
      statement.section === section.section && ["forward-request", "include-fragment"].includes(statement.name),
  );
}
