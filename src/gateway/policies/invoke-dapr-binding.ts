import type { Step } from "../step";
import { emitMessage } from "./emit-message";
import { refuseTemplate } from "./publish-to-dapr";

const DEFAULT_TIMEOUT_SECONDS = 5;

/** Triggers a binding by the Dapr runtime of a self-hosted gateway. */
export async function invokeDaprBinding(step: Step): Promise<void> {
  refuseTemplate(step);
  const properties = new Map([["operation", step.tryText("operation") ?? "create"]]);
  const contentType = step.tryText("content-type");
  if (contentType !== undefined) properties.set("content-type", contentType);
  for (const item of step.tryPart("metadata")?.parts("item") ?? []) properties.set(item.text("key"), item.content);
  const body = step.tryPart("data")?.content ?? "";
  const message = { kind: "dapr-binding", target: step.text("name"), body, properties } as const;
  const response = await emitMessage(step, message, step.number("timeout", DEFAULT_TIMEOUT_SECONDS));
  const variable = step.tryText("response-variable-name");
  if (variable !== undefined) step.exchange.variables.set(variable, response ?? null);
}
