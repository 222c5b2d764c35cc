import { checkCsharp } from "../../../../src/policy/csharp/check/check";
import { type CsharpProblem, type CsharpProblemKind } from "../../../../src/policy/csharp/check/problem";
import { parseCsharp } from "../../../../src/policy/csharp/parse";

function problemsIn(code: string): readonly CsharpProblem[] {
  const tree = parseCsharp(code);
  expect(tree.problems).toEqual([]);
  return checkCsharp(tree);
}

/** Expects one problem, and gives it with the code that it is about. */
function problemIn(code: string): CsharpProblem & { readonly about: string } {
  const problems = problemsIn(code);
  expect(problems).toHaveLength(1);
  const [problem] = problems;
  return { ...problem!, about: code.slice(problem!.start, problem!.end) };
}

test("a problem says where it is, what was found, what is expected, and what to do", () => {
  expect(problemIn("@(context.Request.Metod)")).toEqual({
    kind: "unknown-member",
    severity: "error",
    start: 18,
    end: 23,
    about: "Metod",
    message: "IRequest has no Metod; expected one of its members",
    fix: "write Method",
  });
});

describe("an error, because it does not compile, is", () => {
  test.each<[CsharpProblemKind, string, string, string]>([
    ["unknown-name", "@{ var count = 1; return cuont; }", "cuont", "write count"],
    ["unknown-name", "@(contxt.Request.Method)", "contxt", "write context"],
    ["unknown-name", "@{ { var a = 1; } return a; }", "a", "declare a before"],
    ["unknown-name", '@(Jobject2.Parse("{}"))', "Jobject2", "write JObject"],
    ["unknown-name", '@(System.Net.WebUtlity.UrlEncode("a"))', "WebUtlity", "write WebUtility"],
    ["unknown-type", '@((JObjct)context.Variables["a"])', "JObjct", "write JObject"],
    ["unknown-type", "@(context.Request.Body.As<Jobjet>())", "Jobjet", "write JObject"],
    ["unknown-member", "@(context.User?.Mail)", "Mail", "write Email"],
    ["unknown-member", "@(\"a\".Splitt(','))", "Splitt", "write Split"],
    ["unknown-member", '@(string.IsNulOrEmpty("a"))', "IsNulOrEmpty", "write IsNullOrEmpty"],
    ["unknown-member", "@(StringComparison.IgnoreCase)", "IgnoreCase", "write a member"],
    ["unknown-member", "@(context.Request.Headers.Select(h => h.Kye))", "Kye", "write a member"],
    ["unknown-member", "@(new { a = 1 }.b)", "b", "write"],
    ["unknown-member", "@(string.Length)", "Length", "write a value before"],
    ["unknown-member", '@("a".Empty)', "Empty", "write string.Empty"],
    ["unknown-member", "@(context.User.Groups[0].Name)", "[0]", "ElementAt"],
    ["unknown-member", "@(5.Where(x => true))", "Where", "write a member"],
    ["object-member", '@(context.Variables["a"].Length)', "Length", "cast the value"],
    ["object-member", '@(context.Variables["a"].Contains("b"))', "Contains", "cast the value"],
    ["object-member", '@(context.Variables["a"]["b"])', '["b"]', "cast the value"],
    ["object-member", '@(context.Variables["a"] == true)', 'context.Variables["a"] == true', "(bool)value"],
    ["object-member", '@(context.Variables["a"] > 5)', 'context.Variables["a"] > 5', "(int)value"],
    ["not-callable", '@("a".Length())', "Length()", "without brackets"],
    ["not-called", '@("a".Trim + "b")', '"a".Trim', "write Trim()"],
    ["not-called", '@("a".Trim.Length)', '"a".Trim', "write Trim()"],
    ["wrong-arguments", '@("a".Substring())', "Substring()", "give Substring"],
    ["wrong-arguments", '@("a".Substring("b"))', 'Substring("b")', "give Substring"],
    ["wrong-arguments", "@(Guid.NewGuid(1))", "NewGuid(1)", "give NewGuid"],
    [
      "wrong-arguments",
      '@(context.Request.Headers.GetValueOrDefault("A", 5))',
      'GetValueOrDefault("A", 5)',
      "give GetValueOrDefault",
    ],
    ["wrong-arguments", "@(context.Request.Body.As<string>(keep: true))", "As<string>(keep: true)", "give As"],
    ["wrong-arguments", '@(new Random("a"))', 'new Random("a")', "give Random"],
    ["wrong-arguments", '@(new[] { "a" }["b"])', '["b"]', "give a number"],
    ["wrong-arguments", '@(new[] { "a" }.Contains(5))', "Contains(5)", "give Contains"],
    ["wrong-arguments", "@{ int Twice(int a) { return 2 * a; } return Twice(1, 2); }", "Twice(1, 2)", "1 argument"],
    ["missing-type-argument", "@(context.Request.Body.As())", "As", "As<JObject>"],
    [
      "wrong-operands",
      '@(((Jwt)context.Variables["a"]).Claims["b"] == "c")',
      '((Jwt)context.Variables["a"]).Claims["b"] == "c"',
      "Contains",
    ],
    ["wrong-operands", '@(context.Response.StatusCode == "200")', 'context.Response.StatusCode == "200"', "convert"],
    ["wrong-operands", '@("a" < "b")', '"a" < "b"', "convert"],
    ["wrong-operands", "@(1 && true)", "1 && true", "compare"],
    ["wrong-operands", "@(context.Response.StatusCode ?? 500)", "context.Response.StatusCode ?? 500", "leave out ??"],
    [
      "wrong-operands",
      "@(context.RequestId?.ToString())",
      "context.RequestId?.ToString()",
      "without the question mark",
    ],
    ["wrong-operands", '@(-"a")', '"a"', "number"],
    [
      "wrong-cast",
      '@((string)context.Request.Headers["A"])',
      '(string)context.Request.Headers["A"]',
      "one of the entries",
    ],
    ["wrong-cast", "@((string)context.RequestId)", "(string)context.RequestId", ".ToString()"],
    ["wrong-cast", '@((int)"5")', '(int)"5"', "int.Parse"],
    ["wrong-arguments", '@(Math.Max(1, context.Variables["n"]))', 'context.Variables["n"]', "(int)value"],
    ["wrong-cast", "@((byte)300)", "(byte)300", "unchecked"],
    ["wrong-cast", "@((uint)-1)", "(uint)-1", "uint holds"],
    ["wrong-cast", "@((int)3.0e10)", "(int)3.0e10", "int holds"],
    ["wrong-cast", "@{ const int a = 200; return (sbyte)(a + 1); }", "(sbyte)(a + 1)", "sbyte holds"],
    ["wrong-cast", "@{ unchecked { return checked((byte)300); } }", "(byte)300", "byte holds"],
    ["wrong-assignment", "@{ byte a = 300; return a; }", "300", "byte holds"],
    [
      "object-member",
      '@{ foreach (var a in context.Variables["a"]) { } return 1; }',
      'context.Variables["a"]',
      "(string[])",
    ],
    ["wrong-operands", "@{ foreach (var a in 5) { } return 1; }", "5", "a list"],
    ["wrong-assignment", '@(context.Request.Method = "GET")', "context.Request.Method", "write =="],
    ["wrong-assignment", '@{ context.Variables["a"] = 1; return 1; }', 'context.Variables["a"]', "write =="],
    ["wrong-assignment", '@{ int a = "b"; return a; }', '"b"', "type int"],
    [
      "wrong-assignment",
      '@{ string a = JObject.Parse("{}")["a"]; return a; }',
      'JObject.Parse("{}")["a"]',
      "type string",
    ],
    ["wrong-assignment", '@{ var a = 1; a = "b"; return a; }', '"b"', "type int"],
    ["wrong-assignment", '@(new string[] { "a", true })', "true", "type string"],
    ["wrong-condition", "@{ if (1) { return 1; } return 2; }", "1", "compare"],
    ["wrong-condition", "@{ var a = 1; if (a = 2) { return 1; } return 2; }", "a = 2", "compare"],
    ["wrong-condition", '@(context.Variables["a"] ? 1 : 2)', 'context.Variables["a"]', "(bool)value"],
    ["wrong-condition", '@(!"a")', '"a"', "compare"],
    [
      "wrong-condition",
      '@{ if ("a".AsJwt()?.Claims.ContainsKey("b")) { return 1; } return 2; }',
      '"a".AsJwt()?.Claims.ContainsKey("b")',
      "with true",
    ],
    ["wrong-condition", '@(JArray.Parse("[]").Where(x => x["a"]))', 'x["a"]', "compare"],
    ["wrong-condition", "@(new[] { 1.5 }.Any(x => x))", "x", "compare"],
    ["unknown-member", '@(Regex.Match("a", "a").Groups["x"].Vlaue)', "Vlaue", "write Value"],
    ["wrong-condition", '@(new[] { "a" }.Where(x => x.Trim()))', "x.Trim()", "compare"],
    ["wrong-branches", '@(context.Tracing ? 1 : "a")', '1 : "a"', "same type"],
    ["missing-return", "@{ var a = 1; }", "}", "return a value"],
    ["missing-return", "@{ if (context.Tracing) { return 1; } }", "}", "return a value"],
    ["missing-return", "@{ switch (1) { case 1: return 1; } }", "}", "return a value"],
    ["missing-return", '@{ try { return 1; } catch { context.Trace("a"); } }', "}", "return a value"],
    ["missing-return", "@(new[] { 1 }.Select(x => { if (x > 1) { return 1; } }))", "}", "return a value"],
    ["duplicate-name", "@{ var a = 1; var a = 2; return a; }", "a", "without a type"],
  ])("%s: %s", (kind, code, about, fix) => {
    const problem = problemIn(code);
    expect(problem).toMatchObject({ kind, severity: "error", about });
    expect(problem.fix).toContain(fix);
  });
});

describe("a warning is", () => {
  test.each<[CsharpProblemKind, string, string, string]>([
    ["not-allowed", '@(DateTime.ParseExact("a", "b", null))', "ParseExact", "DateTime.ParseExact is not among"],
    ["not-allowed", "@(Environment.MachineName)", "Environment", "System.Environment is not among"],
    ["not-allowed", '@(System.IO.File.ReadAllText("a"))', "System.IO.File", "System.IO.File is not among"],
    [
      "not-allowed",
      "@{ using (var a = new MemoryStream()) { return 1; } }",
      "MemoryStream",
      "MemoryStream is not among",
    ],
    [
      "wrong-operands",
      '@(context.Variables.GetValueOrDefault("x") == 1)',
      'context.Variables.GetValueOrDefault("x") == 1',
      "== does not take",
    ],
    [
      "wrong-operands",
      '@(!context.Variables.GetValueOrDefault("x"))',
      '!context.Variables.GetValueOrDefault("x")',
      "! does not take",
    ],
    [
      "wrong-operands",
      '@(context.Tracing && context.Variables.GetValueOrDefault("x"))',
      'context.Tracing && context.Variables.GetValueOrDefault("x")',
      "&& does not take",
    ],
    [
      "wrong-condition",
      '@{ if (context.Variables.GetValueOrDefault("x")) { return 1; } return 2; }',
      'context.Variables.GetValueOrDefault("x")',
      "expected bool",
    ],
    [
      "reference-comparison",
      '@(context.Variables.GetValueOrDefault("x") == "a")',
      'context.Variables.GetValueOrDefault("x") == "a"',
      "an object is compared with a string",
    ],
    ["unknown-name", "@(Quaternion.Zero)", "Quaternion", "is not declared"],
    ["unknown-type", '@((Quaternion)context.Variables["a"])', "Quaternion", "is not known"],
    ["absent-entry", '@(context.Request.Headers["A"].First())', 'context.Request.Headers["A"]', "the header is absent"],
    [
      "absent-entry",
      '@(((Jwt)context.Variables["a"]).Claims["b"].Contains("c"))',
      '((Jwt)context.Variables["a"]).Claims["b"]',
      "the claim is absent",
    ],
    [
      "absent-entry",
      '@(context.Request.Url.Query["a"][0])',
      'context.Request.Url.Query["a"]',
      "the parameter is absent",
    ],
    ["null-context", "@(context.User.Email)", "Email", "context.User is null if"],
    ["null-context", "@{ var user = context.User; return user.Email; }", "Email", "context.User is null if"],
    ["null-context", "@(context.Subscription.Id)", "Id", "context.Subscription is null if"],
    ["null-value", '@("a".AsJwt().Subject)', "Subject", "AsJwt is null if"],
    [
      "null-value",
      '@(context.Request.Headers.GetValueOrDefault("A").ToLower())',
      "ToLower()",
      "GetValueOrDefault is null if",
    ],
    ["null-value", '@{ var a = "b".AsJwt(); return a.Subject; }', "Subject", "AsJwt is null if"],
    ["null-value", '@(context.Request.Body.As<JObject>(true)["a"]["b"])', '["b"]', 'the value of ["a"] is null if'],
    [
      "null-value",
      '@{ var body = context.Request.Body.As<JObject>(); return body["a"].ToString(); }',
      "ToString()",
      'the value of ["a"] is null if',
    ],
    [
      "null-value",
      '@(context . Request.Headers /* one */ .GetValueOrDefault(@"A").Trim())',
      "Trim()",
      "GetValueOrDefault is null if",
    ],
    [
      "absent-entry",
      '@{ const string name = "A"; return context.Request.Headers[name][0]; }',
      "context.Request.Headers[name]",
      "the header is absent",
    ],
    [
      "absent-entry",
      '@{ try { return context.Tracing; } catch { } /* Headers.ContainsKey("A") */ return context.Request.Headers["A"]; }',
      'context.Request.Headers["A"]',
      "the header is absent",
    ],
    [
      "short-text",
      '@(context.Request.Headers.GetValueOrDefault("A", "").Split(\' \')[1] + "/* .Length */")',
      "[1]",
      "fewer parts",
    ],
    [
      "empty-sequence",
      '@(context.Request.Headers.GetValueOrDefault("A", "").Split(new[] { \' \' }, StringSplitOptions.RemoveEmptyEntries).First())',
      "First()",
      "throws if there is none",
    ],
    [
      "null-value",
      '@(context.User?.Groups.FirstOrDefault(g => g.Id == "a").Name)',
      "Name",
      "FirstOrDefault is null if",
    ],
    ["short-text", '@(context.Request.Headers.GetValueOrDefault("A", "").Split(\' \')[1])', "[1]", "fewer parts"],
    ["short-text", "@{ var a = context.Request.Method.Split('/'); return a[2]; }", "[2]", "fewer parts"],
    [
      "short-text",
      '@(context.Request.Headers.GetValueOrDefault("A", "").Substring(7))',
      "Substring(7)",
      "may be shorter",
    ],
    ["empty-sequence", "@(context.Request.Body.As<JArray>(true).First())", "First()", "throws if there is none"],
    [
      "empty-sequence",
      "@(context.Request.Headers.Keys.Aggregate((a, b) => a + b))",
      "Aggregate((a, b) => a + b)",
      "throws if there is none",
    ],
    [
      "empty-sequence",
      '@(context.Request.Headers.Single(h => h.Key == "a").Key)',
      'Single(h => h.Key == "a")',
      "not exactly one",
    ],
    ["unparsable-text", "@(int.Parse(context.Request.Url.Path))", "Parse(context.Request.Url.Path)", "no number"],
    ["unparsable-text", "@{ var a = context.Request.Method; return Guid.Parse(a); }", "Parse(a)", "no GUID"],
    [
      "unparsable-text",
      '@(Convert.FromBase64String(context.Request.Headers.GetValueOrDefault("A", "")))',
      'FromBase64String(context.Request.Headers.GetValueOrDefault("A", ""))',
      "not Base64",
    ],
    ["constant-condition", '@("a" == "b")', '"a" == "b"', "both sides are constants"],
    [
      "constant-condition",
      "@(context.Request.Method == context.Request.Method)",
      "context.Request.Method == context.Request.Method",
      "both sides are the same",
    ],
    [
      "constant-condition",
      "@(context.Response.StatusCode != null)",
      "context.Response.StatusCode != null",
      "type int is never null",
    ],
    ["constant-condition", '@("a".Trim().Length >= 0)', '"a".Trim().Length >= 0', "never negative"],
    [
      "reference-comparison",
      '@(context.Variables["a"] == "b")',
      'context.Variables["a"] == "b"',
      "references are compared",
    ],
    ["wrong-operands", '@(JObject.Parse("{}")["a"] == "b")', 'JObject.Parse("{}")["a"] == "b"', "a token of JSON"],
    ["wrong-condition", "@{ var a = true; if (a = false) { return 1; } return 2; }", "a = false", "sets a variable"],
  ])("%s: %s", (kind, code, about, message) => {
    const problem = problemIn(code);
    expect(problem).toMatchObject({ kind, severity: "warning", about });
    expect(problem.message).toContain(message);
  });
});

describe("of code that does not compile", () => {
  test("what is not C# is all that there is to say", () => {
    const tree = parseCsharp("@(context.Requst.)");
    expect(tree.problems.length).toBeGreaterThan(0);
    expect(checkCsharp(tree)).toEqual([]);
  });

  test("what is unknown leads to no second problem", () => {
    expect(problemsIn("@{ var a = context.Requst.Body.As<JObject>(); return a.Nothing[1] + a.More(); }")).toHaveLength(
      1,
    );
  });

  test("what would fail when it runs is not reported", () => {
    expect(problemsIn("@(context.User.Email + context.Requst.Method)").map(({ kind }) => kind)).toEqual([
      "unknown-member",
    ]);
  });

  test("what is null is reported once", () => {
    expect(problemsIn("@(context.User.Email + context.User.Id)")).toHaveLength(1);
  });

  test("the problems are in the order of the code", () => {
    const starts = problemsIn("@{ if (context.A) { return b; } return c; }").map(({ start }) => start);
    expect(starts).toEqual([15, 27, 39]);
  });
});
