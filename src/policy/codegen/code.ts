import { literal } from "./literal";

/** A piece of TypeScript code, before it is split into lines. */
export interface Code {
  /** The code before the items, or the whole code when there are no items. */
  readonly head: string;
  /** The code between the brackets. */
  readonly items?: readonly Code[];
  /** The code after the items. */
  readonly tail?: string;
  /** Whether each item has its own line even if they would fit on one. */
  readonly isLong?: boolean;
  /** The names that the head needs from the library. */
  readonly names?: readonly string[];
}

/** A string literal. */
export function text(value: string): Code {
  return { head: literal(value) };
}

/** A call, such as `PolicyValue.join(…)`. `name` is what to import. */
export function call(name: string, callee: string, args: readonly Code[]): Code {
  const [only] = args;
  // A template literal of several lines needs no further line breaks.
  if (only !== undefined && args.length === 1 && only.items === undefined && only.head.includes("\n")) {
    return { head: `${callee}(${only.head})`, names: [name, ...(only.names ?? [])] };
  }
  return { head: `${callee}(`, items: args, tail: ")", names: [name] };
}

/** `new Name(first, { … })`, where both arguments may be left out. */
export function construct(name: string, first: Code | undefined, members: readonly Code[]): Code {
  const before = `new ${name}(${first?.head ?? ""}`;
  if (members.length === 0) return { head: `${before})`, names: [name] };
  return { head: `${before}${first === undefined ? "" : ", "}{`, items: members, tail: "})", names: [name] };
}

/** An object literal. */
export function object(members: readonly Code[]): Code {
  return { head: "{", items: members, tail: "}" };
}

/** An array literal. */
export function array(items: readonly Code[]): Code {
  return { head: "[", items, tail: "]", isLong: items.length > 1 && items.every(isLongObject) };
}

/** A member of an object literal. */
export function member(name: string, value: Code): Code {
  return { ...value, head: `${name}: ${value.head}` };
}

/** The names that the code needs from the library. */
export function importedNames(code: Code, names: Set<string> = new Set()): Set<string> {
  code.names?.forEach((name) => names.add(name));
  code.items?.forEach((item) => importedNames(item, names));
  return names;
}

/** Objects with several members are easier to compare one below the other. */
function isLongObject({ head, items }: Code): boolean {
  return head === "{" && items !== undefined && items.length > 1;
}

const WIDTH = 120;

/**
 * The code as text, with lines of up to 120 columns where possible.
 *
 * @param indent the columns that the first line is indented by
 * @param column where the code starts in its line
 * @param reserved the columns that what follows in the line needs
 */
export function print(code: Code, indent: number, column: number, reserved: number): string {
  const flat = flatten(code, WIDTH - column - reserved);
  if (flat !== undefined) return flat;
  if (code.items === undefined) return code.head;
  const inner = " ".repeat(indent + 2);
  const lines = code.items.map((item) => `${inner}${print(item, indent + 2, indent + 2, 1)},\n`);
  return `${code.head}\n${lines.join("")}${" ".repeat(indent)}${code.tail ?? ""}`;
}

/** The code in one line, or undefined when that line would be longer than the limit. */
function flatten(code: Code, limit: number): string | undefined {
  const { head, items, tail = "" } = code;
  if (head.includes("\n") || code.isLong || head.length > limit) return undefined;
  if (items === undefined) return head;
  const space = head.endsWith("{") && items.length > 0 ? " " : "";
  let line = `${head}${space}`;
  for (let index = 0; index < items.length; index++) {
    if (index > 0) line += ", ";
    const item = flatten(items[index]!, limit - line.length);
    if (item === undefined) return undefined;
    line += item;
  }
  line += `${space}${tail}`;
  return line.length > limit ? undefined : line;
}
