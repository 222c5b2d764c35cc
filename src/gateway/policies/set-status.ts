import { reasonPhrase } from "../message";
import type { Step } from "../step";

/** Changes the status of the response. It does not end the pipeline. */
export function setStatus(step: Step): void {
  const status = step.number("code", 200);
  step.response.status = status;
  step.response.reason = step.tryText("reason") ?? reasonPhrase(status);
  step.decision = `the status is ${status}`;
}
