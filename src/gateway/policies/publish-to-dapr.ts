import { CannotExecute } from "../failure";
import type { Step } from "../step";
import { emitMessage } from "./emit-message";

const DEFAULT_TIMEOUT_SECONDS = 5;

/** Publishes a message to a topic by the Dapr runtime of a self-hosted gateway. */
export async function publishToDapr(step: Step): Promise<void> {
  refuseTemplate(step);
  const topic = step.text("topic");
  // `orders/new` names both in older policies.
  const pubsub = step.tryText("pubsub-name");
  const target = pubsub === undefined ? topic : `${pubsub}/${topic}`;
  const contentType = step.tryText("content-type");
  const properties = new Map(contentType === undefined ? [] : [["content-type", contentType]]);
  const message = { kind: "dapr-topic", target, body: step.content, properties } as const;
  const response = await emitMessage(step, message, step.number("timeout", DEFAULT_TIMEOUT_SECONDS));
  const variable = step.tryText("response-variable-name");
  if (variable !== undefined) step.exchange.variables.set(variable, response ?? null);
}

export function refuseTemplate(step: Step): void {
  if (step.tryText("template") === undefined) return;
  throw new CannotExecute(`the local gateway cannot execute <${step.name}> with a template; give a stub for it`);
}
