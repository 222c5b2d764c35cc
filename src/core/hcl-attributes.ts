import { Fn } from "cdktf";

/** Arguments under the names that Terraform has for them. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Arguments as cdktf wants them to write HCL.
 *
 * @param values the arguments under the names that Terraform has for them
 * @param blocks those of the names that are blocks, at each level
 */
export function hclAttributes(values: Arguments, blocks: ReadonlySet<string> = new Set()): Arguments {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name,
      blocks.has(name) ? blockOf(name, value, blocks) : { ...hclType(value), isBlock: false },
    ]),
  );
}

function blockOf(name: string, value: unknown, blocks: ReadonlySet<string>): object {
  const inner = Array.isArray(value)
    ? value.map((each: Arguments) => hclAttributes(each, blocks))
    : hclAttributes(value as Arguments, blocks);
  return { value: inner, isBlock: true, type: "list", storageClassType: name };
}

function hclType(value: unknown): {
  readonly value: unknown;
  readonly type: string;
  readonly storageClassType: string;
} {
  if (Array.isArray(value)) return { value, type: "list", storageClassType: "stringList" };
  if (typeof value === "object") return { value: withLists(value), type: "map", storageClassType: "anyMap" };
  return { value, type: "simple", storageClassType: typeof value };
}

/** cdktf writes a list inside of an object as an object in HCL, unless it is an expression. */
function withLists(value: unknown): unknown {
  if (Array.isArray(value)) return Fn.tolist(value.map(withLists));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withLists(member)]));
}
