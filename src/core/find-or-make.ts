import type { IConstruct } from "constructs";

/** The child with the id, created on first use. */
export function findOrMake<P extends IConstruct, T extends IConstruct>(
  parent: P,
  id: string,
  make: (parent: P, id: string) => T,
): T {
  return (parent.node.tryFindChild(id) as T | undefined) ?? make(parent, id);
}
