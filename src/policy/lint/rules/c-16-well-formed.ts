import { type PolicyFinding } from "../../model/finding";
import { READER_RULE } from "../../syntax/reader-messages";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/** What the reader cannot make sense of is refused by the service. */
export const WELL_FORMED: LintRule = {
  id: READER_RULE.id,
  name: READER_RULE.name,
  severities: [READER_RULE.severity],
  description: "The text is a policy document in which all tags, quotes and expressions are closed.",
  rationale:
    "The service refuses a text that it cannot read. What follows in it may be misunderstood, so other findings may disappear together with this one.",
  fix: "Correct the text at the given position.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-policies",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
</policies>`,
    right: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
  },
  checkDocument: ({ document, paths }, report) => {
    let index = 0;
    for (const diagnostic of document.diagnostics) {
      while (index + 1 < paths.length && startsBefore(paths[index + 1]!, diagnostic)) index++;
      report(paths[index]!, diagnostic);
    }
  },
};

function startsBefore({ element: { position } }: NodePath, diagnostic: PolicyFinding): boolean {
  if (position === undefined) return false;
  const { line, column } = diagnostic.position!;
  return position.line < line || (position.line === line && position.column <= column);
}
