import type { Step } from "../step";
import { counterName } from "./counter-name";
import { isNamed } from "./limited-part";
import { useQuota } from "./use-quota";

/** Limits the calls of a subscription, or what they transfer, in fixed periods. Without a subscription it does nothing. */
export function quota(step: Step): void {
  const { subscription, api, operation } = step.exchange.facts;
  if (subscription === undefined) {
    step.decision = "no subscription";
    return;
  }
  const use = (part: Step, ...ids: readonly string[]): void =>
    useQuota(
      part,
      counterName(part, subscription.id, ...ids),
      part.number("renewal-period", 0),
      subscription.startedAt,
    );
  use(step);
  for (const part of step.parts("api")) {
    if (!isNamed(part, api)) continue;
    use(part, api.id);
    for (const inner of part.parts("operation")) if (isNamed(inner, operation)) use(inner, api.id, operation.id);
  }
}
