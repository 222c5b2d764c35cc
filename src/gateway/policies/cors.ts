import { PolicyElement } from "../../policy/model/node";
import { PolicySection } from "../../policy/model/section";
import { END_OF_PIPELINE } from "../failure";
import { newResponse } from "../message";
import type { Step } from "../step";

/** Lets pages of other origins call. A preflight request is answered here, and never reaches a token check after it. */
export function cors(step: Step): void {
  const { exchange, request } = step;
  if (exchange.isCorsDecided === true) {
    step.decision = "another cors decided before";
    return;
  }
  const origin = request.headers.get("Origin");
  if (origin === undefined) {
    step.decision = "no request of another origin";
    return;
  }
  const method = request.headers.get("Access-Control-Request-Method");
  // An operation that answers OPTIONS itself gets preflight requests as well.
  const isPreflight =
    request.method === "OPTIONS" && method !== undefined && exchange.facts.operation.method !== "OPTIONS";
  const isAllowed = allows(step, origin, method ?? request.method, isPreflight);
  if (isPreflight) {
    exchange.response = newResponse(200);
    const allowing = isAllowed ? step : otherPolicy(step, origin, method);
    if (allowing !== undefined)
      for (const [name, value] of preflightHeaders(allowing, origin)) exchange.response.headers.set(name, [value]);
    step.decision = allowing === undefined ? `${origin} may not call` : `${origin} may call`;
    throw END_OF_PIPELINE;
  }
  if (isAllowed) {
    exchange.isCorsDecided = true;
    exchange.atEnd.push(() => {
      for (const [name, value] of responseHeaders(step, origin)) exchange.response?.headers.set(name, [value]);
    });
    step.decision = `${origin} may call`;
  } else if (step.flag("terminate-unmatched-request", true)) {
    exchange.response = newResponse(200);
    step.decision = `${origin} may not call`;
    throw END_OF_PIPELINE;
  }
}

/** Another `cors` directly in an inbound section that lets the origin call, if this one does not have the last word. */
function otherPolicy(step: Step, origin: string, method: string): Step | undefined {
  if (step.flag("terminate-unmatched-request", true)) return undefined;
  return step.exchange.documents
    .flatMap(({ document }) => document.trySection(PolicySection.INBOUND) ?? [])
    .filter((node): node is PolicyElement => node instanceof PolicyElement && node.name === "cors")
    .map((element) => step.of(element))
    .find((other) => allows(other, origin, method, true));
}

function allows(step: Step, origin: string, method: string, isPreflight: boolean): boolean {
  const origins = step.tryList("allowed-origins", "origin") ?? [];
  if (!origins.includes("*") && !origins.some((allowed) => isSameOrigin(allowed, origin))) return false;
  const methods = step.tryList("allowed-methods", "method") ?? ["GET", "POST"];
  if (!methods.includes("*") && !methods.includes(method)) return false;
  if (!isPreflight) return true;
  const headers = (step.tryList("allowed-headers", "header") ?? []).map((name) => name.toLowerCase());
  const asked = (step.request.headers.get("Access-Control-Request-Headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  return headers.includes("*") || asked.every((name) => name === "" || headers.includes(name));
}

/** Scheme, host and port; 80 and 443 are those of the scheme. */
function isSameOrigin(left: string, right: string): boolean {
  try {
    return new URL(left).origin === new URL(right).origin;
  } catch {
    return left === right;
  }
}

function* responseHeaders(step: Step, origin: string): Generator<readonly [string, string]> {
  const isAny = (step.tryList("allowed-origins", "origin") ?? []).includes("*");
  const withCredentials = step.flag("allow-credentials", false);
  yield ["Access-Control-Allow-Origin", isAny && !withCredentials ? "*" : origin];
  if (withCredentials) yield ["Access-Control-Allow-Credentials", "true"];
  const exposed = step.tryList("expose-headers", "header");
  if (exposed !== undefined) yield ["Access-Control-Expose-Headers", exposed.join(",")];
}

function* preflightHeaders(step: Step, origin: string): Generator<readonly [string, string]> {
  yield* responseHeaders(step, origin);
  const [methods] = step.parts("allowed-methods");
  yield ["Access-Control-Allow-Methods", step.request.headers.get("Access-Control-Request-Method") ?? ""];
  const asked = step.request.headers.get("Access-Control-Request-Headers");
  if (asked !== undefined) yield ["Access-Control-Allow-Headers", asked];
  const maxAge = methods?.tryText("preflight-result-max-age");
  if (maxAge !== undefined) yield ["Access-Control-Max-Age", maxAge];
}
