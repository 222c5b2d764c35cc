import { PolicySeverity } from "../../model/finding";
import { NodeKind } from "../node-path";
import { type LintRule } from "../rule";

/** A warning, because the service is not known to refuse `<base />` in a branch, and some documents in use have it there. */
export const BASE_PLACEMENT: LintRule = {
  id: "C-13",
  name: "base-placement",
  severities: [PolicySeverity.WARNING],
  description: "<base /> is directly in a section, and only once.",
  rationale:
    "The reference has it in sections only, and not in fragments. In a branch it does not run on every request; twice, it runs twice.",
  fix: "Move it to the section itself.",
  url: "https://learn.microsoft.com/azure/api-management/set-edit-policies#use-base-element-to-set-policy-evaluation-order",
  examples: {
    wrong: `<policies>
  <inbound>
    <choose>
      <when condition='@(context.Request.Method != "OPTIONS")'>
        <base />
      </when>
    </choose>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
  },
  checkStatement: (path, context, report) => {
    if (path.name !== "base") return;
    const parent = path.parent!;
    if (parent.kind !== NodeKind.SECTION) {
      report(path, {
        message: `<base /> is in <${parent.name}>; expected it directly in a section`,
        fix: context.isFragment ? "remove it: the policy that includes the fragment has it" : "move it to the section",
      });
    } else if (parent.childrenNamed("base")[0] !== path) {
      report(path, {
        message: `<base /> is in <${parent.name}> more than once; expected it once`,
        fix: "keep the one in the right place",
      });
    }
  },
};
