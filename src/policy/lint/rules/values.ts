import { type ValueSpec } from "../../catalog";
import { type PolicyPosition, PolicyText } from "../../model/node";
import { type PolicyValue } from "../../model/value";
import { type Place } from "../place";

/** A value in a document, and what the catalog says of it. */
export interface PlacedValue {
  readonly value: PolicyValue;
  readonly spec: ValueSpec;
  /** What to call it in a message. */
  readonly label: string;
  readonly position?: PolicyPosition;
}

/** Hands on the values of an element that the catalog knows and that pass a test: those of its attributes and its text. */
export function forEachValue(
  { facts, element }: Place,
  test: (spec: ValueSpec, value: PolicyValue) => boolean,
  take: (value: PlacedValue) => void,
): void {
  if (facts === undefined) return;
  for (const { name, value, position } of element.attributes) {
    const spec = facts.attributes.get(name);
    if (spec === undefined || !test(spec, value)) continue;
    take({ value, spec, label: `attribute "${name}" of <${element.name}>`, position });
  }
  const spec = facts.spec.text;
  if (spec === undefined) return;
  const text = element.children.find((child): child is PolicyText => child instanceof PolicyText);
  if (text === undefined || !test(spec, text.value)) return;
  take({ value: text.value, spec, label: `the text of <${element.name}>`, position: text.position });
}
