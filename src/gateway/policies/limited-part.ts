import { CannotExecute } from "../failure";
import type { Step } from "../step";

/** Whether a part of a limit is about an API or an operation. Its id comes before its name. */
export function isNamed(part: Step, { id, name }: { readonly id: string; readonly name: string }): boolean {
  const byId = part.tryText("id");
  const byName = part.tryText("name");
  if (byId === undefined && byName === undefined) throw new CannotExecute(`<${part.name}> has neither name nor id`);
  return byId === undefined ? byName === name : byId === id;
}
