import { type ElementSpec } from "../catalog";
import { propsOf } from "../catalog/props";
import { tryFindBreach } from "../catalog/element-rules";
import { brokenRule } from "../text/errors";
import { type PolicyAttribute, type PolicyNode } from "../model/node";

/** Checks the rules between the attributes and the children of an element. */
export function checkRules(
  element: ElementSpec,
  attributes: readonly PolicyAttribute[],
  children: readonly PolicyNode[],
): void {
  for (const rule of element.rules ?? []) {
    const breach = tryFindBreach(rule, attributes, children, (name) => propNameOf(element, name));
    if (breach !== undefined) throw brokenRule(element.name, breach.got, breach.expected, breach.advice);
  }
}

/** The prop for an attribute or a child. */
function propNameOf(element: ElementSpec, name: string): string {
  for (const prop of propsOf(element)) {
    if (prop.kind === "attribute" && prop.attribute.name === name) return prop.name;
    if (prop.kind === "child" && (prop.wrapper ?? prop.child).name === name) return prop.name;
  }
  return name;
}
