import type { Step } from "../step";

/** Keeps a value. */
export function cacheStoreValue(step: Step): void {
  step.services.values.set(step.text("key"), step.evaluate("value"), step.number("duration", 0));
}
