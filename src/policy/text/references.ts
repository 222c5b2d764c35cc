// The reference that an "&" starts.
const REFERENCE = /&(?:#x([0-9A-Fa-f]+);|#([0-9]+);|([A-Za-z_][A-Za-z0-9_.-]*);)/y;
const NAMED: ReadonlyMap<string | undefined, string> = new Map([
  ["amp", "&"],
  ["apos", "'"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"'],
]);

/**
 * Replaces XML references with their characters, once. Everything else stays as it is.
 *
 * @internal
 * @param report receives the index of each `&` that starts no known reference, and the text: `&`, `&nbsp;`
 */
export function decodeReferences(text: string, report?: (index: number, reference: string) => void): string {
  let decoded = "";
  let copied = 0;
  for (let index = text.indexOf("&"); index >= 0; index = text.indexOf("&", index + 1)) {
    const { reference, char } = referenceAt(text, index);
    if (char === undefined) {
      report?.(index, reference);
    } else {
      decoded += text.slice(copied, index) + char;
      copied = index + reference.length;
    }
  }
  return copied === 0 ? text : decoded + text.slice(copied);
}

/**
 * The reference that the `&` at the index starts, and its character if it is a known one.
 *
 * @internal
 */
export function referenceAt(text: string, index: number): { readonly reference: string; readonly char?: string } {
  REFERENCE.lastIndex = index;
  const match = REFERENCE.exec(text);
  return match === null ? { reference: "&" } : { reference: match[0], char: characterOf(match[1], match[2], match[3]) };
}

/**
 * Like {@link decodeReferences}, but undefined when an `&` starts no known reference: then the text is not XML.
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
