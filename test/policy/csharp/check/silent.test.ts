import { checkCsharp, type CsharpFacts } from "../../../../src/policy/csharp/check/check";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { VALID_EXPRESSIONS } from "./valid-expressions";

function problemsIn(code: string, facts?: CsharpFacts): string[] {
  const tree = parseCsharp(code);
  expect(tree.problems).toEqual([]);
  return checkCsharp(tree, facts).map(({ kind, severity }) => `${severity} ${kind}`);
}

describe("nothing is an error in", () => {
  test.each(VALID_EXPRESSIONS)("%s", (code) => {
    expect(problemsIn(code).filter((problem) => problem.startsWith("error"))).toEqual([]);
  });

  test.each([
    // What is not known.
    `@(context.GraphQL.Arguments["id"].Anything.At(1).All)`,
    // As the retired policy set-graphql-resolver was written.
    `@(context.ParentResult.AsJObject()["id"].ToString())`,
    `@(JsonConvert.DeserializeObject<dynamic>((string)context.Variables["x"]).name)`,
    `@{ dynamic value = context.Variables["x"]; return value.name + value.other(1)[2]; }`,
    `@({{code}}.Anything + {{other}})`,
    `@{ {{code}} }`,
    `@(get{{suffix}}(1) == context.{{member}})`,
    // Conversions.
    `@{ long a = 1; double b = a; decimal c = 5; byte d = 200; char e = 'x'; int f = e; int? g = f; object h = a; return b; }`,
    `@{ IEnumerable<object> a = new string[] { "a" }; IEnumerable<string> b = new List<string>(); return a; }`,
    `@{ JToken a = 1; a = "b"; a = null; a = new byte[1]; a = context.RequestId; a = 'c'; JToken d = new JArray(); return a; }`,
    `@{ DateTimeOffset a = DateTime.UtcNow; XNamespace b = "urn:x"; XName c = "d"; return b + "e"; }`,
    `@(context.Response.StatusCode == 200 ? (object)1 : "a")`,
    `@(context.Subscription?.EndDate == null ? 0 : (context.Subscription.EndDate.Value - DateTime.UtcNow).Days)`,
    `@((int?)context.Variables["x"] ?? 5)`,
    `@{ byte a = 255; sbyte b = -128; ulong c = 18446744073709551615; int d = -2147483648; char e = (char)65535; return a; }`,
    `@(unchecked((byte)300) + (byte)255 + (int)2147483647.9 + (byte)context.Response.StatusCode)`,
    `@(context.Variables.GetValueOrDefault("a") + "b" + (context.Variables.GetValueOrDefault("c") == null) + (bool)context.Variables.GetValueOrDefault("d"))`,
    `@{ unchecked { return (int)3000000000; } }`,
    `@((long)5.5 + (int)'a' + (int)JTokenType.Array)`,
    // Overloads.
    `@("a,b".Split(',')[0] + "a b".Split(' ', 2)[0] + "a".Split(new[] { "b" }, StringSplitOptions.None)[0] + "a".Split("b".ToCharArray())[0])`,
    `@(string.Join(",", 1, "a", null) + string.Concat("a", 1) + string.Format("{0}", 1, 2, 3) + "a".Trim('b', 'c'))`,
    `@(string.Join(",", new[] { 1, 2 }) + string.Join(",", "abc".Select(c => char.ToUpper(c))))`,
    `@("abc".All(char.IsDigit) || "abc".Any(c => c == 'a') || "abc".Contains('a'))`,
    `@(context.Request.Body.As<string>(preserveContent: true) + context.Request.Headers.GetValueOrDefault(headerName: "A", defaultValue: "b"))`,
    `@(context.Variables.GetValueOrDefault<string>(variableName: "a", defaultValue: "b"))`,
    `@(context.Deployment.Certificates.GetValueOrDefault("a")?.Thumbprint)`,
    `@{ var a = new Dictionary<string, int> { { "b", 1 }, ["c"] = 2 }; return a.GetValueOrDefault("b", 0) + a.Values.Sum() + a.Max(p => p.Value); }`,
    `@(new[] { 3, 1 }.OrderBy(x => x).ThenBy(x => -x).Select((x, i) => x * i).Sum())`,
    `@(new[] { "a" }.ToDictionary(x => x, x => x.Length)["a"] + new[] { "a" }.GroupBy(x => x.Length).First().Key)`,
    `@(new[] { "a" }.Aggregate((x, y) => x + y) + new[] { "a" }.Aggregate(0, (x, y) => x + y.Length))`,
    `@(JArray.Parse("[]").Sum<JToken>(x => (int)x) + JArray.Parse("[]").Cast<JObject>().Count())`,
    `@(JObject.Parse("{}").Properties().Select(p => p.Name + p.Value.Value<string>()).Concat(new[] { "b" }).ToArray().Length)`,
    `@(((JObject)context.Variables["x"]).Descendants().OfType<JProperty>().Where(p => p.Name == "a").Count())`,
    `@(TimeSpan.FromMinutes(1) * 2 > TimeSpan.Zero && DateTime.UtcNow.AddDays(1) > DateTime.Now && 5m * 2 > 1.5m)`,
    `@(Math.Round(2.5, 1) + Math.Max(1, 2.5) + Math.Abs(-1) + Math.Floor(1.5))`,
    `@(new Guid() == Guid.Empty || new DateTime(2020, 1, 1) < DateTime.Now)`,
    `@(Tuple.Create(1, "a").Item2)`,
    `@(new { a = 1 }.ToString() + new[] { "b" }.GetHashCode() + (1, 2).ToString())`,
    // Statements.
    `@{ while (true) { if (context.Tracing) { return 1; } } }`,
    `@{ for (;;) { try { return 1; } finally { context.Trace("a"); } } }`,
    `@{ foreach (var pair in JObject.Parse("{}")) { if (pair.Value.HasValues) { return pair.Key; } } return ""; }`,
    `@{ do { return 1; } while (true); }`,
    `@{ int a, b = 2; a = b; a += 1; a++; (int c, string d) = (1, "a"); return a + c + d; }`,
    `@{ switch (context.Response.StatusCode) { case 200: return 1; case int n when n > 400: return 2; default: throw new Exception("x"); } }`,
    `@{ if (context.Variables["x"] is JObject o && o.Count > 0) { return o; } return null; }`,
    `@{ T First<T>(IEnumerable<T> all) { foreach (var one in all) { return one; } return default(T); } return First(new[] { 1 }); }`,
    `@{ if (context.Tracing) { var a = 1; context.Trace(a.ToString()); } else { var a = "b"; context.Trace(a); } return 1; }`,
    `@{ string a = null; return a ?? throw new Exception(nameof(a)); }`,
  ])("%s", (code) => {
    expect(problemsIn(code).filter((problem) => problem.startsWith("error"))).toEqual([]);
  });
});

describe("nothing at all is reported where code asks before", () => {
  test.each([
    `@(context.Request.Headers.Keys.Aggregate("", (a, b) => a + b))`,
    `@(string.Join("&", context.Request.Url.Query.Select(q => q.Key + "=" + q.Value.First())))`,
    `@(new Uri(context.Request.Url.ToString()).Segments.Last())`,
    `@(JObject.Parse(context.Request.Body.As<JObject>(true).ToString()).Count)`,
    `@(context.Request.Headers.ContainsKey("A") ? context.Request.Headers["a"][0] : "")`,
    `@{ var headers = context.Request.Headers; return headers.ContainsKey("A") ? headers["A"][0] : ""; }`,
    `@(context.User == null ? "" : context.User.Id)`,
    `@(((IUser)context.User) != null && context . User.Id != null ? "a" : "b")`,
    `@{ var body = context.Request.Body.As<JObject>(true); return body["a"] == null ? "" : body["a"].ToString(); }`,
    `@{ var body = context.Request.Body.As<JObject>(true); var a = body["a"]; return a != null ? a["b"] : null; }`,
    `@((string)context.Request.Body.As<JObject>()["a"]?["b"] ?? "")`,
    `@(((IResponse)context.Variables["a"]).Body.As<JObject>()["a"]["b"])`,
    `@{ var name = "A"; return context.Request.Headers.ContainsKey(name) ? context.Request.Headers["a"][0] : ""; }`,
    `@{ if (!context.Request.Headers.ContainsKey(@"A")) { return ""; } return context.Request.Headers["A"][0]; }`,
    `@{ var user = context.User; if (user == null) { return ""; } return user.Id; }`,
    `@{ var jwt = "a".AsJwt(); return jwt != null ? jwt.Subject : ""; }`,
    `@{ var parts = context.Request.Headers.GetValueOrDefault("A", "").Split(' '); return parts.Length > 1 ? parts[1] : ""; }`,
    `@{ try { return int.Parse(context.Request.Headers["A"][0]); } catch { return 0; } }`,
    `@{ var name = context.Request.Headers.GetValueOrDefault("A"); return string.IsNullOrEmpty(name) ? "" : name.ToLower(); }`,
    `@(int.Parse("5") + Guid.Parse("{{id}}").ToString())`,
    `@("a-b".Split('-')[1] + "abc".Substring(1))`,
    `@(context.Request.Headers.GetValueOrDefault("A", "").Split(' ').First())`,
    `@(context.Variables["x"] ?? context.Request.MatchedParameters["id"])`,
    `@("{{environment}}" == "production")`,
    `@(context.Variables.GetValueOrDefault<JObject>("a").Count)`,
    `@(long.Parse(((Jwt)context.Variables["a"]).Claims.GetValueOrDefault("exp", "0")))`,
    `@(IPAddress.Parse(context.Request.IpAddress).ToString())`,
  ])("%s", (code) => {
    expect(problemsIn(code)).toEqual([]);
  });

  test("or what is there is known", () => {
    const code = `@(context.User.Id + context.Variables["a"])`;
    expect(
      problemsIn(code, { presence: { hasEntry: () => true, hasMember: () => true, mayBeNull: () => false } }),
    ).toEqual([]);
    expect(
      problemsIn(code, { presence: { hasEntry: () => false, hasMember: () => false, mayBeNull: () => false } }),
    ).toEqual(["warning null-context", "warning absent-entry"]);
  });
});
