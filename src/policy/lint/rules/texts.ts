import { PolicyComment, PolicyElement, type PolicyPosition, type PolicyText } from "../../model/node";
import { type PolicyValue } from "../../model/value";
import { type NodePath } from "../node-path";

/** A text in a document. */
export interface PlacedText {
  /** The text after XML unescaping. */
  readonly source: string;
  /** The value that it is; undefined for a comment. */
  readonly value?: PolicyValue;
  readonly position?: PolicyPosition;
  /** The name of the attribute that contains it. */
  readonly attribute?: string;
}

/**
 * Visits the values of the attributes, the text and the comments of an element. XML in it that is data, as in a body, counts as its text.
 *
 * @param test selects the texts to visit
 */
export function forEachText(
  path: NodePath,
  test: (source: string) => boolean,
  visit: (text: PlacedText) => void,
): void {
  const { schema } = path;
  const holdsData = schema === undefined || schema.spec.inside === "xml";
  let element: PolicyElement | undefined = path.element;
  for (const pending: PolicyElement[] = []; element !== undefined; element = pending.pop()) {
    for (const { name, value, position = element.position } of element.attributes) {
      if (test(value.source)) visit({ source: value.source, value, position, attribute: name });
    }
    for (const child of element.children) {
      if (child instanceof PolicyElement) {
        if (holdsData && !schema?.children.has(child.name)) pending.push(child);
        continue;
      }
      const value = child instanceof PolicyComment ? undefined : (child as PolicyText).value;
      const source = value?.source ?? (child as PolicyComment).text;
      if (test(source)) visit({ source, value, position: child.position ?? element.position });
    }
  }
}
