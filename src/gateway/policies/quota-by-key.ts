import type { Step } from "../step";
import { useQuota } from "./use-quota";

/** Limits the calls that share a key, or what they transfer, in fixed periods. A request counts once, even where several policies share the key. */
export function quotaByKey(step: Step): void {
  const key = `quota-by-key ${step.text("counter-key")}`;
  useQuota(step, key, step.number("renewal-period", 0), step.tryText("first-period-start"));
}
