import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { exception } from "../../contract/errors";
import { argumentException } from "../errors";

/** An `Encoding`. */
export class NetEncoding extends NetObject {
  public constructor(
    public readonly webName: string,
    public readonly bodyName: string,
    public readonly codePage: number,
    public readonly encode: (text: string) => Uint8Array,
    public readonly decode: (bytes: Uint8Array) => string,
    public readonly preamble: readonly number[] = [],
    public readonly displayName = webName,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Text.Encoding");
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetEncoding && other.codePage === this.codePage;
  }
}

/** Encodes each code unit as one byte, and what does not fit as a question mark. */
function singleByte(
  webName: string,
  codePage: number,
  limit: number,
  decodeBeyond: (byte: number) => string,
  displayName: string,
): NetEncoding {
  return new NetEncoding(
    webName,
    webName,
    codePage,
    (text) =>
      Uint8Array.from(text.replace(PAIRS, "??"), (char) => (char.charCodeAt(0) < limit ? char.charCodeAt(0) : 63)),
    (bytes) => Array.from(bytes, (byte) => (byte < limit ? String.fromCharCode(byte) : decodeBeyond(byte))).join(""),
    [],
    displayName,
  );
}

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

export const UTF8 = new NetEncoding(
  "utf-8",
  "utf-8",
  65_001,
  (text) => Buffer.from(text, "utf8"),
  (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
  [0xef, 0xbb, 0xbf],
  "Unicode (UTF-8)",
);

export const ASCII = singleByte("us-ascii", 20_127, 128, () => "?", "US-ASCII");
export const LATIN1 = singleByte("iso-8859-1", 28_591, 256, () => "?", "Western European (ISO)");

export const UNICODE = new NetEncoding(
  "utf-16",
  "utf-16",
  1200,
  (text) => Buffer.from(text, "utf16le"),
  (bytes) => new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes),
  [0xff, 0xfe],
  "Unicode",
);

export const BIG_ENDIAN_UNICODE = new NetEncoding(
  "utf-16BE",
  "utf-16BE",
  1201,
  (text) => Buffer.from(text, "utf16le").swap16(),
  (bytes) => {
    const even = bytes.length - (bytes.length % 2);
    const text = Buffer.from(bytes.slice(0, even)).swap16().toString("utf16le");
    return even === bytes.length ? text : `${text}\ufffd`;
  },
  [0xfe, 0xff],
  "Unicode (Big-Endian)",
);

export const UTF32 = new NetEncoding(
  "utf-32",
  "utf-32",
  12_000,
  codePoints,
  (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let text = "";
    for (let index = 0; index + 4 <= bytes.length; index += 4) {
      const point = view.getUint32(index, true);
      text += point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? "\ufffd" : String.fromCodePoint(point);
    }
    return bytes.length % 4 === 0 ? text : `${text}\ufffd`;
  },
  [0xff, 0xfe, 0, 0],
  "Unicode (UTF-32)",
);

/** Four bytes for each character; half of a pair alone is none. */
function codePoints(text: string): Uint8Array {
  const points = Array.from(text, (char) => {
    const point = char.codePointAt(0) ?? 0;
    return point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
  });
  return Uint8Array.from(points.flatMap((point) => [point & 0xff, (point >> 8) & 0xff, point >> 16, 0]));
}

/** `Encoding.GetEncoding` by a code page. */
export function encodingOfPage(page: number): NetEncoding {
  const found = [UTF8, ASCII, LATIN1, UNICODE, BIG_ENDIAN_UNICODE, UTF32].find(({ codePage }) => codePage === page);
  if (found === undefined && page !== 0)
    throw exception("NotSupportedException", `No data is available for encoding ${page}.`);
  return found ?? UTF8;
}

/** `Encoding.GetEncoding`. */
export function encodingNamed(name: string): NetEncoding {
  const found = NAMES.get(name.toLowerCase());
  if (found === undefined) {
    throw argumentException(`'${name}' is not a supported encoding name. (Parameter 'name')`);
  }
  return found;
}

const NAMES: ReadonlyMap<string, NetEncoding> = new Map([
  ["utf-8", UTF8],
  ["utf8", UTF8],
  ["us-ascii", ASCII],
  ["ascii", ASCII],
  ["iso-8859-1", LATIN1],
  ["latin1", LATIN1],
  ["utf-16", UNICODE],
  ["utf-16le", UNICODE],
  ["unicode", UNICODE],
  ["utf-16be", BIG_ENDIAN_UNICODE],
  ["utf-32", UTF32],
]);
