import { type CsharpTokens, MAX_TYPE_ARGUMENTS } from "../csharp/tokens";

/** A read of a claim, a header, a query parameter or a variable by its name, as `Headers["x"]` and `Claims.GetValueOrDefault("x")` are. */
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
}

/** Collections whose entries are arrays of strings. */
export const ARRAYS: readonly string[] = ["Claims", "Headers", "Query"];

const COLLECTIONS: readonly string[] = [...ARRAYS, "Variables"];

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
  return { collection, name, method, typeArgument, args, start, open, end };
}
