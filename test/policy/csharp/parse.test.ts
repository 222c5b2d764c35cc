import { fc } from "../../support/fast-check";
import { parseCsharp } from "../../../src/policy/csharp/parse";
import { isPlace } from "../../../src/policy/csharp/places";
import { scanExpression, startsExpression } from "../../../src/policy/csharp/scan";
import { type CsharpTree } from "../../../src/policy/csharp/tree";
import { isDeeperThan, visit } from "../../../src/policy/csharp/walk";
import { MAX_CSHARP_DEPTH, MAX_CSHARP_NESTING, MAX_DIAGNOSTICS } from "../../../src/policy/text/bounds";
import { policyExpressions } from "./oracle/generator";
import { printed } from "./printed";

const MANY = 10_000;

function checked(code: string): CsharpTree {
  const tree = parseCsharp(code);
  expect(isDeeperThan(tree.root, MAX_CSHARP_DEPTH)).toBe(false);
  expect(tree.problems.length).toBeLessThanOrEqual(MAX_DIAGNOSTICS);
  expect(tree.problems.filter(({ start, end }) => !(start >= 0 && end >= start && end <= code.length))).toEqual([]);
  return tree;
}

describe("hostile code is read without an exception, into a tree of few levels", () => {
  test.each([
    ["parentheses", "@(", "(", "a", ")", ")"],
    ["sums", "@(a", " + a", "", "", ")"],
    ["calls", "@(a", ".b()", "", "", ")"],
    ["conditional accesses", "@(a", "?.b", "", "", ")"],
    ["indexers", "@(a", "[0]", "", "", ")"],
    ["nested indexers", "@(a", "[a", "", "]", ")"],
    ["null-coalescings", "@(a", " ?? a", "", "", ")"],
    ["negations", "@(", "!", "a", "", ")"],
    ["casts", "@(", "(int)", "a", "", ")"],
    ["conditions", "@(", "a ? b : ", "c", "", ")"],
    ["conditions that do not end", "@(", "a ? ", "c", "", ")"],
    ["assignments", "@(", "a = ", "b", "", ")"],
    ["lambdas", "@(", "x => ", "a", "", ")"],
    ["tuples", "@(", "(a, ", "b", ")", ")"],
    ["type arguments", "@(", "A<", "b", ">", ")"],
    ["created types", "@(new ", "A<", "b", ">", "())"],
    ["comparisons", "@(a", " < a", "", "", ")"],
    ["type tests", "@(a", " is A", "", "", ")"],
    ["initializers", "@(", "new A { b = ", "1", " }", ")"],
    ["arrays", "@(new[] ", "{", "", "}", ")"],
    ["interpolated strings", "@(", '$"{', "a", '}"', ")"],
    ["blocks", "@", "{", "", "}", ""],
    ["conditions of statements", "@{ ", "if (a) ", ";", "", " }"],
    ["alternatives", "@{ ", "if (a) b(); else ", ";", "", " }"],
    ["functions", "@{ ", "int F() { ", "", "}", " }"],
    ["switches", "@{ ", "switch (a) { case 1: ", "", "}", " }"],
    ["brackets that do not close", "@(", "([{", "", "", ")"],
    ["brackets that do not open", "@(([{", ")", "", "", ""],
    ["places that do not close", "@(", "{{", "", "", ")"],
    ["templates that do not close", "@(", "${", "", "", ")"],
    ["tuple types", "@(", "((a, a), ", "b", ")", ")"],
    ["stray characters", "@{ ", "# ", "", "", "}"],
    ["missing semicolons", "@{ ", "a b ", "", "", "}"],
    ["string escapes", '@("', "\\u00", "", "", '")'],
    ["names of a type", "@(", "a.", "b", "", " c)"],
  ])("%s", (_, before, open, middle, close, after) => {
    const repeat = (text: string): string => text.repeat(MANY / Math.max(1, open.length));
    const code = before + repeat(open) + middle + repeat(close) + after;
    checked(code);
    checked(code.slice(0, code.length >> 1));
  });

  test("many statements are all read", () => {
    const { root, problems } = checked(`@{ ${"a(); ".repeat(20_000)} }`);
    expect(problems).toEqual([]);
    expect(root).toMatchObject({ kind: "block", statements: { length: 20_000 } });
  });
});

describe("code that a program writes is read", () => {
  test.each([
    ["a sum of many parts", `@(${"a + ".repeat(MAX_CSHARP_DEPTH - 2)}b)`],
    ["a chain of many calls", `@(a${".b()".repeat(MAX_CSHARP_DEPTH / 2 - 1)})`],
    ["many alternatives", `@{ ${"if (a) return 1; else ".repeat(MAX_CSHARP_NESTING - 5)} return 2; }`],
    ["many conditions", `@(${"a ? b : ".repeat(MAX_CSHARP_NESTING - 5)} c)`],
    ["deep parentheses", `@(${"(".repeat(MAX_CSHARP_NESTING - 5)}a${")".repeat(MAX_CSHARP_NESTING - 5)})`],
  ])("%s", (_, code) => {
    const { root, problems } = checked(code);
    expect(problems).toEqual([]);
    let last = 0;
    visit(root, ({ end }) => void (last = Math.max(last, end)));
    expect(code.length - last).toBeLessThanOrEqual(MAX_CSHARP_NESTING);
  });

  test.each([
    ["a sum", `@(${"a + ".repeat(MAX_CSHARP_DEPTH)}b)`, "found an expression of more than 1000 levels; expected fewer"],
    [
      "parentheses",
      `@(${"(".repeat(300)}a${")".repeat(300)})`,
      "found more than 250 levels of nested code; expected fewer",
    ],
  ])("and the rest is a problem: %s", (_, code, message) => {
    expect(checked(code).problems.map((problem) => problem.message)).toEqual([message]);
  });
});

describe("any text is read", () => {
  const PARTS = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    '"',
    '$"',
    '@"',
    "'",
    "\\",
    "{{a}}",
    "${",
    "?",
    "?.",
    ":",
    ",",
    ";",
    "=>",
    "=",
    "+",
    "/*",
    "*/",
    "//",
    "\n",
  ].concat([
    "a",
    "int",
    "new",
    "is",
    "as",
    "var",
    "out",
    "if",
    "else",
    "case",
    "default",
    "return",
    "switch",
    "try",
    "catch",
    "for",
    "foreach",
    "in",
    "1",
    "1.5",
    " ",
  ]);
  const soup = fc.array(fc.constantFrom(...PARTS), { maxLength: 30 }).map((parts) => `@(${parts.join("")}`);
  const mutated = fc
    .tuple(policyExpressions, fc.nat(), fc.nat(20), fc.constantFrom("", ...PARTS))
    .map(([code, at, length, part]) => {
      const index = at % code.length;
      return code.slice(0, index) + part + code.slice(index + length);
    });

  test.each([
    ["of code that was changed", mutated, 300],
    ["of tokens", soup, 1000],
    ["of characters", fc.string({ unit: "binary" }).map((text) => `@(${text})`), 500],
  ])("%s", (_, texts, numRuns) => {
    fc.assert(
      fc.property(texts, (code) => {
        const tree = checked(code);
        printed(tree);
        // Code has a problem unless its brackets close, or unless something in it may become any code. Comments may follow.
        const end = startsExpression(code, 0) ? scanExpression(code, 0) : 0;
        const isWhole =
          isPlace(code) || end === 0 || (end > 0 && /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*$/.test(code.slice(end)));
        if (!isWhole) expect(tree.problems).not.toEqual([]);
      }),
      { numRuns, seed: 1 },
    );
  });
});
