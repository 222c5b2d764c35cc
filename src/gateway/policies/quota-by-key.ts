import { CannotExecute } from "../failure";
import type { Step } from "../step";
import { useQuota } from "./use-quota";

/** Limits the calls that share a key, or what they transfer, in fixed periods. A request counts once, even where several policies share the key. */
export function quotaByKey(step: Step): void {
  const key = `quota-by-key ${step.text("counter-key")}`;
  useQuota(step, key, step.number("renewal-period", 0), firstPeriodStart(step));
}

function firstPeriodStart(step: Step): number | undefined {
  const text = step.tryText("first-period-start");
  const time = text === undefined ? undefined : Date.parse(text);
  if (time === undefined || Number.isFinite(time)) return time;
  throw new CannotExecute(
    `first-period-start is ${JSON.stringify(text)}; expected a time such as 2026-01-01T00:00:00Z`,
  );
}
