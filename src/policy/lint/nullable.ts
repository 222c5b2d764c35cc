import { type CsharpTokens, MAX_TYPE_ARGUMENTS } from "../csharp/tokens";
import { MAX_EXPRESSION_DEPTH } from "../text/bounds";
import { type LintExpression } from "./expressions";
import { ARRAYS, assignmentsIn, type NamedRead, returnsIn, testsForNull } from "./reads";

/** What makes the value of an expression null for some callers, or undefined if nothing is known to. */
export function nullCauseOf(
  { tokens, reads }: LintExpression,
  nullVariables: ReadonlyMap<string, string>,
): string | undefined {
  if (tokens.isBlock && testsForNull(tokens)) return undefined;
  const search = new NullSearch(tokens, reads, nullVariables);
  for (const [from, to] of returnsIn(tokens)) {
    const cause = search.causeIn(from, to);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

class NullSearch {
  private readonly reads: ReadonlyMap<number, NamedRead>;
  /** The cause of each local variable that is set once and can be null. */
  private readonly locals = new Map<string, string>();

  public constructor(
    private readonly tokens: CsharpTokens,
    reads: readonly NamedRead[],
    private readonly nullVariables: ReadonlyMap<string, string>,
  ) {
    this.reads = new Map(reads.map((read) => [read.end, read]));
    const assignments = assignmentsIn(tokens);
    const counts = new Map<string, number>();
    for (const { name } of assignments) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const { name, from, to } of assignments) {
      const cause = counts.get(name) === 1 ? this.causeIn(from, to) : undefined;
      if (cause !== undefined) this.locals.set(name, cause);
    }
  }

  public causeIn(first: number, end: number, depth: number = MAX_EXPRESSION_DEPTH): string | undefined {
    const { tokens } = this;
    let from = first;
    let to = end;
    while (tokens.is(from, "(")) {
      const close = tokens.closing(from);
      if (close === to - 1) {
        from++;
        to--;
      } else if (this.isCast(from, close)) from = close + 1;
      else break;
    }
    if (depth === 0) return undefined;
    const signs = new Map<string, number>();
    for (let index = from; index < to; index = tokens.next(index)) {
      const sign = tokens.sign(index) ?? tokens.word(index)!;
      if (SIGNS.has(sign) && !signs.has(sign)) signs.set(sign, index);
    }
    // From the operator that binds least to the one that binds most.
    const question = signs.get("?");
    if (question !== undefined) return this.causeInBranches(question, to, depth - 1);
    const fallback = signs.get("??");
    if (fallback !== undefined) return this.causeIn(fallback + 1, to, depth - 1);
    if (DEFINITE.some((sign) => signs.has(sign))) return undefined;
    return signs.has("?.") ? "?." : this.causeInChain(to - 1);
  }

  private isCast(open: number, close: number): boolean {
    const { tokens } = this;
    if (close - open > MAX_TYPE_ARGUMENTS) return false;
    for (let index = open + 1; index < close; index++) {
      if (tokens.word(index) === undefined && !tokens.is(index, ".", "<", ">", ",", "?", "[", "]")) return false;
    }
    return tokens.word(close + 1) !== undefined || tokens.is(close + 1, "(");
  }

  private causeInBranches(question: number, to: number, depth: number): string | undefined {
    const { tokens } = this;
    let open = 0;
    for (let index = question + 1; index < to; index = tokens.next(index)) {
      if (tokens.is(index, "?")) open++;
      else if (tokens.is(index, ":") && open-- === 0) {
        return this.causeIn(question + 1, index, depth) ?? this.causeIn(index + 1, to, depth);
      }
    }
    return undefined;
  }

  /** @param last the index of the last token of a chain of members and calls */
  private causeInChain(last: number): string | undefined {
    const { tokens } = this;
    const read = this.reads.get(last);
    if (read?.method === "[]") return this.nullVariables.get(read.collection === "Variables" ? (read.name ?? "") : "");
    if (read?.method === "GetValueOrDefault" && read.args.length === 1) {
      return ARRAYS.includes(read.collection) ? `${read.collection}.GetValueOrDefault without a default` : undefined;
    }
    if (tokens.is(last, ")")) {
      const method = tokens.word(tokens.opening(last) - 1);
      return method !== undefined && NULLABLE.includes(method) ? method : undefined;
    }
    const name = tokens.is(last - 1, ".", "?.") ? undefined : tokens.word(last);
    return name === undefined ? undefined : this.locals.get(name);
  }
}

/** Operators whose result is never null. */
const DEFINITE: readonly string[] = ["=>", "+", "-", "*", "/", "%", "==", "!=", "&&", "||", "<=", ">=", "is", "!"];

const SIGNS: ReadonlySet<string> = new Set(["?", "??", "?.", ...DEFINITE]);

const NULLABLE: readonly string[] = ["AsJwt", "AsBasic", "FirstOrDefault", "LastOrDefault", "SingleOrDefault"];
