import { MAX_TOKEN_LENGTH } from "../inferred";
import { invalidToken } from "./token-error";

/** The header of a JWS or JWE. */
export interface TokenHeader {
  readonly alg: string;
  readonly kid?: string;
}

const MALFORMED = "IDX12741: JWT must have three segments (JWS) or five segments (JWE).";

/** The parts between the dots, each of them base64url without anything else. */
export function partsOf(token: string): string[] {
  if (token.length > MAX_TOKEN_LENGTH) {
    throw invalidToken(`IDX10209: Token has length ${token.length}, which is larger than ${MAX_TOKEN_LENGTH}.`);
  }
  const parts = token.split(".");
  if ((parts.length !== 3 && parts.length !== 5) || !parts.every(isBase64Url)) throw invalidToken(MALFORMED);
  return parts;
}

/** Reads the header. Extensions that must be understood (`crit`) are not, so a token with one does not pass. */
export function headerOf(part: string): TokenHeader {
  const header = objectOf(part, "header");
  if (header.crit !== undefined || header.b64 !== undefined) {
    throw invalidToken("the header has critical extensions; expected none");
  }
  const { alg, kid } = header;
  if (typeof alg !== "string" || (kid !== undefined && typeof kid !== "string")) {
    throw invalidToken("IDX12729: Unable to decode the header of the token.");
  }
  return { alg, ...(kid !== undefined && { kid }) };
}

/** Reads a part that is a JSON object. One that has a name twice means different things to different readers, so it is refused. */
export function objectOf(part: string, what: string): Record<string, unknown> {
  let text: string;
  let value: unknown;
  let isUnique: boolean;
  try {
    text = UTF8.decode(Buffer.from(part, "base64url"));
    value = JSON.parse(text);
    // Nearly every issuer writes JSON as we do, so that a closer look is rare.
    const isAsWritten = JSON.stringify(value) === text;
    isUnique = isAsWritten || !hasDuplicateName(text);
    if (!isAsWritten) value = JSON.parse(withExactNumbers(text));
  } catch {
    // What is nested too deep for this machine cannot be read either.
    throw invalidToken(`IDX12723: Unable to decode the ${what} of the token as Base64Url encoded JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidToken(`IDX12723: Unable to decode the ${what} of the token as a JSON object.`);
  }
  if (!isUnique) throw invalidToken(`the ${what} has a name twice; expected each once`);
  return value as Record<string, unknown>;
}

/** One text for one value: no padding, no other alphabet, and no bits left at the end. */
function isBase64Url(part: string): boolean {
  return /^[A-Za-z0-9_-]*$/.test(part) && ENDS[part.length % 4]?.test(part) === true;
}

/** How a text of base64url may end, by what its length leaves when divided by four: the bits that are in no byte are zero. */
const ENDS: readonly (RegExp | undefined)[] = [/$/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/];

/** Refuses bytes that are no UTF-8, which several readers would read in several ways. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Writes whole numbers that this machine would round as text, so that a claim with one is not taken for another. */
function withExactNumbers(json: string): string {
  return json.replace(STRING_OR_NUMBER, (found) =>
    /^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found)) ? `"${found}"` : found,
  );
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether an object in valid JSON has a name twice. */
function hasDuplicateName(json: string): boolean {
  const open: Set<string>[] = [];
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (sign === OPEN) open.push(new Set());
    else if (sign === CLOSE) open.pop();
    else if (sign === QUOTE) {
      const end = endOfString(json, at);
      if (isName(json, end)) {
        const names = open[open.length - 1];
        const written = json.slice(at, end);
        const name = written.includes("\\") ? (JSON.parse(written) as string) : written.slice(1, -1);
        if (names === undefined || names.has(name)) return true;
        names.add(name);
      }
      at = end - 1;
    }
  }
  return false;
}

const [OPEN, CLOSE, QUOTE, BACKSLASH, COLON] = Array.from('{}"\\:', (sign) => sign.charCodeAt(0));

/** Where a string ends, after its quote. */
function endOfString(json: string, start: number): number {
  let end = start + 1;
  for (; end < json.length && json.charCodeAt(end) !== QUOTE; end++) if (json.charCodeAt(end) === BACKSLASH) end++;
  return end + 1;
}

/** Whether a colon follows, so that the string before it is a name. */
function isName(json: string, end: number): boolean {
  while (/\s/.test(json.charAt(end))) end++;
  return json.charCodeAt(end) === COLON;
}
