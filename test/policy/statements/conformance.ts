import { PolicyComment, PolicyElement, PolicyText, PolicyValue } from "../../../src/policy";
import { type ElementSpec, type ValueFormat, type ValueSpec } from "../../../src/policy/catalog";

/** What the examples of each format look like. */
const FORMS: Readonly<Record<ValueFormat, RegExp>> = {
  "ip-address": /^[0-9a-f.:]+$/,
  method: /^(?:[A-Z]+|\*)$/,
  "header-name": /^(?:[A-Za-z0-9_-]+|\*)$/,
  "absolute-url": /^https?:\/\/[^/]/,
};

/** Texts of each format: those that the tests use. The lower address comes first. */
export const EXAMPLES: Readonly<Record<ValueFormat, readonly string[]>> = {
  "ip-address": ["203.0.113.7", "203.0.113.9"],
  method: ["GET", "POST"],
  "header-name": ["Accept", "X-Request-Id"],
  "absolute-url": ["https://orders.contoso.com/v1"],
};

/** What is wrong with an element, compared with its entry in the catalog. It knows nothing of props. */
export function deviations(element: PolicyElement, spec: ElementSpec): string[] {
  const problems: string[] = [];
  const names = element.attributes.map(({ name }) => name);
  const specs = spec.attributes ?? [];
  const known = specs.map(({ name }) => name);

  const isData = spec.inside === "xml" && specs.length === 0;
  if (!isData && !isInOrder(names, known))
    problems.push(`attributes ${names.join()} are not in the order ${known.join()}`);
  for (const attribute of specs) {
    const value = element.tryAttribute(attribute.name);
    if (value === undefined && attribute.required) problems.push(`lacks ${attribute.name}`);
    if (value !== undefined && !isValid(value.source, value.isDynamic, attribute)) {
      problems.push(`${attribute.name}=${value.source}`);
    }
    if (value?.isExpression && attribute.expressions === false) problems.push(`${attribute.name} is an expression`);
  }

  const children = spec.children ?? [];
  const isOpen = spec.inside !== undefined;
  const parts = element.elements.filter((child) => !isOpen || children.some(({ name }) => name === child.name));
  const order = children.map(({ name }) => name);
  const statementsOnly = children.length > 0 && children.every((child) => child.policy) && spec.order === "any";
  const found = parts.map(({ name }) => name);
  if (statementsOnly ? !found.every((name) => order.includes(name)) : !isInOrder(found, order, true)) {
    problems.push(`children ${found.join()} are not in the order ${order.join()}`);
  }
  for (const child of children) {
    const count = found.filter((name) => name === child.name).length;
    if (count < (child.min ?? 0) || count > (child.max ?? Infinity)) problems.push(`${count} of ${child.name}`);
  }
  for (const child of parts) {
    const childSpec = children.find(({ name }) => name === child.name)!;
    if (!childSpec.policy) problems.push(...deviations(child, childSpec).map((problem) => `${child.name}: ${problem}`));
  }

  for (const node of element.children) {
    if (node instanceof PolicyText && spec.text === undefined) problems.push("text");
    if (node instanceof PolicyText && spec.text !== undefined) {
      if (!isValid(node.value.source, node.value.isDynamic, spec.text)) problems.push(`text ${node.value.source}`);
    }
    if (node instanceof PolicyComment && !isOpen && !statementsOnly) problems.push("comment");
  }
  return [...problems, ...brokenRules(names, found, element, spec)];
}

function isInOrder(found: readonly string[], known: readonly string[], repeatable = false): boolean {
  const ranks = found.map((name) => known.indexOf(name));
  return ranks.every((rank, at) => rank >= 0 && (at === 0 || ranks[at - 1]! < rank + (repeatable ? 1 : 0)));
}

function isValid(source: string, isDynamic: boolean, spec: ValueSpec): boolean {
  if (isDynamic) return true;
  if (spec.values !== undefined) return source in spec.values.values;
  if (spec.notEmpty && source.trim() === "") return false;
  if (spec.format && !FORMS[spec.format].test(source)) return false;
  if (spec.type === "boolean") return ["true", "false"].includes(source);
  if (spec.type === "integer" || spec.type === "number") {
    const number = Number(source);
    const { min = -Infinity, max = Infinity, or } = spec.doubtfulRange ?? spec.range ?? {};
    if (Number.isNaN(number) || (spec.type === "integer" && !Number.isInteger(number))) return false;
    return number === or || (min <= number && number <= max);
  }
  return true;
}

function brokenRules(
  attributes: readonly string[],
  children: readonly string[],
  element: PolicyElement,
  spec: ElementSpec,
): string[] {
  const count = (names: readonly string[]): number => names.filter((name) => attributes.includes(name)).length;
  return (spec.rules ?? [])
    .filter((rule) => {
      switch (rule.kind) {
        case "exactlyOne":
          return count(rule.names) !== 1;
        case "atMostOne":
          return count(rule.names) > 1;
        case "allOrNone":
          return ![0, rule.names.length].includes(count(rule.names));
        case "atLeastOne":
          return !rule.groups.some((group) => count(group) === group.length);
        case "requires":
          return count([rule.name]) > count([rule.needs]);
        case "onlyIf":
          return attributes.includes(rule.name) && !isOrMayBe(element.tryAttribute(rule.attribute), rule.value);
        case "neededIf":
          return element.tryAttribute(rule.attribute)?.source === rule.value && !attributes.includes(rule.name);
        case "ascending": {
          const [low, high] = rule.names.map((name) => element.tryAttribute(name)?.source);
          return Number(low) > Number(high) || (rule.names[0] === "from" && low! > high!);
        }
        case "atLeastOneChild":
          return !rule.names.some((name) => children.includes(name));
        case "childrenUnless":
          return (
            !rule.values.includes(element.tryAttribute(rule.attribute)?.source ?? "") &&
            !rule.children.every((name) => children.includes(name))
          );
      }
    })
    .map((rule) => `rule ${rule.kind}`);
}

function isOrMayBe(value: PolicyValue | undefined, literal: string): boolean {
  return value !== undefined && (value.isDynamic || value.source === literal);
}

/** Every value in a tree of props or nodes, as it stands in a document. */
export function sources(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sources);
  if (typeof value !== "object" || value === null) return [String(value)];
  if (value instanceof PolicyValue) return [value.source];
  if (value instanceof PolicyElement) {
    return [...value.attributes.map((attribute) => attribute.value.source), ...value.children.flatMap(sources)];
  }
  if (value instanceof PolicyText) return [value.value.source];
  if (value instanceof PolicyComment) return [value.text];
  return Object.values(value).flatMap(sources);
}
