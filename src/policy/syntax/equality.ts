import { ContentKind, contentOf } from "./content";
import { PolicyComment, PolicyElement, PolicyText, type PolicyNode } from "../model/node";
import { commentTextOf } from "../text/characters";
import { type PolicyValue, sourceOf } from "../model/value";

/**
 * Whether two trees are written as the same text, apart from the order of attributes, which means nothing outside of data.
 * Positions and the classes of statements make no difference.
 *
 * @internal
 */
export function isSameTree(left: PolicyElement, right: PolicyElement): boolean {
  // No recursion, so that deep nesting needs no stack.
  const pending: [PolicyElement, PolicyElement, boolean][] = [[left, right, false]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [one, other, insideData] = pair;
    if (one === other) continue;
    if (one.name !== other.name || !hasSameAttributes(one, other, insideData)) return false;
    const content = contentOf(one, insideData);
    const { children } = contentOf(other, insideData);
    if (content.children.length !== children.length) return false;
    const isData = content.kind === ContentKind.DATA;
    for (let index = 0; index < children.length; index++) {
      const child = content.children[index]!;
      const counterpart = children[index]!;
      if (child instanceof PolicyElement && counterpart instanceof PolicyElement) {
        pending.push([child, counterpart, isData]);
      } else if (!isSameLeaf(child, counterpart)) {
        return false;
      }
    }
  }
  return true;
}

function hasSameAttributes(one: PolicyElement, other: PolicyElement, inOrder: boolean): boolean {
  if (one.attributes.length !== other.attributes.length) return false;
  let byName: ReadonlyMap<string, PolicyValue> | undefined;
  return one.attributes.every(({ name, value }, index) => {
    const { name: counterpart, value: otherValue } = other.attributes[index]!;
    if (name === counterpart) return sourceOf(value) === sourceOf(otherValue);
    if (inOrder) return false;
    byName ??= new Map(other.attributes.map((attribute) => [attribute.name, attribute.value]));
    const found = byName.get(name);
    return found !== undefined && sourceOf(value) === sourceOf(found);
  });
}

function isSameLeaf(one: PolicyNode, other: PolicyNode): boolean {
  if (one instanceof PolicyText) return other instanceof PolicyText && one.value.source === other.value.source;
  if (one instanceof PolicyComment) {
    return other instanceof PolicyComment && commentTextOf(one.text) === commentTextOf(other.text);
  }
  return false;
}
