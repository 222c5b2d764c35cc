import { MessageBody } from "../message";
import type { Step } from "../step";
import { CannotExecute } from "../failure";

/** Replaces the body of the request, or of the response on its way out. */
export function setBody(step: Step): void {
  if (step.tryText("template") !== undefined) {
    throw new CannotExecute("the local gateway cannot execute <set-body> with a template; give a stub for set-body");
  }
  step.message.body = new MessageBody(step.content);
  step.decision = "the body is replaced";
}
