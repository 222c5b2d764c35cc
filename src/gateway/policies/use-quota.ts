import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Periods start here, unless the policy says otherwise. */
const FIRST_PERIOD = Date.parse("0001-01-01T00:00:00Z");

/**
 * Refuses a call whose quota is used up, and counts it at its end.
 *
 * @param renewal the length of a period in seconds; 0 for one that never ends
 */
export function useQuota(step: Step, key: string, renewal: number, firstPeriodStart?: string): void {
  const { services, exchange } = step;
  const { quotas, clock } = services;
  const end = periodEnd(clock.now(), renewal, firstPeriodStart);
  const seconds = Math.max(1, Math.ceil((end - clock.now()) / 1000));
  const counter = quotas.get(key) ?? { calls: 0, kilobytes: 0 };
  const calls = step.tryText("calls");
  const bandwidth = step.tryText("bandwidth");
  if (calls !== undefined && counter.calls >= Number(calls)) throw used(step, "call volume", seconds);
  if (bandwidth !== undefined && counter.kilobytes >= Number(bandwidth)) throw used(step, "bandwidth", seconds);
  const isCounted = step.element.tryAttribute("increment-condition") === undefined;
  const increment = step.number("increment-count", 1);
  exchange.atEnd.push(() => {
    if (!isCounted && !step.flag("increment-condition", true)) return;
    if (exchange.countedQuotas.has(key)) return;
    exchange.countedQuotas.add(key);
    const bytes = exchange.request.body.bytes.length + (exchange.response?.body.bytes.length ?? 0);
    const { calls: before, kilobytes } = quotas.get(key) ?? counter;
    quotas.set(key, { calls: before + increment, kilobytes: kilobytes + bytes / 1024 }, seconds);
  });
  step.decision = `${counter.calls} calls so far`;
}

/** When the present period ends, in milliseconds since 1970. */
export function periodEnd(now: number, renewal: number, firstPeriodStart: string | undefined): number {
  if (renewal === 0) return Number.MAX_SAFE_INTEGER;
  const start = firstPeriodStart === undefined ? FIRST_PERIOD : Date.parse(firstPeriodStart);
  const length = renewal * 1000;
  return start + Math.ceil((now + 1 - start) / length) * length;
}

function used(step: Step, what: string, seconds: number): PolicyFailure {
  const { exchange } = step;
  exchange.atEnd.push(() => exchange.response?.headers.set("Retry-After", [String(seconds)]));
  const left = new Date(Math.min(seconds, 359_999) * 1000).toISOString().slice(11, 19);
  return new PolicyFailure("QuotaExceeded", `Out of ${what} quota. Quota will be replenished in ${left}.`, 403);
}
