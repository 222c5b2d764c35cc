import type { Step } from "../step";

/** Reads a value from the cache into a variable. Without one and without a default, the variable is not set. */
export function cacheLookupValue(step: Step): void {
  const { exchange, services } = step;
  const variable = step.text("variable-name");
  const kept = services.values.get(step.text("key"));
  step.decision = kept === undefined ? "not in the cache" : "from the cache";
  if (kept !== undefined) exchange.variables.set(variable, kept);
  else if (step.element.tryAttribute("default-value") !== undefined)
    exchange.variables.set(variable, step.evaluate("default-value"));
}
