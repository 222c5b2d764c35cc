import {
  type AttributeSpec,
  type ElementRule,
  type ElementSpec,
  type PolicySpec,
  type TextSpec,
  type ValueSpec,
} from "../../src/policy/catalog";
import {
  className,
  constantName,
  isEnum,
  lowerBound,
  plainTypeOf,
  propsOf,
  structName,
  upperBound,
  type Prop,
} from "../../src/policy/catalog/props";
import { describeRange } from "../../src/policy/catalog/check-value";

/** A documentation comment, or nothing if there is nothing to document. */
export function docComment(paragraphs: readonly string[], tags: readonly string[] = []): string {
  const texts = paragraphs.filter((paragraph) => paragraph !== "");
  const lines = texts.flatMap((paragraph, index) => (index === 0 ? [paragraph] : ["", paragraph]));
  if (tags.length > 0 && lines.length > 0) lines.push("");
  lines.push(...tags);
  if (lines.length === 0) return "";
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ["/**", ...lines.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"].join("\n");
}

export function propDoc(prop: Prop, type: string): string {
  const tags = prop.required ? [] : [`@default ${defaultOf(prop, type)}`];
  return docComment([propText(prop)], tags);
}

/** The description of a prop, with its type, unit and range. */
export function propText(prop: Prop): string {
  switch (prop.kind) {
    case "attribute":
      return join(
        prop.attribute.summary,
        valueText(prop.attribute),
        prop.attribute.expressions === false && !isEnum(prop.attribute) ? "No expression." : "",
        prop.attribute.undocumented ? "The reference page does not describe it." : "",
      );
    case "text":
      return join(prop.text.summary, valueText(prop.text));
    case "policies":
      return prop.allowed === undefined
        ? "The enclosed policies, in the order in which they run, and comments."
        : "The enclosed policies, and comments.";
    case "child":
      return join((prop.wrapper ?? prop.child).summary, childText(prop));
  }
}

/** The type of a prop, as it is in the struct. */
export function typeOf(policy: string, prop: Prop): string {
  switch (prop.kind) {
    case "attribute":
      return prop.attribute.values?.name ?? valueType(prop.attribute);
    case "text":
      return valueType(prop.text);
    case "policies":
      return "PolicyNode[]";
    case "child": {
      const type = itemType(policy, prop);
      if (!prop.many) return type;
      return type.includes("|") ? `(${type})[]` : `${type}[]`;
    }
  }
}

/** The plain type of a value, or a policy value: an expression or a named value. */
function valueType(spec: AttributeSpec | TextSpec): string {
  return `${plainTypeOf(spec.type)} | PolicyValue`;
}

function itemType(policy: string, { child, item }: Extract<Prop, { kind: "child" }>): string {
  switch (item.kind) {
    case "value":
      return valueType(item.text);
    case "policies":
      return "PolicyNode[]";
    case "xml":
      return "PolicyElement";
    case "policy":
      return className(child.name);
    case "struct":
      return structName(policy, child);
  }
}

/** The default of an optional prop in the jsii format: a literal, or a dash and the behaviour. */
export function defaultOf(prop: Prop, type: string): string {
  if (prop.kind !== "attribute") return "- none";
  const { attribute } = prop;
  const literal = attribute.default;
  if (literal === undefined) return `- ${attribute.absent ?? "none"}`;
  if (attribute.values !== undefined) return `${type}.${constantName(literal)}`;
  return plainTypeOf(attribute.type) === "string" ? JSON.stringify(literal) : literal;
}

/** The documentation of the rules between props. */
export function rulesDoc(element: ElementSpec): string {
  return (element.rules ?? []).map((rule) => ruleText(element, rule)).join(" ");
}

function ruleText(element: ElementSpec, rule: ElementRule): string {
  const name = (attribute: string): string => `\`${propNameOf(element, attribute)}\``;
  const all = (attributes: readonly string[]): string => listOf(attributes.map(name));
  switch (rule.kind) {
    case "exactlyOne":
      return `Give exactly one of ${all(rule.names)}.`;
    case "atMostOne":
      return `Give at most one of ${all(rule.names)}.`;
    case "allOrNone":
      return `Give ${all(rule.names)} together.`;
    case "atLeastOne":
      return `Give at least one of ${listOf(rule.groups.map((group) => group.map(name).join(" with ")))}.`;
    case "atLeastOneChild":
      return `Give at least one of ${all(rule.names)}.`;
    case "requires":
      return `${name(rule.name)} needs ${name(rule.needs)}.`;
    case "onlyIf":
      return `${name(rule.name)} has an effect only if ${name(rule.attribute)} is \`${rule.value}\`.`;
    case "neededIf":
      return `${name(rule.name)} is needed if ${name(rule.attribute)} is \`${rule.value}\`.`;
    case "ascending":
      return `${name(rule.names[0])} must not be higher than ${name(rule.names[1])}.`;
    case "childrenUnless":
      return `${all(rule.children)} ${rule.children.length === 1 ? "is" : "are"} needed unless ${name(rule.attribute)} is \`${rule.values.join("` or `")}\`.`;
  }
}

function propNameOf(element: ElementSpec, name: string): string {
  return propsOf(element).find(
    (prop) =>
      (prop.kind === "attribute" && prop.attribute.name === name) ||
      (prop.kind === "child" && (prop.wrapper ?? prop.child).name === name),
  )!.name;
}

/** Where a policy may be used. */
export function whereDoc(policy: PolicySpec): string {
  const once = policy.once === undefined ? "" : `Once in a ${policy.once}.`;
  if (policy.sections.length === 0) return once;
  return join(`Sections: ${policy.sections.join(", ")}.`, `Scopes: ${policy.scopes.join(", ")}.`, once);
}

function valueText(value: ValueSpec): string {
  if (value.values !== undefined) return "";
  switch (value.type) {
    case "integer":
    case "number": {
      const kind = value.type === "integer" ? "a whole number" : "a number";
      const number = join(kind, describeRange(value.doubtfulRange ?? value.range));
      return upperFirst(`${value.unit === undefined ? "" : `in ${value.unit}, `}${number}.`);
    }
    case "boolean":
      return "";
    case "date-time":
      return "A time in the form of ISO 8601.";
    case "string":
      return "";
  }
}

function childText(prop: Extract<Prop, { kind: "child" }>): string {
  if (!prop.many) return "";
  const least = lowerBound(prop.child);
  const most = upperBound(prop.child);
  if (most !== Infinity) return `${least} to ${most} of them.`;
  return least > 0 ? "At least one." : "";
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

function upperFirst(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
