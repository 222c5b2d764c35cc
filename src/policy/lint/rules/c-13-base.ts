import { PolicySeverity } from "../finding";
import { PlaceKind } from "../place";
import { type LintRule } from "../rule";

/**
 * A warning, because the service is not known to refuse `<base />` in a branch, and some documents in use have it there.
 *
 * @see https://learn.microsoft.com/azure/api-management/set-edit-policies#use-base-element-to-set-policy-evaluation-order
 */
export const BASE_PLACE: LintRule = {
  id: "C-13",
  severities: [PolicySeverity.WARNING],
  sentence: "<base /> stands once in a section, and nowhere else.",
  why: "The reference has it in sections only, and not in fragments. In a branch it does not run on every request; twice, it runs twice.",
  fix: "Put it into the section itself.",
  see: "https://learn.microsoft.com/azure/api-management/set-edit-policies#use-base-element-to-set-policy-evaluation-order",
  checkStatement: (place, context, report) => {
    if (place.name !== "base") return;
    const parent = place.parent!;
    if (parent.kind !== PlaceKind.SECTION) {
      report(place, {
        message: `<base /> stands in <${parent.name}>; expected it in a section itself`,
        fix: context.isFragment ? "remove it: the policy that includes the fragment has it" : "move it to the section",
      });
    } else if (parent.childrenNamed("base")[0] !== place) {
      report(place, {
        message: `<base /> stands in <${parent.name}> more than once; expected it once`,
        fix: "keep the one that stands in the right place",
      });
    }
  },
};
