import { type Argument, type Expression, type Lambda, type Name, type SyntaxNode } from "../tree";

/**
 * A query that is read clause by clause, and becomes the calls that C# makes of it: `from x in xs where x > 1 select x` is
 * `xs.Where(x => x > 1).Select(x => x)`.
 *
 * With a second variable, all of them are members of one object, which the lambdas take: `from x in xs let y = x + 1` is `xs.Select(x => new { x, y = x + 1 })`.
 * The names of the objects are no names of C#, so that they hide nothing.
 */
export class Query {
  /** The parameter of the lambdas. */
  private parameter: string;
  /** Where the variables are in the parameter; nothing for the parameter itself. */
  private variables = new Map<string, readonly string[]>();

  public constructor(
    /** The query that this one is a part of. */
    public readonly outer: Query | undefined,
    private readonly start: number,
    /** What the clauses so far give. */
    private source: Expression,
    variable: string,
    /** Makes names for the objects of all queries of the code. */
    private readonly newName: () => string,
  ) {
    this.parameter = variable;
    this.variables.set(variable, []);
  }

  public get result(): Expression {
    return this.source;
  }

  public get count(): number {
    return this.variables.size;
  }

  public has(variable: string): boolean {
    return this.variables.has(variable);
  }

  /** What a name stands for: a member of the parameter, if it is a variable that is not the parameter. */
  public resolve(name: Name): Expression {
    const path = this.variables.get(name.name);
    if (path === undefined) return this.outer?.resolve(name) ?? name;
    if (path.length === 0) return name;
    const { start, end } = name;
    let value: Expression = { ...name, name: this.parameter };
    for (const part of path)
      value = { kind: "member", start, end, target: value, name: part, nameStart: start, typeArguments: [] };
    return value;
  }

  /** Reads with the variables of outer queries alone, or also with one. */
  public without<T>(read: () => T, variable?: string): T {
    const { variables } = this;
    this.variables = new Map(variable === undefined ? [] : [[variable, []]]);
    const result = read();
    this.variables = variables;
    return result;
  }

  /** Adds the call of a method. The place is that of the word that stands for it. */
  public call(method: string, place: SyntaxNode, ...values: readonly Expression[]): void {
    const { start, source } = this;
    const end = Math.max(place.end, ...values.map((value) => value.end));
    this.source = {
      kind: "invocation",
      start,
      end,
      target: {
        kind: "member",
        start,
        end: place.end,
        target: source,
        name: method,
        nameStart: place.start,
        typeArguments: [],
      },
      arguments: values.map((value): Argument => ({ start: value.start, end: value.end, value })),
    };
  }

  /** A value for each item. */
  public lambda(body: Expression): Lambda {
    return lambdaOf(body, this.parameter);
  }

  /** Whether an expression is the item itself. */
  public isItem(value: Expression): boolean {
    return value.kind === "name" && value.name === this.parameter;
  }

  /** Adds the call of a method whose last argument makes an object of the item and of a new variable. */
  public bind(method: string, place: SyntaxNode, variable: string, values: readonly Expression[]): void {
    const object = this.objectWith(variable, nameAt(place, variable));
    this.call(method, place, ...values, lambdaOf(object, this.parameter, variable));
    this.add(variable);
  }

  /** `let`. */
  public let(place: SyntaxNode, variable: string, value: Expression): void {
    this.call("Select", place, this.lambda({ ...this.objectWith(variable, value), end: value.end }));
    this.add(variable);
  }

  /** `into` after `select` and `group`: the query goes on with the values alone. */
  public continueWith(variable: string): void {
    this.parameter = variable;
    this.variables = new Map([[variable, []]]);
  }

  private objectWith(variable: string, value: Expression): Expression {
    const { start, end } = value;
    const { parameter } = this;
    const members = [
      { name: parameter, value: nameAt({ start, end: start }, parameter) },
      { name: variable, value },
    ];
    return { kind: "anonymous", start, end, members };
  }

  private add(variable: string): void {
    const inObject = [...this.variables].map(([name, path]) => [name, [this.parameter, ...path]] as const);
    this.variables = new Map([...inObject, [variable, [variable]]]);
    this.parameter = this.newName();
  }
}

/** A lambda with parameters that have the names of variables. */
export function lambdaOf(body: Expression, ...parameters: readonly string[]): Lambda {
  const { start, end } = body;
  return { kind: "lambda", start, end, parameters: parameters.map((name) => ({ start, end: start, name })), body };
}

function nameAt({ start, end }: SyntaxNode, name: string): Name {
  return { kind: "name", start, end, name, typeArguments: [] };
}
