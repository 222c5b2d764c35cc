import { fc } from "../../../support/fast-check";
import { analyzeCsharp, checkCsharp } from "../../../../src/policy/csharp/check/check";
import { named, shownType, STRING } from "../../../../src/policy/csharp/members/type";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { mutantsOf } from "./mutants";
import { VALID_EXPRESSIONS } from "./valid-expressions";

function typeOf(code: string): string {
  return shownType(analyzeCsharp(parseCsharp(code)).type);
}

describe("the type of", () => {
  test.each([
    ["@(1)", "int"],
    ["@(1 + 2L)", "long"],
    ["@(1 + 2.5)", "double"],
    ["@('a' + 1)", "int"],
    ["@('a' + \"b\")", "string"],
    ['@($"{1}")', "string"],
    ["@(1 > 2)", "bool"],
    ["@(context.Request.Headers)", "IReadOnlyDictionary<string, string[]>"],
    ['@(context.Request.Headers["A"])', "string[]"],
    ['@(context.Request.Headers["A"][0])', "string"],
    ['@(context.Variables["a"])', "object"],
    ['@(context.Variables.GetValueOrDefault("a", 1))', "int"],
    ['@(context.Variables.GetValueOrDefault<JObject>("a"))', "JObject"],
    ["@(context.Request.Body.As<JArray>()[0])", "JToken"],
    ['@(context.Request.Body.As<JObject>()["a"]["b"])', "JToken"],
    ['@(JObject.Parse("{}"))', "JObject"],
    ["@(context.Subscription?.EndDate)", "DateTime?"],
    ["@(context.User?.Email)", "string"],
    ["@(context.User?.Email.Length)", "int?"],
    ["@(context.User?.Email.Length ?? 0)", "int"],
    ["@(DateTime.UtcNow - DateTime.Now)", "TimeSpan"],
    ["@(DateTime.UtcNow.AddDays(1) - TimeSpan.Zero)", "DateTime"],
    ["@(context.Tracing ? 1 : 2.5)", "double"],
    ['@(context.Tracing ? null : "a")', "string"],
    ['@(context.Variables["a"] as Jwt)', "Jwt"],
    ["@((List<int>)null)", "List<int>"],
    ['@(new[] { "a", null })', "string[]"],
    ["@(new { a = 1 }.a)", "int"],
    ['@((1, "b").Item2)', "string"],
    ["@(context.User.Groups.Select(g => g.Name))", "IEnumerable<string>"],
    ["@(context.User.Groups.Select((g, i) => i))", "IEnumerable<int>"],
    ['@(context.User.Groups.Where(g => g.Id == "a").ToList())', "List<IGroup>"],
    ["@(context.User.Groups.ToDictionary(g => g.Id, g => g.Name.Length))", "Dictionary<string, int>"],
    ["@(context.User.Groups.GroupBy(g => g.Name).First().Key)", "string"],
    ["@(context.User.Groups.Select(g => new { g.Id }).First().Id)", "string"],
    ["@(\"a b\".Split(' ').OrderBy(x => x.Length).FirstOrDefault())", "string"],
    ["@(context.Request.Headers.First().Value)", "string[]"],
    ["@(context.Variables.Count())", "int"],
    ['@(context.Deployment.Certificates["a"].GetRSAPrivateKey())', "RSA"],
    ["@{ var a = 1; var b = a; return b; }", "int"],
    ['@{ int a; int.TryParse("1", out a); return a; }', "int"],
    ['@{ "a".TryParseJwt(out var a); return a; }', "Jwt"],
    ['@{ foreach (var a in JArray.Parse("[]")) { return a; } return JValue.CreateNull() as JToken; }', "JToken"],
    ["@{ foreach (var a in \"b\") { return a; } return 'c'; }", "char"],
    ['@{ string Twice(string a) { return a + a; } return Twice("b"); }', "string"],
    ['@{ Func<string, int> a = b => b.Length; return a("c"); }', "int"],
    ['@{ if (context.Variables["a"] is JObject o) { return o; } return new JObject(); }', "JObject"],
    // Nobody knows.
    ["@({{a}})", "?"],
    ['@(JsonConvert.DeserializeObject<dynamic>("a"))', "?"],
    ['@{ if (context.Tracing) { return 1; } return "a"; }', "?"],
  ])("%s is %s", (code, type) => {
    expect(typeOf(code)).toBe(type);
  });

  test("a part is known as well", () => {
    const tree = parseCsharp("@(context.Request.Method)");
    const { typeOf: typeOfPart } = analyzeCsharp(tree);
    expect(tree.root.kind === "member" && shownType(typeOfPart(tree.root.target))).toBe("IRequest");
  });

  test("the value has to fit what the place asks for", () => {
    const kinds = (code: string): string[] =>
      checkCsharp(parseCsharp(code), { expected: named("bool") }).map(({ kind }) => kind);
    expect(kinds("@(1)")).toEqual(["wrong-result"]);
    expect(kinds('@{ if (context.Tracing) { return true; } return "a"; }')).toEqual(["wrong-result"]);
    expect(kinds("@(context.Tracing)")).toEqual([]);
    expect(kinds("@({{a}})")).toEqual([]);
    expect(checkCsharp(parseCsharp('@("a")'), { expected: STRING })).toEqual([]);
  });
});

describe("of any code, the checker", () => {
  test("makes problems inside of the code, and does not throw", () => {
    const anyMutant = fc.constantFrom(...VALID_EXPRESSIONS).chain((code) => {
      const mutants = mutantsOf(code).map((mutant) => mutant.code);
      return fc.tuple(
        fc.constantFrom(code, ...mutants),
        fc.nat(code.length),
        fc.nat(code.length),
        fc.string({ maxLength: 5 }),
      );
    });
    fc.assert(
      fc.property(anyMutant, ([code, from, to, text]) => {
        const changed = `@(${code.slice(2, from)}${text}${code.slice(to)}`;
        for (const { start, end, message, fix } of checkCsharp(parseCsharp(changed))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(changed.length);
          expect(message).toContain("; expected ");
          expect(fix).not.toBe("");
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ["a long sum", `@(${"a+".repeat(450)}a)`],
    ["many brackets", `@(${"(".repeat(200)}1${")".repeat(200)})`],
    ["many calls", `@("a"${".Trim()".repeat(400)})`],
    ["many accesses", `@(context${"?.User".repeat(300)})`],
    ["nested lambdas", `@(${"new[]{1}.Select(x=>".repeat(90)}1${")".repeat(90)})`],
    ["many names that nobody knows", `@{${"abcdef.ghij(context.Requst);".repeat(1000)}return 1;}`],
  ])("bears %s", (_, code) => {
    expect(checkCsharp(parseCsharp(code)).length).toBeLessThanOrEqual(100);
  });
});
