import type { Step } from "../step";

/** Forgets a value. */
export function cacheRemoveValue(step: Step): void {
  step.services.values.delete(step.text("key"));
}
