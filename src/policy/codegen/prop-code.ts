import { type AttributeSpec, type ElementSpec, type TextSpec } from "../catalog";
import { constantName, propsOf, type AttributeProp, type ChildProp, type Prop, type TextProp } from "../catalog/props";
import { contentOf } from "../syntax/content";
import { type PolicyElement, PolicyText, type PolicyNode } from "../model/node";
import { PolicyValue } from "../model/value";
import { array, call, member, object, type Code } from "./code";
import { markupCode } from "./markup-code";
import { valueCode } from "./value-code";

/** A value, and the code that creates it. The code is generated only if the values are right. */
export interface Evaluated {
  readonly value: unknown;
  readonly code: () => Code;
}

/** The props of a statement or of a part of one: what they are, and the members of their object literal. */
export interface EvaluatedProps {
  readonly values: Readonly<Record<string, unknown>>;
  readonly members: () => Code[];
}

/** Generates the code of what is inside another policy. */
export interface NestedCode {
  /** The code of the statements in a list, and of the comments among them. */
  readonly statements: (nodes: readonly PolicyNode[]) => Code[];
  /** The code of a policy that is a part. */
  readonly part: (element: PolicyElement) => Code;
}

/**
 * The props that may create the element, as returned by `propsOf`.
 *
 * What no prop can express is left out, so the element that the props create has to be compared with this one.
 */
export function readProps(spec: ElementSpec, element: PolicyElement, nested: NestedCode): EvaluatedProps {
  const read = propsOf(spec).flatMap((prop) => {
    const evaluated = readProp(prop, element, nested);
    return evaluated === undefined ? [] : [{ name: prop.name, ...evaluated }];
  });
  return {
    values: Object.fromEntries(read.map(({ name, value }) => [name, value])),
    members: () => read.map(({ name, code }) => member(name, code())),
  };
}

function readProp(prop: Prop, element: PolicyElement, nested: NestedCode): Evaluated | undefined {
  switch (prop.kind) {
    case "attribute":
      return readAttribute(prop, element);
    case "text":
      return readText(prop, element);
    case "policies":
      return readPolicies(element, nested);
    case "child":
      return readChildren(prop, element, nested);
  }
}

function readAttribute({ attribute, wrapper }: AttributeProp, element: PolicyElement): Evaluated | undefined {
  const holder = wrapper === undefined ? element : childrenOf(element, wrapper.name)[0];
  const value = holder?.tryAttribute(attribute.name);
  if (value === undefined) return undefined;
  if (attribute.values !== undefined) return choiceOf(attribute, value);
  return policyValue(attribute, value);
}

/** A member of an enum, or of an enum-like class where expressions are allowed. */
function choiceOf({ values, expressions }: AttributeSpec, value: PolicyValue): Evaluated | undefined {
  const { name, values: known } = values!;
  const { source } = value;
  const isClosed = expressions === false;
  if (Object.keys(known).includes(source)) {
    const constant: Code = { head: `${name}.${constantName(source)}`, names: [name] };
    return { value: isClosed ? source : { value }, code: () => constant };
  }
  return isClosed ? undefined : { value: { value }, code: () => call(name, `${name}.of`, [valueCode(value)]) };
}

function policyValue({ type }: AttributeSpec | TextSpec, value: PolicyValue, isTemplate?: boolean): Evaluated {
  return { value, code: () => valueCode(value, { type, isTemplate }) };
}

function readText({ text: spec, required }: TextProp, element: PolicyElement): Evaluated | undefined {
  const value = textOf(element);
  if (value === undefined && !required) return undefined;
  const isTemplate = element.tryAttribute("template")?.source === "liquid";
  return policyValue(spec, value ?? PolicyValue.text(""), isTemplate);
}

function readPolicies(element: PolicyElement, nested: NestedCode): Evaluated {
  const nodes = contentOf(element, false).children;
  return { value: nodes, code: () => array(nested.statements(nodes)) };
}

function readChildren(prop: ChildProp, element: PolicyElement, nested: NestedCode): Evaluated | undefined {
  const { wrapper, child, many } = prop;
  const parent = wrapper === undefined ? element : childrenOf(element, wrapper.name)[0];
  if (parent === undefined) return undefined;
  const items = childrenOf(parent, child.name).map((item) => readChild(prop, item, nested));
  if (!many) return items[0];
  if (items.length === 0 && wrapper === undefined && !prop.required) return undefined;
  return { value: items.map(({ value }) => value), code: () => array(items.map(({ code }) => code())) };
}

function readChild({ child, item }: ChildProp, element: PolicyElement, nested: NestedCode): Evaluated {
  switch (item.kind) {
    case "value":
      return policyValue(item.text, textOf(element) ?? PolicyValue.text(""));
    case "struct": {
      const { values, members } = readProps(child, element, nested);
      return { value: values, code: () => object(members()) };
    }
    case "policies":
      return readPolicies(element, nested);
    case "policy":
      return { value: element, code: () => nested.part(element) };
    case "xml":
      return { value: element, code: () => markupCode(element) };
  }
}

function childrenOf(element: PolicyElement, name: string): PolicyElement[] {
  return element.elements.filter((child) => child.name === name);
}

function textOf(element: PolicyElement): PolicyValue | undefined {
  const isText = (node: PolicyNode): node is PolicyText => node instanceof PolicyText;
  return contentOf(element, false).children.find(isText)?.value;
}
