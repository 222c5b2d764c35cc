import { type IResolveContext, Lazy } from "cdktf";
import { untraced } from "./create";

/** A text that is known when the stack is written, without a stack trace. */
export function lateText(produce: (context: IResolveContext) => string | undefined): string {
  return untraced(() => Lazy.stringValue({ produce }));
}

/** A list that is known when the stack is written, without a stack trace. */
export function lateList(produce: () => string[] | undefined): string[] {
  return untraced(() => Lazy.listValue({ produce }));
}
