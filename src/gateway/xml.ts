/** An element of an XML document: what the conversions to and from JSON need. Comments and instructions are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (XmlElement | string)[];
}

/** Elements within each other. Who reads a document recurses. */
const MAX_XML_DEPTH = 200;

const NAME = "[\\p{L}_:][\\p{L}\\p{N}_:.\\-]*";
const TOKEN = new RegExp(
  `<!--(?:[^-]|-(?!-))*-->|<\\?[^?]*(?:\\?(?!>)[^?]*)*\\?>|<!\\[CDATA\\[(?<data>[^\\]]*(?:\\](?!\\]>)[^\\]]*)*)\\]\\]>|` +
    `</(?<end>${NAME})\\s*>|<(?<start>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<empty>/?)>|(?<text>[^<]+)`,
  "uy",
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "gu");

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** The root element of a well-formed document, or undefined. A document type is refused: it can make a small text huge. */
export function parseXml(text: string): XmlElement | undefined {
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  TOKEN.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const parent = open.at(-1);
    if (groups.end !== undefined) {
      if (open.pop()?.name !== groups.end) return undefined;
    } else if (groups.start !== undefined) {
      const attributes = attributesIn(groups.attributes ?? "");
      if (attributes === undefined || open.length >= MAX_XML_DEPTH) return undefined;
      if (parent === undefined && root !== undefined) return undefined;
      const element: OpenElement = { name: groups.start, attributes, children: [] };
      parent?.children.push(element);
      root ??= element;
      if (groups.empty === "") open.push(element);
    } else {
      const content = groups.data ?? (groups.text === undefined ? "" : decoded(groups.text));
      if (content === undefined || (parent === undefined && content.trim() !== "")) return undefined;
      if (content !== "") parent?.children.push(content);
    }
  }
  return open.length === 0 ? root : undefined;
}

function attributesIn(text: string): (readonly [string, string])[] | undefined {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    const value = decoded(double ?? single ?? "");
    if (value === undefined || found.has(name)) return undefined;
    found.set(name, value);
  }
  return [...found];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** A text with its references replaced, or undefined where one is unknown. */
function decoded(text: string): string | undefined {
  let isValid = true;
  const result = text.replace(/&([^;&\s]{0,12};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? "";
    const digits = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
    const code = digits === null ? NaN : parseInt(digits[1] ?? digits[2] ?? "", digits[1] === undefined ? 10 : 16);
    const character = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES.get(name);
    isValid &&= character !== undefined;
    return character ?? "";
  });
  return isValid ? result : undefined;
}

/** An element as text. */
export function writeXml({ name, attributes, children }: XmlElement): string {
  const start = `${name}${attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join("")}`;
  if (children.length === 0) return `<${start} />`;
  const content = children.map((child) => (typeof child === "string" ? escapeXml(child) : writeXml(child))).join("");
  return `<${start}>${content}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
