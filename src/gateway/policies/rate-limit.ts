import { CannotExecute } from "../failure";
import type { Step } from "../step";
import { counterName } from "./counter-name";
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

function isNamed(part: Step, { id, name }: { readonly id: string; readonly name: string }): boolean {
  const byId = part.tryText("id");
  const byName = part.tryText("name");
  if (byId === undefined && byName === undefined) throw new CannotExecute(`<${part.name}> has neither name nor id`);
  return byId === undefined ? byName === name : byId === id;
}
