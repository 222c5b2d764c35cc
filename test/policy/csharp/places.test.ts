import { isPlace } from "../../../src/policy/csharp/places";
import { problemsOf, treeOf } from "./printed";

describe("what becomes code later", () => {
  test.each([
    // operands
    ["@({{a}})", "@({{a}})"],
    ["@({{ a.b-c_d }} + 1)", "@(({{ a.b-c_d }} + 1:int))"],
    ["@(${a} > #{b})", "@((${a} > #{b}))"],
    ["@(f(${TfToken[TOKEN.1]}, -8.1234e+298))", "@(f(${TfToken[TOKEN.1]}, -8.1234e+298))"],
    ["@(a--8.1234e+298)", "@((a - -8.1234e+298))"],
    ["@({{a}}.b({{c}})[{{d}}])", "@({{a}}.b({{c}})[{{d}}])"],
    ["@((string){{a}})", "@(((string) {{a}}))"],
    ['@($"{{{a}}}")', '@($"{{{a}}}")'],
    ['@($"x{{a}}y{b}")', '@($"x{{a}}y{b}")'],
    ['@("{{a}}" + {{b}})', '@(("{{a}}" + {{b}}))'],
    ['@($"https://${var.host}/{b}")', '@($"https://${var.host}/{b}")'],
    ['@($"${lookup(a b)}/{c}")', '@($"${lookup(a)}/{c}")'],
    // parts of names
    ["@(context.{{a}}.b)", "@(context.{{a}}.b)"],
    ["@(get{{a}}b(c))", "@(get{{a}}b(c))"],
    ["@({{a}}{{b}})", "@({{a}}{{b}})"],
    ["@(a.get{{b}})", "@(a.get{{b}})"],
    ["@(({{type}})a)", "@((({{type}}) a))"],
    ["@(new {{type}}(a))", "@(new {{type}}(a))"],
    ["@{ {{type}} a = b; return a; }", "@{ {{type}} a = b; return a; }"],
    ["@{ var {{a}} = b; return {{a}}; }", "@{ var {{a}} = b; return {{a}}; }"],
    // statements
    ["@{ {{a}} return b; }", "@{ {{a}}; return b; }"],
    ["@{ {{a}}; return b; }", "@{ {{a}}; return b; }"],
    ["@{ {{a}} }", "@{ {{a}}; }"],
    ["@{{{a}}}", "@{ {{a}}; }"],
    ["@{ if ({{a}}) {{b}} else {{c}} return d; }", "@{ if {{a}} {{b}}; else {{c}}; return d; }"],
    // anything
    ["@({{a}} b)", "@({{a}})"],
    ["@(a {{b}} c)", "@(a)"],
    ["@(f({{a}} b, c))", "@(f({{a}}))"],
    ['@({{a}}"b")', "@({{a}})"],
  ])("%s has no problem", (code, tree) => {
    expect(problemsOf(code)).toEqual([]);
    expect(treeOf(code)).toBe(tree);
  });

  test.each([
    ['@(new D<string, int>{{"a", 1}})', '@(new D<string, int>() { { "a", 1:int } })'],
    ["@{{ a(); }}", "@{ { a(); } }"],
    ['@($"{{ a b }}")', '@($"{ a b }")'],
    ['@($"{{a:b}}")', '@($"{a:b}")'],
  ])("%s has none, because that is no name", (code, tree) => {
    expect(problemsOf(code)).toEqual([]);
    expect(treeOf(code)).toBe(tree);
  });

  test.each([
    ["@({{a}} + * b)", ['*: found "*"; expected an expression']],
    ["@({{a}} + b c)", ['c: found "c"; expected ")"']],
    ["@{ a({{b}}); return c d; }", ['d: found "d"; expected ";"']],
  ])("does not explain all problems: %s", (code, problems) => {
    expect(problemsOf(code)).toEqual(problems);
  });

  test("is found in a name", () => {
    expect(["a", "{{a}}", "get{{a}}b", "${a}", "{a}", "{{}}"].map(isPlace)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
