import { PolicySection } from "../../model/section";
import { codeOf } from "../expressions";
import { PolicySeverity } from "../finding";
import { alwaysRuns, everyWayMeets } from "../flow";
import { type Place } from "../place";
import { type LintRule } from "../rule";
import { TokenCheck } from "../token-check";

/**
 * Warnings only: an open branch can be meant, for a health check for example, and another statement may guard it.
 * Two checks of one token refuse more, not less. A document without a check may inherit one, or use no tokens at all.
 *
 * @see https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-authentication
 */
export const CHECK_ON_EVERY_WAY: LintRule = {
  id: "P-01",
  severities: [PolicySeverity.WARNING],
  sentence: "A document that checks tokens checks them once on every way through inbound.",
  why: "A check in a branch can be stepped around by a request that takes another branch. A token that two checks look at has to satisfy both, which tokens of two kinds cannot.",
  fix: "Put the check into the section itself, or into every branch. Decide by the token between two kinds of tokens only with one check in each branch.",
  see: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#broken-authentication",
  checkDocument: (context, report) => {
    const { tokenChecks, isFragment } = context;
    const [first] = tokenChecks;
    if (first === undefined) return;
    const section = isFragment ? context.root : context.section(PolicySection.INBOUND)!;
    if (!everyWayMeets(section.children, checksTokens) && !tokenChecks.some(({ place }) => leavesOutPreflight(place))) {
      report(first.place, {
        message: `<${first.place.name}> stands in a branch, and other branches check no token; expected a check on every way`,
        fix: "put it into the section itself, or check the token in <otherwise> and in every <when>",
      });
    }
    const checkedHeaders = new Map<string, TokenCheck>();
    for (const check of tokenChecks) {
      if (check.header === undefined || !alwaysRuns(check.place)) continue;
      const other = checkedHeaders.get(check.header);
      checkedHeaders.set(check.header, other ?? check);
      if (other === undefined) continue;
      report(check.place, {
        message: `<${check.place.name}> checks the token that ${other.place.path} has checked already; expected one check, because a token has to pass both`,
        fix: "keep one check that takes both kinds of tokens, or put each into a branch of <choose>",
      });
    }
  },
};

/** A fragment may check tokens as well. */
function checksTokens(statement: Place): boolean {
  return TokenCheck.isOne(statement) || statement.name === "include-fragment";
}

/** Whether a branch is there for preflight requests, which carry no token. */
function leavesOutPreflight(place: Place): boolean {
  for (let ancestor = place.parent; ancestor !== undefined; ancestor = ancestor.parent) {
    if (codeOf(ancestor.attribute("condition")?.value)?.includes("OPTIONS")) return true;
  }
  return false;
}
