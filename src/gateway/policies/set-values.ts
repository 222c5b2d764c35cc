import { CannotExecute } from "../failure";
import type { Step } from "../step";

/** Something with a name that may have several values. */
export interface NamedValues {
  has(): boolean;
  set(values: readonly string[]): void;
  append(values: readonly string[]): void;
  delete(): void;
}

/** Does what `exists-action` says with the values of `set-header` or `set-query-parameter`. */
export function edit(step: Step, name: string, target: NamedValues): void {
  const action = step.tryText("exists-action") ?? "override";
  const values = step.parts("value").map((value) => value.content);
  switch (action) {
    case "override":
      target.set(values);
      step.decision = `${name} is set`;
      return;
    case "append":
      target.append(values);
      step.decision = `${name} is added`;
      return;
    case "skip":
      step.decision = target.has() ? `${name} is kept` : `${name} is set`;
      if (!target.has()) target.set(values);
      return;
    case "delete":
      target.delete();
      step.decision = `${name} is removed`;
      return;
    default:
      throw new CannotExecute(`exists-action is ${JSON.stringify(action)}; expected override, skip, append or delete`);
  }
}
