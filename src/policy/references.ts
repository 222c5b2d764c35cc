// An "&" with the reference that it starts, if it starts one.
const REFERENCE = /&(?:#x([0-9A-Fa-f]+);|#([0-9]+);|([A-Za-z_][A-Za-z0-9_.-]*);)?/g;
const NAMED: ReadonlyMap<string | undefined, string> = new Map([
  ["amp", "&"],
  ["apos", "'"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"'],
]);

/**
 * Replaces the references of XML by their characters, once. What is none of them stays as it is.
 *
 * @internal
 * @param report takes the index of each `&` that starts no known reference, and what it looks like: `&`, `&nbsp;`
 */
export function decodeReferences(text: string, report?: (index: number, reference: string) => void): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (match, hex?: string, decimal?: string, name?: string, index?: number) => {
    const char = characterOf(hex, decimal, name);
    if (char === undefined) report?.(index!, match);
    return char ?? match;
  });
}

/**
 * As {@link decodeReferences}, but undefined when an `&` starts no known reference: then the text is not XML.
 *
 * @internal
 */
export function decodeXml(text: string): string | undefined {
  let isXml = true;
  const decoded = decodeReferences(text, () => (isXml = false));
  return isXml ? decoded : undefined;
}

function characterOf(hex?: string, decimal?: string, name?: string): string | undefined {
  if (hex === undefined && decimal === undefined) return NAMED.get(name);
  const point = hex === undefined ? Number.parseInt(decimal!, 10) : Number.parseInt(hex, 16);
  return isXmlCharacter(point) ? String.fromCodePoint(point) : undefined;
}

function isXmlCharacter(point: number): boolean {
  if (point < 32) return point === 9 || point === 10 || point === 13;
  return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || (point >= 0x10000 && point <= 0x10ffff);
}
