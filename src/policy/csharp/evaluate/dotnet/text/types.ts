import { isIP } from "node:net";
import { type Call } from "../../contract/call";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange, exception } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import {
  byteArray,
  bytesOf,
  double,
  NetArray,
  NetChar,
  NetNumber,
  NetObject,
  type NetValue,
  stringArray,
} from "../../contract/values";
import { argumentException, formatException, invalidOperation } from "../errors";
import { ASCII, BIG_ENDIAN_UNICODE, encodingNamed, LATIN1, type NetEncoding, UNICODE, UTF8 } from "./encoding";
import { NetGuid, parseGuid } from "./guid";
import { escapeData, escapeUri, htmlDecode, htmlEncode, unescapeData, urlDecode, urlEncode } from "./percent";
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
    .static("bool TryParse(string input, out Guid result)", (call) => {
      const guid = parseGuid(call.textOrNull(0) ?? "");
      call.set(1, guid ?? new NetGuid("0".repeat(32)));
      return guid !== undefined;
    })
    .method("byte[] ToByteArray()", (self) => byteArray(self.toBytes()))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("int CompareTo(Guid value)", (self, call) => self.compareTo(call.object(0, NetGuid)) ?? 0)
    .method("bool Equals(Guid g)", (self, call) => self.equals(call.value(0)))
    .operator("bool operator ==(Guid a, Guid b)", (call) => call.object(0, NetGuid).equals(call.value(1)))
    .operator("bool operator !=(Guid a, Guid b)", (call) => !call.object(0, NetGuid).equals(call.value(1)));
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
    .static("Encoding GetEncoding(string name)", (call) => encodingNamed(call.text(0)))
    .property("string WebName", (self) => self.webName)
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
}

function uriMembers(type: TypeBuilder<NetUri>): void {
  type
    .create("(string uriString)", (call) => createUri(call.text(0), 1))
    .create("(string uriString, UriKind uriKind)", (call) => createUri(call.text(0), call.enum(1)))
    .create("(Uri baseUri, string relativeUri)", (call) => combine(call.object(0, NetUri), call.text(1)))
    .create("(Uri baseUri, Uri relativeUri)", (call) =>
      combine(call.object(0, NetUri), call.object(1, NetUri).original),
    )
    .staticProperty("string UriSchemeHttp", () => "http")
    .staticProperty("string UriSchemeHttps", () => "https")
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
    .method("string ToString()", (self) => self.toText())
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
      call.runtime.checkLength(items.length);
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
