import { PolicySeverity } from "../finding";
import { hasDoubtfulContent, PlaceKind } from "../place";
import { type LintRule } from "../rule";
import { A_SECTION, parentsOf } from "./known-names";

/**
 * A known element in a place where it does not belong is refused by the service.
 * A resolver's policy among others is a warning, because the service is only known to keep it in documents of its own.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const WRONG_PARENT: LintRule = {
  id: "C-08",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every element stands in an element that takes it.",
  why: "The service refuses an element in a place where it does not belong. It warns about a GraphQL resolver's policy among others, and about a fragment in a fragment, which the reference forbids.",
  fix: "Move the element to where the reference has it.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, context, report) => {
    const { name, parent, kind } = place;
    if (parent === undefined) return;
    if (kind === PlaceKind.UNKNOWN) {
      const parents = parentsOf(name);
      if (parents === undefined) return;
      const places = parents.has(A_SECTION) ? A_SECTION : [...parents].join(", ");
      report(place, {
        message: `<${name}> stands in <${parent.name}>; expected it in ${places}`,
        fix: parents.has(A_SECTION) ? "move it out, before or after the statement" : "move it there, or remove it",
        severity: hasDoubtfulContent(parent) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
      });
    } else if (kind === PlaceKind.STATEMENT && place.policy!.scopes.includes("graphql-resolver")) {
      report(place, {
        message: `<${name}> stands in <${parent.name}>; expected it in a document of its own, the one of a GraphQL resolver`,
        fix: "put it into the policy of the resolver",
        severity: PolicySeverity.WARNING,
      });
    } else if (kind === PlaceKind.STATEMENT && name === "include-fragment" && context.isFragment) {
      report(place, {
        message:
          "<include-fragment> stands in a fragment; expected none there, because a fragment cannot include another one",
        fix: "include both fragments in the policy, or write the statements here",
        severity: PolicySeverity.WARNING,
      });
    }
  },
};
