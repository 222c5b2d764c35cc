import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/** Warns about a construct when the program is synthesized. Validations can run several times; the warning is added once. */
export function warnOnce(construct: IConstruct, message: string): void {
  if (isNew(construct, message)) Annotations.of(construct).addWarning(message);
}

/** Like {@link warnOnce}, for what is correct but may surprise. */
export function informOnce(construct: IConstruct, message: string): void {
  if (isNew(construct, message)) Annotations.of(construct).addInfo(message);
}

function isNew(construct: IConstruct, message: string): boolean {
  return !construct.node.metadata.some(({ data }) => data === message);
}
