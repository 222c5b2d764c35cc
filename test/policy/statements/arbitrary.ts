import { fc } from "../../support/fast-check";
import * as library from "../../../src/policy";
import { PolicyComment, PolicyElement, PolicyValue, SetVariable, type PolicyNode } from "../../../src/policy";
import {
  tryFindPolicy,
  allPolicies,
  type ElementRule,
  type ElementSpec,
  type ValueSpec,
} from "../../../src/policy/catalog";
import {
  className,
  constantName,
  lowerBound,
  propsOf,
  upperBound,
  type AttributeProp,
  type ChildProp,
  type Prop,
} from "../../../src/policy/catalog/props";
import { EXAMPLES } from "./conformance";

export type Props = Readonly<Record<string, unknown>>;

export const DOCUMENTED = allPolicies().filter((policy) => !policy.undocumented);

/** Builds the statement of a policy by its class. */
export function build(policy: string, props: Props): PolicyElement {
  const Statement = (library as unknown as Record<string, new (props: Props) => PolicyElement>)[className(policy)]!;
  return new Statement(props);
}

/** Valid statements of a policy, whatever may be left out being left out now and then. */
export function statements(policy: string): fc.Arbitrary<PolicyElement> {
  return validProps(tryFindPolicy(policy)!).map((props) => build(policy, props));
}

/** Valid props of a policy or of a part of one. */
export function validProps(element: ElementSpec): fc.Arbitrary<Props> {
  const props = propsOf(element);
  const optional = props.filter((prop) => !prop.required).map((prop) => prop.name);
  return fc.tuple(fc.subarray(optional), fc.nat(20)).chain(([chosen, pick]) => {
    const names = new Set([...chosen, ...props.filter((prop) => prop.required).map((prop) => prop.name)]);
    const filled = new Set<string>();
    for (const rule of element.rules ?? []) obey(rule, element, names, filled, pick);
    for (const prop of props) {
      // An attribute of a list needs the list.
      if (prop.kind !== "attribute" || prop.wrapper === undefined || !names.has(prop.name)) continue;
      names.add(props.find((other) => other.kind === "child" && other.wrapper === prop.wrapper)!.name);
    }
    const values = props
      .filter((prop) => names.has(prop.name))
      .map((prop) => [prop.name, validValue(prop, filled.has(prop.name))] as const);
    return fc.record(Object.fromEntries(values)).map((made) => withObeyed(element, made));
  });
}

/** The props with the values that the rules between attributes ask for. */
function withObeyed(element: ElementSpec, props: Props): Props {
  const obeyed: Record<string, unknown> = { ...props };
  const attribute = (name: string): AttributeProp =>
    propsOf(element).find((prop): prop is AttributeProp => prop.kind === "attribute" && prop.attribute.name === name)!;
  for (const rule of element.rules ?? []) {
    if (rule.kind === "onlyIf") {
      const { name, attribute: spec } = attribute(rule.attribute);
      const value = PolicyValue.text(rule.value);
      if (attribute(rule.name).name in props) obeyed[name] = spec.values === undefined ? value : { value };
    }
    if (rule.kind === "ascending" && rule.names.every((name) => attribute(name).name in props)) {
      const { format } = attribute(rule.names[0]).attribute;
      const pair = format === undefined ? [1, 1] : EXAMPLES[format];
      rule.names.forEach((name, index) => (obeyed[attribute(name).name] = pair[index]));
    }
  }
  return obeyed;
}

/** Makes a set of props obey a rule, and notes which lists must not be empty. */
function obey(rule: ElementRule, element: ElementSpec, names: Set<string>, filled: Set<string>, pick: number): void {
  const prop = (name: string): string =>
    propsOf(element).find(
      (other) =>
        (other.kind === "attribute" && other.attribute.name === name) ||
        (other.kind === "child" && (other.wrapper ?? other.child).name === name),
    )!.name;
  const fill = (name: string): void => {
    names.add(prop(name));
    filled.add(prop(name));
  };
  const choose = <T>(items: readonly T[]): T => items[pick % items.length]!;
  switch (rule.kind) {
    case "exactlyOne":
    case "atMostOne": {
      const given = rule.names.map(prop).filter((name) => names.has(name));
      given.forEach((name) => names.delete(name));
      if (given.length > 0) names.add(choose(given));
      else if (rule.kind === "exactlyOne") names.add(prop(choose(rule.names)));
      return;
    }
    case "allOrNone":
      if (rule.names.some((name) => names.has(prop(name)))) rule.names.forEach((name) => names.add(prop(name)));
      return;
    case "atLeastOne":
      choose(rule.groups).forEach((name) => names.add(prop(name)));
      return;
    case "requires":
      if (!names.has(prop(rule.needs))) names.delete(prop(rule.name));
      return;
    case "onlyIf":
      if (names.has(prop(rule.name))) names.add(prop(rule.attribute));
      return;
    case "neededIf":
      if (!names.has(prop(rule.name))) names.delete(prop(rule.attribute));
      return;
    case "ascending":
      return;
    case "atLeastOneChild":
      fill(choose(rule.names));
      return;
    case "childrenUnless":
      rule.children.forEach(fill);
      return;
  }
}

function validValue(prop: Prop, isFilled: boolean): fc.Arbitrary<unknown> {
  switch (prop.kind) {
    case "attribute":
      return attributeValue(prop.attribute);
    case "text":
      return policyValue(prop.text);
    case "policies":
      return prop.allowed === undefined
        ? nestedPolicies
        : fc.array(fc.constantFrom(...prop.allowed.filter(hasClass)).chain(statements), { maxLength: 2 });
    case "child": {
      const item = childValue(prop);
      if (!prop.many) return item;
      const minLength = Math.max(lowerBound(prop.child), isFilled ? 1 : 0);
      return fc.array(item, { minLength, maxLength: Math.min(minLength + 2, upperBound(prop.child)) });
    }
  }
}

function hasClass(policy: string): boolean {
  return !tryFindPolicy(policy)!.undocumented;
}

function childValue({ child, item }: ChildProp): fc.Arbitrary<unknown> {
  switch (item.kind) {
    case "value":
      return policyValue(item.text);
    case "struct":
      return validProps(child);
    case "policies":
      return nestedPolicies;
    case "policy":
      return statements(child.name);
    case "xml":
      return fc.constant(new PolicyElement(child.name));
  }
}

const nestedPolicies: fc.Arbitrary<PolicyNode[]> = fc.array(
  fc.constantFrom(
    new SetVariable({ name: "a", value: "b" }),
    new PolicyComment(" a comment "),
    new PolicyElement("newer-than-the-catalog"),
  ),
  { maxLength: 3 },
);

function attributeValue(spec: ValueSpec): fc.Arbitrary<unknown> {
  if (spec.values !== undefined) {
    const { name, values } = spec.values;
    const type = (library as unknown as Record<string, Record<string, unknown>>)[name]!;
    const constant = fc.constantFrom(...Object.keys(values)).map((literal) => type[constantName(literal)]);
    if (spec.expressions === false) return constant;
    const { of } = type as unknown as { of: (value: PolicyValue) => unknown };
    return fc.oneof(constant, dynamicValue.map(of));
  }
  return policyValue(spec);
}

const dynamicValue = fc.constantFrom(
  PolicyValue.expression('context.Request.Headers["a"] == "b"'),
  PolicyValue.block("return 1 < 2;"),
);
const namedValue = fc.constant(PolicyValue.namedValue("name"));

/** A plain value, or a policy value. */
function policyValue(spec: ValueSpec): fc.Arbitrary<unknown> {
  const plain = spec.values === undefined ? literalValue(spec) : fc.constantFrom(...Object.keys(spec.values.values));
  const literal = fc.oneof(
    plain,
    plain.map((value) => PolicyValue.text(String(value))),
  );
  return spec.expressions === false ? fc.oneof(literal, namedValue) : fc.oneof(literal, namedValue, dynamicValue);
}

/** A literal of the type, as a plain value. */
function literalValue(spec: ValueSpec): fc.Arbitrary<string | number | boolean> {
  const range = spec.doubtfulRange ?? spec.range;
  const min = range?.min ?? 0;
  const max = Math.min(range?.max ?? min + 1000, min + 1000);
  switch (spec.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return range?.or === undefined
        ? fc.integer({ min, max })
        : fc.oneof(fc.constant(range.or), fc.integer({ min, max }));
    case "number":
      return fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
    case "date-time":
      return fc.constantFrom("2026-01-01T00:00:00Z", "0001-01-01T00:00:00.000+01:00");
    case "string":
      if (spec.format !== undefined) return fc.constantFrom(...EXAMPLES[spec.format]);
      return fc
        .string({ minLength: 1, maxLength: 10 })
        .filter((text) => !/\{\{|@[({]/.test(text) && (spec.notEmpty === undefined || text.trim() !== ""));
  }
}
