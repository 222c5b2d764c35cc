import type { Step } from "../step";
import { counterName } from "./counter-name";
import { useQuota } from "./use-quota";

/** Limits the calls of a subscription, or what they transfer, in fixed periods. Without a subscription it does nothing. */
export function quota(step: Step): void {
  const { subscription, api, operation } = step.exchange.facts;
  const start = subscription?.startedAt;
  if (subscription === undefined) {
    step.decision = "no subscription";
    return;
  }
  useQuota(step, counterName(step, subscription.id), step.number("renewal-period", 0), start);
  for (const part of step.parts("api")) {
    if ((part.tryText("id") ?? api.id) !== api.id || (part.tryText("name") ?? api.name) !== api.name) continue;
    useQuota(part, counterName(part, subscription.id, api.id), part.number("renewal-period", 0), start);
    for (const inner of part.parts("operation")) {
      const isThis =
        (inner.tryText("id") ?? operation.id) === operation.id &&
        (inner.tryText("name") ?? operation.name) === operation.name;
      if (isThis)
        useQuota(
          inner,
          counterName(inner, subscription.id, api.id, operation.id),
          inner.number("renewal-period", 0),
          start,
        );
    }
  }
}
