import { type Pattern, type TypeTest } from "../../tree";
import { areEqual, isInstance } from "../binding/values-of-types";
import { nullableArgument, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { compareNumbers } from "../numbers/arithmetic";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { resolveTypeNode, typeOfExpression } from "./types";

/** Whether a value matches a pattern; what the pattern declares gets its value. */
export type PatternCode = (value: NetValue, environment: Environment) => boolean;

export function compilePattern(pattern: Pattern, tested: NetType, scope: Scope, compiler: Compiler): PatternCode {
  switch (pattern.kind) {
    case "typePattern":
      return typePattern(resolveTypeNode(pattern.type, scope));
    case "declarationPattern": {
      const type = pattern.type === undefined ? undefined : resolveTypeNode(pattern.type, scope);
      const matches: PatternCode = type === undefined ? () => true : typePattern(type);
      if (pattern.name === undefined) return matches;
      const { index } = scope.declare(pattern.name, type ?? tested);
      return (value, environment) => {
        if (!matches(value, environment)) return false;
        environment.values[index] = value;
        return true;
      };
    }
    case "constantPattern": {
      // `x is System.String` reads as a constant, and is a type.
      const type = typeOfExpression(pattern.value, scope);
      if (type !== undefined) return typePattern(type);
      const constant = compiler.expression(pattern.value, scope);
      return (value, environment) => isConstant(value, constant.run(environment));
    }
  }
}

function typePattern(type: NetType): PatternCode {
  const target = nullableArgument(type) ?? type;
  return (value) => value !== null && isInstance(value, target);
}

function isConstant(value: NetValue, constant: NetValue): boolean {
  if (value === null || constant === null) return value === constant;
  if (areEqual(value, constant)) return true;
  // A constant takes the type of the value that it is compared with.
  return typeof constant === "number" && typeof value !== "number" && compareNumbers(value, constant) === 0;
}

/** `is` and `as`. */
export function compileTypeTest(node: TypeTest, scope: Scope, compiler: Compiler): Code {
  const value = compiler.expression(node.value, scope);
  if (node.operator === "is") {
    const matches = compilePattern(node.pattern, value.type, scope, compiler);
    return code(typeNamed("bool"), (environment) => matches(value.run(environment), environment));
  }
  const type = node.pattern.kind === "typePattern" ? resolveTypeNode(node.pattern.type, scope) : UNKNOWN;
  return code(type, (environment) => {
    const result = value.run(environment);
    return result !== null && isInstance(result, nullableArgument(type) ?? type) ? result : null;
  });
}
