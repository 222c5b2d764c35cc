import type { Liquid } from "liquidjs";
import { CannotExecute } from "../failure";
import { DateDrop } from "./values";

/** The filters that DotLiquid has under the names of C#, by the name of Liquid. */
const FILTERS: Readonly<Record<string, string>> = {
  Abs: "abs",
  Append: "append",
  AtLeast: "at_least",
  AtMost: "at_most",
  Ceil: "ceil",
  Compact: "compact",
  Concat: "concat",
  Default: "default",
  Downcase: "downcase",
  Escape: "escape",
  First: "first",
  Floor: "floor",
  H: "escape",
  Join: "join",
  Last: "last",
  Lstrip: "lstrip",
  Map: "map",
  Minus: "minus",
  Modulo: "modulo",
  NewlineToBr: "newline_to_br",
  Plus: "plus",
  Prepend: "prepend",
  Remove: "remove",
  RemoveFirst: "remove_first",
  Replace: "replace",
  ReplaceFirst: "replace_first",
  Reverse: "reverse",
  Round: "round",
  Rstrip: "rstrip",
  Size: "size",
  Slice: "slice",
  Sort: "sort",
  Split: "split",
  Strip: "strip",
  StripHtml: "strip_html",
  StripNewlines: "strip_newlines",
  Times: "times",
  Truncate: "truncate",
  Uniq: "uniq",
  Upcase: "upcase",
  UrlDecode: "url_decode",
  UrlEncode: "url_encode",
};

/** Tags of Liquid that DotLiquid does not have, or that read files, which a policy has none of. */
const TAGS: readonly string[] = ["#", "block", "echo", "include", "inline_comment", "layout", "liquid", "render"];

/** Leaves the filters and tags that a policy has: those of DotLiquid, where filters are named as in C#. */
export function useDotLiquid(engine: Liquid): void {
  const known = new Map(Object.entries(engine.filters));
  for (const name of known.keys()) engine.registerFilter(name, refused(name));
  for (const [name, ruby] of Object.entries(FILTERS)) {
    const filter = known.get(ruby);
    if (filter !== undefined) engine.registerFilter(name, filter);
  }
  engine.registerFilter("DividedBy", (left: unknown, right: unknown) => {
    const [dividend, divisor] = [Number(left), Number(right)];
    if (divisor === 0) throw new CannotExecute("a template divides by zero");
    const quotient = dividend / divisor;
    return Number.isInteger(dividend) && Number.isInteger(divisor) ? Math.trunc(quotient) : quotient;
  });
  engine.registerFilter("Date", (value: unknown, format: unknown) => {
    if (value instanceof DateDrop && typeof format === "string") return value.format(format);
    throw new CannotExecute(
      "the filter Date needs a date of a JSON body such as 2026-01-31T12:00:00Z, and a format of .NET",
    );
  });
  for (const name of TAGS) {
    engine.registerTag(name, {
      parse: () => {
        throw new CannotExecute(`the local gateway cannot execute the tag ${name} in a template`);
      },
      render: () => undefined,
    });
  }
}

function refused(name: string): () => never {
  const near = Object.entries(FILTERS).find(([, ruby]) => ruby === name)?.[0];
  const named = near ?? (name === "date" ? "Date" : name === "divided_by" ? "DividedBy" : undefined);
  return () => {
    throw new CannotExecute(
      `the filter ${name} of a template is not known; expected ${named ?? [...Object.keys(FILTERS), "Date", "DividedBy"].join(", ")}: filters have the names of C#`,
    );
  };
}
