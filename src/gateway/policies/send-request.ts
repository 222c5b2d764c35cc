import { TimeoutError } from "../clock";
import { CannotExecute, PolicyFailure } from "../failure";
import type { Step } from "../step";
import { buildRequest } from "./build-request";

/** Sends a request of the policy, and keeps the response in a variable. */
export async function sendRequest(step: Step): Promise<void> {
  const { clock, send } = step.services;
  const variable = step.text("response-variable-name");
  const timeout = step.number("timeout-ms", step.number("timeout", 60) * 1000);
  const request = await buildRequest(step);
  try {
    const response = await clock.within(timeout, (signal) => send(request, signal, { isBackend: false }));
    if (response.status >= 400 && step.flag("fail-on-error-status-code", false)) {
      throw new PolicyFailure("BackendStatusCode", `The server answered ${response.status}.`, response.status);
    }
    step.exchange.variables.set(variable, response);
    step.decision = `${request.url.host} answers ${response.status}`;
  } catch (error) {
    if (error instanceof CannotExecute) throw error;
    if (!step.flag("ignore-error", false)) throw failure(error);
    step.exchange.variables.set(variable, null);
    step.decision = `${request.url.host} does not answer`;
  }
}

function failure(error: unknown): PolicyFailure {
  if (error instanceof PolicyFailure) return error;
  if (error instanceof TimeoutError)
    return new PolicyFailure("Timeout", "The request got no answer in time.", 504, "Gateway timeout");
  const message = error instanceof Error ? error.message : String(error);
  return new PolicyFailure("BackendConnectionFailure", message, 500, "Internal server error");
}
