import { unsupported } from "../errors";
import { type CharacterClass, characterClass, ignoringCase, not, range } from "./character-class";
import { characterAt, classAt, invalidPattern } from "./escape";

/**
 * A class in brackets: `[a-z]`, `[^\s,]`, `[a-z-[aeiou]]`.
 *
 * @param start where the bracket opens
 */
export function parseBrackets(
  pattern: string,
  start: number,
  ignoreCase: boolean,
  depth = 0,
): { class: CharacterClass; end: number } {
  if (depth > MAX_SUBTRACTIONS) throw unsupported("a class that is nested this deep in a regular expression");
  let index = start + 1;
  const isNegated = pattern[index] === "^";
  if (isNegated) index++;
  const parts: CharacterClass[] = [];
  let without: CharacterClass | undefined;
  for (let isFirst = true; isFirst || pattern[index] !== "]"; isFirst = false) {
    if (index >= pattern.length) throw invalidPattern(pattern, index, "Unterminated [] set.");
    if (pattern.startsWith("-[", index) && !isFirst) {
      const inner = parseBrackets(pattern, index + 1, ignoreCase, depth + 1);
      without = inner.class;
      index = inner.end;
      if (pattern[index] !== "]") {
        throw invalidPattern(pattern, index, "A subtraction must be the last element in a character class.");
      }
      break;
    }
    const set = pattern[index] === "\\" ? classAt(pattern, index) : undefined;
    if (set !== undefined) {
      parts.push(set.class);
      index = set.end;
      continue;
    }
    const from = classCharacter(pattern, index);
    index = from.end;
    const next = pattern[index + 1];
    if (pattern[index] !== "-" || next === undefined || next === "]" || next === "[") {
      parts.push(range(from.code, from.code));
      continue;
    }
    if (next === "\\" && classAt(pattern, index + 1) !== undefined) {
      throw invalidPattern(pattern, index, "Cannot include class in character range.");
    }
    const to = classCharacter(pattern, index + 1);
    if (to.code < from.code) throw invalidPattern(pattern, index, "[x-y] range in reverse order.");
    parts.push(range(from.code, to.code));
    index = to.end;
  }
  const plain = characterClass((code) => parts.some((part) => part.has(code)));
  const cased = ignoreCase ? ignoringCase(plain) : plain;
  const signed = isNegated ? not(cased) : cased;
  const removed = without;
  const result = removed === undefined ? signed : characterClass((code) => signed.has(code) && !removed.has(code));
  return { class: result, end: index + 1 };
}

function classCharacter(pattern: string, index: number): { code: number; end: number } {
  if (pattern[index] !== "\\") return { code: pattern.charCodeAt(index), end: index + 1 };
  const { text, end } = characterAt(pattern, index);
  return { code: text.charCodeAt(0), end };
}

/** Subtractions in subtractions. */
const MAX_SUBTRACTIONS = 20;
