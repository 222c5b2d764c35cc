import { type CsharpTokens, TokenKind } from "../../csharp/tokens";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { type NamedRead } from "../reads";
import { type ReportedFinding } from "../rule";

/** What is wrong with the use of an array of strings as one string. */
export function faultOfArray(
  tokens: CsharpTokens,
  { collection, name, start, end }: NamedRead,
): ReportedFinding | undefined {
  const what = `${collection}[${shown(name ?? "…")}]`;
  const fix = `use ${what}.Contains("…") for one of several values, or ${collection}.GetValueOrDefault(${shown(name ?? "…")}, "") for one text`;
  if (tokens.is(end + 1, "==", "!=") && tokens.string(end + 2) !== undefined) return compared(what, fix);
  if (tokens.is(end + 1, ".", "?.")) {
    const member = tokens.word(end + 2)!;
    if (TEXT_MEMBERS.includes(member)) {
      return { message: `the array ${what} has no ${member}; expected a string before it`, fix };
    }
    if (member === "Equals" && tokens.string(end + 4) !== undefined) {
      return {
        message: `the array ${what} never equals a string; expected a comparison with one of its values`,
        fix,
        severity: PolicySeverity.WARNING,
      };
    }
    return undefined;
  }
  if (tokens.is(end + 1, "[")) return undefined;
  const before = tokens.startOfChain(start) - 1;
  if (tokens.is(before, "==", "!=") && tokens.string(before - 1) !== undefined) return compared(what, fix);
  if (tokens.is(before, ")") && tokens.is(before - 1, "string", "String") && tokens.is(before - 2, "(")) {
    return { message: `the array ${what} is cast to a string; expected one of its values`, fix };
  }
  return undefined;
}

function compared(what: string, fix: string): ReportedFinding {
  return { message: `the array ${what} is compared with a string; expected one of its values`, fix };
}

/** Members that a string has and an array has not. */
const TEXT_MEMBERS: readonly string[] = [
  "AsBasic",
  "AsJwt",
  "EndsWith",
  "IndexOf",
  "Replace",
  "Split",
  "StartsWith",
  "Substring",
  "ToLower",
  "ToLowerInvariant",
  "ToUpper",
  "ToUpperInvariant",
  "Trim",
  "TrimEnd",
  "TrimStart",
];

/** What is wrong with the use of a variable that has no type yet. */
export function faultOfObject(tokens: CsharpTokens, read: NamedRead): ReportedFinding | undefined {
  const { collection, method, name, typeArgument, args, end } = read;
  if (collection !== "Variables" || typeArgument !== undefined) return undefined;
  // With a default, the variable has the type of it.
  if (method !== "[]" && args.length !== 1) return undefined;
  const what = `the variable ${shown(name ?? "…")} is an object`;
  const severity = method === "[]" ? PolicySeverity.ERROR : PolicySeverity.WARNING;
  const fix = `cast it, as in ((string)context.Variables[${shown(name ?? "…")}])`;
  if (tokens.is(end + 1, ".", "?.")) {
    const isIndexer = tokens.is(end + 2, "[");
    const member = tokens.word(end + 2) ?? "";
    if (OBJECT_MEMBERS.includes(member)) return undefined;
    const missing = isIndexer ? "no entries" : `no ${member}`;
    return { message: `${what} and has ${missing}; expected a cast before it`, fix, severity };
  }
  if (tokens.is(end + 1, "[")) {
    return { message: `${what} and has no entries; expected a cast before it`, fix, severity };
  }
  const after = end + 2;
  const isComparison = tokens.is(end + 1, "==", "!=");
  if (tokens.is(tokens.startOfChain(read.start) - 1, ")")) return undefined; // a cast
  if (isComparison && tokens.string(after) !== undefined) {
    return {
      message: `${what} and is compared with a string as an object, which may be false for equal texts; expected a cast before it`,
      fix,
      severity: PolicySeverity.WARNING,
    };
  }
  const isTyped = tokens.kind(after) === TokenKind.NUMBER || tokens.is(after, "true", "false");
  if ((isComparison && isTyped) || tokens.is(end + 1, "<", ">", "<=", ">=")) {
    return { message: `${what} and is compared with a value; expected a cast before it`, fix, severity };
  }
  if (tokens.is(tokens.startOfChain(read.start) - 1, "!")) {
    return { message: `${what} and is negated; expected a cast to bool before it`, fix, severity };
  }
  return undefined;
}

const OBJECT_MEMBERS: readonly string[] = ["Equals", "GetHashCode", "GetType", "ToString"];
