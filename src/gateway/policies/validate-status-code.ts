import type { Step } from "../step";
import { actionOf, actionsOf, responseDescription, Validation } from "./validation";

/** Checks that the API describes responses with the status of this one. */
export function validateStatusCode(step: Step): void {
  const status = String(step.response.status);
  const action = actionsOf(step, "status-code", "code").get(status) ?? actionOf(step, "unspecified-status-code-action");
  const validation = new Validation(step);
  if (responseDescription(step) === undefined) {
    const details = `Response status code ${status} is not allowed.`;
    validation.add(action, { name: status, type: "StatusCode", validationRule: "Unspecified", details });
  }
  validation.end();
}
