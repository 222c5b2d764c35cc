import { TimeoutError } from "../clock";
import { CannotExecute } from "../failure";
import type { Step } from "../step";
import { buildRequest } from "./build-request";

/** Sends a request of the policy, and does not wait for the response. Errors change nothing. */
export async function sendOneWayRequest(step: Step): Promise<void> {
  const { clock, send } = step.services;
  const request = await buildRequest(step);
  const timeout = step.number("timeout", 60) * 1000;
  let problem: CannotExecute | undefined;
  const sent = clock
    .within(timeout, (signal) => send(request, signal, { isBackend: false }))
    .catch((error: unknown) => {
      if (error instanceof CannotExecute) problem = error;
      step.decision = error instanceof TimeoutError ? "no answer in time" : "no answer";
    });
  // A test sees the request before its own ends.
  step.exchange.atEnd.push(async () => {
    await sent;
    if (problem !== undefined) throw problem;
  });
  step.decision = `sent to ${request.url.host}`;
}
