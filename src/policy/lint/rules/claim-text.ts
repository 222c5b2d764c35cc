import { type Expression, type Invocation } from "../../csharp/tree";
import { calledOn, type CsharpView, methodOf } from "../../csharp/view";
import { PERMISSION_CLAIMS } from "./permission-claims";

/** A search for a permission in a text that holds more than one, or more than its name. */
export interface PartialMatch {
  /** The claim that holds the permissions. */
  readonly claim: string;
  /** The text that is looked for, if it is a literal. */
  readonly part: string | undefined;
  /** The search. */
  readonly node: Invocation;
}

/**
 * Finds where code looks for a part of the text of a claim that lists permissions.
 *
 * `Claims["roles"]` is a list of values, and `Claims.GetValueOrDefault("roles", "")` one text with all of them. It follows local names and
 * context variables: a form that it does not know is no finding.
 */
export class ClaimText {
  /** @param variables the claims that are the texts of context variables */
  public constructor(
    private readonly view: CsharpView,
    private readonly variables: ReadonlyMap<string, string>,
  ) {}

  /** The first search for a part of a text. */
  public get partialMatch(): PartialMatch | undefined {
    for (const node of this.view.nodes) {
      if (node.kind !== "invocation") continue;
      const match = SEARCHES.includes(methodOf(node) ?? "") ? this.searchedBy(node) : this.searchedByPattern(node);
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** The claim whose text the whole expression is. */
  public get claim(): string | undefined {
    const { results } = this.view;
    const result = results[results.length - 1];
    return result === undefined ? undefined : this.claimOf(result);
  }

  private searchedBy(node: Invocation): PartialMatch | undefined {
    const receiver = calledOn(node);
    const argument = node.arguments[0]?.value;
    if (receiver === undefined || argument === undefined) return undefined;
    const part = this.view.textOf(argument);
    if (part !== undefined && (isDelimited(part) || !NAMED.test(part))) return undefined;
    if (this.delimits(argument)) return undefined;
    // A list of allowed names may be one text as well, in which a part of a claim is looked for.
    const isList = this.view.textOf(receiver) !== undefined;
    const claim = isList ? this.claimOf(argument) : this.claimOf(receiver);
    return claim === undefined ? undefined : { claim, part: isList ? undefined : part, node };
  }

  private searchedByPattern(node: Invocation): PartialMatch | undefined {
    const target = calledOn(node);
    const isRegex = (target?.kind === "name" || target?.kind === "member") && target.name === "Regex";
    const [text, pattern] = node.arguments;
    if (!isRegex || text === undefined) return undefined;
    const regex = pattern === undefined ? undefined : this.view.textOf(pattern.value);
    // A pattern that is bound at both ends knows what surrounds the value.
    if (regex?.includes("^") && regex.includes("$")) return undefined;
    const claim = this.claimOf(text.value);
    return claim === undefined ? undefined : { claim, part: regex, node };
  }

  /** Whether code puts separators around what it looks for. */
  private delimits(node: Expression): boolean {
    const [first, last] = [this.endOf(node, "left"), this.endOf(node, "right")];
    return first !== undefined && last !== undefined && isDelimited(`${first}${last}`);
  }

  /** The text at one end of texts that are joined. */
  private endOf(node: Expression, side: "left" | "right"): string | undefined {
    let end = this.view.meaningOf(node);
    while (end.kind === "binary" && end.operator === "+") end = end[side];
    if (end.kind !== "interpolated") return end === node ? undefined : this.view.textOf(end);
    const part = end.parts[side === "left" ? 0 : end.parts.length - 1];
    return part?.kind === "text" ? part.value : undefined;
  }

  /** The claim that an operand is the text or one value of. */
  private claimOf(node: Expression, depth = MAX_DEPTH): string | undefined {
    if (depth === 0) return undefined;
    const meant = this.view.meaningOf(node);
    if (meant.kind === "name") return this.claimOfName(meant.name, depth);
    if (meant.kind === "binary") {
      if (meant.operator !== "+" && meant.operator !== "??") return undefined;
      return this.claimOf(meant.left, depth - 1) ?? this.claimOf(meant.right, depth - 1);
    }
    if (meant.kind === "ternary")
      return this.claimOf(meant.whenTrue, depth - 1) ?? this.claimOf(meant.whenFalse, depth - 1);
    if (meant.kind === "interpolated")
      return firstOf(meant.parts, (part) => (part.kind === "text" ? undefined : this.claimOf(part.value, depth - 1)));
    if (meant.kind === "element") {
      const key = meant.arguments[0] === undefined ? undefined : this.view.textOf(meant.arguments[0].value);
      if (key === undefined) return this.listedClaimOf(meant.target, depth - 1);
      return this.isCollection(meant.target, "Variables") ? this.variables.get(key) : undefined;
    }
    if (meant.kind === "invocation") return this.claimOfCall(meant, depth);
    return undefined;
  }

  private claimOfCall(node: Invocation, depth: number): string | undefined {
    const method = methodOf(node) ?? "";
    const receiver = calledOn(node);
    if (receiver === undefined) return undefined;
    if (TEXT_METHODS.includes(method)) return this.claimOf(receiver, depth - 1);
    if (VALUE_METHODS.includes(method)) return this.listedClaimOf(receiver, depth - 1);
    if (method === "Join" || method === "Concat")
      return firstOf(node.arguments, ({ value }) => this.listedClaimOf(value, depth - 1));
    if (method !== "GetValueOrDefault" || node.arguments[0] === undefined) return undefined;
    const key = this.view.textOf(node.arguments[0].value);
    if (this.isCollection(receiver, "Variables")) return key === undefined ? undefined : this.variables.get(key);
    return this.isCollection(receiver, "Claims") ? permission(key) : undefined;
  }

  /** The claim whose values an operand lists. */
  private listedClaimOf(node: Expression, depth: number): string | undefined {
    if (depth === 0) return undefined;
    const meant = this.view.meaningOf(node);
    if (meant.kind === "name") {
      const [value] = this.view.locals.sourcesOf(meant.name);
      return value === undefined ? undefined : this.listedClaimOf(value, depth - 1);
    }
    if (meant.kind === "element") {
      const key = meant.arguments[0];
      const isClaim = key !== undefined && this.isCollection(meant.target, "Claims");
      return isClaim ? permission(this.view.textOf(key.value)) : undefined;
    }
    const receiver = calledOn(meant);
    if (receiver === undefined) return undefined;
    return methodOf(meant) === "Split" ? this.claimOf(receiver, depth - 1) : this.listedClaimOf(receiver, depth - 1);
  }

  /** The claim that a local variable is the text of, or the parameter of a lambda or the variable of a loop a value of. */
  private claimOfName(name: string, depth: number): string | undefined {
    const list = this.view.locals.listOf(name);
    if (list !== undefined) return this.listedClaimOf(list, depth - 1);
    const [value] = this.view.locals.sourcesOf(name);
    return value === undefined ? undefined : this.claimOf(value, depth - 1);
  }

  private isCollection(node: Expression, name: string): boolean {
    const meant = this.view.meaningOf(node);
    return meant.kind === "member" && meant.name === name;
  }
}

/** Whether a text has separators at both ends, so that it is found as a whole value in a text that has them too. */
function isDelimited(text: string): boolean {
  return text.length > 1 && SEPARATORS.includes(text[0]!) && SEPARATORS.includes(text[text.length - 1]!);
}

function firstOf<T>(items: readonly T[], claimOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const claim = claimOf(item);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** A claim, if it lists permissions. */
export function permission(claim: string | undefined): string | undefined {
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
const SEPARATORS = " ,;|";
const MAX_DEPTH = 12;
