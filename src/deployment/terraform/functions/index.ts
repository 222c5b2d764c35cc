import type { TerraformFunction } from "./arguments";
import { COLLECTION_FUNCTIONS } from "./collections";
import { ENCODING_FUNCTIONS } from "./encoding";
import { TEXT_FUNCTIONS } from "./text";
import { TIME_FUNCTIONS } from "./time";

/** The functions of Terraform that are evaluated here, by name. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [TEXT_FUNCTIONS, COLLECTION_FUNCTIONS, ENCODING_FUNCTIONS, TIME_FUNCTIONS].flatMap((functions) =>
    Object.entries(functions),
  ),
);
