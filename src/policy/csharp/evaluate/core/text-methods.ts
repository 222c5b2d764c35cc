import { chargeItems, chargePlaces, chargeText } from "../contract/meter";
import { argument } from "../contract/errors";

/** How `StringComparison` compares: by code units, or as words of the invariant culture; with or without regard to case. */
export interface TextComparison {
  readonly ignoresCase: boolean;
  readonly isCultural: boolean;
}

export const ORDINAL: TextComparison = { ignoresCase: false, isCultural: false };
export const CULTURAL: TextComparison = { ignoresCase: false, isCultural: true };

/** By the number of a `StringComparison`. */
export function comparisonOf(value: number): TextComparison {
  if (value < 0 || value > 5)
    throw argument(
      "ArgumentException",
      "The string comparison type passed in is currently not supported.",
      "comparisonType",
    );
  return { ignoresCase: value % 2 === 1, isCultural: value < 4 };
}

/** Upper case of each UTF-16 code unit by itself, as .NET has it: `ß` stays `ß`. */
export function toUpper(text: string): string {
  const upper = text.toUpperCase();
  return upper.length === text.length ? upper : mapUnits(text, (unit) => unit.toUpperCase());
}

export function toLower(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : mapUnits(text, (unit) => unit.toLowerCase());
}

function mapUnits(text: string, convert: (unit: string) => string): string {
  chargeItems(text.length);
  return Array.from(text, (unit) => {
    const converted = convert(unit);
    return converted.length === unit.length ? converted : unit;
  }).join("");
}

/** A text in which texts that are equal without regard to case are the same. */
export function folded(text: string, { ignoresCase }: TextComparison): string {
  return ignoresCase ? toUpper(text) : text;
}

export function areTextsEqual(left: string | null, right: string | null, comparison: TextComparison): boolean {
  if (left === null || right === null) return left === right;
  return left === right || (comparison.ignoresCase && folded(left, comparison) === folded(right, comparison));
}

/** Less than 0, 0 or more than 0. Null is the smallest. */
export function compareTexts(left: string | null, right: string | null, comparison: TextComparison): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [first, second] = [folded(left, comparison), folded(right, comparison)];
  chargeText(Math.min(first.length, second.length));
  if (first === second) return 0;
  if (comparison.isCultural) {
    chargePlaces(Math.min(first.length, second.length));
    const order = collator().compare(first, second);
    if (order !== 0) return Math.sign(order);
  }
  return differenceOfUnits(first, second);
}

let invariant: Intl.Collator | undefined;

/** Lower case before upper case, and punctuation counts. */
function collator(): Intl.Collator {
  invariant ??= new Intl.Collator("en-US-u-co-standard", { caseFirst: "lower" });
  return invariant;
}

function differenceOfUnits(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function indexOfText(text: string, searched: string, from: number, comparison: TextComparison): number {
  return folded(text, comparison).indexOf(folded(searched, comparison), from);
}

/** White space as `char.IsWhiteSpace` has it. */
export const WHITE_SPACE = /^[\s\u0085]$/;
const SPACES = /[^\S\ufeff]|\u0085/g;

/** Without the white space or the chars of a set at the start, at the end, or both. */
export function trimText(
  text: string,
  chars: ReadonlySet<string> | undefined,
  atStart: boolean,
  atEnd: boolean,
): string {
  const isTrimmed = (unit: string): boolean => (chars === undefined ? isWhiteSpace(unit) : chars.has(unit));
  let start = 0;
  let end = text.length;
  while (atStart && start < end && isTrimmed(text.charAt(start))) start++;
  while (atEnd && end > start && isTrimmed(text.charAt(end - 1))) end--;
  chargeItems(text.length - (end - start));
  return text.slice(start, end);
}

export function isWhiteSpace(unit: string): boolean {
  return unit !== "\ufeff" && WHITE_SPACE.test(unit);
}

/** `string.Split`: at one of some separators, at white space without any; the last part keeps what is over a count. */
export function splitText(
  text: string,
  separators: readonly string[],
  count: number,
  removesEmpty: boolean,
  trims: boolean,
): string[] {
  const parts: string[] = [];
  const add = (part: string): void => {
    const kept = trims ? trimText(part, undefined, true, true) : part;
    if (!removesEmpty || kept !== "") parts.push(kept);
  };
  if (count === 0) return parts;
  const found = separators.filter((separator) => separator !== "");
  const search = searchFor(text, found);
  let start = 0;
  while (parts.length < count - 1) {
    const index = search(start);
    if (index < 0) break;
    chargeItems(1);
    add(text.slice(start, index));
    start = index + separatorAt(text, index, found);
  }
  // With a limit, empty parts before the last one are left out as well.
  while (removesEmpty && parts.length === count - 1 && start < text.length) {
    const length = separatorAt(text, start, found);
    if (length === 0) break;
    start += length;
  }
  add(text.slice(start));
  return parts;
}

/** Finds the first separator from an index on; from call to call, the index grows. */
function searchFor(text: string, separators: readonly string[]): (start: number) => number {
  if (separators.length === 0) {
    return (start) => {
      SPACES.lastIndex = start;
      return SPACES.exec(text)?.index ?? -1;
    };
  }
  chargeText(text.length * separators.length);
  const next = separators.map(() => -2);
  return (start) => {
    let first = -1;
    separators.forEach((separator, index) => {
      let at = next[index] ?? -2;
      if (at !== -1 && at < start) next[index] = at = text.indexOf(separator, start);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    });
    return first;
  };
}

/** The length of the separator at an index, or 0. */
function separatorAt(text: string, index: number, separators: readonly string[]): number {
  if (separators.length === 0) return isWhiteSpace(text.charAt(index)) ? 1 : 0;
  for (const separator of separators) if (text.startsWith(separator, index)) return separator.length;
  return 0;
}
