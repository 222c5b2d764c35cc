import { membersOf } from "../../../../src/policy/csharp/evaluate/contract/define";
import { ancestorsOf, NO_BINDINGS, resolveType } from "../../../../src/policy/csharp/evaluate/contract/notation";
import { NetType, UNKNOWN } from "../../../../src/policy/csharp/evaluate/contract/type";
import { LIBRARY } from "../../../../src/policy/csharp/evaluate/library";
import { shown } from "./evaluating";

test("every type that a head or a signature names is there", () => {
  for (const definition of LIBRARY) {
    const own = definition.typeParameters;
    expect(
      ancestorsOf(
        new NetType(
          definition,
          own.map(() => UNKNOWN),
        ),
      ).length,
    ).toBeGreaterThan(0);
    for (const members of membersOf(definition).values()) {
      for (const { signature } of members) {
        const names = [...own, ...signature.typeParameters];
        for (const { type } of signature.parameters) expect(resolveType(type, NO_BINDINGS, names)).toBeDefined();
        if (signature.result !== undefined) expect(resolveType(signature.result, NO_BINDINGS, names)).toBeDefined();
      }
    }
  }
});

test.each([
  ["default(DateTime) == DateTime.MinValue", "True"],
  ["default(Guid) == Guid.Empty", "True"],
  ['(XNamespace.Get("urn:x") + "b").ToString()', "{urn:x}b"],
  ["default(TimeSpan) == TimeSpan.Zero", "True"],
  ["new Dictionary<string, int>().FirstOrDefault().Key == null", "True"],
  ["new Dictionary<string, int>().FirstOrDefault().Value", "0"],
  ['(int)JObject.Parse("{\\"a\\": 5}")["a"] + 1', "6"],
  ['(string)JObject.Parse("{}")["a"] ?? "none"', "none"],
  ['(int?)JObject.Parse("{}")["a"] ?? 7', "7"],
  ['JObject.Parse("{\\"a\\": [1, 2]}")["a"].Select(t => (int)t).Sum()', "3"],
  ['JArray.Parse("[{\\"p\\": 1.5}, {\\"p\\": 2}]").Sum(i => (decimal)i["p"])', "3.5"],
  ['new JArray(JArray.Parse("[{\\"n\\": 2}, {\\"n\\": 1}]").OrderBy(x => (int)x["n"])).First["n"]', "1"],
  [
    'var b = new JObject { ["a"] = 1, ["b"] = "x" }; b["c"] = true; return b.ToString(Newtonsoft.Json.Formatting.None);',
    '{"a":1,"b":"x","c":true}',
  ],
  ['JsonConvert.SerializeObject(new { a = 1, b = new[] { "x" } })', '{"a":1,"b":["x"]}'],
  ['Regex.Replace("a1b2", "[0-9]", m => "<" + m.Value + ">")', "a<1>b<2>"],
  ['XElement.Parse("<a><b>t</b><b>u</b></a>").Descendants("b").Select(e => e.Value).Last()', "u"],
  ["using (var h = SHA256.Create()) { return h.ComputeHash(new byte[0]).Length; } return 0;", "32"],
  ["new DateTime(2020, 1, 31).AddMonths(1) < new DateTime(2020, 3, 1)", "True"],
  ["(new DateTime(2020, 1, 2) - new DateTime(2020, 1, 1)).TotalHours", "24"],
])("the types of the library work together: %s", (code, value) => {
  expect(shown(code)).toBe(value);
});
