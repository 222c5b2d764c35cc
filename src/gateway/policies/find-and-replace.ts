import { MessageBody } from "../message";
import type { Step } from "../step";

/** Replaces a text wherever it is in the body. */
export function findAndReplace(step: Step): void {
  const { message } = step;
  const from = step.text("from");
  if (from === "") return;
  message.body = new MessageBody(message.body.text.split(from).join(step.text("to")));
}
