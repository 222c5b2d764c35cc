import type { Step } from "../step";

/** Counts something in Application Insights, which changes nothing for the caller. */
export function emitMetric(step: Step): void {
  step.decision = `${step.text("name")}: ${step.number("value", 1)}`;
}
