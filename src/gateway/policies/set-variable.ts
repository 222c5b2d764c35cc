import type { Step } from "../step";

/** Keeps a value for the rest of the request. A literal is text, an expression has the type of its result. */
export function setVariable(step: Step): void {
  const name = step.text("name");
  step.exchange.variables.set(name, step.evaluate("value"));
  step.decision = `${name} is set`;
}
