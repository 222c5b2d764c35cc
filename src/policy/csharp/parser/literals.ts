import { endOfNamedValue, isPlace } from "../places";
import { type NumberType } from "../tree";

/** Receives what is wrong in a literal. */
export type LiteralReport = (start: number, end: number, message: string) => void;

/** The text that a part of a string stands for, in which a backslash starts an escape. */
export function decodeRegular(code: string, start: number, end: number, report: LiteralReport): string {
  const raw = code.slice(start, end);
  let text = "";
  let copied = 0;
  for (let index = raw.indexOf("\\"); index >= 0; index = raw.indexOf("\\", copied)) {
    text += raw.slice(copied, index);
    copied = index + lengthOfEscape(raw, index);
    const escape = raw.slice(index, copied);
    const char = escapedCharacter(escape);
    if (char === undefined) {
      report(start + index, start + index + escape.length, `found ${escape}; expected an escape such as \\n or \\\\`);
    }
    text += char ?? escape;
  }
  return text + raw.slice(copied);
}

/** The characters of the escape at the index, whether it is one or not. */
function lengthOfEscape(raw: string, index: number): number {
  const char = raw[index + 1];
  const digits = char === "U" ? 8 : char === "u" || char === "x" ? 4 : 0;
  let length = 2;
  while (length < digits + 2 && isHexDigit(raw.charCodeAt(index + length))) length++;
  return length;
}

function isHexDigit(char: number): boolean {
  return (char >= 48 && char <= 57) || ((char | 32) >= 97 && (char | 32) <= 102);
}

function escapedCharacter(escape: string): string | undefined {
  const [, letter] = escape;
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return simple;
  const digits = escape.slice(2);
  const isWhole = letter === "x" ? digits !== "" : letter === "u" ? digits.length === 4 : digits.length === 8;
  const point = isWhole ? Number.parseInt(digits, 16) : Infinity;
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

const SIMPLE_ESCAPES: ReadonlyMap<string | undefined, string> = new Map([
  ["'", "'"],
  ['"', '"'],
  ["\\", "\\"],
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The text that a part of a verbatim string stands for. */
export function decodeVerbatim(code: string, start: number, end: number): string {
  return code.slice(start, end).replace(/""/g, '"');
}

/** The text that a part of an interpolated string stands for, in which braces are doubled. */
export function decodeInterpolated(
  code: string,
  start: number,
  end: number,
  isVerbatim: boolean,
  report: LiteralReport,
): string {
  let text = "";
  let copied = start;
  const decode = (to: number): void => {
    text += isVerbatim ? decodeVerbatim(code, copied, to) : decodeRegular(code, copied, to, report);
  };
  for (let index = start; index < end; index++) {
    const char = code[index]!;
    if (char === "\\" && !isVerbatim) index++;
    if (char !== "{" && char !== "}") continue;
    const place = endOfNamedValue(code, index);
    if (place >= 0 && place <= end && char === "{") {
      index = place - 1;
      continue;
    }
    if (code[index + 1] !== char || index + 1 >= end) {
      report(index, index + 1, `found "${char}"; expected "${char}${char}"`);
      continue;
    }
    decode(index + 1);
    index++;
    copied = index + 1;
  }
  decode(end);
  return text;
}

/** A number as it is written, or what is expected in its place. */
export type DecodedNumber = { readonly type: NumberType; readonly digits: string } | string;

/** Digits of a number that is written by hand, and many more. */
const MAX_NUMBER_LENGTH = 1000;

/** What a number stands for. */
export function decodeNumber(text: string, isNegative: boolean): DecodedNumber {
  const match = text.length > MAX_NUMBER_LENGTH ? null : NUMBER.exec(text);
  if (match === null) return "a number";
  const [, hex, binary, whole, wholeSuffix, real, realSuffix] = match;
  if (real !== undefined)
    return { type: REAL_TYPES[realSuffix?.toLowerCase() ?? "d"]!, digits: withoutSeparators(real) };
  const prefix = hex !== undefined ? "0x" : binary !== undefined ? "0b" : "";
  const value = BigInt(prefix + withoutSeparators((hex ?? binary ?? whole)!));
  if (value > MAX_ULONG) return "an integer of at most 64 bits";
  const suffix = wholeSuffix?.toLowerCase() ?? "";
  return { type: typeOfInteger(value, suffix, isNegative && prefix === ""), digits: value.toString() };
}

function typeOfInteger(value: bigint, suffix: string, isNegative: boolean): NumberType {
  const isUnsigned = suffix.includes("u");
  const isLong = suffix.includes("l");
  const extra = isNegative ? 1n : 0n;
  if (!isUnsigned && !isLong && value <= MAX_INT + extra) return "int";
  if (!isLong && value <= MAX_UINT) return "uint";
  return !isUnsigned && value <= MAX_LONG + extra ? "long" : "ulong";
}

function withoutSeparators(digits: string): string {
  return digits.includes("_") ? digits.replace(/_/g, "") : digits;
}

const DIGITS = "[0-9](?:_*[0-9])*";
const WHOLE_SUFFIX = "([uU][lL]?|[lL][uU]?)?";
const NUMBER = new RegExp(
  `^(?:(?:0[xX]((?:_*[0-9a-fA-F])+)|0[bB]((?:_*[01])+)|(${DIGITS}))${WHOLE_SUFFIX}` +
    `|((?:${DIGITS})?(?:\\.${DIGITS})?(?:[eE][+-]?${DIGITS})?)([fFdDmM])?)$`,
);
const REAL_TYPES: Readonly<Record<string, NumberType>> = { f: "float", d: "double", m: "decimal" };
const MAX_INT = 0x7fffffffn;
const MAX_UINT = 0xffffffffn;
const MAX_LONG = 0x7fffffffffffffffn;
const MAX_ULONG = 0xffffffffffffffffn;

/** Whether a char literal holds one character, or what becomes one. */
export function isOneCharacter(value: string): boolean {
  return value.length === 1 || isPlace(value);
}
