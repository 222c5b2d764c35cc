import { type PolicyDiagnostic } from "../../model/node";
import { PolicySeverity } from "../finding";
import { type Place } from "../place";
import { type LintRule } from "../rule";

/**
 * What the reader could not make sense of is refused by the service.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export const NOT_READABLE: LintRule = {
  id: "C-16",
  severities: [PolicySeverity.ERROR],
  sentence: "The text is a policy document, with tags, quotes and expressions that close.",
  why: "The service refuses a text that it cannot read. What follows in it may be misunderstood, so other findings may go with this one.",
  fix: "Correct the text at the position that is given.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-policies",
  checkDocument: ({ document, places }, report) => {
    let index = 0;
    for (const diagnostic of document.diagnostics) {
      while (index + 1 < places.length && startsBefore(places[index + 1]!, diagnostic)) index++;
      const [message, fix = "correct the text"] = split(diagnostic.message);
      report(places[index]!, { message, fix, position: diagnostic.position });
    }
  },
};

function startsBefore({ element: { position } }: Place, diagnostic: PolicyDiagnostic): boolean {
  if (position === undefined) return false;
  const { line, column } = diagnostic.position;
  return position.line < line || (position.line === line && position.column <= column);
}

/** The last part of the reader's message says what to do, when it is there. */
function split(message: string): [string, string?] {
  const match = /^([^]*; expected [^]*): ([a-z][^:;"]*)$/.exec(message);
  return match === null ? [message] : [match[1]!, match[2]!];
}
