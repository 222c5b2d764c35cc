import { parsesToken } from "../expressions";
import { PolicySeverity } from "../finding";
import { mayRunBefore } from "../flow";
import { type Place } from "../place";
import { type LintRule } from "../rule";
import { PolicySection } from "../../model/section";
import { TokenCheck } from "../token-check";

/**
 * A warning: a branch that only selects the check which follows opens nothing, and a broader scope may have checked the token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.10
 */
export const CHECKED_TOKEN: LintRule = {
  id: "P-18",
  severities: [PolicySeverity.WARNING],
  sentence: "Decisions read the token that a check has accepted.",
  why: "Code that reads a token from the header itself believes whatever the caller wrote into it. Statements behind <base /> or a fragment are not reported, because the token may have been checked there.",
  fix: "Check the token first, with output-token-variable-name, and read that variable.",
  see: "https://www.rfc-editor.org/rfc/rfc8725#section-3.10",
  checkDocument: ({ codes, statements, isFragment }, report) => {
    if (isFragment) return;
    for (const { place, code, position } of codes) {
      if (place.name !== "when" || place.section !== PolicySection.INBOUND || !readsUnchecked(code)) continue;
      const choose = place.parent!;
      if (statements.some((statement) => mayCheck(statement) && mayRunBefore(statement, choose))) continue;
      report(place, {
        message:
          "the condition reads a token that nothing has checked, so the caller decides; expected the token of a check",
        fix: "check the token before, with output-token-variable-name, and read that variable",
        position,
      });
    }
  },
};

function mayCheck(place: Place): boolean {
  return TokenCheck.isOne(place) || place.name === "base" || place.name === "include-fragment";
}

function readsUnchecked(code: string): boolean {
  return parsesToken(code) || (code.includes("FromBase64String") && code.toLowerCase().includes('"authorization"'));
}
