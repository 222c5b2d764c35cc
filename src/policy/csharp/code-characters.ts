/** Which characters C# takes for spaces and for parts of names. */

/** The classes of the characters up to U+007F. */
const CLASSES = new Uint8Array(128);
const SPACE = 1;
const DIGIT = 2;
const LETTER = 3;
for (const char of " \t\v\f\r\n") CLASSES[char.charCodeAt(0)] = SPACE;
for (const char of "0123456789") CLASSES[char.charCodeAt(0)] = DIGIT;
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") CLASSES[char.charCodeAt(0)] = LETTER;

const OTHER_SPACE = /[\u0085\u2028\u2029\uFEFF\p{Zs}]/u;
const OTHER_LETTER = /[\p{L}\p{Nl}]/u;
const OTHER_PART = /[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}]/u;

export function isSpace(code: number): boolean {
  return code < 128 ? CLASSES[code] === SPACE : OTHER_SPACE.test(String.fromCharCode(code));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a name can start with the character. */
export function isNameStart(code: number): boolean {
  return code < 128 ? CLASSES[code] === LETTER : OTHER_LETTER.test(String.fromCharCode(code));
}

/** Whether a name can go on with the character. */
export function isNamePart(code: number): boolean {
  return code < 128 ? CLASSES[code]! >= DIGIT : OTHER_PART.test(String.fromCharCode(code));
}

/** Whether a line ends with the character. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}
