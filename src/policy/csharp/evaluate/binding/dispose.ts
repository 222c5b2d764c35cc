import { Call } from "../contract/call";
import { type Runtime } from "../contract/runtime";
import { NetObject, type NetValue } from "../contract/values";
import { instanceMembers } from "./members";

/** Calls `Dispose()` where there is one. */
export function disposeOf(value: NetValue, runtime: Runtime): void {
  if (!(value instanceof NetObject)) return;
  const dispose = instanceMembers(value.type, "Dispose", "method").find(
    ({ signature }) => signature.parameters.length === 0,
  );
  dispose?.get?.(value, new Call(runtime, [], [], [], [], value.type));
}
