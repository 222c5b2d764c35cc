import { CannotExecute } from "../failure";
import { SERVICE_BUS_TIMEOUT_SECONDS } from "../inferred";
import type { Step } from "../step";
import { emitMessage } from "./emit-message";

/** Sends a message to a queue or a topic of Azure Service Bus. */
export async function sendServiceBusMessage(step: Step): Promise<void> {
  const target = step.tryText("queue-name") ?? step.tryText("topic-name");
  const payload = step.tryPart("payload");
  if (target === undefined || payload === undefined) {
    throw new CannotExecute(
      `<${step.name}> needs a queue or a topic, and a payload; the service refuses such a document`,
    );
  }
  const properties = new Map<string, string>();
  for (const part of step.tryPart("message-properties")?.parts("message-property") ?? [])
    properties.set(part.text("name"), part.content);
  const message = { kind: "service-bus", target, body: payload.content, properties } as const;
  const response = await emitMessage(step, message, SERVICE_BUS_TIMEOUT_SECONDS);
  const variable = step.tryText("response-variable-name");
  if (variable !== undefined) step.exchange.variables.set(variable, response ?? null);
}
