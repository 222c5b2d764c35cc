import type { ApiFacts, OperationFacts } from "../exchange";
import { IS_OUTER_LIMIT_FIRST } from "../inferred";
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
  const limits = limitsOf(step, api, operation);
  for (const [part, ids] of IS_OUTER_LIMIT_FIRST ? limits : limits.reverse()) {
    limitCalls(part, counterName(part, subscription.id, ...ids), step);
  }
}

/** The limits that a call is for, from the broadest to the narrowest, each with the ids of what it is about. */
function limitsOf(step: Step, api: ApiFacts, operation: OperationFacts): (readonly [Step, readonly string[]])[] {
  return [
    [step, []],
    ...step.parts().flatMap((part): (readonly [Step, readonly string[]])[] => {
      if (part.name === "operation") return isNamed(part, operation) ? [[part, [operation.id]]] : [];
      if (!isNamed(part, api)) return [];
      const inner = part.parts("operation").filter((each) => isNamed(each, operation));
      return [[part, [api.id]], ...inner.map((each): readonly [Step, string[]] => [each, [api.id, operation.id]])];
    }),
  ];
}
