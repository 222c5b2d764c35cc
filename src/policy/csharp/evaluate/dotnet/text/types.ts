import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { type Call } from "../../contract/call";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange, exception } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import {
  byteArray,
  bytesOf,
  char,
  double,
  NetArray,
  NetChar,
  NetNumber,
  NetObject,
  type NetValue,
  stringArray,
} from "../../contract/values";
import { argumentException, formatException, invalidOperation } from "../errors";
import {
  ASCII,
  BIG_ENDIAN_UNICODE,
  encodingNamed,
  encodingOfPage,
  LATIN1,
  NetEncoding,
  UNICODE,
  UTF32,
  UTF8,
} from "./encoding";
import { NetGuid, parseGuid } from "./guid";
import {
  escapeData,
  escapeUri,
  htmlDecode,
  htmlEncode,
  unescapeData,
  urlDecode,
  urlEncode,
  urlEncodeBytes,
} from "./percent";
import { NetRandom } from "./random";
import {
  absoluteUri,
  authorityOf,
  isDefaultPort,
  leftOfPath,
  NetUri,
  parseUri,
  resolveUri,
  type UriParts,
} from "./uri";

/** An `IPAddress`. */
export class NetIpAddress extends NetObject {
  /** @param text as .NET writes it */
  public constructor(public readonly text: string) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Net.IPAddress");
  }

  public override toText(): string {
    return this.text;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetIpAddress && other.text === this.text;
  }

  public override get key(): string {
    return `IPAddress:${this.text}`;
  }
}

export const TEXT_TYPES = [
  defineType<NetGuid>("struct System.Guid : IComparable, IFormattable", guidMembers),
  defineType<NetEncoding>("class System.Text.Encoding", encodingMembers),
  defineType("static class System.Net.WebUtility", webUtilityMembers),
  defineType("class System.UriFormatException : FormatException"),
  defineEnum("System.UriKind", { RelativeOrAbsolute: 0, Absolute: 1, Relative: 2 }),
  defineEnum("System.UriHostNameType", { Unknown: 0, Basic: 1, Dns: 2, IPv4: 3, IPv6: 4 }),
  defineEnum("System.UriPartial", { Scheme: 0, Authority: 1, Path: 2, Query: 3 }),
  defineType<NetUri>("class System.Uri", uriMembers),
  defineType<NetRandom>("class System.Random", randomMembers),
  defineEnum("System.Net.Sockets.AddressFamily", { InterNetwork: 2, InterNetworkV6: 23 }),
  defineType<NetIpAddress>("class System.Net.IPAddress", ipAddressMembers),
];

function guidMembers(type: TypeBuilder<NetGuid>): void {
  const parse = (text: string) => {
    const guid = parseGuid(text);
    if (guid === undefined) throw formatException(NO_GUID);
    return guid;
  };
  type
    .create("()", () => new NetGuid("0".repeat(32)))
    .create("(string g)", (call) => parse(call.text(0)))
    .create("(byte[] b)", (call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      if (bytes.length !== 16)
        throw argumentException("Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')");
      return NetGuid.ofBytes(bytes);
    })
    .staticProperty("Guid Empty", () => new NetGuid("0".repeat(32)))
    .static("Guid NewGuid()", (call) => {
      const digits = Buffer.from(call.runtime.randomBytes(16)).toString("hex");
      const variant = "89ab"[Number.parseInt(digits[16]!, 16) % 4]!;
      return new NetGuid(`${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`);
    })
    .static("Guid Parse(string input)", (call) => parse(call.text(0)))
    .static("Guid ParseExact(string input, string format)", (call) => {
      const guid = parseGuid(call.text(0));
      if (guid?.format(call.text(1)).toLowerCase() !== call.text(0).trim().toLowerCase())
        throw formatException(NO_GUID);
      return guid;
    })
    .create("(int a, short b, short c, byte[] d)", (call) => {
      const rest = bytesOf(call.object(3, NetArray));
      if (rest.length !== 8)
        throw argumentException("Byte array for Guid must be exactly 8 bytes long. (Parameter 'd')");
      return guidOf(call, [...rest]);
    })
    .create("(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)", (call) =>
      guidOf(
        call,
        Array.from({ length: 8 }, (_, index) => call.number(3 + index)),
      ),
    )
    .static("bool TryParseExact(string input, string format, out Guid result)", (call) => {
      const text = call.textOrNull(0) ?? "";
      const guid = parseGuid(text);
      const isExact = guid?.format(call.text(1)).toLowerCase() === text.trim().toLowerCase();
      call.set(2, isExact ? guid : new NetGuid("0".repeat(32)));
      return isExact;
    })
    .static("bool TryParse(string input, out Guid result)", (call) => {
      const guid = parseGuid(call.textOrNull(0) ?? "");
      call.set(1, guid ?? new NetGuid("0".repeat(32)));
      return guid !== undefined;
    })
    .method("byte[] ToByteArray()", (self) => byteArray(self.toBytes()))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("string ToString(string format, IFormatProvider provider)", (self, call) => self.format(call.textOrNull(0)))
    .method("int CompareTo(Guid value)", (self, call) => self.compareTo(call.object(0, NetGuid)) ?? 0)
    .method("bool Equals(Guid g)", (self, call) => self.equals(call.value(0)))
    .operator("bool operator ==(Guid a, Guid b)", (call) => call.object(0, NetGuid).equals(call.value(1)))
    .operator("bool operator !=(Guid a, Guid b)", (call) => !call.object(0, NetGuid).equals(call.value(1)));
}

/** A GUID of its parts: the first three as numbers. */
function guidOf(call: Call, rest: readonly number[]): NetGuid {
  const hex = (value: number, digits: number) => (value >>> 0).toString(16).padStart(8, "0").slice(-digits);
  const tail = rest.map((byte) => hex(byte, 2)).join("");
  return new NetGuid(`${hex(call.int(0), 8)}${hex(call.number(1), 4)}${hex(call.number(2), 4)}${tail}`);
}

function encodingMembers(type: TypeBuilder<NetEncoding>): void {
  const decode = (self: NetEncoding, bytes: Uint8Array, call: Call) => {
    call.runtime.checkLength(bytes.length);
    return self.decode(bytes);
  };
  type
    .staticProperty("Encoding UTF8", () => UTF8)
    .staticProperty("Encoding Default", () => UTF8)
    .staticProperty("Encoding ASCII", () => ASCII)
    .staticProperty("Encoding Unicode", () => UNICODE)
    .staticProperty("Encoding BigEndianUnicode", () => BIG_ENDIAN_UNICODE)
    .staticProperty("Encoding Latin1", () => LATIN1)
    .staticProperty("Encoding UTF32", () => UTF32)
    .static("Encoding GetEncoding(string name)", (call) => encodingNamed(call.text(0)))
    .static("Encoding GetEncoding(int codepage)", (call) => encodingOfPage(call.int(0)))
    .static("byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)", (call) => {
      const bytes = bytesOf(call.object(2, NetArray));
      return byteArray(call.object(1, NetEncoding).encode(decode(call.object(0, NetEncoding), bytes, call)));
    })
    .property("string WebName", (self) => self.webName)
    .property("string HeaderName", (self) => self.bodyName)
    .property("string EncodingName", (self) => self.displayName)
    .property("string BodyName", (self) => self.bodyName)
    .property("int CodePage", (self) => self.codePage)
    .method("byte[] GetBytes(string s)", (self, call) => {
      call.runtime.checkLength(call.text(0).length);
      return byteArray(self.encode(call.text(0)));
    })
    .method("byte[] GetBytes(char[] chars)", (self, call) => {
      const text = call.object(0, NetArray).items.map((item) => (item instanceof NetChar ? item.toText() : ""));
      call.runtime.checkLength(text.length);
      return byteArray(self.encode(text.join("")));
    })
    .method("byte[] GetBytes(char[] chars, int index, int count)", (self, call) =>
      byteArray(self.encode(charsIn(call))),
    )
    .method("int GetByteCount(char[] chars)", (self, call) => self.encode(charsIn(call)).length)
    .method("int GetByteCount(char[] chars, int index, int count)", (self, call) => self.encode(charsIn(call)).length)
    .method(
      "int GetCharCount(byte[] bytes)",
      (self, call) => decode(self, bytesOf(call.object(0, NetArray)), call).length,
    )
    .method("char[] GetChars(byte[] bytes)", (self, call) =>
      charArray(decode(self, bytesOf(call.object(0, NetArray)), call)),
    )
    .method("char[] GetChars(byte[] bytes, int index, int count)", (self, call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      const [index, count] = [call.int(1), call.int(2)];
      if (index < 0 || count < 0 || index + count > bytes.length) throw argumentOutOfRange("bytes");
      return charArray(decode(self, bytes.slice(index, index + count), call));
    })
    .method("int GetByteCount(string s)", (self, call) => self.encode(call.text(0)).length)
    .method("string GetString(byte[] bytes)", (self, call) => decode(self, bytesOf(call.object(0, NetArray)), call))
    .method("string GetString(byte[] bytes, int index, int count)", (self, call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      const [index, count] = [call.int(1), call.int(2)];
      if (index < 0 || count < 0 || index + count > bytes.length) throw argumentOutOfRange("bytes");
      return decode(self, bytes.slice(index, index + count), call);
    })
    .method("byte[] GetPreamble()", (self) => byteArray(Uint8Array.from(self.preamble)));
}

/** The characters of the first argument, or those that an index and a count say. */
function charsIn(call: Call): string {
  const { items } = call.object(0, NetArray);
  const [index, count] = call.count > 1 ? [call.int(1), call.int(2)] : [0, items.length];
  if (index < 0 || count < 0 || index + count > items.length) throw argumentOutOfRange("chars");
  call.runtime.checkLength(count);
  return items
    .slice(index, index + count)
    .map((item) => (item instanceof NetChar ? item.toText() : ""))
    .join("");
}

function charArray(text: string): NetArray {
  return new NetArray(
    typeNamed("char"),
    Array.from({ length: text.length }, (_, index) => char(text.charCodeAt(index))),
  );
}

function webUtilityMembers(type: TypeBuilder): void {
  const map = (signature: string, change: (text: string) => string) =>
    type.static(signature, (call) => {
      const text = call.textOrNull(0);
      call.runtime.checkLength((text?.length ?? 0) * 6);
      return text === null ? null : change(text);
    });
  map("string UrlEncode(string value)", urlEncode);
  map("string UrlDecode(string encodedValue)", urlDecode);
  map("string HtmlEncode(string value)", htmlEncode);
  map("string HtmlDecode(string value)", htmlDecode);
  // A code unit for each byte, so that only ASCII is escaped or read.
  const bytes = (signature: string, change: (bytes: Buffer) => Buffer) =>
    type.static(signature, (call) => {
      const all = Buffer.from(bytesOf(call.object(0, NetArray)));
      const [offset, count] = [call.int(1), call.int(2)];
      if (offset < 0 || count < 0 || offset + count > all.length) throw argumentOutOfRange("offset");
      call.runtime.checkLength(count * 3);
      return byteArray(change(all.subarray(offset, offset + count)));
    });
  bytes("byte[] UrlEncodeToBytes(byte[] value, int offset, int count)", (part) => Buffer.from(urlEncodeBytes(part)));
  bytes("byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)", (part) =>
    Buffer.from(
      part
        .toString("latin1")
        .replace(/\+/g, " ")
        .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ),
  );
}

function uriMembers(type: TypeBuilder<NetUri>): void {
  type
    .create("(string uriString)", (call) => createUri(call.text(0), 1))
    .create("(string uriString, UriKind uriKind)", (call) => createUri(call.text(0), call.enum(1)))
    .create("(Uri baseUri, string relativeUri)", (call) => combine(call.object(0, NetUri), call.text(1)))
    .create("(Uri baseUri, Uri relativeUri)", (call) =>
      combine(call.object(0, NetUri), call.object(1, NetUri).original),
    )
    .staticProperty("string SchemeDelimiter", () => "://")
    .static("bool CheckSchemeName(string schemeName)", (call) =>
      /^[A-Za-z][A-Za-z0-9+.-]*$/.test(call.textOrNull(0) ?? ""),
    )
    .static("string HexEscape(char character)", (call) => {
      if (call.char(0) > 255) throw argumentOutOfRange("character");
      return `%${call.char(0).toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .static("string EscapeDataString(string stringToEscape)", (call) => {
      call.runtime.checkLength(call.text(0).length * 3);
      return escapeData(call.text(0));
    })
    .static("string EscapeUriString(string stringToEscape)", (call) => {
      call.runtime.checkLength(call.text(0).length * 3);
      return escapeUri(call.text(0));
    })
    .static("string UnescapeDataString(string stringToUnescape)", (call) => unescapeData(call.text(0)))
    .static("bool TryCreate(string uriString, UriKind uriKind, out Uri result)", (call) => {
      const text = call.textOrNull(0);
      const parts = text === null || call.enum(1) === 2 ? undefined : parseUri(text);
      const isCreated = text !== null && (parts !== undefined || call.enum(1) !== 1);
      call.set(2, isCreated ? new NetUri(text, parts) : null);
      return isCreated;
    })
    .static("bool TryCreate(Uri baseUri, string relativeUri, out Uri result)", (call) =>
      tryCombine(call, call.textOrNull(1)),
    )
    .static("bool TryCreate(Uri baseUri, Uri relativeUri, out Uri result)", (call) =>
      tryCombine(call, call.objectOrNull(1, NetUri)?.original ?? null),
    )
    .static("bool IsWellFormedUriString(string uriString, UriKind uriKind)", (call) => {
      const text = call.textOrNull(0) ?? "";
      const parts = parseUri(text);
      if (parts === undefined) return call.enum(1) !== 1 && text !== "" && escapeUri(text) === text;
      return call.enum(1) !== 2 && [absoluteUri(parts), absoluteUri(parts).replace(/\/$/, "")].includes(text);
    })
    .property("bool IsAbsoluteUri", (self) => self.parts !== undefined)
    .property("string OriginalString", (self) => self.original)
    .property("string AbsoluteUri", (self) => absoluteUri(partsOf(self)))
    .property("string AbsolutePath", (self) => partsOf(self).path)
    .property("string LocalPath", (self) => unescapeData(partsOf(self).path))
    .property("string Host", (self) => partsOf(self).host)
    .property("string DnsSafeHost", (self) => partsOf(self).host.replace(/^\[|\]$/g, ""))
    .property("string Authority", (self) => authorityOf(partsOf(self)))
    .property("int Port", (self) => partsOf(self).port)
    .property("bool IsDefaultPort", (self) => isDefaultPort(partsOf(self)))
    .property("string Scheme", (self) => partsOf(self).scheme)
    .property("string Query", (self) => partsOf(self).query)
    .property("string Fragment", (self) => partsOf(self).fragment)
    .property("string UserInfo", (self) => partsOf(self).userInfo)
    .property("string PathAndQuery", (self) => partsOf(self).path + partsOf(self).query)
    .property("string[] Segments", (self) => stringArray(partsOf(self).path.match(/[^/]*\/|[^/]+$/g) ?? []))
    .property("UriHostNameType HostNameType", (self) => enumValue("UriHostNameType", hostKind(partsOf(self))))
    .property(
      "string IdnHost",
      (self) => domainToASCII(partsOf(self).host) || partsOf(self).host.replace(/^\[|\]$/g, ""),
    )
    .property("bool IsFile", (self) => partsOf(self).scheme === "file")
    .property("bool IsUnc", (self) => partsOf(self).scheme === "file" && partsOf(self).host !== "")
    .property(
      "bool IsLoopback",
      (self) =>
        /^(?:localhost|loopback|127\.\d+\.\d+\.\d+|\[::1\])$/.test(partsOf(self).host) ||
        (partsOf(self).scheme === "file" && partsOf(self).host === ""),
    )
    .method("bool IsBaseOf(Uri uri)", (self, call) => isBase(partsOf(self), call.object(0, NetUri)))
    .method("Uri MakeRelativeUri(Uri uri)", (self, call) => relativeUri(partsOf(self), call.object(0, NetUri)))
    .method("string GetLeftPart(UriPartial part)", (self, call) => {
      const parts = partsOf(self);
      switch (call.enum(0)) {
        case 0:
          return `${parts.scheme}:${parts.hasAuthority ? "//" : ""}`;
        case 1:
          return parts.hasAuthority ? leftOfPath(parts) : "";
        case 2:
          return leftOfPath(parts) + parts.path;
        default:
          return leftOfPath(parts) + parts.path + parts.query;
      }
    })
    .method("string ToString()", (self) => self.toText());
  for (const [name, scheme] of SCHEMES) type.staticProperty(`string UriScheme${name}`, () => scheme);
  type
    .operator("bool operator ==(Uri uri1, Uri uri2)", (call) => sameUri(call.value(0), call.value(1)))
    .operator("bool operator !=(Uri uri1, Uri uri2)", (call) => !sameUri(call.value(0), call.value(1)));
}

function createUri(text: string, kind: number): NetUri {
  const parts = kind === 2 ? undefined : parseUri(text);
  if (parts !== undefined || (kind !== 1 && text !== "")) return new NetUri(text, parts);
  const message =
    text.trim() === ""
      ? "The URI is empty."
      : /^[A-Za-z][\w+.-]*:/.test(text)
        ? "The hostname could not be parsed."
        : "The format of the URI could not be determined.";
  throw exception("System.UriFormatException", `Invalid URI: ${message}`);
}

function combine(base: NetUri, reference: string): NetUri {
  if (base.parts === undefined) throw argumentOutOfRange("baseUri");
  const parts = resolveUri(base.parts, reference);
  if (parts === undefined)
    throw exception("System.UriFormatException", "Invalid URI: The format of the URI could not be determined.");
  return new NetUri(absoluteUri(parts), parts);
}

function tryCombine(call: Call, reference: string | null): boolean {
  const base = call.objectOrNull(0, NetUri);
  const parts = base?.parts === undefined || reference === null ? undefined : resolveUri(base.parts, reference);
  call.set(2, parts === undefined ? null : new NetUri(absoluteUri(parts), parts));
  return parts !== undefined;
}

/** The number of a `UriHostNameType`. */
function hostKind({ host }: UriParts): number {
  if (host === "") return 1;
  if (host.startsWith("[")) return 4;
  if (isIP(host) === 4) return 3;
  return 2;
}

/** Whether a URI is in the folder of another one. */
function isBase(base: UriParts, { parts }: NetUri): boolean {
  const folder = base.path.slice(0, base.path.lastIndexOf("/") + 1);
  return parts !== undefined && leftOfPath(base) === leftOfPath(parts) && parts.path.startsWith(folder);
}

/** The way from one URI to another one; the other one itself where they have nothing in common. */
function relativeUri(base: UriParts, other: NetUri): NetUri {
  const { parts } = other;
  if (parts === undefined || leftOfPath(base) !== leftOfPath(parts)) return other;
  const rest = parts.query + parts.fragment;
  if (base.path === parts.path) {
    const last = parts.path.slice(parts.path.lastIndexOf("/") + 1);
    return new NetUri(rest === "" ? "" : last === "" ? `./${rest}` : last + rest, undefined);
  }
  let common = 0;
  for (let index = 0; index < base.path.length && base.path[index] === parts.path[index]; index++) {
    if (base.path[index] === "/") common = index + 1;
  }
  const ups = base.path.slice(common).split("/").length - 1;
  const path = "../".repeat(ups) + parts.path.slice(common);
  return new NetUri((path === "" ? "./" : path) + rest, undefined);
}

function partsOf(uri: NetUri): UriParts {
  if (uri.parts === undefined) throw invalidOperation("This operation is not supported for a relative URI.");
  return uri.parts;
}

function sameUri(left: NetValue, right: NetValue): boolean {
  return left === right || (left instanceof NetUri && left.equals(right));
}

function randomMembers(type: TypeBuilder<NetRandom>): void {
  type
    .create("()", (call) => new NetRandom(() => call.runtime.random()))
    .create("(int Seed)", (call) => new NetRandom(() => call.runtime.random(), call.int(0)))
    .staticProperty("Random Shared", (call) => new NetRandom(() => call.runtime.random()))
    .method("int Next()", (self) => self.integer())
    .method("int Next(int maxValue)", (self, call) => {
      if (call.int(0) < 0) throw argumentOutOfRange("maxValue", "'maxValue' must be greater than zero.");
      return self.between(0, call.int(0));
    })
    .method("int Next(int minValue, int maxValue)", (self, call) => {
      if (call.int(0) > call.int(1))
        throw argumentOutOfRange("minValue", "'minValue' cannot be greater than maxValue.");
      return self.between(call.int(0), call.int(1));
    })
    .method("double NextDouble()", (self) => double(self.sample()))
    .method("void NextBytes(byte[] buffer)", (self, call) => {
      const { items } = call.object(0, NetArray);
      call.runtime.checkCount(items.length);
      for (let index = 0; index < items.length; index++) items[index] = new NetNumber("byte", self.byte());
      return null;
    });
}

function ipAddressMembers(type: TypeBuilder<NetIpAddress>): void {
  type
    .create("(byte[] address)", (call) => {
      const bytes = bytesOf(call.object(0, NetArray));
      if (bytes.length !== 4 && bytes.length !== 16)
        throw argumentException("An invalid IP address was specified. (Parameter 'address')");
      return new NetIpAddress(textOfAddress(bytes));
    })
    .staticProperty("IPAddress Loopback", () => new NetIpAddress("127.0.0.1"))
    .staticProperty("IPAddress Any", () => new NetIpAddress("0.0.0.0"))
    .static("IPAddress Parse(string ipString)", (call) => {
      const address = parseAddress(call.text(0));
      if (address === undefined) throw formatException("An invalid IP address was specified.");
      return address;
    })
    .static("bool TryParse(string ipString, out IPAddress address)", (call) => {
      const address = parseAddress(call.textOrNull(0) ?? "");
      call.set(1, address ?? null);
      return address !== undefined;
    })
    .static("bool IsLoopback(IPAddress address)", (call) => {
      const { text } = call.object(0, NetIpAddress);
      return text.startsWith("127.") || text === "::1";
    })
    .property("AddressFamily AddressFamily", (self) => enumValue("AddressFamily", self.text.includes(":") ? 23 : 2))
    .method("byte[] GetAddressBytes()", (self) => byteArray(bytesOfAddress(self.text)))
    .method("string ToString()", (self) => self.text);
}

function parseAddress(text: string): NetIpAddress | undefined {
  const bare = text.trim().replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) === 4) return new NetIpAddress(bare);
  return isIP(bare) === 6 && !bare.includes("%") ? new NetIpAddress(textOfAddress(bytesOfAddress(bare))) : undefined;
}

function bytesOfAddress(text: string): Uint8Array {
  if (!text.includes(":")) return Uint8Array.from(text.split(".").map(Number));
  const plain = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const all =
    tail === undefined ? before : [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}

/** The longest run of zeros is left out. */
function textOfAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${bytes.slice(12).join(".")}`;
  }
  let [start, length] = [-1, 1];
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === 0) end++;
    if (end - index > length) [start, length] = [index, end - index];
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  if (start < 0) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

const NO_GUID = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).";

/** The schemes that .NET has names for. */
const SCHEMES: readonly (readonly [name: string, scheme: string])[] = [
  ["File", "file"],
  ["Ftp", "ftp"],
  ["Ftps", "ftps"],
  ["Gopher", "gopher"],
  ["Http", "http"],
  ["Https", "https"],
  ["Mailto", "mailto"],
  ["NetPipe", "net.pipe"],
  ["NetTcp", "net.tcp"],
  ["News", "news"],
  ["Nntp", "nntp"],
  ["Sftp", "sftp"],
  ["Ssh", "ssh"],
  ["Telnet", "telnet"],
  ["Ws", "ws"],
  ["Wss", "wss"],
];
