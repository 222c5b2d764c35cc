import { END_OF_PIPELINE } from "../failure";
import { copyResponse } from "../message";
import type { Step } from "../step";

/**
 * Answers a prompt from the cache. The service compares prompts by a model, within `score-threshold`. Here only the same prompt is found, which
 * every threshold lets pass.
 */
export function semanticCacheLookup(step: Step): void {
  const { exchange, services } = step;
  const prompt = promptOf(step);
  if (prompt === undefined) {
    step.decision = "no prompt that is cached";
    return;
  }
  const varyBy = step.parts("vary-by").map((part) => part.content);
  exchange.cacheKey = JSON.stringify(["prompt", exchange.facts.api.id, varyBy, prompt]);
  const kept = services.responses.get(exchange.cacheKey);
  if (kept === undefined) {
    step.decision = "not in the cache";
    return;
  }
  exchange.response = copyResponse(kept);
  step.decision = "answers from the cache";
  throw END_OF_PIPELINE;
}

/** Keeps the answer of a model. */
export function semanticCacheStore(step: Step): void {
  const { exchange, services, response } = step;
  const isCached = response.status === 200 && step.flag("cache-response", true);
  const isKept = exchange.cacheKey !== undefined && isCached;
  step.decision = isKept ? "kept" : "not kept";
  if (isKept) services.responses.set(String(exchange.cacheKey), copyResponse(response), step.number("duration", 0));
}

/** The messages that are compared, or the prompt. */
function promptOf(step: Step): unknown {
  let body: unknown;
  try {
    body = JSON.parse(step.request.body.text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  if (!("messages" in body) || !Array.isArray(body.messages)) return "prompt" in body ? body.prompt : undefined;
  const ignoresSystem = step.flag("ignore-system-messages", false);
  const messages = body.messages.filter((message) => !(ignoresSystem && roleOf(message) === "system"));
  // Longer conversations are not cached.
  return messages.length > step.number("max-message-count", Infinity) ? undefined : messages;
}

function roleOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "role" in message ? message.role : undefined;
}
