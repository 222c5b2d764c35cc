import { copyResponse } from "../message";
import type { Step } from "../step";

/** Keeps the response for requests like this one. */
export function cacheStore(step: Step): void {
  const { exchange, services, response } = step;
  const { cacheKey } = exchange;
  const isCached =
    step.element.tryAttribute("cache-response") === undefined
      ? response.status === 200
      : step.flag("cache-response", true);
  if (cacheKey === undefined || !isCached) {
    step.decision = "not kept";
    return;
  }
  services.responses.set(cacheKey, copyResponse(response), step.number("duration", 0));
  step.decision = "kept";
}
