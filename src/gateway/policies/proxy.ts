import type { Step } from "../step";

/** Sends the request through an HTTP proxy. Locally it goes straight to the backend, and the trace names the proxy. */
export function proxy(step: Step): void {
  step.decision = `through ${step.text("url")}, locally straight`;
}
