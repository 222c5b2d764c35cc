import { allPolicies, type ElementSpec } from "../../catalog";
import { SECTION_ORDER } from "../../model/section";

/** The names of the elements that may contain an element of a name, by that name. */
let parents: Map<string, Set<string>> | undefined;
let names: readonly string[] | undefined;

/** The elements that may contain an element of the name: for statements `a section`. Undefined if there is no such element. */
export function parentsOf(name: string): ReadonlySet<string> | undefined {
  parents ??= readParents();
  return parents.get(name);
}

/** The names of all elements. */
export function knownNames(): readonly string[] {
  parents ??= readParents();
  return (names ??= [...parents.keys()]);
}

/** What the parent of a statement is called. */
export const A_SECTION = "a section";

function readParents(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string, parent: string): void => {
    const known = found.get(name);
    if (known === undefined) found.set(name, new Set([parent]));
    else known.add(parent);
  };
  const addParts = (element: ElementSpec): void => {
    for (const child of element.children ?? []) {
      add(child.name, `<${element.name}>`);
      if (!child.policy) addParts(child);
    }
  };
  for (const section of SECTION_ORDER) add(section, "<policies>");
  for (const policy of allPolicies()) {
    if (!policy.scopes.includes("graphql-resolver")) add(policy.name, A_SECTION);
    addParts(policy);
  }
  return found;
}
