import { CannotExecute, END_OF_PIPELINE } from "../failure";
import { copyResponse, MessageHeaders, newResponse, type ResponseMessage } from "../message";
import type { Step } from "../step";

/** Answers the caller: nothing runs after it, `on-error` neither. */
export async function returnResponse(step: Step): Promise<void> {
  const { exchange } = step;
  exchange.response = await built(step, startOf(step));
  step.decision = `answers ${exchange.response.status}`;
  throw END_OF_PIPELINE;
}

function startOf(step: Step): ResponseMessage {
  const name = step.tryText("response-variable-name");
  if (name === undefined) return newResponse(200);
  const kept = step.exchange.variables.get(name);
  if (!isResponse(kept))
    throw new CannotExecute(`the variable ${name} holds no response; expected that of a send-request`);
  return copyResponse(kept);
}

/** Whether a variable holds a response. */
export function isResponse(value: unknown): value is ResponseMessage {
  return typeof value === "object" && value !== null && "headers" in value && value.headers instanceof MessageHeaders;
}

/** Policies in it act on the new response, in every section. Their expressions read the one that was there before. */
async function built(step: Step, response: ResponseMessage): Promise<ResponseMessage> {
  const { exchange } = step;
  exchange.building = response;
  try {
    await step.runContent();
    return response;
  } finally {
    exchange.building = undefined;
  }
}
