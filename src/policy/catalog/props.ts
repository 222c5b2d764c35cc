import {
  type AttributeSpec,
  type ChildSpec,
  type ElementSpec,
  type TextSpec,
  type Unit,
  type ValueType,
} from "./model";
import { tryFindPolicy } from ".";

/**
 * A prop of a statement or of a part of one, and its counterpart in the element.
 *
 * Both the generator of the classes and the code that runs in them read a policy's entry this way.
 */
export type Prop = AttributeProp | TextProp | PoliciesProp | ChildProp;

interface CommonProp {
  readonly name: string;
  readonly required: boolean;
}

export interface AttributeProp extends CommonProp {
  readonly kind: "attribute";
  readonly attribute: AttributeSpec;
  /** The child that has the attribute, when it is not the element itself. */
  readonly wrapper?: ChildSpec;
}

/** The text of the element itself. */
export interface TextProp extends CommonProp {
  readonly kind: "text";
  readonly text: TextSpec;
}

/** The policies inside the element itself. */
export interface PoliciesProp extends CommonProp {
  readonly kind: "policies";
  /** The policies that are allowed; undefined is any. */
  readonly allowed?: readonly string[];
}

/** One or several children of a name. */
export interface ChildProp extends CommonProp {
  readonly kind: "child";
  readonly child: ChildSpec;
  /** The child that contains only these. */
  readonly wrapper?: ChildSpec;
  readonly many: boolean;
  readonly item: ChildItem;
}

/** How a child is specified: by its text, its parts, the policies or the XML inside it, or, for a policy, the policy itself. */
export type ChildItem =
  | { readonly kind: "value"; readonly text: TextSpec }
  | { readonly kind: "struct" }
  | { readonly kind: "policies" }
  | { readonly kind: "policy" }
  | { readonly kind: "xml" };

const cache = new WeakMap<ElementSpec, readonly Prop[]>();

/** The props of an element, in the order in which they are written. */
export function propsOf(element: ElementSpec): readonly Prop[] {
  let props = cache.get(element);
  if (props === undefined) {
    props = readProps(element);
    cache.set(element, props);
  }
  return props;
}

const names = new WeakMap<ElementSpec, readonly string[]>();

/** The names of the props of an element, in the order in which they are written. */
export function propNamesOf(element: ElementSpec): readonly string[] {
  let known = names.get(element);
  if (known === undefined) {
    known = propsOf(element).map(({ name }) => name);
    names.set(element, known);
  }
  return known;
}

function readProps(element: ElementSpec): Prop[] {
  const props: Prop[] = (element.attributes ?? []).map((attribute) => attributeProp(attribute));
  const children = element.children ?? [];
  if (element.order === "any" && children.length > 0 && children.every((child) => child.policy)) {
    const allowed = children.map((child) => child.name);
    return [...props, { kind: "policies", name: "statements", required: true, allowed }];
  }
  for (const child of documentedChildren(element)) props.push(...childProps(child));
  if (element.text !== undefined && !element.text.undocumented) props.push(textProp(element.text));
  if (element.inside === "policies") props.push({ kind: "policies", name: "statements", required: true });
  return props;
}

function attributeProp(attribute: AttributeSpec, wrapper?: ChildSpec): AttributeProp {
  const required = attribute.required !== undefined;
  return { kind: "attribute", name: attributePropName(attribute), required, attribute, ...(wrapper && { wrapper }) };
}

function textProp(text: TextSpec): TextProp {
  return { kind: "text", name: text.prop ?? "value", required: text.required !== undefined, text };
}

function childProps(child: ChildSpec): Prop[] {
  const name = child.prop ?? camelCase(child.name);
  const required = lowerBound(child) > 0;
  const inner = listedIn(child);
  if (inner === undefined) {
    return [{ kind: "child", name, required, child, many: upperBound(child) !== 1, item: itemOf(child) }];
  }
  const many = upperBound(inner) !== 1;
  return [
    ...(child.attributes ?? []).map((attribute) => attributeProp(attribute, child)),
    { kind: "child", name, required, child: inner, wrapper: child, many, item: itemOf(inner) },
  ];
}

/** The child in a wrapper, which the prop specifies, or undefined when the element is not a wrapper. */
function listedIn(child: ChildSpec): ChildSpec | undefined {
  const isPlain = child.attributes === undefined || child.hoist;
  if (!isPlain || child.policy || child.max !== 1 || child.inside !== undefined) return undefined;
  const [inner, ...others] = documentedChildren(child);
  return others.length === 0 ? inner : undefined;
}

function itemOf(child: ChildSpec): ChildItem {
  if (child.policy) {
    const policy = tryFindPolicy(child.name)!;
    // A policy that consists of a text, such as `set-method`, is specified by that text.
    const isText = policy.text !== undefined && policy.inside === undefined && propsOf(policy).length === 2;
    return isText ? { kind: "value", text: policy.text } : { kind: "policy" };
  }
  if (child.attributes === undefined && child.children === undefined) {
    if (child.text !== undefined) return { kind: "value", text: child.text };
    if (child.inside !== undefined) return { kind: child.inside };
  }
  return { kind: "struct" };
}

function documentedChildren(element: ElementSpec): ChildSpec[] {
  return (element.children ?? []).filter(
    (child) => !child.undocumented && !(child.policy && tryFindPolicy(child.name)!.undocumented),
  );
}

/** The minimum number of children of the kind, including doubtful requirements. */
export function lowerBound(child: ChildSpec): number {
  return child.doubtfulMin ?? child.min ?? 0;
}

/** The maximum number of children of the kind, including doubtful requirements. */
export function upperBound(child: ChildSpec): number {
  return child.doubtfulMax ?? child.max ?? Infinity;
}

/** The type of a plain value. */
export function plainTypeOf(type: ValueType): "string" | "number" | "boolean" {
  if (type === "boolean") return "boolean";
  return type === "integer" || type === "number" ? "number" : "string";
}

/** Whether a value is one of a few literals and never an expression: a member of an enum. */
export function isEnum(spec: AttributeSpec | TextSpec): spec is AttributeSpec {
  return "name" in spec && spec.values !== undefined && spec.expressions === false;
}

/** Whether a value is an instance of an enum-like class: one of a few literals, or an expression. */
export function isEnumLike(spec: AttributeSpec | TextSpec): spec is AttributeSpec {
  return "name" in spec && spec.values !== undefined && spec.expressions !== false;
}

const UNIT_SUFFIX: Readonly<Record<Unit, string>> = {
  seconds: "Seconds",
  milliseconds: "Milliseconds",
  kilobytes: "Kilobytes",
  bytes: "Bytes",
  characters: "Characters",
};

function attributePropName({ name, prop, unit }: AttributeSpec): string {
  if (prop !== undefined) return prop;
  return unit === undefined ? camelCase(name) : camelCase(name.replace(/-ms$/, "")) + UNIT_SUFFIX[unit];
}

/** The name of a policy's class: `set-header` is `SetHeader`. */
export function className(policy: string): string {
  return pascalCase(policy);
}

/** The name of the struct for a part of a policy. */
export function structName(policy: string, child: ChildSpec): string {
  return child.struct ?? className(policy) + pascalCase(child.name);
}

/** The name of a constant in an enum or enum-like class: `as-null` is `AS_NULL`, and `2` is `V2`, because a digit cannot be first. */
export function constantName(literal: string): string {
  return literal
    .replace(/^(?=\d)/, "V")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}

function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal[0]!.toLowerCase() + pascal.slice(1);
}

function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}
