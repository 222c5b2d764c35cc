import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** Another order than the one of the page is a warning: the page of `validate-jwt` breaks its own order. */
export const ELEMENT_ORDER: LintRule = {
  id: "C-09",
  name: "element-order",
  severities: [PolicySeverity.WARNING],
  description: "The parts of a statement are in the order of the reference.",
  rationale: "The reference asks to keep the order, and the service is known to refuse some documents that do not.",
  fix: "Put the parts into the order of the reference.",
  url: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy",
  examples: {
    wrong: `<fragment>
  <choose>
    <otherwise>
      <set-variable name="tier" value="free" />
    </otherwise>
    <when condition="@(context.Product != null)">
      <set-variable name="tier" value="paid" />
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition="@(context.Product != null)">
      <set-variable name="tier" value="paid" />
    </when>
    <otherwise>
      <set-variable name="tier" value="free" />
    </otherwise>
  </choose>
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    const { schema, children } = path;
    if (schema?.order === undefined || children.length < 2) return;
    let last = children[0]!;
    let lastRank = -1;
    for (const child of children) {
      const rank = schema.order.get(child.name) ?? lastRank;
      if (rank < lastRank) {
        const order = (schema.spec.children ?? []).filter(({ undocumented }) => !undocumented);
        report(child, {
          message: `<${child.name}> comes after <${last.name}>; expected the order ${order.map(({ name }) => `<${name}>`).join(", ")}`,
          fix: `move it before <${last.name}>`,
        });
        return;
      }
      last = child;
      lastRank = rank;
    }
  },
};
