import { TYPES } from "../members/catalog";
import { BOOL, INT, isNamed, isSame, named, type NamedType, STRING, type Type, withoutNullable } from "../members/type";
import { type BinaryOperator } from "../tree";
import { converts, isEnum, isInteger, isNumber, isValueType } from "./conversions";

/** What an operator gives: a type, or undefined if it is not known; and whether the operands certainly do not fit. */
export interface OperatorResult {
  readonly type: Type | undefined;
  readonly isWrong?: boolean;
}

const WRONG: OperatorResult = { type: undefined, isWrong: true };

const WRONG_TEST: OperatorResult = { type: BOOL, isWrong: true };

const LOGICAL: readonly string[] = ["&&", "||", "==", "!=", "<", ">", "<=", ">="];

/** @param isZero whether an operand is a constant integer */
export function resultOf(
  operator: BinaryOperator,
  left: Type | undefined,
  right: Type | undefined,
  isZero: readonly [boolean, boolean],
): OperatorResult {
  if (operator === "??") return coalesced(left, right, isZero[1]);
  if (left === undefined || right === undefined || left.kind === "parameter" || right.kind === "parameter") {
    const isText = operator === "+" && (isNamed(left, "string") || isNamed(right, "string"));
    return { type: LOGICAL.includes(operator) ? BOOL : isText ? STRING : undefined };
  }
  switch (operator) {
    case "&&":
    case "||":
      return { type: BOOL, isWrong: isNotBool(left) || isNotBool(right) };
    case "==":
    case "!=":
      return areComparable(left, right, isZero) ? { type: BOOL } : WRONG_TEST;
    case "<":
    case ">":
    case "<=":
    case ">=":
      return areOrdered(left, right) ? { type: BOOL } : WRONG_TEST;
    case "+":
      if (isNamed(left, "string") || isNamed(right, "string")) {
        return isNamed(left, "void") || isNamed(right, "void") ? WRONG : { type: STRING };
      }
      return arithmetic(operator, left, right);
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, left, right);
    case "&":
    case "|":
    case "^":
      if (isNamed(left, "bool") && isNamed(right, "bool")) return { type: BOOL };
      if (isEnum(left) && isSame(left, right)) return { type: left };
      return isInteger(left) && isInteger(right)
        ? { type: promoted(left, right) }
        : { type: undefined, isWrong: isPlain(left) && isPlain(right) && !isEnum(left) && !isEnum(right) };
    case "<<":
    case ">>":
      return isInteger(left) ? { type: promoted(left, INT) } : { type: undefined, isWrong: isPlain(left) };
  }
}

/** Whether a type is certainly not `bool`, nor one that has its operators. */
export function isNotBool(type: Type | undefined): boolean {
  if (type === undefined || isNamed(type, "bool") || type.kind === "parameter") return false;
  return converts(type, BOOL) === false;
}

/** The type that two numbers get before an operator. */
export function promoted(left: Type | undefined, right: Type | undefined): NamedType {
  for (const name of ["decimal", "double", "float", "ulong", "long"]) {
    if (isNamed(left, name) || isNamed(right, name)) return named(name);
  }
  const isUnsigned = isNamed(left, "uint") || isNamed(right, "uint");
  if (!isUnsigned) return INT;
  return isNamed(left, "uint", "byte", "ushort", "char") && isNamed(right, "uint", "byte", "ushort", "char")
    ? named("uint")
    : named("long");
}

function arithmetic(operator: string, left: Type, right: Type): OperatorResult {
  const plainLeft = withoutNullable(left);
  const plainRight = withoutNullable(right);
  const isLifted = plainLeft !== left || plainRight !== right;
  const lifted = (type: Type | undefined): OperatorResult => ({
    type: isLifted && type !== undefined ? named("Nullable", type) : type,
  });
  if (isNumber(plainLeft) && isNumber(plainRight)) return lifted(promoted(plainLeft, plainRight));
  for (const type of [plainLeft, plainRight]) {
    if (type?.kind !== "named") continue;
    const overloads = TYPES.type(type.name)?.members.get(`operator ${operator}`)?.signatures ?? [];
    for (const { parameters, result } of overloads) {
      const [first, second] = parameters;
      if (converts(plainLeft, first?.type) === true && converts(plainRight, second?.type) === true)
        return lifted(result);
    }
  }
  return { type: undefined, isWrong: isSimple(plainLeft) && isSimple(plainRight) };
}

/** Whether the operators of a type are all known: those of a number, of `string`, `bool`, `object` and of arrays. */
function isSimple(type: Type | undefined): boolean {
  if (type?.kind === "array") return true;
  return isNumber(type) || isJson(type) || isNamed(type, "string", "bool", "object", "Guid", ...TIMES);
}

const TIMES: readonly string[] = ["DateTime", "DateTimeOffset", "TimeSpan"];

/** Whether a type is one of JSON. It converts to others by a cast only. */
export function isJson(type: Type | undefined): boolean {
  return isNamed(type, "JToken", "JObject", "JArray", "JProperty");
}

/** Whether a type is a struct, an enum, a string or an array: it compares with its own kind only. */
function isPlain(type: Type): boolean {
  return type.kind === "array" || isNamed(type, "string") || (type.kind === "named" && isValueType(type) === true);
}

function areComparable(left: Type, right: Type, isZero: readonly [boolean, boolean]): boolean {
  if (isNamed(left, "void") || isNamed(right, "void")) return false;
  // A value is never null, but that compiles.
  if (left.kind === "null" || right.kind === "null") return true;
  const plainLeft = withoutNullable(left);
  const plainRight = withoutNullable(right);
  if (plainLeft === undefined || plainRight === undefined) return true;
  if (isNumber(plainLeft) && isNumber(plainRight)) return true;
  if ((isEnum(plainLeft) && isZero[1]) || (isEnum(plainRight) && isZero[0])) return true;
  if (isNamed(plainLeft, "object")) return isValueType(plainRight) !== true;
  if (isNamed(plainRight, "object")) return isValueType(plainLeft) !== true;
  const isChecked = isPlain(plainLeft) || isPlain(plainRight);
  if (!isChecked) return true;
  return converts(plainLeft, plainRight) !== false || converts(plainRight, plainLeft) !== false;
}

function areOrdered(left: Type, right: Type): boolean {
  const plainLeft = withoutNullable(left);
  const plainRight = withoutNullable(right);
  if (plainLeft === undefined || plainRight === undefined || left.kind === "null" || right.kind === "null") return true;
  if (isNumber(plainLeft) && isNumber(plainRight)) return true;
  const isUnordered = (type: Type): boolean =>
    type.kind === "array" || isJson(type) || isNamed(type, "string", "bool", "object", "Guid");
  if (isUnordered(plainLeft) || isUnordered(plainRight)) {
    return !isSimple(plainLeft) || !isSimple(plainRight);
  }
  const isTime = (type: Type): boolean => isNamed(type, ...TIMES) || isNumber(type);
  if (!isTime(plainLeft) || !isTime(plainRight)) return true;
  return converts(plainLeft, plainRight) === true || converts(plainRight, plainLeft) === true;
}

function coalesced(left: Type | undefined, right: Type | undefined, isConstant: boolean): OperatorResult {
  if (isValueType(left) === true && !isNamed(left, "Nullable") && left?.kind === "named") return WRONG;
  if (left === undefined || left.kind === "null") return { type: left === undefined ? undefined : right };
  if (right === undefined || right.kind === "null") return { type: right === undefined ? undefined : left };
  const plain = withoutNullable(left);
  const toPlain = converts(right, plain, isConstant);
  if (toPlain === true) return { type: plain };
  const toLeft = converts(right, left);
  if (toLeft === true) return { type: left };
  const toRight = converts(plain, right);
  if (toRight === true) return { type: right };
  return toPlain === false && toLeft === false && toRight === false ? WRONG : { type: undefined };
}
