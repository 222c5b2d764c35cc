import { CannotExecute } from "../failure";
import { XML_MEMBER_NAMES } from "../inferred";
import type { Step } from "../step";
import { parseXml, type XmlElement } from "../xml";
import { convertBody } from "./convert-body";

interface Names {
  readonly attribute: string;
  readonly text: string;
  readonly colon: string;
}

/** Converts a body from XML to JSON. */
export function xmlToJson(step: Step): void {
  const kind = step.text("kind");
  const names = XML_MEMBER_NAMES.get(kind);
  if (names === undefined) {
    throw new CannotExecute(`kind is ${JSON.stringify(kind)}; expected ${[...XML_MEMBER_NAMES.keys()].join(" or ")}`);
  }
  const isAlwaysArray = step.flag("always-array-child-elements", false);
  convertBody(step, "xml", "json", (text) => {
    const root = parseXml(text);
    if (root === undefined) return undefined;
    return JSON.stringify(Object.fromEntries([[named(root.name, names), valueOf(root, names, isAlwaysArray)]]));
  });
}

function valueOf({ attributes, children }: XmlElement, names: Names, isAlwaysArray: boolean): unknown {
  const texts = children.filter((child): child is string => typeof child === "string");
  const elements = children.filter((child): child is XmlElement => typeof child !== "string");
  const text = texts.join("");
  if (attributes.length === 0 && elements.length === 0) return children.length === 0 ? null : text;
  const members = new Map<string, unknown[]>();
  const add = (name: string, value: unknown): void => {
    const values = members.get(name);
    if (values === undefined) members.set(name, [value]);
    else values.push(value);
  };
  for (const [name, value] of attributes) add(`${names.attribute}${named(name, names)}`, value);
  const arrays = new Set<string>();
  for (const element of elements) {
    const name = named(element.name, names);
    if (isAlwaysArray) arrays.add(name);
    add(name, valueOf(element, names, isAlwaysArray));
  }
  // White space between elements is the form of the document, not its content.
  if (text.trim() !== "") add(names.text, text);
  return Object.fromEntries(
    [...members].map(([name, values]) => [name, values.length === 1 && !arrays.has(name) ? values[0] : values]),
  );
}

function named(name: string, { colon }: Names): string {
  return name.replace(/:/g, colon);
}
