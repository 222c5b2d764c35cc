import { readsHeader } from "../expressions";
import { PolicySeverity } from "../finding";
import { type Place, PlaceKind } from "../place";
import { type LintRule } from "../rule";

/**
 * A warning: who can read the log is not known.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-5.3
 */
export const NO_TOKEN_IN_LOGS: LintRule = {
  id: "P-23",
  severities: [PolicySeverity.WARNING],
  sentence: "No token goes into a log.",
  why: "Who reads the log could call with the token until it expires.",
  fix: "Log a claim of the token, such as oid, or nothing of it.",
  see: "https://www.rfc-editor.org/rfc/rfc6750#section-5.3",
  checkDocument: ({ codes }, report) => {
    for (const { place, code, position } of codes) {
      const log = statementOf(place);
      if (!LOGS.includes(log.name) || !readsHeader(code, "Authorization") || LEAVES_OUT.test(code)) continue;
      report(place, {
        message: `<${log.name}> writes the header Authorization into a log; expected no token there`,
        fix: "log a claim of the token, such as oid, or nothing of it",
        position,
      });
    }
  },
};

// Code that writes all headers but this one.
const LEAVES_OUT = /!=\s*"authorization"/i;
const LOGS: readonly string[] = ["trace", "log-to-eventhub", "emit-metric"];

function statementOf(place: Place): Place {
  let statement = place;
  while (statement.kind === PlaceKind.PART && statement.parent !== undefined) statement = statement.parent;
  return statement;
}
