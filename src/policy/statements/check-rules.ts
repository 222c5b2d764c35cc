import { type ElementRule, type ElementSpec } from "../catalog";
import { propsOf } from "../catalog/props";
import { brokenRule } from "../errors";
import { PolicyElement, type PolicyAttribute, type PolicyNode } from "../node";

/** Checks the rules between the attributes and the children of an element. */
export function checkRules(
  element: ElementSpec,
  attributes: readonly PolicyAttribute[],
  children: readonly PolicyNode[],
): void {
  for (const rule of element.rules ?? []) checkRule(element, rule, attributes, children);
}

function checkRule(
  element: ElementSpec,
  rule: ElementRule,
  attributes: readonly PolicyAttribute[],
  children: readonly PolicyNode[],
): void {
  const hasAttribute = (name: string): boolean => attributes.some((attribute) => attribute.name === name);
  const hasChild = (name: string): boolean =>
    children.some((child) => child instanceof PolicyElement && child.name === name);
  const props = (names: readonly string[]): string => list(names.map((name) => propNameOf(element, name)));
  const fail = (got: string, expected: string, advice: string): never => {
    throw brokenRule(element.name, got, expected, advice);
  };

  switch (rule.kind) {
    case "exactlyOne":
    case "atMostOne": {
      const given = rule.names.filter(hasAttribute);
      if (given.length > 1) fail(props(given), `only one of ${props(rule.names)}`, "leave out the others");
      if (given.length === 0 && rule.kind === "exactlyOne") {
        fail(`none of ${props(rule.names)}`, "exactly one of them", "give one");
      }
      return;
    }
    case "allOrNone": {
      const given = rule.names.filter(hasAttribute);
      if (given.length === 0 || given.length === rule.names.length) return;
      return fail(`only ${props(given)}`, `${props(rule.names)} together`, "give all of them, or none");
    }
    case "atLeastOne": {
      if (rule.groups.some((group) => group.every(hasAttribute))) return;
      const groups = rule.groups.map((group) => group.map((name) => propNameOf(element, name)).join(" with "));
      return fail(`none of ${list(groups)}`, "at least one of them", "give one");
    }
    case "requires":
      if (!hasAttribute(rule.name) || hasAttribute(rule.needs)) return;
      return fail(`${props([rule.name])} alone`, `${props([rule.needs])} as well`, "give both, or none");
    case "atLeastOneChild":
      if (rule.names.some(hasChild)) return;
      return fail(`none of ${props(rule.names)}`, "at least one of them", "give one");
    case "childrenUnless": {
      const value = attributes.find(({ name }) => name === rule.attribute)?.value;
      if (value !== undefined && (value.isDynamic || rule.values.includes(value.source))) return;
      const missing = rule.children.filter((name) => !hasChild(name));
      if (missing.length === 0) return;
      const exception = `${props([rule.attribute])} is "${rule.values.join('" or "')}"`;
      return fail(`no ${props(missing)}`, `${props(rule.children)} unless ${exception}`, `give ${props(missing)}`);
    }
  }
}

/** The prop that gives an attribute or a child. */
function propNameOf(element: ElementSpec, name: string): string {
  for (const prop of propsOf(element)) {
    if (prop.kind === "attribute" && prop.attribute.name === name) return prop.name;
    if (prop.kind === "child" && (prop.wrapper ?? prop.child).name === name) return prop.name;
  }
  return name;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
