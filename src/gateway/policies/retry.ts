import { RETRY_JITTER } from "../inferred";
import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Runs its policies, and again while the condition is true, with a wait in between. */
export async function retry(step: Step): Promise<void> {
  const count = step.number("count", 1);
  for (let retries = 0; ; retries++) {
    const failure = await attempt(step);
    if (retries >= count || !step.flag("condition", false)) {
      step.decision = retries === 0 ? "no retry" : `${retries} ${retries === 1 ? "retry" : "retries"}`;
      if (failure !== undefined) throw failure;
      return;
    }
    const isFirstFast = retries === 0 && step.flag("first-fast-retry", false);
    if (!isFirstFast) await step.services.clock.sleep(waitSeconds(step, retries + 1) * 1000);
  }
}

async function attempt(step: Step): Promise<PolicyFailure | undefined> {
  try {
    await step.runContent();
    return undefined;
  } catch (error) {
    if (error instanceof PolicyFailure) return error;
    throw error;
  }
}

/** The wait before a retry: fixed, growing by `delta`, or growing exponentially up to `max-interval`. */
function waitSeconds(step: Step, retry: number): number {
  const interval = step.number("interval", 0);
  const delta = step.number("delta", 0);
  const maxInterval = step.number("max-interval", 0);
  if (maxInterval === 0) return interval + (retry - 1) * delta;
  const [low, high] = RETRY_JITTER;
  const jitter = delta * (low + (high - low) * step.services.random());
  return Math.min(maxInterval, interval + (2 ** retry - 1) * jitter);
}
