import { type CsharpTokens, MAX_TYPE_ARGUMENTS } from "../csharp/tokens";

/** A read of a claim, a header, a parameter or a variable by its name, as `Headers["x"]` and `Claims.GetValueOrDefault("x")` are. */
export interface NamedRead {
  readonly collection: string;
  /** The name, or undefined if it is not a plain string. */
  readonly name: string | undefined;
  /** The method, or `[]`. */
  readonly method: string;
  readonly typeArgument?: string;
  /** The indexes of the first token of each argument. */
  readonly args: readonly number[];
  /** The index of the word that names the collection. */
  readonly start: number;
  /** The index of the opening bracket. */
  readonly open: number;
  /** The index of the closing bracket. */
  readonly end: number;
  /** Whether what is read is taken for a token, as in `(Jwt)context.Variables["x"]`. */
  readonly isJwt: boolean;
}

/** Collections whose entries are arrays of strings. */
export const ARRAYS: readonly string[] = ["Claims", "Headers", "Query"];

const COLLECTIONS: readonly string[] = [...ARRAYS, "Variables", "MatchedParameters"];

/** The reads by name in an expression. */
export function namedReadsIn(tokens: CsharpTokens): NamedRead[] {
  const reads: NamedRead[] = [];
  for (let index = 1; index < tokens.length; index++) {
    if (!tokens.is(index, ...COLLECTIONS) || !tokens.is(index - 1, ".", "?.")) continue;
    const read = readAt(tokens, index);
    if (read !== undefined) reads.push(read);
  }
  return reads;
}

function readAt(tokens: CsharpTokens, start: number): NamedRead | undefined {
  const collection = tokens.word(start)!;
  let open = start + 1;
  let method = "[]";
  let typeArgument: string | undefined;
  if (tokens.is(open, ".", "?.") && !tokens.is(open + 1, "[")) {
    method = tokens.word(open + 1) ?? "";
    open += 2;
    if (tokens.is(open, "<")) {
      typeArgument = tokens.word(open + 1);
      const last = open + MAX_TYPE_ARGUMENTS;
      while (open < last && !tokens.is(open, "(")) open++;
    }
    if (!tokens.is(open, "(")) return undefined;
  } else {
    if (tokens.is(open, "?.")) open++;
    if (!tokens.is(open, "[")) return undefined;
  }
  const end = tokens.closing(open);
  const args = end === open + 1 ? [] : [open + 1];
  let typeArguments = 0;
  for (let index = open + 1; index < end; index = tokens.next(index)) {
    if (tokens.is(index, "<")) typeArguments++;
    else if (tokens.is(index, ">")) typeArguments--;
    else if (tokens.is(index, ",") && typeArguments === 0) args.push(index + 1);
  }
  const name = tokens.is(open + 2, ",", ")", "]") ? tokens.string(open + 1) : undefined;
  const isJwt = typeArgument === "Jwt" || isTakenForJwt(tokens, start, end);
  return { collection, name, method, typeArgument, args, start, open, end, isJwt };
}

function isTakenForJwt(tokens: CsharpTokens, start: number, end: number): boolean {
  let first = tokens.startOfChain(start);
  let last = end;
  if (tokens.is(first - 1, "(") && tokens.is(last + 1, ")")) {
    first--;
    last++;
  }
  if (tokens.is(last + 1, "as")) return tokens.is(last + 2, "Jwt");
  return tokens.is(first - 1, ")") && tokens.is(first - 2, "Jwt") && tokens.is(first - 3, "(");
}

/** A local variable in a block of code, and what it is set to. */
export interface Assignment {
  readonly name: string;
  /** The index of the first token of the value. */
  readonly from: number;
  /** The index after the value. */
  readonly to: number;
}

/** The assignments in a block of code, without those in a value. */
export function assignmentsIn(tokens: CsharpTokens): Assignment[] {
  const assignments: Assignment[] = [];
  if (!tokens.isBlock) return assignments;
  for (let index = 2; index < tokens.length; index++) {
    const name = tokens.word(index - 1);
    if (name === undefined || !tokens.is(index, "=")) continue;
    const to = endOfStatement(tokens, index + 1);
    assignments.push({ name, from: index + 1, to });
    index = to;
  }
  return assignments;
}

/** The values that a block of code returns, by the indexes of their first tokens and after them. */
export function returnsIn(tokens: CsharpTokens): (readonly [from: number, to: number])[] {
  if (!tokens.isBlock) return [[1, tokens.length - 1]];
  const returns: (readonly [number, number])[] = [];
  for (let index = 1; index < tokens.length; index++) {
    if (!tokens.is(index, "return")) continue;
    const to = endOfStatement(tokens, index + 1);
    returns.push([index + 1, to]);
    index = to;
  }
  return returns;
}

function endOfStatement(tokens: CsharpTokens, from: number): number {
  let index = from;
  while (index < tokens.length && !tokens.is(index, ";", "}", ")")) index = tokens.next(index);
  return index;
}

/** Whether one of the words is in a range of tokens. */
export function holdsWord(tokens: CsharpTokens, from: number, to: number, words: readonly string[]): boolean {
  for (let index = from; index < to; index++) if (tokens.is(index, ...words)) return true;
  return false;
}

/** Whether code tests what it reads for null. */
export function testsForNull(tokens: CsharpTokens): boolean {
  return holdsWord(tokens, 0, tokens.length, ["null", "is", "IsNullOrEmpty", "IsNullOrWhiteSpace"]);
}
