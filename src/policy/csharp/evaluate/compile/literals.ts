import { type Expression, type NumberLiteral } from "../../tree";
import { char, NetNumber, type NetValue } from "../contract/values";
import { typeNamed, UNKNOWN } from "../contract/type";
import { defaultOf } from "../binding/values-of-types";
import { formatPart } from "../text/composite";
import { parseDecimal } from "../numbers/decimal";
import { integer } from "../numbers/kinds";
import { type Code, code, type Compiler, type Scope } from "./code";
import { resolveTypeNode, unsupported } from "./types";

type Literal = Extract<
  Expression,
  {
    kind:
      "null" | "boolean" | "number" | "char" | "string" | "interpolated" | "default" | "nameof" | "place" | "missing";
  }
>;

/** Literals, and what is as constant as one. */
export function compileLiteral(node: Literal, scope: Scope, compiler: Compiler): Code {
  switch (node.kind) {
    case "null":
      return { type: UNKNOWN, isNull: true, run: () => null };
    case "boolean":
      return constant("bool", node.value);
    case "number":
      return number(node);
    case "char":
      return constant("char", char(node.value));
    case "string":
      return constant("string", node.value);
    case "interpolated":
      return interpolated(node, scope, compiler);
    case "default": {
      if (node.type === undefined) return { type: UNKNOWN, isNull: true, isDefault: true, run: () => null };
      const type = resolveTypeNode(node.type, scope);
      return code(type, () => defaultOf(type));
    }
    case "nameof":
      return constant("string", nameOf(node.target));
    case "place":
      throw unsupported(`the value of ${node.text}`, node);
    case "missing":
      throw unsupported("what is missing here", node);
  }
}

function constant(type: string, value: NetValue): Code {
  return code(typeNamed(type), () => value);
}

function number(node: NumberLiteral): Code {
  const { type, digits } = node;
  if (type === "double" || type === "float") {
    return constant(type, new NetNumber(type, type === "float" ? Math.fround(Number(digits)) : Number(digits)));
  }
  if (type === "decimal") {
    const value = parseDecimal(digits);
    if (value === undefined) throw unsupported("a decimal with so many digits", node);
    return constant("decimal", value);
  }
  const value = integer(type, BigInt(digits), false);
  if (typeof value !== "number") return constant(type, value);
  return { type: typeNamed("int"), constant: value, run: () => value };
}

function interpolated(node: Extract<Expression, { kind: "interpolated" }>, scope: Scope, compiler: Compiler): Code {
  const parts = node.parts.map((part) => {
    if (part.kind === "text") return () => part.value;
    const value = compiler.expression(part.value, scope);
    const alignment = part.alignment && compiler.expression(part.alignment, scope);
    return (environment: Parameters<Code["run"]>[0]) => {
      const width = alignment?.run(environment) ?? 0;
      if (typeof width !== "number") throw unsupported("an alignment that is no int", part);
      return formatPart(value.run(environment), width, part.format ?? null, environment.runtime);
    };
  });
  return code(typeNamed("string"), (environment) => {
    let text = "";
    for (const part of parts) {
      text += part(environment);
      environment.runtime.checkLength(text.length);
    }
    return text;
  });
}

function nameOf(node: Expression): string {
  if (node.kind === "name" || node.kind === "member") return node.name;
  throw unsupported("nameof of this", node);
}
