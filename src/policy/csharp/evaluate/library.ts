import { type TypeDefinition } from "./contract/type";
import { CONTEXT_TYPES } from "./context/types";
import { CORE_TYPES } from "./core";
import { DOTNET_TYPES } from "./dotnet";

/** All types that expressions can use. */
export const LIBRARY: readonly TypeDefinition[] = [...CORE_TYPES, ...DOTNET_TYPES, ...CONTEXT_TYPES];
