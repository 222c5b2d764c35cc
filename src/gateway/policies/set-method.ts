import { tokenOf } from "../http-form";
import type { Step } from "../step";

/** Changes the method of the request. */
export function setMethod(step: Step): void {
  step.request.method = tokenOf(step.content.trim(), "method");
  step.decision = `the method is ${step.request.method}`;
}
