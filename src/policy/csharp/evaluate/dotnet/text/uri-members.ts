import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { type Call } from "../../contract/call";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange, exception } from "../../contract/errors";
import { type NetValue, stringArray } from "../../contract/values";
import { invalidOperation } from "../errors";
import { escapeData, escapeUri, unescapeData } from "./percent";
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

export function uriMembers(type: TypeBuilder<NetUri>): void {
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
