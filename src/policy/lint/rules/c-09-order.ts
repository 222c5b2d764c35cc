import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Another order than the one of the page is a warning: the page of `validate-jwt` breaks its own order.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export const CHILD_ORDER: LintRule = {
  id: "C-09",
  severities: [PolicySeverity.WARNING],
  sentence: "The parts of a statement stand in the order of the reference.",
  why: "The reference asks to keep the order, and the service is known to refuse some documents that do not.",
  fix: "Put the parts into the order of the reference.",
  see: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy",
  checkPlace: (place, _context, report) => {
    const { facts, children } = place;
    if (facts?.order === undefined || children.length < 2) return;
    let last = children[0]!;
    let lastRank = -1;
    for (const child of children) {
      const rank = facts.order.get(child.name) ?? lastRank;
      if (rank < lastRank) {
        const order = (facts.spec.children ?? []).filter(({ undocumented }) => !undocumented);
        report(child, {
          message: `<${child.name}> stands after <${last.name}>; expected the order ${order.map(({ name }) => `<${name}>`).join(", ")}`,
          fix: `move it before <${last.name}>`,
        });
        return;
      }
      last = child;
      lastRank = rank;
    }
  },
};
