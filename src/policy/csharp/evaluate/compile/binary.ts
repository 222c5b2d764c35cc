import { type Binary, type Cast, type Checked, type Ternary } from "../../tree";
import { cast, conversionCost } from "../binding/conversions";
import { binaryOperation } from "../binding/operators";
import { acceptsNull, nullableArgument, nullableOf, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { promoteKinds } from "../numbers/arithmetic";
import { kindOfType, typeOfKind } from "../numbers/kinds";
import { locate } from "./access";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { commonType, conditionOf, convertedTo } from "./convert";
import { resolveTypeNode } from "./types";

/** `left operator right`. */
export function compileBinary(node: Binary, scope: Scope, compiler: Compiler): Code {
  const left = compiler.expression(node.left, scope);
  const right = compiler.expression(node.right, scope);
  const { operator } = node;
  if (operator === "??") return compileCoalescing(left, right, node);
  if (operator === "&&" || operator === "||") {
    const first = conditionOf(left, node.left);
    const second = conditionOf(right, node.right);
    const bool = typeNamed("bool");
    return operator === "&&"
      ? code(bool, (environment) => first(environment) && second(environment))
      : code(bool, (environment) => first(environment) || second(environment));
  }
  const { isChecked } = scope;
  const run = (environment: Environment): NetValue => {
    const first = { value: left.run(environment), source: left };
    const second = { value: right.run(environment), source: right };
    return locate(node, () => binaryOperation(operator, first, second, isChecked, environment.runtime));
  };
  return { type: resultType(operator, left.type, right.type), constant: foldConstant(operator, left, right), run };
}

function resultType(operator: string, left: NetType, right: NetType): NetType {
  if (["==", "!=", "<", ">", "<=", ">="].includes(operator)) return typeNamed("bool");
  if (operator === "+" && [left, right].some((type) => type.is("System.String"))) return typeNamed("string");
  if (operator === "<<" || operator === ">>") return UNKNOWN;
  const first = kindOfOperand(left);
  const second = kindOfOperand(right);
  const kind = first && second && promoteKinds(first, second);
  if (kind === undefined) return left.id === right.id && left.is("System.Boolean") ? left : UNKNOWN;
  const type = typeOfKind(kind);
  return nullableArgument(left) !== undefined || nullableArgument(right) !== undefined ? nullableOf(type) : type;
}

function kindOfOperand(type: NetType): ReturnType<typeof kindOfType> {
  const plain = nullableArgument(type) ?? type;
  return plain.is("System.Char") ? "int" : kindOfType(plain);
}

/** Constants of `int` that convert to smaller types: `byte b = 1 + 2;`. */
function foldConstant(operator: string, { constant: left }: Code, { constant: right }: Code): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "+":
      return (left + right) | 0;
    case "-":
      return (left - right) | 0;
    case "*":
      return Math.imul(left, right);
    case "|":
      return left | right;
    case "&":
      return left & right;
    case "<<":
      return left << right;
    default:
      return undefined;
  }
}

function compileCoalescing(left: Code, right: Code, node: Binary): Code {
  const plain = nullableArgument(left.type) ?? left.type;
  const goesLeft = plain === UNKNOWN || right.type === UNKNOWN || conversionCost(right, plain) !== undefined;
  if (!goesLeft) {
    // `a ?? b` is a `B` where the right side does not convert.
    const converted = convertedTo(left, right.type, node);
    return code(right.type, (environment) => converted(environment) ?? right.run(environment));
  }
  const type = plain === UNKNOWN && left.isNull === true ? right.type : plain;
  const fallback = convertedTo(right, type, node.right);
  const isStillNullable = right.type !== UNKNOWN && nullableArgument(right.type) !== undefined;
  return code(isStillNullable ? left.type : type, (environment) => left.run(environment) ?? fallback(environment));
}

/** `condition ? a : b`. */
export function compileTernary(node: Ternary, scope: Scope, compiler: Compiler): Code {
  const condition = conditionOf(compiler.expression(node.condition, scope), node.condition);
  const whenTrue = compiler.expression(node.whenTrue, scope);
  const whenFalse = compiler.expression(node.whenFalse, scope);
  const common = commonType([whenTrue, whenFalse]);
  const hasNull = whenTrue.isNull === true || whenFalse.isNull === true;
  const type = hasNull && !acceptsNull(common) ? UNKNOWN : common;
  const first = convertedTo(whenTrue, type, node.whenTrue);
  const second = convertedTo(whenFalse, type, node.whenFalse);
  const constant = whenTrue.constant === whenFalse.constant ? whenTrue.constant : undefined;
  return {
    type,
    constant,
    run: (environment) => (condition(environment) ? first(environment) : second(environment)),
  };
}

/** `(T)value`. */
export function compileCast(node: Cast, scope: Scope, compiler: Compiler): Code {
  const type = resolveTypeNode(node.type, scope);
  const operand = compiler.expression(node.operand, scope);
  const { lambda } = operand;
  const { isChecked } = scope;
  if (lambda !== undefined) return code(type, (environment) => lambda.create(environment, type));
  return code(type, (environment) => {
    const value = operand.run(environment);
    return locate(node, () => cast(value, operand, type, environment.runtime, isChecked));
  });
}

/** `checked(value)` and `unchecked(value)`. */
export function compileChecked(node: Checked, scope: Scope, compiler: Compiler): Code {
  return scope.withChecks(node.isChecked, () => compiler.expression(node.value, scope));
}
