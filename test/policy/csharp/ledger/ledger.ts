import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What shows that expressions do what .NET does: expressions, each with the value that .NET gives it. The files beside this one are read in this notation:
 *
 *     ## type other = an expression that gives a value of the type
 *     Member Other: expression → value
 *
 * - A section may be of several types; `T` in its expressions is each of them.
 * - Code that ends with `;` or `}` is a block of statements.
 * - A collection is written as `[a, b]`, and `throws X` is an exception of this type.
 * - `values: A=0 B=1` lists the values of an enum.
 */
export interface LedgerSection {
  readonly types: readonly string[];
  /** What makes a value of the type, if there is one. */
  readonly receiver: string | undefined;
  readonly lines: readonly LedgerLine[];
}

export interface LedgerLine {
  /** The members that the expression shows, or the kind of a node and its operator. */
  readonly names: readonly string[];
  readonly code: string;
  readonly expected: string;
  /** Of an enum its values. */
  readonly values?: readonly (readonly [name: string, value: string])[];
}

/** The files about types, in the order of the page. */
export const LEDGER_FILES = [
  "context",
  "text",
  "numbers",
  "time",
  "system",
  "collections",
  "linq",
  "json",
  "xml",
  "cryptography",
] as const;

export function readLedger(file: string): readonly LedgerSection[] {
  const text = readFileSync(join(__dirname, `${file}.txt`), "utf8");
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [head = "", ...lines] = section.trimEnd().split("\n");
      const [, names = "", receiver] = /^(.*?)(?: = (.*))?$/.exec(head) ?? [];
      return { types: names.split(" "), receiver, lines: lines.filter((line) => line !== "").flatMap(readLine) };
    });
}

/** The names of all files of the ledger. */
export function ledgerFiles(): readonly string[] {
  return readdirSync(__dirname).flatMap((name) => (name.endsWith(".txt") ? [name.slice(0, -".txt".length)] : []));
}

/** An expression of a section for one of its types, and the value that it comes to. */
export interface LedgerRow {
  readonly code: string;
  readonly expected: string;
}

/** All expressions of a section: those of several types for each of them, and one for each value of an enum. */
export function rowsOf({ types, lines }: LedgerSection): readonly LedgerRow[] {
  return types.flatMap((type) =>
    lines.flatMap(({ code, expected, values }): LedgerRow[] => {
      if (values !== undefined) {
        return values.map(([name, value]) => ({ code: `(int)${type}.${name}`, expected: value }));
      }
      return [{ code: code.replace(/\bT\b/g, types.length > 1 ? type : "T"), expected }];
    }),
  );
}

/** The file about what expressions are made of. */
export const CONSTRUCTS = "constructs";

function readLine(line: string): LedgerLine {
  const listed = /^values: (.*)$/.exec(line)?.[1];
  if (listed !== undefined) {
    const values = listed.split(" ").map((value): [string, string] => {
      const [name = "", number = ""] = value.split("=");
      return [name, number];
    });
    return { names: values.map(([name]) => name), code: listed, expected: "", values };
  }
  const [, label, code, expected] = /^(.*?): (.*) → (.*)$/.exec(line) ?? [];
  if (label === undefined || code === undefined || expected === undefined) {
    throw new Error(`the ledger has ${JSON.stringify(line)}; expected "Member: expression → value"`);
  }
  return { names: [label.replace(/^operator(?=[^\w ])/, "operator ")], code, expected };
}
