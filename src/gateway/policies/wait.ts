import type { Step } from "../step";

/** Runs its policies at the same time, until all or the first of them is done. */
export async function wait(step: Step): Promise<void> {
  const runs = step.element.elements.map((element) => step.run([element]));
  if (step.tryText("for") === "any") {
    await Promise.any(runs).catch((error: unknown) => {
      throw error instanceof AggregateError ? error.errors[0] : error;
    });
    step.decision = "the first is done";
  } else {
    await Promise.all(runs);
    step.decision = "all are done";
  }
}
