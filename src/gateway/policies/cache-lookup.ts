import { CannotExecute, END_OF_PIPELINE } from "../failure";
import { DOWNSTREAM_CACHE_CONTROL } from "../inferred";
import { copyResponse } from "../message";
import type { Step } from "../step";

/** Answers from the cache, if there is a response for the same request. */
export function cacheLookup(step: Step): void {
  const { exchange, services, request } = step;
  if (request.method !== "GET") {
    step.decision = "only GET is cached";
    return;
  }
  const isPrivate = request.headers.has("Authorization");
  if (isPrivate && !step.flag("allow-private-response-caching", false)) {
    step.decision = "a request with Authorization is not cached";
    return;
  }
  const key = keyOf(step);
  exchange.cacheKey = key;
  const cacheControl = cacheControlOf(step);
  exchange.atEnd.push(() => exchange.response?.headers.set("Cache-Control", [cacheControl]));
  const kept = services.responses.get(key);
  if (kept === undefined) {
    step.decision = "not in the cache";
    return;
  }
  exchange.response = copyResponse(kept);
  step.decision = "answers from the cache";
  throw END_OF_PIPELINE;
}

/** What caches after the gateway may do with the response. */
function cacheControlOf(step: Step): string {
  const type = step.tryText("downstream-caching-type") ?? "none";
  const directive = DOWNSTREAM_CACHE_CONTROL.get(type);
  if (directive === undefined) {
    const expected = [...DOWNSTREAM_CACHE_CONTROL.keys()].join(", ");
    throw new CannotExecute(`downstream-caching-type is ${JSON.stringify(type)}; expected ${expected}`);
  }
  return step.flag("must-revalidate", true) ? `${directive}, must-revalidate` : directive;
}

/** What makes two requests the same: the address, and what the policy names. */
function keyOf(step: Step): string {
  const { exchange, request } = step;
  const { searchParams, pathname, host } = exchange.originalUrl;
  const headers = step.parts("vary-by-header").map((part) => part.content.trim());
  const parameters = step
    .parts("vary-by-query-parameter")
    .flatMap((part) => part.content.split(";"))
    .map((name) => name.trim());
  const isAll = parameters.length === 0;
  const query = [...searchParams].filter(([name]) => isAll || parameters.includes(name)).sort();
  const { user, subscription } = exchange.facts;
  if (step.flag("vary-by-developer-groups", false) && user !== undefined) {
    throw new CannotExecute(
      "the local gateway does not know the groups of a user, which vary-by-developer-groups needs",
    );
  }
  return JSON.stringify([
    host,
    pathname,
    query,
    headers.map((name) => [name.toLowerCase(), request.headers.get(name)]),
    step.flag("vary-by-developer", false) ? (user?.id ?? subscription?.id) : undefined,
  ]);
}
