import type { Step } from "../step";
import { counterName } from "./counter-name";
import { isNamed } from "./limited-part";
import { limitCalls } from "./limit-calls";

/** Limits the calls of a subscription in a window of time. Without a subscription it does nothing. */
export function rateLimit(step: Step): void {
  const { subscription, api, operation } = step.exchange.facts;
  if (subscription === undefined) {
    step.decision = "no subscription";
    return;
  }
  limitCalls(step, counterName(step, subscription.id));
  for (const part of step.parts("api")) {
    if (!isNamed(part, api)) continue;
    limitCalls(part, counterName(part, subscription.id, api.id), step);
    for (const inner of part.parts("operation")) {
      if (isNamed(inner, operation)) limitCalls(inner, counterName(inner, subscription.id, api.id, operation.id), step);
    }
  }
}
