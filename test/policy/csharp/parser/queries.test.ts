import { checkCsharp } from "../../../../src/policy/csharp/check/check";
import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { shown } from "../evaluate/evaluating";
import { TreeSitterOracle } from "../oracle/tree-sitter";

const XS = "new[] { 3, 1, 2 }";

/** Queries, the calls that C# makes of them, and what comes of it. */
const QUERIES: readonly (readonly [query: string, value: string])[] = [
  [`string.Join(",", from x in ${XS} select x * 2)`, "6,2,4"],
  [`string.Join(",", from x in ${XS} where x > 1 select x)`, "3,2"],
  [`string.Join(",", from x in ${XS} where (x) > 1 where x < 3 select x + "!")`, "2!"],
  [`string.Join(",", from x in ${XS} orderby x select x)`, "1,2,3"],
  [`string.Join(",", from x in ${XS} orderby x descending select x)`, "3,2,1"],
  [`string.Join(",", from x in ${XS} orderby x % 2, x ascending select x)`, "2,1,3"],
  [`string.Join(",", from x in ${XS} orderby (x % 2) descending, x descending select x)`, "3,1,2"],
  [`string.Join(",", from x in ${XS} let y = x * x let z = y + x select x + y + z)`, "24,4,12"],
  [`string.Join(",", from x in ${XS} from y in new[] { "a", "b" } where x > 1 select x + y)`, "3a,3b,2a,2b"],
  [`string.Join(",", from x in ${XS} from y in Enumerable.Range(0, x) let z = x + y select z)`, "3,4,5,1,2,3"],
  [
    `string.Join(",", from x in ${XS} join y in new[] { 2, 3 } on x equals y + 0 orderby x select x + ":" + y)`,
    "2:2,3:3",
  ],
  [
    `string.Join(",", from x in ${XS} join y in new[] { 1, 4, 7 } on x % 3 equals y % 3 into ys select x + ":" + ys.Count())`,
    "3:0,1:3,2:0",
  ],
  [`string.Join(",", from x in ${XS} group x by x % 2 into g orderby g.Key select g.Key + ":" + g.Count())`, "0:1,1:2"],
  [`string.Join(",", from x in ${XS} group x + "!" by x % 2 into g select string.Join("", g))`, "3!1!,2!"],
  [`string.Join(",", from x in ${XS} select x + 1 into y where y > 2 select y)`, "4,3"],
  [`string.Join(",", from x in ${XS} let y = (from z in ${XS} where z < x select z).Count() select y)`, "2,0,1"],
  [`string.Join(",", from x in ${XS} let y = x select new { x, y, z = x + y }.z)`, "6,2,4"],
  [`string.Join(",", from x in ${XS} let f = x + 1 select ${XS}.Select(n => n + f).Sum())`, "18,12,15"],
  [`string.Join(",", from object x in new object[] { "a", "b" } select x)`, "a,b"],
  [`string.Join(",", from string x in new object[] { "a", "b" } where x is string orderby x select x.Length)`, "1,1"],
  [`(from x in ${XS} where x > 5 select x).Any()`, "False"],
  [`(from JObject x in JArray.Parse("[{'a':1},{'a':2}]") where (int)x["a"] > 1 select x).Count()`, "1"],
];

let oracle: TreeSitterOracle;

beforeAll(async () => {
  oracle = await TreeSitterOracle.load();
});

test.each(QUERIES)("%s", (query, value) => {
  const code = `@(${query})`;
  const tree = parseCsharp(code);
  expect(tree.problems).toEqual([]);
  expect(checkCsharp(tree)).toEqual([]);
  expect(oracle.read(code).isCode).toBe(true);
  expect(shown(code)).toBe(value);
});

test.each([
  ["a select that is missing", `@(from x in ${XS} where x > 1)`, 'found ")"; expected "select" or "group"'],
  ["a clause that is none", `@(from x in ${XS} sort x select x)`, 'found "sort"; expected "select" or "group"'],
  [
    "equals that is missing",
    `@(from x in ${XS} join y in ${XS} on x == y select x)`,
    'found "select"; expected "equals"',
  ],
  ["by that is missing", `@(from x in ${XS} group x)`, 'found ")"; expected "by"'],
  ["a let without a value", `@(from x in ${XS} let y select x)`, 'found "select"; expected "="'],
  [
    "a variable twice",
    `@(from x in ${XS} from x in ${XS} select x)`,
    'found "x"; expected a name that no variable of the query has',
  ],
  [
    "too many variables",
    `@(from x in ${XS} ${Array.from({ length: 60 }, (_, index) => `let y${index} = x`).join(" ")} select x)`,
    'found "y49"; expected at most 50 variables in a query',
  ],
])("fails for %s", (_, code, message) => {
  expect(parseCsharp(code).problems[0]?.message).toBe(message);
});

test("the words of queries are names outside of them", () => {
  const names = "from let where join on equals into orderby ascending descending select group by".split(" ");
  for (const name of names) expect(shown(`var ${name} = 1; return ${name} + 1;`)).toBe("2");
  expect(shown("var from = 5; return from > 4 ? (from) : from - 1;")).toBe("5");
});

test("what the checker finds has its place in the query", () => {
  const code = `@((from x in new[] { "a" } let y = x where y.Lenght > 1 select y).Any())`;
  const [problem] = checkCsharp(parseCsharp(code));
  expect(problem?.message).toContain("string has no Lenght");
  expect(code.slice(problem?.start, problem?.end)).toContain("Lenght");
});

test("fails where a variable is used where a join does not have it", () => {
  const code = `@((from x in ${XS} join y in Enumerable.Range(0, x) on x equals y select x).Any())`;
  expect(shown(code)).toBe("unsupported: the name x");
});
