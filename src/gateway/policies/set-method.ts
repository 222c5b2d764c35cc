import type { Step } from "../step";

/** Changes the method of the request. */
export function setMethod(step: Step): void {
  step.request.method = step.content.trim();
  step.decision = `the method is ${step.request.method}`;
}
