import { PolicyFailure } from "../failure";
import type { Step } from "../step";

/**
 * Counts a call, and refuses it if there are too many.
 *
 * @param policy what names the headers and variables, if not the step itself
 * @param isCounted whether the call counts already, and not only at its end
 */
export function limitCalls(step: Step, key: string, policy: Step = step, increment = 1, isCounted = true): void {
  const { windows } = step.services;
  const limit = step.number("calls", 0);
  const seconds = step.number("renewal-period", 0);
  const { calls, secondsLeft } = windows.count(key, seconds);
  const { exchange } = step;
  const headers = new Map<string, string>();
  if (calls + increment > limit) {
    const name = policy.tryText("retry-after-header-name") ?? "Retry-After";
    exchange.atEnd.push(() => exchange.response?.headers.set(name, [String(Math.max(1, secondsLeft))]));
    const variable = policy.tryText("retry-after-variable-name");
    if (variable !== undefined) exchange.variables.set(variable, secondsLeft);
    const text = `Rate limit is exceeded. Try again in ${Math.max(1, secondsLeft)} seconds.`;
    throw new PolicyFailure("RateLimitExceeded", "Rate limit is exceeded", 429, text);
  }
  if (isCounted) windows.add(key, increment);
  const remaining = limit - calls - increment;
  const remainingHeader = policy.tryText("remaining-calls-header-name");
  if (remainingHeader !== undefined) headers.set(remainingHeader, String(remaining));
  const totalHeader = policy.tryText("total-calls-header-name");
  if (totalHeader !== undefined) headers.set(totalHeader, String(limit));
  const remainingVariable = policy.tryText("remaining-calls-variable-name");
  if (remainingVariable !== undefined) exchange.variables.set(remainingVariable, remaining);
  exchange.atEnd.push(() => headers.forEach((value, name) => exchange.response?.headers.set(name, [value])));
  step.decision = `${remaining} calls left`;
}
