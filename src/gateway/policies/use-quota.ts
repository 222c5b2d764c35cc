import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/** Periods start here, unless the policy says otherwise. */
const FIRST_PERIOD = Date.parse("0001-01-01T00:00:00Z");

/**
 * Refuses a call whose quota is used up, and counts it at its end.
 *
 * @param renewal the length of a period in seconds; 0 for one that never ends
 */
export function useQuota(step: Step, key: string, renewal: number, firstPeriodStart?: number): void {
  const { services, exchange } = step;
  const { quotas, clock } = services;
  const end = periodEnd(clock.now(), renewal, firstPeriodStart);
  const seconds = Math.max(1, Math.ceil((end - clock.now()) / 1000));
  const counter = quotas.get(key) ?? { calls: 0, kilobytes: 0 };
  const calls = step.tryText("calls");
  const bandwidth = step.tryText("bandwidth");
  if (calls !== undefined && counter.calls >= Number(calls)) throw used(step, "call volume", renewal, seconds);
  if (bandwidth !== undefined && counter.kilobytes >= Number(bandwidth))
    throw used(step, "bandwidth", renewal, seconds);
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
export function periodEnd(now: number, renewal: number, firstPeriodStart: number | undefined): number {
  if (renewal === 0) return Number.MAX_SAFE_INTEGER;
  const start = firstPeriodStart ?? FIRST_PERIOD;
  const length = renewal * 1000;
  return start + Math.ceil((now + 1 - start) / length) * length;
}

function used(step: Step, what: string, renewal: number, seconds: number): PolicyFailure {
  const { exchange } = step;
  if (renewal === 0) return new PolicyFailure("QuotaExceeded", `Out of ${what} quota.`, 403);
  exchange.atEnd.push(() => exchange.response?.headers.set("Retry-After", [String(seconds)]));
  return new PolicyFailure(
    "QuotaExceeded",
    `Out of ${what} quota. Quota will be replenished in ${durationText(seconds)}.`,
    403,
  );
}

/** A duration as .NET writes it: 01:30:00, and 2.01:30:00 for more than a day. */
function durationText(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const time = [(seconds / 3600) % 24, (seconds / 60) % 60, seconds % 60].map(two).join(":");
  return days === 0 ? time : `${days}.${time}`;
}
