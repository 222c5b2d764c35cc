import { defineDefault } from "./binding/values-of-types";
import { Call } from "./contract/call";
import { ownMembers } from "./contract/define";
import { Runtime } from "./contract/runtime";
import { type TypeDefinition } from "./contract/type";
import { CONTEXT_TYPES } from "./context/types";
import { CORE_TYPES } from "./core";
import { DOTNET_TYPES } from "./dotnet";

/** All types that expressions can use. */
export const LIBRARY: readonly TypeDefinition[] = [...CORE_TYPES, ...DOTNET_TYPES, ...CONTEXT_TYPES];

/** The static member of a struct that is its default. */
const DEFAULTS: readonly (readonly [type: string, member: string])[] = [
  ["System.DateTime", "MinValue"],
  ["System.DateTimeOffset", "MinValue"],
  ["System.TimeSpan", "Zero"],
  ["System.Guid", "Empty"],
];

for (const [name, member] of DEFAULTS) {
  defineDefault(name, (type) => {
    const [found] = ownMembers(type.definition, member);
    return found?.get?.(null, new Call(new Runtime({}), [], [], [], [], type)) ?? null;
  });
}
