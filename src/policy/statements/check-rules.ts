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
  const present = (name: string): boolean => attributes.some((attribute) => attribute.name === name);
  const hasChild = (name: string): boolean =>
    children.some((child) => child instanceof PolicyElement && child.name === name);
  const props = (names: readonly string[]): string[] => names.map((name) => propNameOf(element, name));
  const fail = (expected: string, given: readonly string[], advice: string): never => {
    throw brokenRule(element.name, expected, props(given), advice);
  };

  switch (rule.kind) {
    case "exactlyOne": {
      const given = rule.names.filter(present);
      if (given.length === 1) return;
      return fail(
        `exactly one of ${list(props(rule.names))}`,
        given,
        given.length === 0 ? "give one of them" : "leave out all but one",
      );
    }
    case "atMostOne": {
      const given = rule.names.filter(present);
      if (given.length <= 1) return;
      return fail(`at most one of ${list(props(rule.names))}`, given, "leave out all but one");
    }
    case "allOrNone": {
      const given = rule.names.filter(present);
      if (given.length === 0 || given.length === rule.names.length) return;
      return fail(`${list(props(rule.names))} together`, given, "give the others as well, or none");
    }
    case "atLeastOne": {
      if (rule.groups.some((group) => group.every(present))) return;
      const groups = rule.groups.map((group) => props(group).join(" with "));
      return fail(`at least one of ${list(groups)}`, rule.groups.flat().filter(present), "give one of them");
    }
    case "requires":
      if (!present(rule.name) || present(rule.needs)) return;
      return fail(`${props([rule.needs])[0]} as well`, [rule.name], "give both or none");
    case "atLeastOneChild":
      if (rule.names.some(hasChild)) return;
      return fail(`at least one of ${list(props(rule.names))}`, [], "give one of them");
    case "childrenUnless": {
      const value = attributes.find(({ name }) => name === rule.attribute)?.value;
      if (value !== undefined && (value.isDynamic || rule.values.includes(value.source))) return;
      const missing = rule.children.filter((name) => !hasChild(name));
      if (missing.length === 0) return;
      return fail(
        list(props(rule.children)),
        rule.children.filter(hasChild),
        `give ${list(props(missing))}, or set ${props([rule.attribute])[0]} to "${rule.values.join('" or "')}"`,
      );
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
