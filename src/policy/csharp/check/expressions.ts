import {
  BOOL,
  CHAR,
  isNamed,
  isSame,
  named,
  shownType,
  STRING,
  type Type,
  NULL,
  typeArgumentsOf,
  withoutNullable,
} from "../members/type";
import {
  type Assignment,
  type Binary,
  type Block,
  type ConditionalAccess,
  type Expression,
  type Lambda,
  type Ternary,
  type TypeNode,
  type TypeTest,
  type Unary,
} from "../tree";
import { reportTarget } from "./assignments";
import { type Binder, type Bound, type Facts, UNKNOWN, uncheckedIn, valueOf } from "./binder";
import { bindInvocation } from "./calls";
import { reportCast } from "./casts";
import { isConstantInteger } from "./constants";
import { converts, isNumber, isValueType } from "./conversions";
import { bindArray, bindCreation, bindElement } from "./creations";
import { bindMember, bindName, reportNotCalled, resolveType } from "./names";
import { promoted, resultOf } from "./operators";
import { type CsharpProblems } from "./problem";
import { type Local, Scope } from "./scope";
import { type Returns, StatementBinder } from "./statements";
import { bindPattern, checkCondition, checkEnd, reportAssigned } from "./requirements";
import { checkNegated, reportOperands } from "./operand-reports";

type ValueExpression = Exclude<Expression, { readonly kind: "name" | "member" | "invocation" | "typeExpression" }>;

/** Finds the types of expressions, and reports what does not compile. An expression is looked at once. */
export class ExpressionBinder implements Binder {
  public readonly facts: Facts = { types: new Map(), members: new Map(), locals: new Map(), declared: [] };
  public scope = new Scope();
  public isUnchecked = false;
  /** The types of the values before the `?` of the accesses around. */
  private readonly receivers: (Type | undefined)[] = [];

  public constructor(
    public readonly problems: CsharpProblems,
    private readonly suggest: (name: string, known: () => readonly string[]) => string | undefined,
  ) {}

  public nearest(name: string, known: () => readonly string[]): string | undefined {
    return this.suggest(name, known);
  }

  public within<T>(scope: Scope, work: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = work();
    this.scope = outer;
    return result;
  }

  public declare(name: string, type: Type | undefined, value?: Expression, isConstant = false): void {
    const local: Local = { kind: "local", name, type, value, isConstant, isReassigned: false };
    this.scope.declare(local);
    this.facts.declared.push(local);
  }

  public resolve(type: TypeNode): Type | undefined {
    return resolveType(this, type);
  }

  public typeOf(expression: Expression): Type | undefined {
    const bound = this.bind(expression);
    return bound.as === "value" ? bound.type : undefined;
  }

  /** The type of an operand, which cannot be a method. */
  private operand(expression: Expression): Type | undefined {
    const bound = this.bind(expression);
    if (bound.as === "methods") reportNotCalled(this, bound, expression);
    return bound.as === "value" ? bound.type : undefined;
  }

  public bind(expression: Expression): Bound {
    const bound = this.bound(expression);
    if (bound.as === "value") this.facts.types.set(expression, bound.type);
    return bound;
  }

  private bound(node: Expression): Bound {
    if (node.kind === "name") return bindName(this, node);
    if (node.kind === "member") return bindMember(this, node, false);
    if (node.kind === "invocation") return bindInvocation(this, node);
    if (node.kind !== "typeExpression") return valueOf(this.valueType(node));
    const type = this.resolve(node.type);
    return type?.kind === "named" ? { as: "type", type } : UNKNOWN;
  }

  private valueType(node: ValueExpression): Type | undefined {
    switch (node.kind) {
      case "null":
        return NULL;
      case "boolean":
        return BOOL;
      case "number":
        return named(node.type);
      case "char":
        return CHAR;
      case "string":
        return STRING;
      case "interpolated":
        for (const part of node.parts) {
          if (part.kind !== "interpolation") continue;
          this.operand(part.value);
          if (part.alignment !== undefined) this.typeOf(part.alignment);
        }
        return STRING;
      case "element":
        return bindElement(this, node, this.operand(node.target));
      case "conditionalAccess":
        return this.conditionalAccess(node);
      case "receiver":
        return this.receivers[this.receivers.length - 1];
      case "unary":
        return this.unary(node);
      case "binary":
        return this.binary(node);
      case "typeTest":
        return this.typeTest(node);
      case "assignment":
        return this.assignment(node);
      case "ternary":
        return this.ternary(node);
      case "cast": {
        const given = this.operand(node.operand);
        const type = this.resolve(node.type);
        if (type !== undefined) reportCast(this, node, given, type);
        return type;
      }
      case "lambda":
        this.bindLambda(node, []);
        return undefined;
      case "new":
        return bindCreation(this, node);
      case "newArray":
        return bindArray(this, node);
      case "anonymous":
        return {
          kind: "anonymous",
          members: new Map(node.members.map(({ name, value }) => [name, this.typeOf(value)])),
        };
      case "tuple":
        return {
          kind: "tuple",
          elements: node.elements.map(({ name, value }) => ({ name, type: this.typeOf(value) })),
        };
      case "typeof":
        this.resolve(node.type);
        return undefined;
      case "nameof":
        return STRING;
      case "default":
        return node.type === undefined ? undefined : this.resolve(node.type);
      case "throw":
        this.typeOf(node.value);
        return undefined;
      case "declaration": {
        const type = node.type === undefined ? undefined : this.resolve(node.type);
        for (const name of node.names) if (name !== undefined) this.declare(name, type);
        return type;
      }
      case "checked":
        return uncheckedIn(this, !node.isChecked, () => this.typeOf(node.value));
      case "place":
      case "missing":
        return undefined;
    }
  }

  private conditionalAccess({ target, access }: ConditionalAccess): Type | undefined {
    const type = this.operand(target);
    if (type !== undefined && isValueType(type) === true && !isNamed(type, "Nullable")) {
      this.problems.error(
        "wrong-operands",
        { start: target.start, end: access.end },
        `the value before ?. is ${shownType(type)}, which is never null; expected a value that can be null`,
        "write a dot without the question mark",
      );
    }
    this.receivers.push(withoutNullable(type));
    const result = this.typeOf(access);
    this.receivers.pop();
    const isValue = isValueType(result) === true && !isNamed(result, "Nullable", "void");
    return isValue ? named("Nullable", result) : result;
  }

  private unary({ operator, operand }: Unary): Type | undefined {
    const type = this.operand(operand);
    if (operator === "!") {
      if (operand.kind === "assignment" || type === undefined) return BOOL;
      checkNegated(this, operand, type);
      return isNamed(type, "Nullable") ? type : BOOL;
    }
    if (operator === "++" || operator === "--") {
      reportTarget(this, operand, "changed");
      return type;
    }
    if (isNamed(type, "string", "bool", "object") || type?.kind === "array") {
      this.problems.error(
        "wrong-operands",
        operand,
        `the value after ${operator} is ${shownType(type)}; expected a number`,
        "convert it to a number",
      );
      return undefined;
    }
    return isNumber(type) ? promoted(type, named("int")) : type;
  }

  private binary(node: Binary): Type | undefined {
    // A long sum is a deep tree to the left.
    const left = this.operand(node.left);
    if (node.operator === "??" && node.right.kind === "throw") {
      this.typeOf(node.right);
      return withoutNullable(left);
    }
    const right = this.operand(node.right);
    const { type, isWrong } = resultOf(node.operator, left, right, [
      isConstantInteger(node.left, this.facts),
      isConstantInteger(node.right, this.facts),
    ]);
    if (isWrong === true) reportOperands(this, node, left, right);
    return type;
  }

  private typeTest({ operator, value, pattern }: TypeTest): Type | undefined {
    this.operand(value);
    if (operator === "is") {
      bindPattern(this, pattern);
      return BOOL;
    }
    return pattern.kind === "typePattern" ? this.resolve(pattern.type) : undefined;
  }

  private assignment(node: Assignment): Type | undefined {
    const { operator, target, value } = node;
    const type = this.operand(target);
    const given =
      value.kind === "newArray"
        ? bindArray(this, value, type)
        : value.kind === "lambda" && isNamed(type, "Func")
          ? this.lambdaOf(value, typeArgumentsOf(type))
          : this.operand(value);
    if (!reportTarget(this, target, "set")) return type ?? given;
    const symbol = target.kind === "name" ? this.scope.find(target.name) : undefined;
    if (symbol?.kind === "local") {
      symbol.isReassigned = true;
      // A `var` that nothing was known of.
      if (symbol.type === undefined && symbol.value === undefined) return given;
    }
    if (operator === "=" && type !== undefined) reportAssigned(this, value, given, type, shownTarget(target));
    else if (operator === "+=" && isNamed(type, "string")) return type;
    return type ?? given;
  }

  private lambdaOf(lambda: Lambda, types: readonly (Type | undefined)[]): Type | undefined {
    this.bindLambda(lambda, types.slice(0, -1));
    return undefined;
  }

  private ternary({ condition, whenTrue, whenFalse }: Ternary): Type | undefined {
    checkCondition(this, condition);
    const left = this.operand(whenTrue);
    const right = this.operand(whenFalse);
    if (whenTrue.kind === "throw") return right;
    if (whenFalse.kind === "throw") return left;
    if (left === undefined || right === undefined || whenTrue.kind === "default" || whenFalse.kind === "default") {
      return undefined;
    }
    if (isSame(left, right)) return left;
    const toRight = converts(left, right, isConstantInteger(whenTrue, this.facts));
    const toLeft = converts(right, left, isConstantInteger(whenFalse, this.facts));
    if (toRight === true) return right;
    if (toLeft === true) return left;
    if (toRight === false && toLeft === false) {
      this.problems.error(
        "wrong-branches",
        { start: whenTrue.start, end: whenFalse.end },
        `the branches are ${shownType(left)} and ${shownType(right)}; expected one type`,
        "give both branches the same type, by a cast or another value",
      );
    }
    return undefined;
  }

  public bindLambda(lambda: Lambda, parameterTypes: readonly (Type | undefined)[]): Type | undefined {
    const scope = new Scope(this.scope);
    return this.within(scope, () => {
      lambda.parameters.forEach(({ name, type }, index) => {
        if (name !== "_") this.declare(name, type === undefined ? parameterTypes[index] : this.resolve(type));
      });
      return this.bindBody(lambda.body, scope);
    });
  }

  public bindBody(body: Expression | Block, scope: Scope): Type | undefined {
    return this.within(scope, () => {
      if (body.kind !== "block") return this.typeOf(body);
      const returns: Returns = { types: [] };
      new StatementBinder(this, returns).block(body);
      if (returns.types.some((type) => !isNamed(type, "void"))) checkEnd(this, body, "the lambda");
      const [first] = returns.types;
      return returns.types.every((type) => isSame(type, first)) ? first : undefined;
    });
  }

  /** Checks the whole expression, and gives the type of its value. */
  public bindRoot(root: Expression | Block, expected: Type | undefined): Type | undefined {
    if (root.kind !== "block") {
      const type = this.operand(root);
      if (expected !== undefined) reportAssigned(this, root, type, expected);
      return type;
    }
    const returns: Returns = { types: [], expected };
    new StatementBinder(this, returns).block(root);
    checkEnd(this, root, "the block");
    const [first] = returns.types;
    return returns.types.every((type) => isSame(type, first)) ? first : undefined;
  }
}

function shownTarget(target: Expression): string {
  if (target.kind === "name") return target.name;
  return target.kind === "member" ? target.name : "the entry";
}
