import { tryFindPolicy, type ElementSpec } from "../catalog";
import {
  lowerBound,
  propsOf,
  upperBound,
  type AttributeProp,
  type ChildItem,
  type ChildProp,
  type PoliciesProp,
  type TextProp,
} from "../catalog/props";
import {
  CheckedElementOptions,
  PolicyElement,
  PolicyText,
  type PolicyAttribute,
  type PolicyElementOptions,
  type PolicyNode,
} from "../model/node";
import { brokenRule, missingProp, wrongCount } from "../text/errors";
import { notAList } from "../text/wrong-kinds";
import { checkNamed, checkPolicies } from "./check-nesting";
import { checkProps, type Given } from "./check-props";
import { checkRules } from "./check-rules";
import { toValue } from "./to-value";

/**
 * The attributes and children of a statement.
 *
 * @param name the name of a policy of the catalog
 * @param props the props, under the names that `propsOf` gives them
 * @throws when API Management would refuse a statement with these props
 */
export function buildStatement(name: string, props: unknown = {}): PolicyElementOptions {
  const policy = tryFindPolicy(name)!;
  checkProps(props, policy, `the props object of <${name}>`);
  return buildContent(policy, props);
}

function buildContent(element: ElementSpec, given: Given): PolicyElementOptions {
  const attributes: PolicyAttribute[] = [];
  const children: PolicyNode[] = [];
  for (const prop of propsOf(element)) {
    const value = given[prop.name];
    if (value === undefined) {
      if (prop.required) throw missingProp(element.name, prop.name);
      continue;
    }
    switch (prop.kind) {
      case "attribute":
        if (prop.wrapper === undefined) attributes.push(buildAttribute(element.name, prop, value));
        else requireListOf(element, prop, given);
        break;
      case "text":
        children.push(buildText(value, prop, element.name, `<${element.name}>`));
        break;
      case "policies":
        children.push(...buildPolicies(element.name, prop, value));
        break;
      case "child":
        children.push(...buildChildren(element, prop, value, given));
        break;
    }
  }
  checkRules(element, attributes, children);
  return new CheckedElementOptions(attributes, children);
}

/** @param holder the element that has the attribute; `element` is the one that has the prop */
function buildAttribute(element: string, prop: AttributeProp, given: unknown, holder = element): PolicyAttribute {
  const { name } = prop.attribute;
  const owner = { element, prop: prop.name, place: `attribute "${name}" of <${holder}>` };
  return { name, value: toValue(given, prop.attribute, owner) };
}

/** An attribute of a list's element can only be written together with the list. */
function requireListOf(element: ElementSpec, prop: AttributeProp, given: Given): void {
  const list = propsOf(element).find((other) => other.kind === "child" && other.wrapper === prop.wrapper)!;
  if (given[list.name] !== undefined) return;
  throw brokenRule(
    element.name,
    `${prop.name} alone`,
    `${list.name} as well`,
    `give ${list.name}, or leave out ${prop.name}`,
  );
}

function buildText(
  given: unknown,
  { name, text }: Pick<TextProp, "name" | "text">,
  element: string,
  place: string,
): PolicyText {
  return new PolicyText(toValue(given, text, { element, prop: name, place }));
}

function buildPolicies(element: string, { name, allowed }: PoliciesProp, given: unknown): PolicyNode[] {
  checkPolicies(element, name, given, allowed);
  return given;
}

function buildChildren(element: ElementSpec, prop: ChildProp, value: unknown, given: Given): PolicyNode[] {
  const { wrapper } = prop;
  const parent = wrapper?.name ?? element.name;
  const items = prop.many ? listOf(element.name, prop, value) : [value];
  checkCount(parent, prop, items.length);
  const nodes = items.map((item, index) => {
    const name = prop.many ? `${prop.name}[${index}]` : prop.name;
    return buildChild(element.name, prop, name, item);
  });
  if (wrapper === undefined) return nodes;
  const attributes: PolicyAttribute[] = [];
  for (const other of propsOf(element)) {
    if (other.kind !== "attribute" || other.wrapper !== wrapper || given[other.name] === undefined) continue;
    attributes.push(buildAttribute(element.name, other, given[other.name], wrapper.name));
  }
  return [new PolicyElement(wrapper.name, new CheckedElementOptions(attributes, nodes))];
}

function listOf(element: string, { name, item }: ChildProp, given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw notAList(`${name} of <${element}>`, given, ITEMS[item.kind]);
}

const ITEMS: Readonly<Record<ChildItem["kind"], string>> = {
  value: "values",
  struct: "objects",
  policies: "lists of policies",
  policy: "policies",
  xml: "elements",
};

function checkCount(element: string, prop: ChildProp, count: number): void {
  const least = lowerBound(prop.child);
  const most = upperBound(prop.child);
  if (count >= least && count <= most) return;
  const expected = count < least ? `at least ${least}` : `at most ${most}`;
  throw wrongCount(element, prop.child.name, prop.name, count, expected);
}

/**
 * @param element the element that has the prop
 * @param name the name of the prop, with the index in its list
 */
function buildChild(element: string, prop: ChildProp, name: string, given: unknown): PolicyElement {
  const { child, item, wrapper } = prop;
  switch (item.kind) {
    case "value": {
      const place = `<${child.name}> of <${wrapper?.name ?? element}>`;
      const text = buildText(given, { name, text: item.text }, element, place);
      return new PolicyElement(child.name, new CheckedElementOptions([], [text]));
    }
    case "struct":
      checkProps(given, child, `${name} of <${element}>`);
      return new PolicyElement(child.name, buildContent(child, given));
    case "policies":
      checkPolicies(element, name, given);
      return new PolicyElement(child.name, new CheckedElementOptions([], [...given]));
    case "policy":
    case "xml":
      checkNamed(element, name, given, child.name);
      return given;
  }
}
