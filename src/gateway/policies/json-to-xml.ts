import { JSON_ITEM_NAME, JSON_ROOT_NAME, MAX_JSON_DEPTH } from "../inferred";
import type { Step } from "../step";
import { writeXml, type XmlElement } from "../xml";
import { conversionFailure, convertBody } from "./convert-body";

type Attribute = readonly [name: string, value: string];

/** Which members of an object become attributes, and what names become. */
interface Mapping {
  readonly attributeBlock?: string;
  readonly attributePrefix?: string;
  readonly replacement: string;
}

/** Converts a body from JSON to XML. */
export function jsonToXml(step: Step): void {
  const mapping: Mapping = {
    attributeBlock: step.tryText("attribute-block-name"),
    attributePrefix: step.tryText("attribute-prefix"),
    replacement: step.tryText("invalid-character-replacement") ?? "_",
  };
  convertBody(step, "json", "xml", (text) => {
    const value = parsed(text);
    return value === undefined ? undefined : writeXml(elementOf(JSON_ROOT_NAME, value, mapping, 0));
  });
}

function elementOf(name: string, value: unknown, mapping: Mapping, depth: number): XmlElement {
  const element = nameOf(name, mapping);
  if (depth > MAX_JSON_DEPTH) {
    throw conversionFailure(`The body has more than ${MAX_JSON_DEPTH} values within each other.`);
  }
  if (value === null) return { name: element, attributes: [], children: [] };
  if (Array.isArray(value)) {
    const children = value.map((item) => elementOf(JSON_ITEM_NAME, item, mapping, depth + 1));
    return { name: element, attributes: [], children };
  }
  if (typeof value !== "object") return { name: element, attributes: [], children: [textOf(value)] };
  const attributes: Attribute[] = [];
  const children: XmlElement[] = [];
  for (const [key, item] of Object.entries(value)) {
    const own = attributesIn(key, item, mapping);
    if (own !== undefined) attributes.push(...own);
    else if (!Array.isArray(item)) children.push(elementOf(key, item, mapping, depth + 1));
    else for (const one of item) children.push(elementOf(key, one, mapping, depth + 1));
  }
  return { name: element, attributes: [...new Map(attributes)], children };
}

/** The attributes that a member stands for, or undefined if it is an element. */
function attributesIn(key: string, value: unknown, mapping: Mapping): Attribute[] | undefined {
  const { attributeBlock, attributePrefix } = mapping;
  if (key === attributeBlock && isObject(value)) {
    return Object.entries(value).map(([name, item]) => [nameOf(name, mapping), textOf(item)]);
  }
  if (attributePrefix !== undefined && attributePrefix !== "" && key.startsWith(attributePrefix) && !isObject(value)) {
    return [[nameOf(key.slice(attributePrefix.length), mapping), textOf(value)]];
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  // XML 1.0 has no other control characters.
  const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** A name of a member as a name of XML. */
function nameOf(name: string, { replacement }: Mapping): string {
  const valid = name.replace(/[^\p{L}\p{N}_.-]/gu, replacement);
  return /^[\p{L}_]/u.test(valid) ? valid : `_${valid}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
