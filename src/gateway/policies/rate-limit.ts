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
  const limit = (part: Step, ...ids: readonly string[]): void =>
    limitCalls(part, counterName(part, subscription.id, ...ids), step);
  limit(step);
  for (const part of step.parts()) {
    if (part.name === "operation" && isNamed(part, operation)) limit(part, operation.id);
    if (part.name !== "api" || !isNamed(part, api)) continue;
    limit(part, api.id);
    for (const inner of part.parts("operation")) if (isNamed(inner, operation)) limit(inner, api.id, operation.id);
  }
}
