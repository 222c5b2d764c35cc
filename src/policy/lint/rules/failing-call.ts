import { type CsharpTokens, TokenKind } from "../../csharp/tokens";
import { CallerText } from "../caller-text";
import { type NodePath } from "../node-path";
import { ARRAYS, type NamedRead, testsForNull } from "../reads";
import { type ReportedFinding } from "../rule";
import { type KnownToBePresent } from "./known-presence";

/** What is wrong with a call whose result may be null or empty. */
export function faultOfCall(
  tokens: CsharpTokens,
  path: NodePath,
  reads: readonly NamedRead[],
  known: KnownToBePresent,
): ReportedFinding | undefined {
  const starts = new Set(
    reads.filter((read) => ARRAYS.includes(read.collection) && !known.has(read, path)).map(({ start }) => start),
  );
  const ofCaller = new CallerText(
    tokens,
    (index) => starts.has(index) || (tokens.is(index, "Body") && tokens.is(index - 2, "Request")),
  );
  const parts = new Set(
    ofCaller.locals
      .filter(({ to }) => tokens.is(to - 1, ")") && tokens.is(tokens.opening(to - 1) - 1, "Split"))
      .map(({ name }) => name),
  );
  const isTested = testsForNull(tokens);
  let measured = false;
  for (let index = 1; index < tokens.length; index++) {
    if (tokens.is(index, ...MEASURES)) measured = true;
    const local = tokens.word(index);
    if (local === undefined || measured) continue;
    const isMethod = tokens.is(index - 1, ".", "?.") && tokens.is(index + 1, "(");
    const end = isMethod ? tokens.closing(index + 1) : index;
    if (isMethod && local === "AsJwt" && tokens.is(end + 1, ".", "[") && !isTested) {
      if (!ofCaller.has(tokens.startOfChain(index), index)) continue;
      return {
        message: `the result of AsJwt() is null without a token, so ".${tokens.word(end + 2) ?? ""}" throws and the caller gets 500; expected the token that a check has put into its variable`,
        fix: "read the variable of output-token-variable-name, or use ?. after AsJwt()",
      };
    }
    const isSplit = isMethod ? local === "Split" : parts.has(local);
    if (isSplit && tokens.is(end + 1, "[") && isBeyondFirst(tokens, end + 2)) {
      if (isMethod && !ofCaller.has(tokens.startOfChain(index), index)) continue;
      return {
        message:
          "the text of the caller may have no such part, so the index throws and the caller gets 500; expected a test of the length",
        fix: "test the Length of the array first",
      };
    }
    if (isMethod && ENDS.includes(local) && mayBeEmpty(tokens, tokens.startOfChain(index), index)) {
      return {
        message: `the call of ${local}() throws if nothing is there, and the caller gets 500; expected a test before it`,
        fix: `use ${local}OrDefault(), or ask Any() first`,
      };
    }
  }
  return undefined;
}

/** Words that ask how much there is, or what it looks like. */
const MEASURES: readonly string[] = [
  "Any",
  "Contains",
  "ContainsKey",
  "Count",
  "EndsWith",
  "Exists",
  "IndexOf",
  "IsMatch",
  "IsNullOrEmpty",
  "IsNullOrWhiteSpace",
  "Length",
  "StartsWith",
];

const ENDS: readonly string[] = ["First", "Last", "Single"];

function isBeyondFirst(tokens: CsharpTokens, index: number): boolean {
  return tokens.kind(index) === TokenKind.NUMBER && tokens.number(index) !== "0" && tokens.is(index + 1, "]");
}

/** Whether a chain that ends before an index may give an empty list. What splits a text, and an entry, have a first and a last item. */
function mayBeEmpty(tokens: CsharpTokens, from: number, to: number): boolean {
  const receiver = to - 2;
  if (tokens.is(receiver, "}") || tokens.is(from, "new") || tokens.is(from - 1, "new")) return false;
  if (tokens.is(receiver, "]")) return !tokens.is(tokens.opening(receiver) - 1, ...ARRAYS);
  if (!tokens.is(receiver, ")")) return true;
  return !tokens.is(tokens.opening(receiver) - 1, "Split") || tokens.is(receiver - 1, "RemoveEmptyEntries");
}
