import { type CsharpTokens, type TokenRange } from "../../csharp/tokens";
import { assignmentsIn, returnsIn } from "../reads";
import { PERMISSION_CLAIMS } from "./permission-claims";

/** A search for a permission in a text that holds more than one, or more than its name. */
export interface PartialMatch {
  /** The claim that holds the permissions. */
  readonly claim: string;
  /** The text that is looked for, if it is a literal. */
  readonly part: string | undefined;
}

/**
 * Finds where code looks for a part of the text of a claim that lists permissions.
 *
 * `Claims["roles"]` is a list of values, and `Claims.GetValueOrDefault("roles", "")` one text with all of them. It follows local names and
 * context variables, and parses no C#: a form that it does not know is no finding.
 */
export class ClaimText {
  /** What is first assigned to each local variable. */
  private readonly assigned = new Map<string, TokenRange>();
  /** Where each parameter of a lambda, and each variable of a loop, is named first. */
  private readonly items = new Map<string, number>();

  /** @param variables the claims that are the texts of context variables */
  public constructor(
    private readonly tokens: CsharpTokens,
    private readonly variables: ReadonlyMap<string, string>,
  ) {
    for (const { name, from, to } of assignmentsIn(tokens)) {
      if (!this.assigned.has(name)) this.assigned.set(name, [from, to]);
    }
    for (let index = 1; index < tokens.length; index++) {
      if (!tokens.is(index, "=>", "in")) continue;
      const item = tokens.is(index - 1, ")") ? index - 2 : index - 1;
      const name = tokens.word(item);
      if (name !== undefined && !this.items.has(name)) this.items.set(name, item);
    }
  }

  /** The first search for a part of a text. */
  public get partialMatch(): PartialMatch | undefined {
    const { tokens } = this;
    for (let index = 1; index < tokens.length; index++) {
      if (!tokens.is(index + 1, "(")) continue;
      const match = tokens.is(index, ...SEARCHES)
        ? this.searchedBy(index)
        : tokens.is(index - 2, "Regex")
          ? this.searchedByPattern(index)
          : undefined;
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** The claim whose text the whole expression is. */
  public get claim(): string | undefined {
    const returns = returnsIn(this.tokens);
    const result = returns[returns.length - 1];
    return result === undefined ? undefined : this.claimOf(result);
  }

  private searchedBy(method: number): PartialMatch | undefined {
    const { tokens } = this;
    const receiver: TokenRange = [tokens.startOfChain(method), method - 1];
    const argument = this.argumentsOf(method + 1)[0]!;
    const part = this.partIn(argument);
    if (part !== undefined && (isDelimited(part) || !NAMED.test(part))) return undefined;
    if (this.delimits(argument)) return undefined;
    // A list of allowed names may be one text as well, in which a part of a claim is looked for.
    const isList = this.partIn(receiver) !== undefined;
    const claim = isList ? this.claimOf(argument) : this.claimOf(receiver);
    return claim === undefined ? undefined : { claim, part: isList ? undefined : part };
  }

  private searchedByPattern(method: number): PartialMatch | undefined {
    const [text, pattern] = this.argumentsOf(method + 1);
    const regex = pattern === undefined ? undefined : this.partIn(pattern);
    // A pattern that is bound at both ends knows what surrounds the value.
    if (regex?.includes("^") && regex.includes("$")) return undefined;
    const claim = this.claimOf(text!);
    return claim === undefined ? undefined : { claim, part: regex };
  }

  private argumentsOf(open: number): TokenRange[] {
    return this.tokens.split(open + 1, this.tokens.closing(open), ",");
  }

  private partIn([start, end]: TokenRange): string | undefined {
    return end - start === 1 ? this.tokens.string(start) : undefined;
  }

  /** Whether code puts separators around what it looks for. */
  private delimits(range: TokenRange): boolean {
    const [start, end] = this.bare(range);
    const [first, last] = [this.tokens.string(start), this.tokens.string(end - 1)];
    return end - start > 1 && first !== undefined && last !== undefined && isDelimited(`${first}${last}`);
  }

  /** The claim that an operand is the text or one value of. */
  private claimOf(range: TokenRange, depth = MAX_DEPTH): string | undefined {
    const { tokens } = this;
    const [start, end] = this.bare(range);
    if (depth === 0 || end <= start || end - start > MAX_LENGTH) return undefined;
    const parts = tokens.split(start, end, ...JOINING_OPERATORS);
    if (parts.length > 1) return firstOf(parts, (part) => this.claimOf(part, depth - 1));
    if (end - start === 1) return this.claimOfName(start, depth);
    const last = end - 1;
    const open = tokens.opening(last);
    if (open === last || open <= start) return undefined;
    if (tokens.is(last, "]")) {
      const key = this.partIn([open + 1, last]);
      if (key === undefined) return this.listedClaimOf([start, open], depth - 1);
      return tokens.is(open - 1, "Variables") ? this.variables.get(key) : undefined;
    }
    const method = this.methodBefore(open);
    const receiver: TokenRange = [start, method - 1];
    if (tokens.is(method, ...TEXT_METHODS)) return this.claimOf(receiver, depth - 1);
    if (tokens.is(method, ...VALUE_METHODS)) return this.listedClaimOf(receiver, depth - 1);
    if (tokens.is(method, "Join", "Concat")) {
      return firstOf(this.argumentsOf(open), (argument) => this.listedClaimOf(argument, depth - 1));
    }
    if (!tokens.is(method, "GetValueOrDefault")) return undefined;
    const key = tokens.string(open + 1);
    if (tokens.is(method - 2, "Variables")) return key === undefined ? undefined : this.variables.get(key);
    return tokens.is(method - 2, "Claims") ? permission(key) : undefined;
  }

  /** The claim whose values an operand lists. */
  private listedClaimOf(range: TokenRange, depth: number): string | undefined {
    const { tokens } = this;
    const [start, end] = this.bare(range);
    if (depth === 0 || end <= start || end - start > MAX_LENGTH) return undefined;
    if (end - start === 1) {
      const assigned = this.assigned.get(tokens.word(start) ?? "");
      return assigned === undefined ? undefined : this.listedClaimOf(assigned, depth - 1);
    }
    const last = end - 1;
    const open = tokens.opening(last);
    if (open === last || open <= start) return undefined;
    if (tokens.is(last, "]")) {
      return tokens.is(open - 1, "Claims") ? permission(this.partIn([open + 1, last])) : undefined;
    }
    const method = this.methodBefore(open);
    const receiver: TokenRange = [start, method - 1];
    return tokens.is(method, "Split") ? this.claimOf(receiver, depth - 1) : this.listedClaimOf(receiver, depth - 1);
  }

  /** The claim that a local variable is the text of, or the parameter of a lambda or the variable of a loop a value of. */
  private claimOfName(index: number, depth: number): string | undefined {
    const { tokens } = this;
    const name = tokens.word(index) ?? "";
    const assigned = this.assigned.get(name);
    if (assigned !== undefined) return this.claimOf(assigned, depth - 1);
    const item = this.items.get(name);
    if (item === undefined) return undefined;
    // `foreach (var name in list)`.
    if (tokens.is(item + 1, "in")) return this.listedClaimOf([item + 2, tokens.closing(item - 2)], depth - 1);
    // `list.Any(name => …)` or `list.Any((name) => …)`.
    const open = tokens.is(item + 1, ")") ? item - 2 : item - 1;
    return this.listedClaimOf([tokens.startOfChain(open - 1), open - 2], depth - 1);
  }

  /** The index of the method whose arguments open at an index; type arguments are passed. */
  private methodBefore(open: number): number {
    return this.tokens.is(open - 1, ">") && this.tokens.is(open - 3, "<") ? open - 4 : open - 1;
  }

  /** A range without casts and without parentheses around all of it. */
  private bare([from, end]: TokenRange): TokenRange {
    const { tokens } = this;
    let start = from;
    while (tokens.is(start, "(")) {
      const close = tokens.closing(start);
      if (close === end - 1) [start, end] = [start + 1, close];
      else if (close === start + 2 && tokens.word(start + 1) !== undefined && !tokens.is(close + 1, ".", "?.", "["))
        start = close + 1;
      else break;
    }
    return [start, end];
  }
}

/** Whether a text has separators at both ends, so that it is found as a whole value in a text that has them too. */
function isDelimited(text: string): boolean {
  return text.length > 1 && SEPARATORS.includes(text[0]!) && SEPARATORS.includes(text[text.length - 1]!);
}

function firstOf(
  ranges: readonly TokenRange[],
  claimOf: (range: TokenRange) => string | undefined,
): string | undefined {
  for (const range of ranges) {
    const claim = claimOf(range);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** A claim, if it lists permissions. */
function permission(claim: string | undefined): string | undefined {
  return claim !== undefined && PERMISSION_CLAIMS.includes(claim) ? claim : undefined;
}

/** A sign alone, such as the `*` of a pattern, is no permission. */
const NAMED = /[\p{L}\d]/u;
const SEARCHES: readonly string[] = ["Contains", "IndexOf", "LastIndexOf", "StartsWith", "EndsWith"];
/** Methods that give a text of the same values. */
const TEXT_METHODS: readonly string[] = [
  ...["ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Trim", "ToString", "Replace"],
];
/** Methods that take one value out of a list. */
const VALUE_METHODS: readonly string[] = [
  ...["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt"],
];
const JOINING_OPERATORS: readonly string[] = ["+", "??", "?", ":"];
const SEPARATORS = " ,;|";
const MAX_DEPTH = 12;
const MAX_LENGTH = 400;
