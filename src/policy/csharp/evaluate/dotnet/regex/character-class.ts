/** A set of UTF-16 code units: .NET matches those, and not code points. */
export interface CharacterClass {
  has(code: number): boolean;
}

/** A class that remembers its answers for ASCII. */
export function characterClass(test: (code: number) => boolean): CharacterClass {
  const known = new Int8Array(128);
  return {
    has(code) {
      if (code >= 128) return test(code);
      const answer = known[code]!;
      if (answer !== 0) return answer === 1;
      const isIn = test(code);
      known[code] = isIn ? 1 : -1;
      return isIn;
    },
  };
}

export function range(from: number, to: number): CharacterClass {
  return { has: (code) => code >= from && code <= to };
}

export function not(inner: CharacterClass): CharacterClass {
  return characterClass((code) => !inner.has(code));
}

/** The same letters in upper and lower case. */
export function ignoringCase(inner: CharacterClass): CharacterClass {
  return characterClass((code) => inner.has(code) || inner.has(lowerCode(code)) || inner.has(upperCode(code)));
}

/** `char.ToLowerInvariant` of a code unit. */
export function lowerCode(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 && code !== DOTTED_I && code !== KELVIN ? lower.charCodeAt(0) : code;
}

function upperCode(code: number): number {
  if (code < 128) return code >= 97 && code <= 122 ? code - 32 : code;
  const upper = String.fromCharCode(code).toUpperCase();
  return upper.length === 1 ? upper.charCodeAt(0) : code;
}

const DOTTED_I = 0x130;
const KELVIN = 0x212a;

function ofCategory(pattern: RegExp): CharacterClass {
  return characterClass((code) => pattern.test(String.fromCharCode(code)));
}

export const DIGIT = ofCategory(/^\p{Nd}$/u);
export const WORD = ofCategory(/^[\p{L}\p{Mn}\p{Nd}\p{Pc}]$/u);
export const SPACE = ofCategory(/^[\f\n\r\t\v\u0085\p{Z}]$/u);
export const NOT_LINE_FEED = not(range(10, 10));
export const ANY = range(0, 0xffff);

/** What `\b` sees as part of a word: also the joiners. */
export const BOUNDARY_WORD = characterClass((code) => WORD.has(code) || code === 0x200c || code === 0x200d);

/** The class of `\p{name}`, if it is known: a general category or a block. */
export function unicodeClass(name: string): CharacterClass | undefined {
  if (CATEGORIES.has(name)) return ofCategory(new RegExp(`^\\p{${name}}$`, "u"));
  const block = BLOCKS.get(name);
  return block && range(block[0], block[1]);
}

const CATEGORIES: ReadonlySet<string> = new Set(
  "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn".split(" "),
);

const BLOCKS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["IsBasicLatin", [0x0000, 0x007f]],
  ["IsLatin-1Supplement", [0x0080, 0x00ff]],
  ["IsLatinExtended-A", [0x0100, 0x017f]],
  ["IsLatinExtended-B", [0x0180, 0x024f]],
  ["IsIPAExtensions", [0x0250, 0x02af]],
  ["IsSpacingModifierLetters", [0x02b0, 0x02ff]],
  ["IsCombiningDiacriticalMarks", [0x0300, 0x036f]],
  ["IsGreek", [0x0370, 0x03ff]],
  ["IsGreekandCoptic", [0x0370, 0x03ff]],
  ["IsCyrillic", [0x0400, 0x04ff]],
  ["IsCyrillicSupplement", [0x0500, 0x052f]],
  ["IsArmenian", [0x0530, 0x058f]],
  ["IsHebrew", [0x0590, 0x05ff]],
  ["IsArabic", [0x0600, 0x06ff]],
  ["IsDevanagari", [0x0900, 0x097f]],
  ["IsThai", [0x0e00, 0x0e7f]],
  ["IsHangulJamo", [0x1100, 0x11ff]],
  ["IsGeneralPunctuation", [0x2000, 0x206f]],
  ["IsCurrencySymbols", [0x20a0, 0x20cf]],
  ["IsLetterlikeSymbols", [0x2100, 0x214f]],
  ["IsArrows", [0x2190, 0x21ff]],
  ["IsMathematicalOperators", [0x2200, 0x22ff]],
  ["IsBoxDrawing", [0x2500, 0x257f]],
  ["IsHiragana", [0x3040, 0x309f]],
  ["IsKatakana", [0x30a0, 0x30ff]],
  ["IsCJKUnifiedIdeographs", [0x4e00, 0x9fff]],
  ["IsHangulSyllables", [0xac00, 0xd7af]],
] as const);
