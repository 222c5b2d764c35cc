import type { Step } from "../step";

/** Writes into the trace. */
export function trace(step: Step): void {
  const [message] = step.parts("message");
  step.decision = `${step.text("source")}: ${message?.content ?? ""}`;
}
