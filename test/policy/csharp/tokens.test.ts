import { fc } from "../../support/fast-check";
import { CsharpTokens, TokenKind } from "../../../src/policy/csharp/tokens";
import { anyExpression, anyText } from "../../support/policy/arbitraries";

/** The tokens as text: strings in double quotes and chars in single ones. */
function read(code: string): string {
  const tokens = new CsharpTokens(code);
  return Array.from({ length: tokens.length }, (_, index) => {
    if (tokens.kind(index) === TokenKind.STRING) return `"${tokens.string(index)}"`;
    if (tokens.kind(index) === TokenKind.CHAR) return `'${tokens.char(index)}'`;
    const number = tokens.number(index);
    return number ?? tokens.word(index) ?? SIGNS.find((sign) => tokens.is(index, sign)) ?? "?!";
  }).join(" ");
}

const SIGNS = ["?.", "??", "=>", "==", "!=", "&&", "||", "<=", ">=", "++", ..."(){}[]<>.,;:=!?+-*/%@$"];

describe("the tokens of an expression", () => {
  test.each([
    ["@(a.b)", "( a . b )"],
    ["@(a?.b ?? c?[0])", "( a ?. b ?? c ?. [ 0 ] )"],
    ["@(a ? .5 : 1.5)", "( a ? . 5 : 1.5 )"],
    ["@(a == 1 && b <= 2)", "( a == 1 && b <= 2 )"],
    ["@(a => a.b)", "( a => a . b )"],
    ["@(\"a\" + 'b')", "( \"a\" + 'b' )"],
    ['@("a \\" b")', '( "a \\" b" )'],
    ['@(@"a\\")', '( "a\\" )'],
    ['@($"a{b}c")', '( ( "a" + ( b ) + "c" ) )'],
    ['@($"{a}{$"{b}"}")', '( ( "" + ( a ) + "" + ( ( "" + ( b ) + "" ) ) + "" ) )'],
    ['@($@"a{b}")', '( ( "a" + ( b ) + "" ) )'],
    ["@{ return a; // b\n /* c */ }", "{ return a ; }"],
    ["@(größe)", "( größe )"],
    ["@()", "( )"],
  ])("%s", (code, tokens) => {
    expect(read(code)).toBe(tokens);
  });

  test.each(["", "a", "@(", "@(a) b", "a @(b)", "@(a]"])("none in %j", (code) => {
    expect(new CsharpTokens(code).length).toBe(0);
  });

  test("start and end with the brackets of the expression, whatever is in it", () => {
    fc.assert(
      fc.property(anyExpression(), ({ source }) => {
        const tokens = new CsharpTokens(source);
        expect(tokens.closing(0)).toBe(tokens.length - 1);
        expect(tokens.opening(tokens.length - 1)).toBe(0);
      }),
    );
  });

  test("of any text never throw", () => {
    fc.assert(fc.property(anyText(), (text) => new CsharpTokens(`@(${text})`).length >= 0));
  });
});

describe("the start of a chain", () => {
  test.each([
    ['@(a.b("c")[0].Claims)', "a"],
    ["@((A)b.Claims)", "b"],
    ["@(((A)b).Claims)", "("],
    ["@(!a.As<B>().Claims)", "a"],
    ["@(c == (a + b)[0].Claims)", "("],
    ["@(Claims)", "Claims"],
  ])("of Claims in %s", (code, start) => {
    const tokens = new CsharpTokens(code);
    let member = 0;
    while (!tokens.is(member, "Claims")) member++;
    const found = tokens.startOfChain(member);

    expect(tokens.word(found) ?? (tokens.is(found, "(") ? "(" : undefined)).toBe(start);
  });
});

test("a range is split at operators that are not in brackets", () => {
  const tokens = new CsharpTokens("@(a || (b || c) && d[e || f])");

  expect(tokens.split(1, tokens.length - 1, "||")).toEqual([
    [1, 2],
    [3, tokens.length - 1],
  ]);
  expect(tokens.split(1, tokens.length - 1, "||", "&&")).toHaveLength(3);
  expect(tokens.split(1, 2, "||")).toEqual([[1, 2]]);
});
