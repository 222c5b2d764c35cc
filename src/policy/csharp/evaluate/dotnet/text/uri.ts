import { chargeText } from "../../contract/meter";
import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";

/** The parts of an absolute URI, escaped as .NET escapes them. */
export interface UriParts {
  readonly scheme: string;
  /** Whether `//` follows the scheme. */
  readonly hasAuthority: boolean;
  readonly userInfo: string;
  readonly host: string;
  /** -1 for none. */
  readonly port: number;
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  /** With its `#`, or empty. */
  readonly fragment: string;
}

/** A `Uri`. Without parts it is a relative one. */
export class NetUri extends NetObject {
  public constructor(
    public readonly original: string,
    public readonly parts: UriParts | undefined,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Uri");
  }

  /** Text without escapes, but for those that would change what the URI means. */
  public override toText(): string {
    if (this.parts === undefined) return this.original;
    return absoluteUri(this.parts).replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => readable(run));
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetUri && other.key === this.key;
  }

  public override hashCode(): number {
    let hash = 0;
    for (const char of this.key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) | 0;
    return hash;
  }

  /** The fragment does not count. */
  public override get key(): string {
    return `Uri:${this.parts === undefined ? this.original : absoluteUri({ ...this.parts, fragment: "" })}`;
  }
}

/** Text as an absolute URI; undefined if it is none. */
export function parseUri(text: string): UriParts | undefined {
  chargeText(8 * text.length);
  const match = /^\s*([A-Za-z][A-Za-z0-9+.-]*):(\/\/([^/?#\\]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text.trimEnd());
  if (match === null) return undefined;
  const [, schemeText = "", withSlashes, authority = "", pathText = "", query = "", fragment = ""] = match;
  const scheme = schemeText.toLowerCase();
  const isWeb = DEFAULT_PORTS.has(scheme);
  if (isWeb && withSlashes === undefined) return undefined;
  const parts = /^(?:([^@]*)@)?(\[[0-9A-Fa-f:.]+\]|[^:@[\]\s]*)(?::(\d{0,5}))?$/.exec(authority);
  if (parts === null || (isWeb && parts[2] === "")) return undefined;
  const port = parts[3] === undefined || parts[3] === "" ? (DEFAULT_PORTS.get(scheme) ?? -1) : Number(parts[3]);
  if (port > 65_535 || /[<>"^`{|}%\s]/.test(parts[2] ?? "")) return undefined;
  const path = isWeb ? withoutDots(pathText.replace(/\\/g, "/")) : pathText;
  return {
    scheme,
    hasAuthority: withSlashes !== undefined,
    userInfo: parts[1] ?? "",
    host: (parts[2] ?? "").toLowerCase(),
    port,
    path: escapePart(path),
    query: escapePart(query),
    fragment: escapePart(fragment),
  };
}

/** A reference that is resolved against an absolute URI. */
export function resolveUri(base: UriParts, reference: string): UriParts | undefined {
  const absolute = parseUri(reference);
  if (absolute !== undefined) return absolute;
  if (reference.startsWith("//")) return parseUri(`${base.scheme}:${reference}`);
  const [, pathText = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(reference.trim()) ?? [];
  const rest = { fragment: escapePart(fragment) };
  if (pathText === "" && query === "") return { ...base, ...rest };
  if (pathText === "") return { ...base, query: escapePart(query), ...rest };
  const folder = base.path.slice(0, base.path.lastIndexOf("/") + 1);
  const path = escapePart(withoutDots(pathText.startsWith("/") ? pathText : folder + pathText));
  return { ...base, path, query: escapePart(query), ...rest };
}

export function absoluteUri(parts: UriParts): string {
  return leftOfPath(parts) + parts.path + parts.query + parts.fragment;
}

/** `GetLeftPart(UriPartial.Authority)`. */
export function leftOfPath(parts: UriParts): string {
  if (!parts.hasAuthority) return `${parts.scheme}:`;
  const user = parts.userInfo === "" ? "" : `${parts.userInfo}@`;
  return `${parts.scheme}://${user}${authorityOf(parts)}`;
}

/** The host, and the port unless it is that of the scheme. */
export function authorityOf(parts: UriParts): string {
  return isDefaultPort(parts) ? parts.host : `${parts.host}:${parts.port}`;
}

export function isDefaultPort({ scheme, port }: UriParts): boolean {
  return port === (DEFAULT_PORTS.get(scheme) ?? -1);
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "..") kept.pop();
    if (segment !== ".." && segment !== ".") kept.push(segment);
    else if (isLast) kept.push("");
  });
  return `/${kept.join("/")}`;
}

/** Escapes what a URI may not hold. A percent sign that starts no escape is one of them. */
function escapePart(text: string): string {
  const lone = text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25");
  return lone.replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g, (run) => {
    return encodeURIComponent(
      run.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"),
    );
  });
}

function readable(run: string): string {
  const text = Buffer.from(run.replace(/%/g, ""), "hex").toString("utf8");
  if (text.includes("\ufffd") || /[\x00-\x1f\x7f-\x9f]/.test(text)) return run;
  return text.replace(/[%;/?:@&=+$,#[\]!'()*\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ws", 80],
  ["wss", 443],
  ["ftp", 21],
]);
