import { fc } from "../../../support/fast-check";

import { UNEXPECTED } from "../../../../src/policy/csharp/evaluate/evaluate";
import { evaluate, shown, someCall } from "./evaluating";

describe("nothing of JavaScript can be reached", () => {
  const names = [
    "constructor",
    "prototype",
    "__proto__",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "__defineGetter__",
    "__lookupGetter__",
    "length",
    "call",
    "apply",
    "bind",
    "items",
    "values",
    "entries",
    "type",
    "definition",
    "invoke",
    "enumerate",
    "toText",
    "runtime",
  ];
  const targets = [
    '"x"',
    "1",
    "true",
    "1.5",
    "new[] { 1 }",
    "new List<int>()",
    "context",
    "context.Request",
    "(1, 2)",
    "new { a = 1 }",
    "'c'",
  ];

  test.each(names)("no value has a member %s", (name) => {
    for (const target of targets) {
      for (const code of [`${target}.${name}`, `${target}.${name}()`, `${target}?.${name}`]) {
        expect(evaluate(code).kind).toBe("unsupported");
      }
    }
  });

  test.each([
    "this",
    "globalThis",
    "process.exit(1)",
    'require("fs")',
    'Function("return 1")()',
    'eval("1")',
    "global.process",
    "Symbol.iterator",
    "Reflect.ownKeys(context)",
    "Object.keys(context)",
    'new Function("return 1")',
    'System.Diagnostics.Process.Start("ls")',
    'System.IO.File.ReadAllText("/etc/passwd")',
    "typeof(string).Assembly",
    '"x".GetType().GetMethods()',
    "Activator.CreateInstance(typeof(string))",
    "String.constructor",
    'Math.constructor("return 1")()',
  ])("%s is not there", (code) => {
    expect(evaluate(code).kind).toBe("unsupported");
  });

  test("keys of dictionaries are only keys", () => {
    const call = someCall({ ["__proto__"]: "p" });
    expect(shown('context.Variables.ContainsKey("constructor")', call)).toBe("False");
    expect(shown('context.Request.Headers.ContainsKey("__proto__")')).toBe("False");
    expect(
      shown(
        'var d = new Dictionary<string, object>(); d["__proto__"] = 1; return d.Count + ":" + d.ContainsKey("toString");',
      ),
    ).toBe("1:False");
    expect(shown("new { __proto__ = 1, constructor = 2 }.constructor")).toBe("2");
    expect(shown("var __proto__ = 1; var constructor = 2; return __proto__ + constructor;")).toBe("3");
  });
});

describe("an evaluation has limits", () => {
  test.each([
    "while (true) { }",
    "for (;;) ;",
    "var i = 0; while (true) i++;",
    "int F(int n) { return F(n + 1); } return F(0);",
    "Func<int, int> f = null; f = n => f(n + 1); return f(0);",
    'var s = "x"; while (true) s += s;',
    'var s = "x"; while (true) s = s + "x";',
    "var l = new List<int>(); while (true) l.Add(1);",
    "new string('x', 2000000000)",
    '"x".PadLeft(2000000000)',
    "new int[2000000000]",
    "Enumerable.Range(0, 2000000000).ToList()",
    "Enumerable.Repeat(1, 2000000000).Count()",
    "string.Join(\"\", Enumerable.Repeat(new string('x', 100000), 100000))",
    'string.Format("{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}", 1)',
    'string.Concat(Enumerable.Repeat("x", 100000000))',
    'var s = new string(\'a\', 100000); while (true) s = s.Replace("a", "aa");',
    "try { while (true) { } } catch { return 1; } finally { return 2; }",
  ])("%s", (code) => {
    expect(
      evaluate(code.includes(";") && !code.endsWith(";") ? `${code} return 0;` : code, someCall(), {
        maxSteps: 50_000,
      }).kind,
    ).toBe("limit");
  });
});

describe("whatever the code is", () => {
  const token = fc.constantFrom(
    "context",
    ".",
    "Request",
    "Variables",
    "[",
    "]",
    "(",
    ")",
    '"a"',
    "1",
    "2.5",
    "+",
    "-",
    "*",
    "/",
    "==",
    "??",
    "?.",
    "?",
    ":",
    "new",
    "string",
    "int",
    "List<int>",
    "()",
    "=>",
    "x",
    "=",
    "var",
    ";",
    "return",
    "{",
    "}",
    "if",
    "foreach",
    "in",
    "Select",
    "Where",
    "ToString",
    "(int)",
    "(string)",
    "null",
    "!",
    "is",
    "as",
    "out",
    ",",
    "'c'",
    '$"{1}"',
    "typeof",
    "default",
    "throw",
    "try",
    "catch",
    "switch",
    "case",
  );

  test("an evaluation comes to a result", () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), fc.boolean(), (tokens, isBlock) => {
        const code = tokens.join(" ");
        const result = evaluate(isBlock ? `@{ ${code} }` : `@(${code})`, someCall(), { maxSteps: 10_000 });
        expect(["value", "exception", "unsupported", "limit"]).toContain(result.kind);
        if (result.kind === "unsupported") expect(result.feature).not.toContain(UNEXPECTED);
      }),
      { numRuns: 500 },
    );
  });

  test("lambdas within lambdas take no exponential time", () => {
    const depth = 60;
    const code = `${"new[] { 1 }.Select(x => ".repeat(depth)}1${")".repeat(depth)}`;
    expect(["value", "limit", "unsupported"]).toContain(evaluate(code).kind);
  });
});

test("a lambda goes to delegates only, and a literal must fit its type", () => {
  expect(shown("string s = int.Parse; return s.Length;")).toBe("unsupported: a lambda or a method as a String");
  expect(shown("1e200m")).toBe("unsupported: Value was either too large or too small for a Decimal.");
});

test("what is not there is named, with its place", () => {
  expect(evaluate('@("a".Normalise())')).toEqual({
    kind: "unsupported",
    feature: "String.Normalise",
    start: 2,
    end: 15,
  });
  expect(evaluate("@(new Frobnicator())")).toMatchObject({
    kind: "unsupported",
    feature: "the type Frobnicator",
    start: 6,
  });
  expect(evaluate("@(1 + Foo)")).toEqual({ kind: "unsupported", feature: "the name Foo", start: 6, end: 9 });
  // A branch that is not taken does no harm.
  expect(shown('true ? 1 : "a".Normalise()')).toBe("1");
});
