import { fc } from "../../support/fast-check";
import { csharpString } from "../../../src/policy/csharp/literal";
import { isWholeExpression, scanExpression, startsUnbalanced } from "../../../src/policy/csharp/scan";
import { anyExpression, anyText } from "../../support/policy/arbitraries";

describe("an expression", () => {
  test.each([
    "@(a)",
    "@{ return a; }",
    "@((a[0]) + {b})",
    '@(")")',
    '@("\\")")',
    '@(@"\\" + @"a "")"" b")',
    '@(@"two\nlines")',
    '@($"{a} {{ } {b(")")} \\" }")',
    '@($@"{a} "" {{ {$"{b}"}")',
    '@(@$"{a}\\")',
    "@(')' + '\\'' + '\\u0029' + '\\U00000029')",
    "@(a // )\n)",
    "@(a /* ) \" ' */)",
    "@(@class + a / b)",
  ])("is one whole: %j", (text) => {
    expect(isWholeExpression(text)).toBe(true);
    expect(startsUnbalanced(text)).toBe(false);
  });

  test.each([
    "@(",
    "@(a",
    "@(a]",
    "@((a)",
    '@("a)',
    '@("a\n")',
    '@(@"a"")',
    '@($"{a)',
    '@($"a\n")',
    '@($@"{a)")',
    "@('a)",
    "@('\n')",
    "@(a // )",
    "@(a /* )",
    "@(a))",
    "@{ } }",
  ])("fails to close, or closes twice: %j", (text) => {
    expect(isWholeExpression(text)).toBe(false);
    expect(startsUnbalanced(text)).toBe(true);
  });

  test.each(["", "a", " @(a)", "@(a) ", "@(a) b", "@ (a)", "@[a]", "@@(a)"])("is not what the text is: %j", (text) => {
    expect(isWholeExpression(text)).toBe(false);
    expect(startsUnbalanced(text)).toBe(false);
  });

  test("ends where it ends, whatever follows", () => {
    fc.assert(
      fc.property(anyExpression(), anyText(), ({ source }, rest) => {
        expect(scanExpression(source + rest, 0)).toBe(source.length);
      }),
    );
  });

  test("that does not close says where the search ended", () => {
    expect(scanExpression("@(a", 0)).toBe(~3);
    expect(scanExpression("@(abc)", 0, { limit: 4 })).toBe(~4);
    expect(scanExpression("@(a</b>)", 0, { stopAtEndTag: true })).toBe(~3);
    expect(scanExpression('@("</b>")', 0, { stopAtEndTag: true })).toBe(9);
  });

  test("finds where strings, chars and comments are", () => {
    const text = `@("a" + 'b' /* c */ + $"d{e}f")`;
    const literals: number[] = [];

    scanExpression(text, 0, { literals });

    const found: string[] = [];
    for (let index = 0; index < literals.length; index += 2)
      found.push(text.slice(literals[index], literals[index + 1]));
    expect(found).toEqual(['"a"', "'b'", "/* c */", '$"d{', '}f"']);
  });
});

describe("a string literal", () => {
  test("is one whole string, and holds no two braces side by side", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const literal = csharpString(text);

        expect(isWholeExpression(`@(${literal})`)).toBe(true);
        expect(literal).not.toMatch(/\{\{|\}\}|[\n\r]/);
        expect(JSON.parse(literal.replace(/\t/g, "\\t"))).toBe(text);
      }),
    );
  });
});
