import { fc } from "../../../support/fast-check";

import { evaluateText, UNEXPECTED } from "../../../../src/policy/csharp/evaluate/evaluate";
import { evaluate, shown, someCall } from "./evaluating";
import { HOGS } from "./hogs";

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
  // With fewer steps than an evaluation has, so that all of them together take little time: what each round takes is charged for.
  test.each(HOGS)("%s", (code) => {
    const isBlock = /^(?:while|for|do|try)\b|;/.test(code);
    const result = evaluate(isBlock ? `@{ ${code} return 0; }` : `@(${code})`, someCall(), { maxSteps: 3000 });
    expect(result.kind === "limit" && result.message).toMatch(/more than|longer than|memory/);
  });

  test.each([
    [
      "objects",
      Array.from({ length: 4000 }, (_, id) => ({ id, name: `customer ${id}`, tags: ["a", "b"], paid: true })),
    ],
    ["numbers", Array.from({ length: 50_000 }, (_, id) => id % 9999)],
    ["a text", "lorem ipsum ".repeat(21_000)],
  ])("a body of 256 KB is no hog: %s", (_, content) => {
    const text = JSON.stringify({ content });
    expect(text.length).toBeGreaterThan(200_000);
    const code =
      'var o = JObject.Parse((string)context.Variables["text"]); o["more"] = "x"; return o.ToString(Formatting.None);';
    expect(shown(code, someCall({ text }))).toBe(`${text.slice(0, -1)},"more":"x"}`);
    const indented = 'JObject.Parse((string)context.Variables["text"]).ToString().Length > 200000';
    expect(shown(indented, someCall({ text }))).toBe("True");
    const searched = '((string)context.Variables["text"]).Replace("customer", "client").Contains("nobody")';
    expect(shown(searched, someCall({ text }))).toBe("False");
  });

  test.each([
    [
      "a builder",
      'var b = new StringBuilder(); foreach (JObject o in JArray.Parse((string)context.Variables["text"])) { b.Append((int)o["id"]).Append((string)o["name"]).Append(o["tag"]); } return b.Length;',
      "33780",
    ],
    [
      "new objects",
      'var a = new JArray(); foreach (var o in JArray.Parse((string)context.Variables["text"])) { if ((bool)o["paid"] && (string)o["name"] != "x") { var n = new JObject(); n["i"] = o["id"]; n["n"] = ((string)o["name"]).ToUpper(); n["t"] = o["tag"]; a.Add(n); } } return a.Count;',
      "2000",
    ],
    [
      "LINQ",
      'return JArray.Parse((string)context.Variables["text"]).Where(o => (bool)o["paid"]).Select(o => new { id = (int)o["id"], name = (string)o["name"] }).OrderBy(o => o.name).Count();',
      "2000",
    ],
  ])("a loop over 2,000 objects is no hog: %s", (_, code, expected) => {
    const objects = Array.from({ length: 2000 }, (__, id) => ({ id, name: `customer ${id}`, tag: "a", paid: true }));
    expect(shown(code, someCall({ text: JSON.stringify(objects) }))).toBe(expected);
  });

  test("a body of 256 KB is parsed, walked and written", () => {
    const content = Array.from({ length: 4000 }, (_, id) => ({
      id,
      name: `customer ${id}`,
      tags: ["a", "b"],
      paid: true,
    }));
    const code =
      'var o = JObject.Parse((string)context.Variables["text"]); var n = 0; foreach (var c in o["content"]) { if ((bool)c["paid"]) n += (int)c["id"]; } o["sum"] = n; return o.ToString().Length > 200000 && n == 7998000;';
    expect(shown(code, someCall({ text: JSON.stringify({ content }) }))).toBe("True");
  });

  test("XML of 2,000 records that becomes JSON is no hog", () => {
    const records = Array.from({ length: 2000 }, (_, id) => `<c id="${id}"><n>customer ${id}</n><p>true</p></c>`);
    const code =
      'var a = new JArray(); foreach (var c in XElement.Parse((string)context.Variables["text"]).Elements("c")) { a.Add(new JObject(new JProperty("id", (string)c.Attribute("id")), new JProperty("n", c.Element("n").Value))); } return a.ToString().Length > 60000;';
    expect(shown(code, someCall({ text: `<r>${records.join("")}</r>` }))).toBe("True");
  });

  test("a list, a text and a builder that grow step by step take steps for what is new", () => {
    const grown = (start: string, round: string, end: string) =>
      shown(`${start} for (var i = 0; i < 2000; i++) { ${round} } return ${end};`);
    expect(grown("var l = new List<int>();", "l.Add(i);", "l.Count")).toBe("2000");
    expect(grown("var b = new StringBuilder();", 'b.Append("0123456789");', "b.Length")).toBe("20000");
    expect(grown('var s = "";', 's += "0123456789";', "s.Length")).toBe("20000");
    expect(grown("var d = new Dictionary<int, int>();", "d[i] = i;", "d.Count")).toBe("2000");
    expect(grown("var a = new JArray();", "a.Add(i);", "a.Count")).toBe("2000");
  });

  test("the text of a value that was made within the limits has them as well", () => {
    const result = evaluate("object o = 1; for (var i = 0; i < 60; i++) o = new { o, p = o }; return o;");
    expect(result.kind === "value" && evaluateText(result.value)).toMatchObject({ kind: "limit" });
    expect(evaluateText("x")).toEqual({ kind: "value", value: "x" });
  });

  test("fails where a collection changes while it is gone through, as in .NET", () => {
    expect(shown("var a = new JArray(1); foreach (var x in a) a.Add(x); return a;")).toBe(
      "System.InvalidOperationException: Collection was modified; enumeration operation may not execute.",
    );
    expect(shown("var a = new JArray(1); a.Merge(a); return a.Count;")).toBe("2");
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
        const result = evaluate(isBlock ? `@{ ${code} }` : `@(${code})`, someCall(), { maxSteps: 5000 });
        expect(["value", "exception", "unsupported", "limit"]).toContain(result.kind);
        if (result.kind === "unsupported") expect(result.feature).not.toContain(UNEXPECTED);
      }),
      { numRuns: 300 },
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
