import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Lets only so many requests run its policies at the same time. */
export async function limitConcurrency(step: Step): Promise<void> {
  const { running } = step.services;
  const key = step.text("key");
  const count = running.get(key) ?? 0;
  if (count >= step.number("max-count", 1)) {
    throw new PolicyFailure("ConcurrencyLimitExceeded", "Too many concurrent requests.", 429);
  }
  running.set(key, count + 1);
  try {
    await step.runContent();
  } finally {
    const left = (running.get(key) ?? 1) - 1;
    if (left === 0) running.delete(key);
    else running.set(key, left);
  }
}
