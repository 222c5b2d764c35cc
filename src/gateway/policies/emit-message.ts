import { TimeoutError } from "../clock";
import { PolicyFailure } from "../failure";
import type { ResponseMessage } from "../message";
import type { EmittedMessage } from "../services";
import type { Step } from "../step";

/** Sends a message and waits until it is taken. Without an answer it fails, unless the policy ignores errors. */
export async function emitMessage(
  step: Step,
  message: EmittedMessage,
  timeoutSeconds: number,
): Promise<ResponseMessage | undefined> {
  const { clock, emit } = step.services;
  try {
    const response = await clock.within(timeoutSeconds * 1000, () => emit(message));
    step.decision = `sent to ${message.target}`;
    return response;
  } catch (error) {
    step.decision = `${message.target} does not take it`;
    if (step.flag("ignore-error", false)) return undefined;
    if (error instanceof TimeoutError)
      throw new PolicyFailure("Timeout", `${message.target} did not answer in time.`, 504, "Gateway timeout");
    const text = error instanceof Error ? error.message : String(error);
    throw new PolicyFailure("BackendConnectionFailure", text, 500, "Internal server error");
  }
}
