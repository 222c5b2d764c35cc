import { PolicySeverity } from "../../model/finding";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/** In `validate-jwt` another order is refused by the service. Elsewhere, and for the part that the page itself has in another place, it is a warning. */
export const ELEMENT_ORDER: LintRule = {
  id: "C-09",
  name: "element-order",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "The parts of a statement are in the order of the reference.",
  rationale:
    "The reference asks to keep the order. The service refuses a validate-jwt that does not: that is an error, except for decryption-keys, which the reference itself has in another place. In other statements it is a warning.",
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
    const isCertain = (child: NodePath): boolean => schema.children.get(child.name)?.doubtfulOrder === undefined;
    const refused = schema.spec.order === "strict" ? misplaced(children.filter(isCertain), schema.order) : undefined;
    const found = refused ?? misplaced(children, schema.order);
    if (found === undefined) return;
    const [child, before] = found;
    const order = (schema.spec.children ?? []).filter(({ undocumented }) => !undocumented);
    report(child, {
      message: `<${child.name}> comes after <${before.name}>; expected the order ${order.map(({ name }) => `<${name}>`).join(", ")}`,
      fix: `move it before <${before.name}>`,
      severity: refused === undefined ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};

/** The first child that comes after one that it belongs before, and that one. */
function misplaced(
  children: readonly NodePath[],
  ranks: ReadonlyMap<string, number>,
): readonly [child: NodePath, before: NodePath] | undefined {
  let last: NodePath | undefined;
  let lastRank = -1;
  for (const child of children) {
    const rank = ranks.get(child.name) ?? lastRank;
    if (rank < lastRank) return [child, last!];
    last = child;
    lastRank = rank;
  }
  return undefined;
}
