import { Failure } from "../failure";
import { isList, isMap, type Value, type ValueMap } from "../value";

/** A function of Terraform, of known values. */
export type TerraformFunction = (...args: readonly Value[]) => Value;

/** An argument that has to be there. */
export function given(value: Value | undefined): Value {
  if (value === undefined) throw new Failure("a function has too few arguments");
  return value;
}

export function listOf(value: Value | undefined): readonly Value[] {
  if (value !== undefined && isList(value)) return value;
  throw new Failure("a function got something else than a list");
}

export function mapOf(value: Value | undefined): ValueMap {
  if (value !== undefined && isMap(value)) return value;
  throw new Failure("a function got something else than a map");
}

/** Refuses what would make a text of a size that nobody needs, before it is made. */
export function requireSize(characters: number): void {
  if (characters > 10_000_000) throw new Failure("a function makes more text than it could need", true);
}
