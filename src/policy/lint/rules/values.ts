import { type ValueSpec } from "../../catalog";
import { type PolicyPosition, PolicyText } from "../../model/node";
import { type PolicyValue } from "../../model/value";
import { type NodePath } from "../node-path";

/** A value in a document, and what the catalog says about it. */
export interface PlacedValue {
  readonly value: PolicyValue;
  readonly spec: ValueSpec;
  /** What to call it in a message. */
  readonly label: string;
  /** Whether it is the text between the tags. */
  readonly isText?: true;
  readonly position?: PolicyPosition;
}

/** Visits the values of an element that the catalog knows and that pass a test: those of its attributes and its text. */
export function forEachValue(
  { schema, element }: NodePath,
  test: (spec: ValueSpec, value: PolicyValue) => boolean,
  visit: (value: PlacedValue) => void,
): void {
  if (schema === undefined) return;
  for (const { name, value, position } of element.attributes) {
    const spec = schema.attributes.get(name);
    if (spec === undefined || !test(spec, value)) continue;
    visit({ value, spec, label: `attribute "${name}" of <${element.name}>`, position });
  }
  const spec = schema.spec.text;
  if (spec === undefined) return;
  const text = element.children.find((child): child is PolicyText => child instanceof PolicyText);
  if (text === undefined || !test(spec, text.value)) return;
  visit({ value: text.value, spec, label: `the text of <${element.name}>`, position: text.position, isText: true });
}
