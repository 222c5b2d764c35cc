import { EndOfPipeline } from "../failure";
import { newResponse } from "../message";
import type { Step } from "../step";

/** Answers the caller without a backend. Examples of the API are not known here, so the body is empty. */
export function mockResponse(step: Step): never {
  const response = newResponse(step.number("status-code", 200));
  const contentType = step.tryText("content-type");
  if (contentType !== undefined) response.headers.set("Content-Type", [contentType]);
  step.exchange.response = response;
  step.decision = `answers ${response.status}`;
  throw new EndOfPipeline();
}
