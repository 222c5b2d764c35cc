import { PolicySeverity } from "../../model/finding";
import { MAX_FLOW_DEPTH } from "../../text/bounds";
import { everyBranchRuns } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";

/**
 * Two statements count as two where one request can run both for certain: in one list, or one in a branch of what the other one is in.
 * A warning, because it is the page that says "once", and the service is not known to refuse a second one.
 */
export const SINGLE_USE: LintRule = {
  id: "C-11",
  name: "single-use",
  severities: [PolicySeverity.WARNING],
  description: "A policy that is allowed once per section or document is used once.",
  rationale:
    "The reference allows some policies only once, such as cors and rate-limit. Of two, one has no effect or both count. Statements in different branches are not compared.",
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
    const seen = new Map<string, Uses>();
    const ending = new Map<NodePath, boolean>();
    for (const path of statements) {
      const once = path.policy!.once;
      if (once === undefined) continue;
      const key = once === "section" ? `${path.section} ${path.name}` : path.name;
      let uses = seen.get(key);
      if (uses === undefined) seen.set(key, (uses = new Uses()));
      const first = uses.add(path, ending);
      if (first === undefined) continue;
      report(path, {
        message: `<${path.name}> is used here and at ${first.location}; expected it once per ${once}`,
        fix: "merge the two into one",
      });
    }
  },
};

/** The uses of a policy so far. A branch is a `when` or an `otherwise`; undefined is outside of all. */
class Uses {
  /** The first use directly in a branch. */
  private readonly direct = new Map<NodePath | undefined, NodePath>();
  /** The first use somewhere in a branch after which the request goes on behind the branch. */
  private readonly within = new Map<NodePath | undefined, NodePath>();

  /**
   * Adds a use, and returns a former one that runs in the same request, if there is one.
   *
   * @param ending the branches of which it is known whether they end the section
   */
  public add(path: NodePath, ending: Map<NodePath, boolean>): NodePath | undefined {
    const branches = branchesAround(path);
    const [own] = branches;
    const other = this.within.get(own) ?? branches.map((branch) => this.direct.get(branch)).find((use) => use);
    if (!this.direct.has(own)) this.direct.set(own, path);
    for (const branch of branches) {
      if (!this.within.has(branch)) this.within.set(branch, path);
      // What comes behind a branch that ends the section does not run after what is in it.
      if (branch !== undefined && endsSection(branch, ending)) break;
    }
    return other;
  }
}

function endsSection(branch: NodePath, known: Map<NodePath, boolean>): boolean {
  let ends = known.get(branch);
  if (ends === undefined) {
    ends = everyBranchRuns(branch.children, ({ name }) => name === "return-response" || name === "mock-response");
    known.set(branch, ends);
  }
  return ends;
}

/** The branches that a statement is in, from the innermost on, and undefined for what is outside of all. */
function branchesAround(path: NodePath): (NodePath | undefined)[] {
  const branches: (NodePath | undefined)[] = [];
  for (let { parent } = path; parent !== undefined && branches.length < MAX_FLOW_DEPTH; { parent } = parent) {
    if (parent.name === "when" || parent.name === "otherwise") branches.push(parent);
  }
  return [...branches, undefined];
}
