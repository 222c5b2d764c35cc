import { type AttributeSpec, type TextSpec, type ValueSpec } from "../catalog";
import { checkValue, TYPES } from "../catalog/check-value";
import { constantName, isEnum, isEnumLike, plainTypeOf } from "../catalog/props";
import { PolicyValue } from "../model/value";
import { LIST_PLACEHOLDER } from "../text/placeholder";
import { expressionNotAllowed } from "../text/errors";
import { isResolvable, listKnownLater, wrongKind } from "../text/wrong-kinds";

/** What has a value, for the errors. */
export interface ValueOwner {
  readonly element: string;
  readonly prop: string;
  /** What to call the attribute or the text. */
  readonly place: string;
}

/**
 * The policy value of a prop. A plain value is data, whatever it contains.
 *
 * @throws when the value has the wrong type, or is a literal that the attribute or text does not accept
 */
export function toValue(given: unknown, spec: AttributeSpec | TextSpec, owner: ValueOwner): PolicyValue {
  const { element, prop, place } = owner;
  if ((typeof given === "string" || typeof given === "number") && LIST_PLACEHOLDER.test(String(given))) {
    throw listKnownLater(`${prop} of <${element}>`);
  }
  const value = isEnumLike(spec) ? valueOfChoice(given) : valueOfPlain(given, spec);
  if (value === undefined) throw wrongKind(`${prop} of <${element}>`, given, expectedKind(spec), adviceOn(given, spec));
  if (value.isExpression && spec.expressions === false) {
    throw expressionNotAllowed(place, prop, typeof given === "string" ? given : value.source);
  }
  checkValue(value, spec, place, prop);
  return value;
}

function valueOfChoice(given: unknown): PolicyValue | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const value = given instanceof PolicyValue ? given : (given as { readonly value?: unknown }).value;
  return value instanceof PolicyValue ? value : undefined;
}

function valueOfPlain(given: unknown, { type }: ValueSpec): PolicyValue | undefined {
  if (given instanceof PolicyValue) return given;
  return typeof given === plainTypeOf(type) ? PolicyValue.text(String(given)) : undefined;
}

function expectedKind(spec: AttributeSpec | TextSpec): string {
  if (spec.values !== undefined && (isEnum(spec) || isEnumLike(spec))) {
    const { name, values } = spec.values;
    const constants = Object.keys(values).map((literal) => `${name}.${constantName(literal)}`);
    return `one of ${[...constants, ...(isEnum(spec) ? [] : [`${name}.of(…)`])].join(", ")}`;
  }
  const type = plainTypeOf(spec.type);
  return type === "boolean" ? "true, false or a PolicyValue" : `a ${type} or a PolicyValue`;
}

/** What to do about a value of the wrong type, if it is more than changing it. */
function adviceOn(given: unknown, spec: AttributeSpec | TextSpec): string | undefined {
  const type = plainTypeOf(spec.type);
  if (isResolvable(given)) {
    if (type !== "boolean") return `give Token.as${type === "string" ? "String" : "Number"}(value)`;
    return "give PolicyValue.text(Token.asString(value))";
  }
  if (typeof given === "string") return adviceOnString(given, spec);
  return type === "string" && typeof given !== "object" ? "put it into quotes" : undefined;
}

function adviceOnString(given: string, spec: AttributeSpec | TextSpec): string | undefined {
  const { type, values } = spec;
  if (values !== undefined) return given in values.values ? `give ${values.name}.${constantName(given)}` : undefined;
  if (!given.includes("${TfToken[")) return TYPES[type].test(given) ? "leave out the quotes" : undefined;
  return plainTypeOf(type) === "number" ? "give Token.asNumber(value)" : "give PolicyValue.text(value)";
}
