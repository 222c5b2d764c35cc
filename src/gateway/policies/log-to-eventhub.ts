import { EVENT_HUB_MAX_BYTES } from "../inferred";
import type { Step } from "../step";

/** Sends a message to an event hub. Nobody waits for it, and errors change nothing. */
export async function logToEventhub(step: Step): Promise<void> {
  const target = step.text("logger-id");
  const properties = new Map<string, string>();
  for (const name of ["partition-key", "partition-id"]) {
    const value = step.tryText(name);
    if (value !== undefined) properties.set(name, value);
  }
  const body = cut(step.content);
  step.decision = `logged to ${target}`;
  await step.services.emit({ kind: "event-hub", target, body, properties }).catch(() => {
    step.decision = `${target} does not take it`;
  });
}

/** A longer message is cut. */
function cut(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= EVENT_HUB_MAX_BYTES
    ? text
    : new TextDecoder().decode(bytes.subarray(0, EVENT_HUB_MAX_BYTES), { stream: true });
}
