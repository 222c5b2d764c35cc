import { type ElementRule } from ".";
import { PolicyElement, type PolicyAttribute, type PolicyNode } from "../model/node";

/** A broken rule between the attributes and children of an element, in words. */
export interface RuleBreach {
  /** What was found, as it reads after "has". */
  readonly got: string;
  readonly expected: string;
  /** What to do. */
  readonly advice: string;
}

/**
 * How an element breaks a rule, or undefined if it does not.
 * @param nameOf what to call an attribute or a child
 */
export function tryFindBreach(
  rule: ElementRule,
  attributes: readonly PolicyAttribute[],
  children: readonly PolicyNode[],
  nameOf: (name: string) => string,
): RuleBreach | undefined {
  const hasAttribute = (name: string): boolean => attributes.some((attribute) => attribute.name === name);
  const hasChild = (name: string): boolean =>
    children.some((child) => child instanceof PolicyElement && child.name === name);
  const named = (names: readonly string[]): string => list(names.map(nameOf));

  switch (rule.kind) {
    case "exactlyOne":
    case "atMostOne": {
      const given = rule.names.filter(hasAttribute);
      if (given.length > 1) {
        return { got: named(given), expected: `only one of ${named(rule.names)}`, advice: "leave out the others" };
      }
      if (given.length === 1 || rule.kind === "atMostOne") return undefined;
      return { got: `none of ${named(rule.names)}`, expected: "exactly one of them", advice: "give one" };
    }
    case "allOrNone": {
      const given = rule.names.filter(hasAttribute);
      if (given.length === 0 || given.length === rule.names.length) return undefined;
      const expected = `${named(rule.names)} together`;
      return { got: `only ${named(given)}`, expected, advice: "give all of them, or none" };
    }
    case "atLeastOne": {
      if (rule.groups.some((group) => group.every(hasAttribute))) return undefined;
      const groups = rule.groups.map((group) => group.map(nameOf).join(" with "));
      return { got: `none of ${list(groups)}`, expected: "at least one of them", advice: "give one" };
    }
    case "requires":
      if (!hasAttribute(rule.name) || hasAttribute(rule.needs)) return undefined;
      return {
        got: `${nameOf(rule.name)} alone`,
        expected: `${nameOf(rule.needs)} as well`,
        advice: "give both, or none",
      };
    case "atLeastOneChild":
      if (rule.names.some(hasChild)) return undefined;
      return { got: `none of ${named(rule.names)}`, expected: "at least one of them", advice: "give one" };
    case "childrenUnless": {
      const value = attributes.find(({ name }) => name === rule.attribute)?.value;
      if (value !== undefined && (value.isDynamic || rule.values.includes(value.source))) return undefined;
      const missing = rule.children.filter((name) => !hasChild(name));
      if (missing.length === 0) return undefined;
      const exception = `${nameOf(rule.attribute)} is "${rule.values.join('" or "')}"`;
      return {
        got: `no ${named(missing)}`,
        expected: `${named(rule.children)} unless ${exception}`,
        advice: `give ${named(missing)}`,
      };
    }
  }
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
