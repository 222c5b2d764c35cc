import type { Step } from "../step";
import { limitCalls } from "./limit-calls";

/** Limits the calls that share a key in a window of time. */
export function rateLimitByKey(step: Step): void {
  const key = `rate-by-key ${step.text("counter-key")}`;
  const increment = step.number("increment-count", 1);
  if (step.element.tryAttribute("increment-condition") === undefined) {
    limitCalls(step, key, step, increment);
    return;
  }
  // The condition may read the response, so the call counts at the end.
  limitCalls(step, key, step, increment, false);
  step.exchange.atEnd.push(() => {
    if (step.flag("increment-condition", true)) step.services.windows.add(key, increment);
  });
}
