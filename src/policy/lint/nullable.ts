import { type ElementAccess, type Expression } from "../csharp/tree";
import { calledOn, type CsharpView, methodOf } from "../csharp/view";
import { MAX_EXPRESSION_DEPTH } from "../text/bounds";
import { shown } from "../text/errors";
import { type CsharpCode } from "./csharp-code";
import { ARRAYS, namedReadsIn, type NamedRead, testsForNull } from "./reads";

/** What makes a value null. */
export interface NullCause {
  /** What to call it in a message. */
  readonly label: string;
  /** Where it is; undefined in code that the library wrote. */
  readonly node?: Expression;
}

/** What makes the value of an expression null for some callers, or undefined if nothing is known to. */
export function nullCauseOf(code: CsharpCode, nullVariables: ReadonlyMap<string, string>): NullCause | undefined {
  // Of what the library writes, only the value of a variable can be null.
  if (code.isWritten) {
    const label = VARIABLE.test(code.source) ? nullVariables.get(code.reads[0]?.name ?? "") : undefined;
    return label === undefined ? undefined : { label };
  }
  const { view } = code;
  if (view === undefined || (view.tree.root.kind === "block" && testsForNull(view))) return undefined;
  const search = new NullSearch(view, nullVariables);
  for (const result of view.results) {
    const cause = search.causeIn(result);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

const VARIABLE = /^@\((?:\(\w+\))?context\.Variables\["[^"]*"\]\)$/;

class NullSearch {
  private readonly reads: ReadonlyMap<Expression, NamedRead>;

  public constructor(
    private readonly view: CsharpView,
    private readonly nullVariables: ReadonlyMap<string, string>,
  ) {
    this.reads = new Map(namedReadsIn(view).flatMap((read) => (read.node === undefined ? [] : [[read.node, read]])));
  }

  public causeIn(node: Expression, depth: number = MAX_EXPRESSION_DEPTH): NullCause | undefined {
    if (depth === 0) return undefined;
    if (node.kind === "name") {
      const value = this.view.locals.valueOf(node.name);
      return value === undefined ? undefined : this.causeIn(value, depth - 1);
    }
    if (node.kind === "cast") return this.causeIn(node.operand, depth - 1);
    if (node.kind === "typeTest") return node.operator === "as" ? this.causeIn(node.value, depth - 1) : undefined;
    if (node.kind === "checked" || node.kind === "assignment") return this.causeIn(node.value, depth - 1);
    if (node.kind === "ternary")
      return this.causeIn(node.whenTrue, depth - 1) ?? this.causeIn(node.whenFalse, depth - 1);
    if (node.kind === "binary") return node.operator === "??" ? this.causeIn(node.right, depth - 1) : undefined;
    if (node.kind === "conditionalAccess") return { label: "?.", node };
    const label = node.kind === "element" || node.kind === "invocation" ? this.causeOfRead(node) : undefined;
    return label === undefined ? undefined : { label, node };
  }

  /** A value of the JSON that the caller sends. */
  private causeOfJson({ target, arguments: [key] }: ElementAccess): string | undefined {
    const name = key === undefined ? undefined : this.view.textOf(key.value);
    let source = this.view.meaningOf(target);
    for (let steps = 0; source.kind === "element" && steps < MAX_EXPRESSION_DEPTH; steps++) {
      source = this.view.meaningOf(source.target);
    }
    const body = methodOf(source) === "As" ? calledOn(source) : undefined;
    if (name === undefined || body === undefined || this.view.pathOf(body) !== BODY) return undefined;
    return `the body of a caller without ${shown(name)}`;
  }

  private causeOfRead(node: Expression): string | undefined {
    const read = this.reads.get(node);
    if (read?.method === "[]") return this.nullVariables.get(read.collection === "Variables" ? (read.name ?? "") : "");
    if (read?.method === "GetValueOrDefault" && read.count === 1)
      return ARRAYS.includes(read.collection) ? `${read.collection}.GetValueOrDefault without a default` : undefined;
    if (node.kind === "element") return this.causeOfJson(node);
    const method = methodOf(node);
    return method !== undefined && NULLABLE.includes(method) ? method : undefined;
  }
}

/** What else reads a body: of the request, and not of an answer that is expected. */
const BODY = "context.Request.Body";

const NULLABLE: readonly string[] = [
  ...["AsJwt", "AsBasic", "FirstOrDefault", "LastOrDefault", "SingleOrDefault", "ElementAtOrDefault", "SelectToken"],
];
