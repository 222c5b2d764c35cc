import type { Step } from "../step";

/** Runs the first `when` whose condition is true, or `otherwise`. */
export async function choose(step: Step): Promise<void> {
  const branches = step.parts();
  for (const [index, branch] of branches.entries()) {
    if (branch.name === "when" && !branch.flag("condition", false)) continue;
    if (branch.name !== "when" && branch.name !== "otherwise") continue;
    const whens = branches.slice(0, index + 1).filter(({ name }) => name === "when").length;
    const path = branch.name === "when" ? `${step.path}/when[${whens}]` : `${step.path}/otherwise`;
    step.decision = branch.name === "when" ? `condition ${whens} is true` : "no condition is true";
    return step.run(branch.element.elements, path);
  }
  step.decision = "no condition is true";
}
