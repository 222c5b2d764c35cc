import { CannotExecute } from "../failure";
import type { Step } from "../step";

/** Runs the policies of a fragment in its place. */
export async function includeFragment(step: Step): Promise<void> {
  const id = step.text("fragment-id");
  const statements = step.services.fragment(id, step.workspace);
  if (statements === undefined) throw new CannotExecute(`the fragment ${id} is not in the deployment`);
  step.decision = `runs ${id}`;
  await step.run(statements);
}
