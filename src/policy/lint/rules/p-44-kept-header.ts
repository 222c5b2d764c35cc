import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A warning: the document does no harm, it does not do what it says. */
export const KEPT_HEADER: LintRule = {
  id: "P-44",
  name: "kept-header",
  severities: [PolicySeverity.WARNING],
  description: "No statement changes a header that the gateway keeps to itself.",
  rationale:
    "The gateway does not change Connection, Content-Length, Keep-Alive and Transfer-Encoding, and does not remove Server: <set-header> has no effect on them.",
  fix: "Remove the statement.",
  url: "https://learn.microsoft.com/azure/api-management/set-header-policy#usage-notes",
  examples: {
    wrong: `<fragment>
  <set-header name="Server" exists-action="delete" />
</fragment>`,
    right: `<fragment>
  <set-header name="X-Powered-By" exists-action="delete" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    if (path.name !== "set-header") return;
    const name = path.literal("name");
    const isRemoved = path.literal("exists-action") === "delete";
    if (name === undefined || !(KEPT.test(name) || (isRemoved && /^server$/i.test(name)))) return;
    report(path, {
      message: `the gateway does not ${isRemoved ? "remove" : "change"} the header ${name}, so <set-header> has no effect; expected another header`,
      fix: "remove the statement",
      position: path.tryAttribute("name")!.position,
    });
  },
};

const KEPT = /^(?:connection|content-length|keep-alive|transfer-encoding)$/i;
