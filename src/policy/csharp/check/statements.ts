import { isNamed, named, type Type, typeArgumentsOf, VOID } from "../members/type";
import { type Expression, type LocalFunction, type Statement, type VariableDeclaration } from "../tree";
import { type Binder, uncheckedIn } from "./binder";
import { bindArray } from "./creations";
import { elementOf } from "./lookup";
import { bindPattern, checkCollection, checkCondition, checkEnd, reportAssigned } from "./requirements";
import { type LocalFunctionSymbol, Scope } from "./scope";

/** What the statements of a body return. */
export interface Returns {
  /** The types of the values; an unknown one is in it as well. */
  readonly types: (Type | undefined)[];
  /** The type that is asked for, if it is known. */
  readonly expected?: Type;
}

/** Checks statements, by recursion: no tree is deeper than its bound. */
export class StatementBinder {
  public constructor(
    private readonly binder: Binder,
    private readonly returns: Returns,
  ) {}

  public block({ statements }: { readonly statements: readonly Statement[] }): void {
    for (const statement of statements) if (statement.kind === "localFunction") this.hoist(statement);
    for (const statement of statements) this.statement(statement);
  }

  private inner(work: () => void): void {
    this.binder.within(new Scope(this.binder.scope), work);
  }

  private statement(node: Statement): void {
    const { binder } = this;
    switch (node.kind) {
      case "block":
        uncheckedIn(binder, node.isChecked === undefined ? binder.isUnchecked : !node.isChecked, () =>
          this.inner(() => this.block(node)),
        );
        break;
      case "variables":
        this.variables(node);
        break;
      case "localFunction":
        this.localFunction(node);
        break;
      case "expressionStatement":
        binder.bind(node.value);
        break;
      case "if":
        checkCondition(binder, node.condition);
        this.inner(() => this.statement(node.whenTrue));
        if (node.whenFalse !== undefined) this.inner(() => this.statement(node.whenFalse!));
        break;
      case "for":
        this.inner(() => {
          if ("kind" in node.initializers) this.variables(node.initializers);
          else for (const value of node.initializers) binder.typeOf(value);
          if (node.condition !== undefined) checkCondition(binder, node.condition);
          for (const value of node.iterators) binder.typeOf(value);
          this.inner(() => this.statement(node.body));
        });
        break;
      case "foreach": {
        const collection = binder.typeOf(node.collection);
        checkCollection(binder, node.collection, collection);
        this.inner(() => {
          const { type, names } = node.variable;
          const declared = type === undefined ? elementOf(collection) : binder.resolve(type);
          for (const name of names)
            if (name !== undefined) binder.declare(name, names.length === 1 ? declared : undefined);
          this.inner(() => this.statement(node.body));
        });
        break;
      }
      case "while":
        checkCondition(binder, node.condition);
        this.inner(() => this.statement(node.body));
        break;
      case "do":
        this.inner(() => this.statement(node.body));
        checkCondition(binder, node.condition);
        break;
      case "switch":
        binder.typeOf(node.value);
        this.inner(() => {
          for (const { labels, statements } of node.sections) {
            for (const { pattern, condition } of labels) {
              if (pattern !== undefined) bindPattern(binder, pattern);
              if (condition !== undefined) checkCondition(binder, condition);
            }
            this.block({ statements });
          }
        });
        break;
      case "try":
        this.inner(() => this.block(node.block));
        for (const { type, name, condition, block } of node.catches) {
          this.inner(() => {
            const caught = type === undefined ? named("Exception") : binder.resolve(type);
            if (name !== undefined) binder.declare(name, caught);
            if (condition !== undefined) checkCondition(binder, condition);
            this.block(block);
          });
        }
        if (node.finally !== undefined) this.inner(() => this.block(node.finally!));
        break;
      case "using":
        if (node.body === undefined) this.resource(node.resource);
        else {
          this.inner(() => {
            this.resource(node.resource);
            this.statement(node.body!);
          });
        }
        break;
      case "lock":
        binder.typeOf(node.value);
        this.inner(() => this.statement(node.body));
        break;
      case "return":
        this.returned(node.value, node);
        break;
      case "throwStatement":
        if (node.value !== undefined) binder.typeOf(node.value);
        break;
      case "break":
      case "continue":
      case "empty":
        break;
    }
  }

  private resource(node: VariableDeclaration | Expression): void {
    if (node.kind === "variables") this.variables(node);
    else this.binder.typeOf(node);
  }

  private variables({ type, variables, isConstant }: VariableDeclaration): void {
    const { binder } = this;
    const declared = type === undefined ? undefined : binder.resolve(type);
    for (const { name, value, start } of variables) {
      let given: Type | undefined;
      if (value?.kind === "newArray") given = bindArray(binder, value, declared);
      else if (value?.kind === "lambda")
        binder.bindLambda(value, isNamed(declared, "Func") ? typeArgumentsOf(declared).slice(0, -1) : []);
      else if (value !== undefined) given = binder.typeOf(value);
      if (value !== undefined && declared !== undefined) reportAssigned(binder, value, given, declared, name);
      if (binder.scope.declares(name)) {
        binder.problems.error(
          "duplicate-name",
          { start, end: start + name.length },
          `the variable ${name} is declared twice; expected one declaration of a name`,
          `set ${name} without a type, or declare another name`,
        );
      }
      const known = type !== undefined ? declared : given?.kind === "null" ? undefined : given;
      binder.declare(name, known, value, isConstant);
    }
  }

  private returned(value: Expression | undefined, place: { readonly start: number; readonly end: number }): void {
    const { binder, returns } = this;
    if (value === undefined) {
      returns.types.push(VOID);
      if (returns.expected !== undefined && !isNamed(returns.expected, "void")) {
        binder.problems.error("missing-return", place, "the return has no value; expected one", "return a value");
      }
      return;
    }
    const type = binder.typeOf(value);
    returns.types.push(type);
    if (returns.expected !== undefined && !isNamed(returns.expected, "void")) {
      reportAssigned(binder, value, type, returns.expected);
    }
  }

  private hoist(declaration: LocalFunction): void {
    const { binder } = this;
    binder.within(new Scope(binder.scope, declaration.typeParameters), () => {
      const symbol: LocalFunctionSymbol = {
        kind: "function",
        name: declaration.name,
        declaration,
        parameterTypes: declaration.parameters.map(({ type }) =>
          type === undefined ? undefined : binder.resolve(type),
        ),
        result: declaration.type === undefined ? VOID : binder.resolve(declaration.type),
      };
      binder.scope.parent?.declare(symbol);
    });
  }

  private localFunction(node: LocalFunction): void {
    const { binder } = this;
    const symbol = binder.scope.find(node.name);
    if (symbol?.kind !== "function") return;
    binder.within(new Scope(binder.scope, node.typeParameters), () => {
      node.parameters.forEach(({ name }, index) => binder.declare(name, symbol.parameterTypes[index]));
      if (node.body.kind === "block") {
        const expected = symbol.result?.kind === "parameter" ? undefined : symbol.result;
        new StatementBinder(binder, { types: [], expected }).block(node.body);
        if (node.type !== undefined) checkEnd(binder, node.body, `the function ${node.name}`);
      } else binder.typeOf(node.body);
    });
  }
}
