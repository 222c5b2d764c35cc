/** `Uri.EscapeDataString`: all but letters, digits and `-_.~`. A lone surrogate becomes the replacement character. */
export function escapeData(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, percent);
}

/** `Uri.EscapeUriString`: what a URI may hold stays. */
export function escapeUri(text: string): string {
  return encodeURI(wellFormed(text)).replace(/%5B/g, "[").replace(/%5D/g, "]");
}

/** `Uri.UnescapeDataString`: sequences that are not UTF-8 stay as they are. */
export function unescapeData(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodeRun(run));
}

/** `WebUtility.UrlEncode`: spaces become `+`, and the digits are upper case. */
export function urlEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/%20/g, "+").replace(/['~]/g, percent);
}

/** `WebUtility.UrlEncodeToBytes`: each byte by itself. */
export function urlEncodeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    if (char === " ") return "+";
    return /[A-Za-z0-9\-_.!*()]/.test(char) ? char : percent(char);
  }).join("");
}

/** `WebUtility.UrlDecode`: what is not UTF-8 becomes the replacement character. */
export function urlDecode(text: string): string {
  return text
    .replace(/\+/g, " ")
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replace(/%/g, ""), "hex").toString("utf8"));
}

/** `WebUtility.HtmlEncode`. */
export function htmlEncode(text: string): string {
  return text.replace(/[&<>"']|[\u00a0-\u00ff]|[\ud800-\udbff][\udc00-\udfff]/g, (char) => {
    return HTML.get(char) ?? `&#${char.codePointAt(0)!};`;
  });
}

/** `WebUtility.HtmlDecode`. */
export function htmlDecode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,7}));/g,
    (whole, decimal, hex, name) => {
      if (typeof name === "string") return NAMED.get(name) ?? whole;
      const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    },
  );
}

function decodeRun(run: string): string {
  let text = "";
  for (let index = 0; index < run.length;) {
    const lead = Number.parseInt(run.slice(index + 1, index + 3), 16);
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    const part = run.slice(index, index + 3 * Math.max(length, 1));
    const decoded = length === 0 ? undefined : decodePart(part);
    text += decoded ?? run.slice(index, index + 3);
    index += decoded === undefined ? 3 : part.length;
  }
  return text;
}

function decodePart(part: string): string | undefined {
  // A sequence that is cut off is common, and an error is slow.
  if (!/^%[0-9a-f]{2}(?:%[89ab][0-9a-f])*$/i.test(part)) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

const HTML: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Named references: those of XML, and the common ones of HTML. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["euro", "€"],
  ["pound", "£"],
  ["yen", "¥"],
  ["cent", "¢"],
  ["sect", "§"],
  ["para", "¶"],
  ["middot", "·"],
  ["bull", "•"],
  ["hellip", "…"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["deg", "°"],
  ["plusmn", "±"],
  ["times", "×"],
  ["divide", "÷"],
  ["auml", "ä"],
  ["ouml", "ö"],
  ["uuml", "ü"],
  ["Auml", "Ä"],
  ["Ouml", "Ö"],
  ["Uuml", "Ü"],
  ["szlig", "ß"],
  ["eacute", "é"],
  ["egrave", "è"],
  ["agrave", "à"],
  ["ccedil", "ç"],
  ["ntilde", "ñ"],
]);
