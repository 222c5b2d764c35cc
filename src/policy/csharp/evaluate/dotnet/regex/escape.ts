import { argumentException, unsupported } from "../errors";
import { type CharacterClass, DIGIT, not, SPACE, unicodeClass, WORD } from "./character-class";

/**
 * `\d`, `\W`, `\p{L}`: what is a class inside and outside of brackets. Undefined for any other escape.
 *
 * @param index where the backslash is
 */
export function classAt(pattern: string, index: number): { class: CharacterClass; end: number } | undefined {
  const letter = pattern[index + 1] ?? "";
  const known = CLASSES.get(letter);
  if (known !== undefined) return { class: known, end: index + 2 };
  if (letter !== "p" && letter !== "P") return undefined;
  const name = /^\{([\w-]+)\}/.exec(pattern.slice(index + 2, index + 66))?.[1];
  if (name === undefined) throw invalidPattern(pattern, index, "Malformed \\p{X} character escape.");
  const set = unicodeClass(name);
  if (set === undefined) throw unsupported(`\\${letter}{${name}} in a regular expression`);
  return { class: letter === "p" ? set : not(set), end: index + name.length + 4 };
}

/** The one character that an escape is. */
export function characterAt(pattern: string, index: number): { text: string; end: number } {
  const letter = pattern[index + 1];
  if (letter === undefined) throw invalidPattern(pattern, index, "Illegal \\ at end of pattern.");
  const octal = /^[0-3]?[0-7]{1,2}/.exec(pattern.slice(index + 1, index + 4))?.[0];
  if (octal !== undefined)
    return { text: String.fromCharCode(Number.parseInt(octal, 8)), end: index + 1 + octal.length };
  if (letter === "x" || letter === "u") {
    const length = letter === "x" ? 2 : 4;
    const hex = pattern.slice(index + 2, index + 2 + length);
    if (!/^[0-9A-Fa-f]+$/.test(hex) || hex.length < length) {
      throw invalidPattern(pattern, index, "Insufficient hexadecimal digits.");
    }
    return { text: String.fromCharCode(Number.parseInt(hex, 16)), end: index + 2 + length };
  }
  if (letter === "c") {
    const code = (pattern[index + 2] ?? "").toUpperCase().charCodeAt(0) ^ 64;
    if (!(code < 32)) throw invalidPattern(pattern, index, "Unrecognized control character.");
    return { text: String.fromCharCode(code), end: index + 3 };
  }
  const control = CONTROLS.get(letter);
  if (control === undefined && /\w/.test(letter)) {
    throw invalidPattern(pattern, index, `Unrecognized escape sequence \\${letter}.`);
  }
  return { text: control ?? letter, end: index + 2 };
}

export function invalidPattern(pattern: string, index: number, reason: string): Error {
  return argumentException(`Invalid pattern '${pattern}' at offset ${index}. ${reason}`);
}

const CLASSES: ReadonlyMap<string, CharacterClass> = new Map([
  ["d", DIGIT],
  ["D", not(DIGIT)],
  ["w", WORD],
  ["W", not(WORD)],
  ["s", SPACE],
  ["S", not(SPACE)],
]);

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["r", "\r"],
  ["v", "\v"],
  ["f", "\f"],
  ["n", "\n"],
  ["e", "\x1b"],
]);
