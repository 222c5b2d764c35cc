import { PolicySection } from "../../model/section";
import { PolicySeverity } from "../finding";
import { type Place } from "../place";
import { type LintRule } from "../rule";

/**
 * A warning: clients that follow the standard do not know what to do, and nobody gets in.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export const CHALLENGE: LintRule = {
  id: "P-13",
  severities: [PolicySeverity.WARNING],
  sentence: "A 401 carries a WWW-Authenticate header.",
  why: "The standard asks for it, and clients learn from it which kind of token is missing. API Management is not documented to add it.",
  fix: "Set the header in on-error, when context.LastError.Source names the check, and in each <return-response> with 401.",
  see: "https://www.rfc-editor.org/rfc/rfc6750#section-3",
  checkDocument: (context, report) => {
    for (const statement of context.statementsNamed("return-response")) {
      const isComplete =
        statement.attribute("response-variable-name") !== undefined || statement.children.some(isChallenge);
      if (statement.child("set-status")?.literal("code") !== "401" || isComplete) continue;
      report(statement, {
        message: "a 401 is sent without a WWW-Authenticate header; expected one",
        fix: 'add <set-header name="WWW-Authenticate"> with the value Bearer',
      });
    }
    // What follows a fragment is not known.
    if (context.isFragment) return;
    const onError = context.statements.filter(({ section }) => section === PolicySection.ON_ERROR);
    if (onError.some(({ name }) => name === "include-fragment")) return;
    if (context.places.some((place) => place.section === PolicySection.ON_ERROR && isChallenge(place))) return;
    const check = context.tokenChecks.find(({ place }) => {
      const code = place.attribute("failed-validation-httpcode");
      return code === undefined || place.literal("failed-validation-httpcode") === "401";
    });
    if (check === undefined) return;
    report(check.place, {
      message: "a failed check is answered 401 without a WWW-Authenticate header; expected one",
      fix: `in <on-error>, set WWW-Authenticate to Bearer when context.LastError.Source is "${check.place.name}"`,
    });
  },
};

function isChallenge(place: Place): boolean {
  return place.name === "set-header" && place.literal("name")?.toLowerCase() === "www-authenticate";
}
