import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { type Expression } from "../../../../src/policy/csharp/tree";
import { expressionIn, problemsOf, treeOf } from "../printed";

describe("a number has its type and its digits", () => {
  test.each([
    ["0", "0:int"],
    ["2147483647", "2147483647:int"],
    ["2147483648", "2147483648:uint"],
    ["4294967296", "4294967296:long"],
    ["9223372036854775808", "9223372036854775808:ulong"],
    ["18446744073709551615", "18446744073709551615:ulong"],
    ["-2147483648", "(-2147483648:int)"],
    ["-2147483649", "(-2147483649:uint)"],
    ["-9223372036854775808", "(-9223372036854775808:long)"],
    ["-2147483648L", "(-2147483648:long)"],
    ["1 - 2147483648", "(1:int - 2147483648:uint)"],
    ["-(2147483648)", "(-2147483648:uint)"],
    ["-0x80000000", "(-2147483648:uint)"],
    ["1u", "1:uint"],
    ["4294967296U", "4294967296:ulong"],
    ["1l", "1:long"],
    ["9223372036854775808L", "9223372036854775808:ulong"],
    ["1UL", "1:ulong"],
    ["1Lu", "1:ulong"],
    ["0xFF", "255:int"],
    ["0XffFFffFFu", "4294967295:uint"],
    ["0x_1F", "31:int"],
    ["0b1010_1010", "170:int"],
    ["1_000", "1000:int"],
    ["007", "7:int"],
    ["1.5", "1.5:double"],
    [".5", ".5:double"],
    ["1e3", "1e3:double"],
    ["1.5E-3", "1.5E-3:double"],
    ["1_0.2_5", "10.25:double"],
    ["1f", "1:float"],
    ["1.5F", "1.5:float"],
    ["2d", "2:double"],
    ["1.10m", "1.10:decimal"],
    ["1e2M", "1e2:decimal"],
    ["0x1e+3", "(30:int + 3:int)"],
    ["1e+3", "1e+3:double"],
    ["1-e", "(1:int - e)"],
    ["1.e", "1:int.e"],
  ])("%s", (code, tree) => {
    expect(problemsOf(`@(${code})`)).toEqual([]);
    expect(treeOf(`@(${code})`)).toBe(`@(${tree})`);
  });

  test.each(["1_", "0x", "0b2", "1.5u", "1e", "12abc", "0xG", "1__", "1lL", "1ff"])("%s is none", (code) => {
    expect(problemsOf(`@(${code})`)).toEqual([`${code}: found ${code}; expected a number`]);
  });

  test("with more than 64 bits is none", () => {
    const code = "18446744073709551616";
    expect(problemsOf(`@(${code})`)).toEqual([`${code}: found ${code}; expected an integer of at most 64 bits`]);
  });
});

function valueOf(code: string): string | undefined {
  const node: Expression = expressionIn(code);
  return node.kind === "string" || node.kind === "char" ? node.value : undefined;
}

describe("a string has its text", () => {
  test.each([
    ['""', ""],
    ['"a b"', "a b"],
    [String.raw`"\'\"\\\0\a\b\f\n\r\t\v"`, "'\"\\\0\x07\b\f\n\r\t\v"],
    [String.raw`"\x41\x041\x0041B\xe9"`, "AAAB\xe9"],
    [String.raw`"\u0041\U00000041\U0001F600"`, "AA😀"],
    [String.raw`"\x41g"`, "Ag"],
    [String.raw`"\\n"`, "\\n"],
    ['"// a /* b"', "// a /* b"],
    ['"{{a}} ${b} {{{ }}"', "{{a}} ${b} {{{ }}"],
    ['@""', ""],
    [String.raw`@"C:\a\"`, "C:\\a\\"],
    ['@"a ""b"" c"', 'a "b" c'],
    ['@"a\nb"', "a\nb"],
    ["'a'", "a"],
    ["'\"'", '"'],
    [String.raw`'\''`, "'"],
    [String.raw`'\\'`, "\\"],
    [String.raw`'\u0041'`, "A"],
    [String.raw`'\x41'`, "A"],
    ["'{{a}}'", "{{a}}"],
  ])("%s", (code, value) => {
    expect(valueOf(code)).toBe(value);
  });

  test.each([
    [String.raw`"\q"`, [String.raw`\q: found \q; expected an escape such as \n or \\`]],
    [String.raw`"a\u12"`, [String.raw`\u12: found \u12; expected an escape such as \n or \\`]],
    [String.raw`"\U00110000"`, [String.raw`\U00110000: found \U00110000; expected an escape such as \n or \\`]],
    [String.raw`"\x"`, [String.raw`\x: found \x; expected an escape such as \n or \\`]],
    [
      String.raw`'\d'`,
      [
        String.raw`'\d': found '\d'; expected one character, or a string in "`,
        String.raw`\d: found \d; expected an escape such as \n or \\`,
      ],
    ],
    ["''", ["'': found ''; expected one character, or a string in \""]],
    ["'ab'", ["'ab': found 'ab'; expected one character, or a string in \""]],
    ['$"a } b"', ['}: found "}"; expected "}}"']],
    ['$"{a:}"', ['}: found "}"; expected a format']],
    ['$"{}"', ['}: found "}"; expected an expression']],
    ['$"{a b}"', ['b: found "b"; expected "}"']],
  ])("%s has a problem", (code, problems) => {
    expect(problemsOf(`@(${code})`)).toEqual(problems);
  });
});

describe("an interpolated string has its texts and holes", () => {
  test.each([
    ['$"a{b}c"', '$"a{b}c"'],
    ['$""', '$""'],
    ['$"{a}{b}"', '$"{a}{b}"'],
    ['$"{a,-5:N2}"', '$"{a,(-5:int):N2}"'],
    ['$"{a:yyyy-MM-dd HH:mm}"', '$"{a:yyyy-MM-dd HH:mm}"'],
    ['$"{a:{{0 }}}"', '$"{a:{{0 }}}"'],
    ['$"{a:{{0 x}}}"', '$"{a:{0 x}}"'],
    ['$"{(a ? b : c)}"', '$"{(a ? b : c)}"'],
    ['$"{a["b"]}"', '$"{a["b"]}"'],
    ['$"{$"{a}"}"', '$"{$"{a}"}"'],
    ['$"{new { a = 1 }}"', '$"{new { a = 1:int }}"'],
    ['$"{f(x => { return x; })}"', '$"{f(((x) => { return x; }))}"'],
    ['$"{{ \\"a\\": {b} }}"', '$"{ "a": {b} }"'],
    ['$"\\t{{{a + b}}}"', '$"\t{{(a + b)}}"'],
    ['$@"a""{b}\\c"', '$"a"{b}\\c"'],
    ['@$"a\n{b:""x""}"', '$"a\n{b:"x"}"'],
    ['$"{a /* } */}"', '$"{a}"'],
  ])("%s", (code, tree) => {
    expect(problemsOf(`@(${code})`)).toEqual([]);
    expect(treeOf(`@(${code})`)).toBe(`@(${tree})`);
  });

  test("with places of its texts and holes", () => {
    const code = '@($"ab{c,2:N}d")';
    const { root } = parseCsharp(code);
    const parts = root.kind === "interpolated" ? root.parts : [];
    expect(parts.map(({ start, end }) => code.slice(start, end))).toEqual(["ab", "{c,2:N}", "d"]);
  });
});
