import { PolicySeverity } from "../finding";
import { type Place, PlaceKind } from "../place";
import { type LintRule } from "../rule";

/**
 * Only statements that stand in a section itself are counted: branches exclude each other.
 * A warning, because it is the page that says "once", and the service is not known to refuse a second one.
 *
 * @see https://learn.microsoft.com/azure/api-management/rate-limit-policy#usage-notes
 */
export const ONCE: LintRule = {
  id: "C-11",
  severities: [PolicySeverity.WARNING],
  sentence: "A policy that may be used once in a section or a document is used once.",
  why: "The reference allows some policies only once, such as cors and rate-limit. Of two, one has no effect or both count.",
  fix: "Merge the statements into one.",
  see: "https://learn.microsoft.com/azure/api-management/rate-limit-policy#usage-notes",
  checkDocument: ({ statements }, report) => {
    const seen = new Map<string, Place>();
    for (const place of statements) {
      const once = place.policy!.once;
      if (once === undefined || place.parent!.kind !== PlaceKind.SECTION) continue;
      const key = once === "section" ? `${place.section} ${place.name}` : place.name;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, place);
      } else {
        report(place, {
          message: `<${place.name}> stands here and at ${first.path}; expected it once in a ${once}`,
          fix: "merge the two into one",
        });
      }
    }
  },
};
