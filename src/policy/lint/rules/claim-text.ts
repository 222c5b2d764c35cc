import { CodeTokens, isName } from "./code-tokens";

/** A search for a permission in a text that holds more than one, or more than its name. */
export interface PartialMatch {
  /** The claim that holds the permissions. */
  readonly claim: string;
  /** The text that is looked for, if it is a literal. */
  readonly part: string | undefined;
}

/** A range of tokens. The end is exclusive. */
type Range = readonly [start: number, end: number];

/**
 * Finds where code looks for a part of the text of a claim that lists permissions.
 *
 * `Claims["roles"]` is a list of values, and `Claims.GetValueOrDefault("roles", "")` one text with all of them. It follows local names and
 * context variables, and parses no C#: a form that it does not know is no finding.
 */
export class ClaimText {
  private readonly tokens: CodeTokens;

  /** @param variables the claims that are the texts of context variables */
  public constructor(
    code: string,
    private readonly variables: ReadonlyMap<string, string>,
  ) {
    this.tokens = new CodeTokens(code);
  }

  /** The first search for a part of a text. */
  public get partialMatch(): PartialMatch | undefined {
    const { texts } = this.tokens;
    for (let index = 1; index < texts.length; index++) {
      if (texts[index + 1] !== "(") continue;
      const match = SEARCHES.includes(texts[index]!)
        ? this.searchedBy(index)
        : texts[index - 2] === "Regex"
          ? this.searchedByPattern(index)
          : undefined;
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** The claim whose text the whole expression is. */
  public get claim(): string | undefined {
    const { texts } = this.tokens;
    // `@(…)`, or the last statement of `@{…}`.
    if (texts[1] === "(") return this.claimOf([2, texts.length - 1]);
    const result = texts.lastIndexOf("return");
    return result < 0 ? undefined : this.claimOf([result + 1, texts.length - 2]);
  }

  private searchedBy(method: number): PartialMatch | undefined {
    const { tokens } = this;
    const receiver: Range = [tokens.operandStart(method - 1), method - 1];
    const argument = this.argumentsOf(method + 1)[0]!;
    const part = this.partIn(argument);
    if (part !== undefined && (isDelimited(part) || !NAMED.test(part))) return undefined;
    if (this.delimits(argument)) return undefined;
    // A list of allowed names may be one text as well, in which a part of a claim is looked for.
    const isList = receiver[1] - receiver[0] === 1 && tokens.stringAt(receiver[0]) !== undefined;
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

  private argumentsOf(open: number): Range[] {
    return this.tokens.split(open + 1, this.tokens.mateOf(open), [","]);
  }

  private partIn([start, end]: Range): string | undefined {
    return end - start === 1 ? this.tokens.stringAt(start) : undefined;
  }

  /** Whether code puts separators around what it looks for. */
  private delimits([start, end]: Range): boolean {
    const [first, last] = [this.tokens.stringAt(start), this.tokens.stringAt(end - 1)];
    return end - start > 1 && first !== undefined && last !== undefined && isDelimited(`${first}${last}`);
  }

  /** The claim that an operand is the text or one value of. */
  private claimOf(range: Range, depth = MAX_DEPTH): string | undefined {
    const { tokens } = this;
    const [start, end] = this.bare(range);
    if (depth === 0 || end <= start || end - start > MAX_LENGTH) return undefined;
    const parts = tokens.split(start, end, JOINING_OPERATORS);
    if (parts.length > 1) return firstOf(parts, (part) => this.claimOf(part, depth - 1));
    if (end - start === 1) return this.claimOfName(start, depth);
    const last = end - 1;
    const open = tokens.mateOf(last);
    if (open === last || open <= start) return undefined;
    if (tokens.texts[last] === "]") {
      const key = this.partIn([open + 1, last]);
      if (key === undefined) return this.listedClaimOf([start, open], depth - 1);
      return tokens.texts[open - 1] === "Variables" ? this.variables.get(key) : undefined;
    }
    const method = tokens.endOfGeneric(open - 1);
    const receiver: Range = [start, method - 1];
    const name = tokens.texts[method]!;
    if (TEXT_METHODS.includes(name)) return this.claimOf(receiver, depth - 1);
    if (VALUE_METHODS.includes(name)) return this.listedClaimOf(receiver, depth - 1);
    if (name === "Join" || name === "Concat") {
      return firstOf(this.argumentsOf(open), (argument) => this.listedClaimOf(argument, depth - 1));
    }
    if (name !== "GetValueOrDefault") return undefined;
    const key = tokens.stringAt(open + 1);
    const owner = tokens.texts[method - 2];
    if (owner === "Variables") return key === undefined ? undefined : this.variables.get(key);
    return owner === "Claims" ? permission(key) : undefined;
  }

  /** The claim whose values an operand lists. */
  private listedClaimOf(range: Range, depth: number): string | undefined {
    const { tokens } = this;
    const [start, end] = this.bare(range);
    if (depth === 0 || end <= start || end - start > MAX_LENGTH) return undefined;
    if (end - start === 1) {
      const assigned = this.assignedTo(start);
      return assigned === undefined ? undefined : this.listedClaimOf(assigned, depth - 1);
    }
    const last = end - 1;
    const open = tokens.mateOf(last);
    if (open === last || open <= start) return undefined;
    if (tokens.texts[last] === "]") {
      return tokens.texts[open - 1] === "Claims" ? permission(this.partIn([open + 1, last])) : undefined;
    }
    const method = tokens.endOfGeneric(open - 1);
    const receiver: Range = [start, method - 1];
    return tokens.texts[method] === "Split"
      ? this.claimOf(receiver, depth - 1)
      : this.listedClaimOf(receiver, depth - 1);
  }

  /** The claim that a local variable is the text of, or the parameter of a lambda or the variable of a loop a value of. */
  private claimOfName(index: number, depth: number): string | undefined {
    const { tokens } = this;
    const name = tokens.texts[index]!;
    const definition = tokens.definitionOf(name);
    if (definition === undefined || !isName(name)) return undefined;
    const assigned = this.assignedTo(index);
    if (assigned !== undefined) return this.claimOf(assigned, depth - 1);
    if (tokens.texts[definition + 1] === "in") {
      return this.listedClaimOf([definition + 2, this.endOfBrackets(definition)], depth - 1);
    }
    // `list.Any(name => …)` or `list.Any((name) => …)`.
    const open = tokens.texts[definition + 1] === ")" ? definition - 2 : definition - 1;
    return this.listedClaimOf([tokens.operandStart(open - 2), open - 2], depth - 1);
  }

  /** What is assigned to a local variable. */
  private assignedTo(index: number): Range | undefined {
    const { tokens } = this;
    const definition = tokens.definitionOf(tokens.texts[index]!);
    if (definition === undefined || tokens.texts[definition + 1] !== "=") return undefined;
    const end = tokens.texts.indexOf(";", definition);
    return end < 0 ? undefined : [definition + 2, end];
  }

  /** The end of the parentheses that a loop variable is in. */
  private endOfBrackets(index: number): number {
    let open = index;
    while (open > 0 && this.tokens.texts[open] !== "(") open--;
    return this.tokens.mateOf(open);
  }

  /** A range without casts and without parentheses around all of it. */
  private bare([from, end]: Range): Range {
    const { tokens } = this;
    let start = from;
    while (tokens.texts[start] === "(") {
      const close = tokens.mateOf(start);
      if (close === end - 1) [start, end] = [start + 1, close];
      else if (close === start + 2 && isName(tokens.texts[start + 1]) && !CHAINS.includes(tokens.texts[close + 1]!))
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

function firstOf(ranges: readonly Range[], claimOf: (range: Range) => string | undefined): string | undefined {
  for (const range of ranges) {
    const claim = claimOf(range);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** A claim, if it lists permissions. */
function permission(claim: string | undefined): string | undefined {
  return claim !== undefined && PERMISSIONS.includes(claim) ? claim : undefined;
}

const PERMISSIONS: readonly string[] = [
  ...["scp", "scope", "scopes", "roles", "role", "groups", "wids", "permissions"],
];
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
const CHAINS: readonly string[] = [".", "?.", "["];
const SEPARATORS = " ,;|";
const MAX_DEPTH = 12;
const MAX_LENGTH = 400;
