import { PolicySeverity } from "../../model/finding";
import { type NodePath, NodeKind } from "../node-path";
import { type LintRule } from "../rule";

/**
 * Only statements directly in a section are counted: branches exclude each other.
 * A warning, because it is the page that says "once", and the service is not known to refuse a second one.
 */
export const SINGLE_USE: LintRule = {
  id: "C-11",
  name: "single-use",
  severities: [PolicySeverity.WARNING],
  description: "A policy that is allowed once per section or document is used once.",
  rationale:
    "The reference allows some policies only once, such as cors and rate-limit. Of two, one has no effect or both count.",
  fix: "Merge the statements into one.",
  url: "https://learn.microsoft.com/azure/api-management/rate-limit-policy#usage-notes",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <rate-limit calls="100" renewal-period="60" />
    <rate-limit calls="10" renewal-period="1" />
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <rate-limit calls="100" renewal-period="60" />
  </inbound>
</policies>`,
  },
  checkDocument: ({ statements }, report) => {
    const seen = new Map<string, NodePath>();
    for (const path of statements) {
      const once = path.policy!.once;
      if (once === undefined || path.parent!.kind !== NodeKind.SECTION) continue;
      const key = once === "section" ? `${path.section} ${path.name}` : path.name;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, path);
      } else {
        report(path, {
          message: `<${path.name}> is used here and at ${first.location}; expected it once per ${once}`,
          fix: "merge the two into one",
        });
      }
    }
  },
};
