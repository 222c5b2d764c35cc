import { findPolicy, type ElementSpec, type ValueSpec } from "../catalog";
import {
  lowerBound,
  propsOf,
  upperBound,
  type AttributeProp,
  type ChildProp,
  type PoliciesProp,
} from "../catalog/props";
import { brokenRule, missingProp, wrongCount } from "../text/errors";
import {
  PolicyElement,
  PolicyText,
  type PolicyAttribute,
  type PolicyElementOptions,
  type PolicyNode,
} from "../model/node";
import { PolicyValue } from "../model/value";
import { checkNamed, checkPolicies } from "./check-nesting";
import { checkRules } from "./check-rules";
import { checkValue } from "../catalog/check-value";

/** The values of props. The generated interfaces say what they are. */
type Given = Readonly<Record<string, unknown>>;

/**
 * The attributes and children of a statement.
 *
 * @param name the name of a policy of the catalog
 * @param props the props, under the names that `propsOf` gives them
 * @throws when the props do not make a statement that API Management takes
 */
export function buildStatement(name: string, props: object = {}): PolicyElementOptions {
  return buildContent(findPolicy(name)!, props as Given);
}

function buildContent(element: ElementSpec, given: Given): PolicyElementOptions {
  const attributes: PolicyAttribute[] = [];
  const children: PolicyNode[] = [];
  for (const prop of propsOf(element)) {
    // Other languages than TypeScript may pass null for what is left out.
    const raw = given[prop.name] ?? undefined;
    if (raw === undefined) {
      if (prop.required) throw missingProp(element.name, prop.name);
      continue;
    }
    switch (prop.kind) {
      case "attribute":
        if (prop.wrapper === undefined) attributes.push(buildAttribute(element.name, prop, raw));
        else requireListOf(element, prop, given);
        break;
      case "text":
        children.push(new PolicyText(toValue(raw, prop.text, `<${element.name}>`, prop.name)));
        break;
      case "policies":
        children.push(...buildPolicies(element.name, prop, raw));
        break;
      case "child":
        children.push(...buildChildren(element, prop, raw, given));
        break;
    }
  }
  checkRules(element, attributes, children);
  return { attributes, children };
}

function buildAttribute(element: string, prop: AttributeProp, raw: unknown): PolicyAttribute {
  const { name } = prop.attribute;
  return { name, value: toValue(raw, prop.attribute, `attribute "${name}" of <${element}>`, prop.name) };
}

/** An attribute of a list's element can only be written together with the list. */
function requireListOf(element: ElementSpec, prop: AttributeProp, given: Given): void {
  const list = propsOf(element).find((other) => other.kind === "child" && other.wrapper === prop.wrapper)!;
  if ((given[list.name] ?? undefined) === undefined) {
    throw brokenRule(
      element.name,
      `${prop.name} alone`,
      `${list.name} as well`,
      `give ${list.name}, or leave out ${prop.name}`,
    );
  }
}

function buildPolicies(element: string, prop: PoliciesProp, raw: unknown): PolicyNode[] {
  const nodes = raw as PolicyNode[];
  checkPolicies(element, prop.name, nodes, prop.allowed);
  return nodes;
}

function buildChildren(element: ElementSpec, prop: ChildProp, raw: unknown, given: Given): PolicyNode[] {
  const items = prop.many ? (raw as unknown[]) : [raw];
  const { wrapper } = prop;
  checkCount(wrapper?.name ?? element.name, prop, items.length);
  const nodes = items.map((item) => buildChild(wrapper?.name ?? element.name, prop, item));
  if (wrapper === undefined) return nodes;
  const attributes: PolicyAttribute[] = [];
  for (const other of propsOf(element)) {
    const value = given[other.name] ?? undefined;
    if (other.kind !== "attribute" || other.wrapper !== wrapper || value === undefined) continue;
    attributes.push(buildAttribute(wrapper.name, other, value));
  }
  return [new PolicyElement(wrapper.name, { attributes, children: nodes })];
}

function checkCount(element: string, prop: ChildProp, count: number): void {
  const least = lowerBound(prop.child);
  const most = upperBound(prop.child);
  if (count >= least && count <= most) return;
  const expected = count < least ? `at least ${least}` : `at most ${most}`;
  throw wrongCount(element, prop.child.name, prop.name, count, expected);
}

function buildChild(parent: string, prop: ChildProp, raw: unknown): PolicyElement {
  const { child, item } = prop;
  switch (item.kind) {
    case "value": {
      const value = toValue(raw, item.text, `<${child.name}> of <${parent}>`, prop.name);
      return new PolicyElement(child.name, { children: [new PolicyText(value)] });
    }
    case "struct":
      return new PolicyElement(child.name, buildContent(child, raw as Given));
    case "policies":
      checkPolicies(parent, prop.name, raw as PolicyNode[]);
      return new PolicyElement(child.name, { children: [...(raw as PolicyNode[])] });
    case "policy":
    case "xml":
      checkNamed(parent, prop.name, raw, child.name);
      return raw;
  }
}

/** A prop is a policy value, an enum-like object around one, or a plain value where no expression is allowed. */
function toValue(raw: unknown, spec: ValueSpec, place: string, prop: string): PolicyValue {
  const value =
    raw instanceof PolicyValue
      ? raw
      : typeof raw === "string"
        ? PolicyValue.text(raw)
        : typeof raw === "number"
          ? PolicyValue.number(raw)
          : typeof raw === "boolean"
            ? PolicyValue.flag(raw)
            : (raw as { readonly value: PolicyValue }).value;
  checkValue(value, spec, place, prop);
  return value;
}
