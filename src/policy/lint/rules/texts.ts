import { PolicyComment, PolicyElement, type PolicyPosition, type PolicyText } from "../../model/node";
import { type Place } from "../place";

/** A text in a document. */
export interface PlacedText {
  /** The text as it stands in the document, after XML unescaping. */
  readonly source: string;
  readonly position?: PolicyPosition;
  /** The name of the attribute that holds it. */
  readonly attribute?: string;
  readonly isComment?: boolean;
}

/**
 * Hands on the values of the attributes, the text and the comments of an element. XML in it that is data, as in a body, counts as its text.
 *
 * @param test what a text has to be to be handed on
 */
export function forEachText(place: Place, test: (source: string) => boolean, take: (text: PlacedText) => void): void {
  const { facts } = place;
  const holdsData = facts === undefined || facts.spec.inside === "xml";
  let element: PolicyElement | undefined = place.element;
  for (const pending: PolicyElement[] = []; element !== undefined; element = pending.pop()) {
    for (const { name, value, position = element.position } of element.attributes) {
      if (test(value.source)) take({ source: value.source, position, attribute: name });
    }
    for (const child of element.children) {
      if (child instanceof PolicyElement) {
        if (holdsData && !facts?.children.has(child.name)) pending.push(child);
        continue;
      }
      const isComment = child instanceof PolicyComment;
      const source = isComment ? child.text : (child as PolicyText).value.source;
      if (test(source)) take({ source, position: child.position ?? element.position, isComment });
    }
  }
}
