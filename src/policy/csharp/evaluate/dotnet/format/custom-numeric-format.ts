import { type NumberDigits, roundDigits } from "./digits";

/** A number in a custom numeric format: `#,##0.00`, `0.0%`, `00;(00);zero`, `0.##E+00`. */
export function formatCustomNumber(number: NumberDigits, format: string): string {
  const sections = splitSections(format);
  const isZero = number.digits === "";
  let index = isZero ? 2 : number.isNegative ? 1 : 0;
  if ((sections[index] ?? "") === "") index = 0;
  // A section for negative numbers writes the sign itself.
  const writesSign = number.isNegative && index === 0;
  const section = readSection(sections[index] ?? "");
  const rounded = roundForSection(number, section);
  // What rounds to zero is formatted as zero.
  if (rounded.digits === "" && !isZero && (sections[2] ?? "") !== "") {
    return writeSection({ isNegative: false, digits: "", scale: 0 }, readSection(sections[2] ?? ""), false);
  }
  return writeSection(rounded, section, writesSign);
}

type Token =
  | { readonly kind: "digit"; readonly isZero: boolean }
  | { readonly kind: "point" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "exponent"; readonly letter: string; readonly sign: "" | "+" | "-"; readonly width: number };

interface Section {
  readonly tokens: readonly Token[];
  /** Digit places before and behind the point. */
  readonly whole: number;
  readonly decimals: number;
  /** Places from the first `0` before the point, and to the last `0` behind it. */
  readonly minWhole: number;
  readonly minDecimals: number;
  readonly isGrouped: boolean;
  /** The powers of ten by which `%`, `‰` and commas before the point scale. */
  readonly shift: number;
  readonly isScientific: boolean;
}

function splitSections(format: string): string[] {
  const sections = [""];
  for (let index = 0; index < format.length;) {
    const literal = literalAt(format, index);
    if (literal === undefined && format[index] === ";") sections.push("");
    else sections[sections.length - 1] += format.slice(index, literal?.end ?? index + 1);
    index = literal?.end ?? index + 1;
  }
  return sections;
}

function literalAt(format: string, index: number): { text: string; end: number } | undefined {
  const char = format[index];
  if (char === "\\") return { text: format[index + 1] ?? "", end: Math.min(index + 2, format.length) };
  if (char !== "'" && char !== '"') return undefined;
  const close = format.indexOf(char, index + 1);
  const end = close < 0 ? format.length : close;
  return { text: format.slice(index + 1, end), end: Math.min(end + 1, format.length) };
}

function readSection(format: string): Section {
  const tokens: Token[] = [];
  const places: boolean[] = [];
  let point = -1;
  let isGrouped = false;
  let shift = 0;
  let isScientific = false;
  for (let index = 0; index < format.length;) {
    const literal = literalAt(format, index);
    if (literal !== undefined) {
      tokens.push({ kind: "text", text: literal.text });
      index = literal.end;
      continue;
    }
    const char = format[index]!;
    const exponent = /^[Ee](?:([+-])?(0+))/.exec(format.slice(index, index + 16));
    if (exponent !== null) {
      const sign = exponent[1] === "+" ? "+" : "";
      tokens.push({ kind: "exponent", letter: char, sign, width: Math.min(exponent[2]!.length, 10) });
      isScientific = true;
      index += exponent[0].length;
      continue;
    }
    if (char === "0" || char === "#") {
      tokens.push({ kind: "digit", isZero: char === "0" });
      places.push(char === "0");
    } else if (char === ".") {
      if (point < 0) {
        point = places.length;
        tokens.push({ kind: "point" });
      }
    } else if (char === ",") {
      let end = index;
      while (format[end + 1] === ",") end++;
      if (places.length > 0 && point < 0) {
        if (hasWholePlaceAfter(format, end + 1)) isGrouped = true;
        else shift -= 3 * (end - index + 1);
      }
      index = end;
    } else {
      if (char === "%") shift += 2;
      else if (char === "‰") shift += 3;
      tokens.push({ kind: "text", text: char });
    }
    index++;
  }
  const whole = point < 0 ? places.length : point;
  const firstZero = places.slice(0, whole).indexOf(true);
  return {
    tokens,
    whole,
    decimals: places.length - whole,
    minWhole: firstZero < 0 ? 0 : whole - firstZero,
    minDecimals: places.lastIndexOf(true) < whole ? 0 : places.lastIndexOf(true) - whole + 1,
    isGrouped,
    shift,
    isScientific,
  };
}

/** Whether another digit comes before the point. */
function hasWholePlaceAfter(format: string, from: number): boolean {
  for (let index = from; index < format.length;) {
    const literal = literalAt(format, index);
    if (literal !== undefined) {
      index = literal.end;
      continue;
    }
    if (format[index] === ".") return false;
    if (format[index] === "0" || format[index] === "#") return true;
    index++;
  }
  return false;
}

function roundForSection(number: NumberDigits, section: Section): NumberDigits {
  if (number.digits === "") return number;
  if (section.isScientific) return roundDigits(number, section.whole + section.decimals, "away");
  const shifted = { ...number, scale: number.scale + section.shift };
  return roundDigits(shifted, shifted.scale + section.decimals, "away");
}

function writeSection(number: NumberDigits, section: Section, writesSign: boolean): string {
  const isZero = number.digits === "";
  const exponent = section.isScientific && !isZero ? number.scale - section.whole : 0;
  const scale = isZero ? 0 : number.scale - exponent;
  const whole = scale > 0 ? number.digits.slice(0, scale).padEnd(scale, "0") : "";
  const fraction = "0".repeat(Math.max(0, -scale)) + number.digits.slice(Math.max(0, scale));
  const padded = whole.padStart(section.minWhole, "0");
  const decimals = fraction.slice(0, section.decimals).replace(/0+$/, "").padEnd(section.minDecimals, "0");
  let text = "";
  let place = 0;
  for (const token of section.tokens) {
    switch (token.kind) {
      case "text":
        text += token.text;
        break;
      case "point":
        if (decimals !== "") text += ".";
        break;
      case "exponent":
        text +=
          token.letter + (exponent < 0 ? "-" : token.sign) + String(Math.abs(exponent)).padStart(token.width, "0");
        break;
      case "digit":
        text += place < section.whole ? wholeDigits(padded, place, section) : (decimals[place - section.whole] ?? "");
        place++;
    }
  }
  return writesSign && !isZero ? `-${text}` : text;
}

/** What a place before the point shows: the first one everything that has no place. */
function wholeDigits(digits: string, place: number, section: Section): string {
  const right = section.whole - place;
  const end = digits.length - right + 1;
  const start = place === 0 ? 0 : end - 1;
  let text = "";
  for (let index = Math.max(0, start); index < end; index++) {
    text += digits[index]!;
    const left = digits.length - index - 1;
    if (section.isGrouped && left > 0 && left % 3 === 0) text += ",";
  }
  return text;
}
