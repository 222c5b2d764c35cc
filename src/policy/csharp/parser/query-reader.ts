import { type Expression, type Name, type SyntaxNode, type TypeNode } from "../tree";
import { AccessReader } from "./access-reader";
import { lambdaOf, Query } from "./query";

/** Reads the queries of C#: `from x in xs where x > 1 orderby x select x`. Their words are names everywhere else. */
export abstract class QueryReader extends AccessReader {
  private query: Query | undefined;
  private names = 0;

  protected asVariable(name: Name): Expression {
    return this.query?.resolve(name) ?? name;
  }

  /** Whether a query starts at the current token: only in one, `from` comes before a variable and `in`. */
  protected isQuery(): boolean {
    if (!this.isContextual("from")) return false;
    return this.endOfVariable(this.index + 1) > 0;
  }

  /** The token of the `in` after a variable, or -1. */
  private endOfVariable(index: number): number {
    if (this.isName(index) && this.is("in", index + 1)) return index + 1;
    const end = this.endOfType(index);
    return end > 0 && this.isName(end) && this.is("in", end + 1) ? end + 1 : -1;
  }

  protected readQuery(): Expression {
    const { start, query: outer } = this;
    this.index++;
    const { type, name } = this.readRangeVariable();
    this.expect("in");
    this.queries++;
    const source = castTo(type, this.readExpression());
    const query = new Query(outer, start, source, name, () => `<>${this.names++}`);
    this.query = query;
    while (this.readClause(query)) continue;
    this.queries--;
    this.query = outer;
    return query.result;
  }

  /** Reads a clause; false after the last one. */
  private readClause(query: Query): boolean {
    const place = { start: this.start, end: this.ends[this.index]! };
    switch (this.isQueryWord() ? (this.texts[this.index] ?? "") : "") {
      case "from":
        this.index++;
        this.readFrom(query, place);
        return true;
      case "let": {
        this.index++;
        const name = this.readNewName(query);
        this.expect("=");
        query.let(place, name, this.readExpression());
        return true;
      }
      case "where":
        this.index++;
        query.call("Where", place, query.lambda(this.readExpression()));
        return true;
      case "join":
        this.index++;
        this.readJoin(query, place);
        return true;
      case "orderby":
        this.readOrder(query);
        return true;
      case "select":
        this.index++;
        query.call("Select", place, query.lambda(this.readExpression()));
        return this.readContinuation(query);
      case "group": {
        this.index++;
        const element = this.readExpression();
        this.expectWord("by");
        const key = query.lambda(this.readExpression());
        query.call("GroupBy", place, key, ...(query.isItem(element) ? [] : [query.lambda(element)]));
        return this.readContinuation(query);
      }
      default:
        this.report('"select" or "group"');
        return false;
    }
  }

  private readFrom(query: Query, place: SyntaxNode): void {
    const { type, name } = this.readRangeVariable(query);
    this.expect("in");
    const items = query.lambda(castTo(type, this.readExpression()));
    query.bind("SelectMany", place, name, [items]);
  }

  private readJoin(query: Query, place: SyntaxNode): void {
    const { type, name } = this.readRangeVariable(query);
    this.expect("in");
    const other = castTo(
      type,
      query.without(() => this.readExpression()),
    );
    this.expectWord("on");
    const key = query.lambda(this.readExpression());
    this.expectWord("equals");
    const otherKey = lambdaOf(
      query.without(() => this.readExpression(), name),
      name,
    );
    const isGroup = this.acceptWord("into");
    const variable = isGroup ? this.readNewName(query) : name;
    query.bind(isGroup ? "GroupJoin" : "Join", place, variable, [other, key, otherKey]);
  }

  private readOrder(query: Query): void {
    let method = "OrderBy";
    do {
      const place = { start: this.start, end: this.ends[this.index]! };
      this.index++;
      const key = query.lambda(this.readExpression());
      const isDescending = this.acceptWord("descending");
      if (!isDescending) this.acceptWord("ascending");
      query.call(isDescending ? `${method}Descending` : method, place, key);
      method = "ThenBy";
    } while (this.is(","));
  }

  private readContinuation(query: Query): boolean {
    if (!this.acceptWord("into")) return false;
    query.continueWith(this.expectName());
    return true;
  }

  /** Reads a variable with or without its type. */
  private readRangeVariable(query?: Query): { readonly type?: TypeNode; readonly name: string } {
    const hasType = !(this.isName() && this.is("in", this.index + 1)) && this.endOfVariable(this.index) > 0;
    const type = hasType ? this.readType() : undefined;
    return { ...(type !== undefined && { type }), name: query ? this.readNewName(query) : this.expectName() };
  }

  private readNewName(query: Query): string {
    if (this.isName() && query.has(this.texts[this.index]!)) this.report("a name that no variable of the query has");
    if (query.count >= MAX_VARIABLES) this.report(`at most ${MAX_VARIABLES} variables in a query`);
    return this.expectName();
  }

  private acceptWord(word: string): boolean {
    if (!this.isContextual(word)) return false;
    this.index++;
    return true;
  }

  private expectWord(word: string): void {
    if (!this.acceptWord(word)) this.report(`"${word}"`);
  }
}

/** `from T x in xs`: the items as values of the type. */
function castTo(type: TypeNode | undefined, source: Expression): Expression {
  if (type === undefined) return source;
  const { start, end } = source;
  const place = { start: type.start, end };
  return {
    kind: "invocation",
    ...place,
    target: {
      kind: "member",
      ...place,
      target: source,
      name: "Cast",
      nameStart: start,
      typeArguments: [type],
    },
    arguments: [],
  };
}

/** Each variable makes a level of objects, through which the names of those before it go. */
const MAX_VARIABLES = 50;
