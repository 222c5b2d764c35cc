import { TimeoutError } from "../clock";
import type { Step } from "../step";
import { buildRequest } from "./build-request";

/** Sends a request of the policy, and does not wait for the response. Errors change nothing. */
export async function sendOneWayRequest(step: Step): Promise<void> {
  const { clock, send } = step.services;
  const request = await buildRequest(step);
  const timeout = step.number("timeout", 60) * 1000;
  const sent = clock
    .within(timeout, (signal) => send(request, signal))
    .catch((error: unknown) => {
      step.decision = error instanceof TimeoutError ? "no answer in time" : "no answer";
    });
  // A test sees the request before its own ends.
  step.exchange.atEnd.push(() => sent.then(() => undefined));
  step.decision = `sent to ${request.url.host}`;
}
