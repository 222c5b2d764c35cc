import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/**
 * Counts a call, and refuses it if there are too many.
 *
 * @param policy what names the headers and variables that the step does not name itself
 * @param isCounted whether the call counts already, and not only at its end
 */
export function limitCalls(step: Step, key: string, policy: Step = step, increment = 1, isCounted = true): void {
  const { windows } = step.services;
  const limit = step.number("calls", 0);
  const seconds = step.number("renewal-period", 0);
  const { calls, secondsLeft } = windows.count(key, seconds);
  const { exchange } = step;
  const isOver = calls + increment > limit;
  const remaining = isOver ? Math.max(0, limit - calls) : limit - calls - increment;
  report(step, policy, limit, remaining);
  if (isOver) {
    const seconds = Math.max(1, secondsLeft);
    const name = named(step, policy, "retry-after-header-name") ?? "Retry-After";
    exchange.atEnd.push(() => exchange.response?.headers.set(name, [String(seconds)]));
    const variable = named(step, policy, "retry-after-variable-name");
    if (variable !== undefined) exchange.variables.set(variable, seconds);
    const text = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
    throw new PolicyFailure("RateLimitExceeded", "Rate limit is exceeded", 429, text);
  }
  if (isCounted) windows.add(key, increment);
  step.decision = `${remaining} calls left`;
}

function named(step: Step, policy: Step, attribute: string): string | undefined {
  return step.tryText(attribute) ?? policy.tryText(attribute);
}

/** Says what is left, after each execution: in headers of the response, and in a variable. */
function report(step: Step, policy: Step, limit: number, remaining: number): void {
  const { exchange } = step;
  const headers = new Map<string, number>();
  const remainingHeader = named(step, policy, "remaining-calls-header-name");
  if (remainingHeader !== undefined) headers.set(remainingHeader, remaining);
  const totalHeader = named(step, policy, "total-calls-header-name");
  if (totalHeader !== undefined) headers.set(totalHeader, limit);
  const variable = named(step, policy, "remaining-calls-variable-name");
  if (variable !== undefined) exchange.variables.set(variable, remaining);
  exchange.atEnd.push(() => headers.forEach((value, name) => exchange.response?.headers.set(name, [String(value)])));
}
