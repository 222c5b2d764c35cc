import { fc } from "../../support/fast-check";
import { literal } from "../../../src/policy/codegen/literal";

test.each([
  ["plain text", "plain text", `"plain text"`],
  ["double quotes", 'a "b"', `'a "b"'`],
  ["single quotes", "it's", `"it's"`],
  ["both quotes", `"it's"`, '`"it\'s"`'],
  ["a backslash", "\\d+", `"\\\\d+"`],
  ["a dollar sign and a brace outside of a template", "${a}", `"\${a}"`],
  ["several lines", "a\n  b\n", "`a\n  b\n`"],
  ["several lines with what ends a template", "`\n${a} $b \\", "`\\`\n\\${a} $b \\\\`"],
  ["only line breaks", "\n\n", `"\\n\\n"`],
  ["a tab", "a\tb", `"a\\tb"`],
  ["a carriage return", "a\r\nb", "`a\\r\nb`"],
  ["characters that nobody sees", "a\u00a0b\u2028\ufeff", `"a\\u00a0b\\u2028\\ufeff"`],
  ["other letters", "größe 日本 😀", `"größe 日本 😀"`],
])("writes %s", (_, text, code) => {
  expect(literal(text)).toBe(code);
});

test("evaluates to the text", () => {
  const piece = fc.constantFrom(
    "a",
    '"',
    "'",
    "`",
    "\\",
    "${",
    "$",
    "{",
    "\n",
    "\r",
    "\t",
    "\u2028",
    "\u0085",
    "\\u0041",
    "//",
    "/*",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
        expect(new Function(`return ${literal(text)};`)()).toBe(text);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
