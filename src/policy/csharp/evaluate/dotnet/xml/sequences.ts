import { chargePlaces } from "../../contract/meter";
import { genericType, typeNamed } from "../../contract/type";
import { NetSequence, type NetValue } from "../../contract/values";
import { XElement, type XName, type XNode, type XObject } from "./nodes";
import { wrap } from "./values";

export function ancestors(node: XNode): XElement[] {
  const found: XElement[] = [];
  for (let around = node.parent; around instanceof XElement; around = around.parent) {
    chargePlaces(1);
    found.push(around);
  }
  return found;
}

export function nodeSequence(nodes: readonly XNode[]): NetSequence {
  return sequence("XNode", () => nodes.map(wrap));
}

export function* withSelf(element: XElement): Generator<XNode> {
  yield element;
  yield* element.descendantNodes();
}

export function* map<T, U>(values: Iterable<T>, change: (value: T) => U): Generator<U> {
  for (const value of values) yield change(value);
}

/** Elements, found anew each time, with a name if one is asked for. */
export function lazy(start: () => Iterable<XNode>, name?: XName): NetSequence {
  return sequence("XElement", function* () {
    for (const node of start()) {
      if (node instanceof XElement && (name === undefined || node.name.equals(name))) yield wrap(node);
    }
  });
}

export function elements(found: readonly XElement[], name?: XName): NetSequence {
  return lazy(() => found, name);
}

export function sequence(item: string, start: () => Iterable<NetValue>): NetSequence {
  return new NetSequence(genericType("IEnumerable", typeNamed(item)), () => start()[Symbol.iterator]());
}

export function wrapOrNull(node: XObject | undefined): NetValue {
  return node === undefined ? null : wrap(node);
}
