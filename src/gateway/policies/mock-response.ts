import type { BodyDescription } from "../exchange";
import { END_OF_PIPELINE } from "../failure";
import { MessageBody, newResponse } from "../message";
import type { Step } from "../step";

/** Answers the caller without a backend: with an example of the API, or with no body where it has none. */
export function mockResponse(step: Step): void {
  if (!step.flag("enabled", true)) {
    step.decision = "not enabled";
    return;
  }
  const response = newResponse(step.number("status-code", 200));
  const example = exampleFor(step, response.status);
  const contentType = step.tryText("content-type") ?? example?.contentType;
  if (contentType !== undefined) response.headers.set("Content-Type", [contentType]);
  if (example?.example !== undefined) response.body = new MessageBody(example.example);
  step.exchange.response = response;
  step.decision = `answers ${response.status}`;
  throw END_OF_PIPELINE;
}

/** The example with the number that the policy says, or the first one. */
function exampleFor(step: Step, status: number): BodyDescription | undefined {
  const wanted = step.tryText("content-type")?.toLowerCase();
  const responses = step.exchange.facts.operation.description?.responses ?? [];
  const examples = responses
    .filter((response) => response.status === status)
    .flatMap(({ bodies }) => bodies)
    .filter(
      ({ contentType, example }) =>
        example !== undefined && contentType.toLowerCase() === (wanted ?? contentType.toLowerCase()),
    );
  return examples[step.number("index", 0)];
}
