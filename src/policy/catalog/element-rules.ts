import { type ElementRule } from ".";
import { PolicyElement, type PolicyAttribute, type PolicyNode } from "../model/node";
import { type PolicyValue } from "../model/value";
import { shown } from "../text/errors";
import { isAscending } from "./ascending";

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
  const valueOf = (name: string): PolicyValue | undefined =>
    attributes.find((attribute) => attribute.name === name)?.value;
  const hasAttribute = (name: string): boolean => valueOf(name) !== undefined;
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
    case "onlyIf": {
      const other = valueOf(rule.attribute);
      if (!hasAttribute(rule.name) || isOrMayBe(other, rule.value)) return undefined;
      const mode = `${nameOf(rule.attribute)}=${shown(rule.value)}`;
      return {
        got: `${nameOf(rule.name)} without ${mode}, so it has no effect`,
        expected: `${mode} with it`,
        advice: `set ${mode}, or leave out ${nameOf(rule.name)}`,
      };
    }
    case "neededIf":
      if (valueOf(rule.attribute)?.source.trim() !== rule.value || hasAttribute(rule.name)) return undefined;
      return {
        got: `${nameOf(rule.attribute)}=${shown(rule.value)} without ${nameOf(rule.name)}`,
        expected: `${nameOf(rule.name)} with it`,
        advice: `give ${nameOf(rule.name)}`,
      };
    case "ascending": {
      const [from, to] = rule.names.map(valueOf);
      if (from === undefined || to === undefined || from.isDynamic || to.isDynamic) return undefined;
      if (isAscending(from.source.trim(), to.source.trim())) return undefined;
      const [low, high] = rule.names.map(nameOf);
      return {
        got: `${low} ${shown(from.source)} and ${high} ${shown(to.source)}`,
        expected: `${low} no higher than ${high}, and both of one kind`,
        advice: "exchange them, or correct them",
      };
    }
    case "atLeastOneChild":
      if (rule.names.some(hasChild)) return undefined;
      return { got: `none of ${named(rule.names)}`, expected: "at least one of them", advice: "give one" };
    case "childrenUnless": {
      const value = valueOf(rule.attribute);
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

/** Whether a value is a literal, or may become it. */
function isOrMayBe(value: PolicyValue | undefined, literal: string): boolean {
  return value !== undefined && (value.isDynamic || value.source.trim() === literal);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
