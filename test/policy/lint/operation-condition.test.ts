import { PolicyValue } from "../../../src/policy";
import { csharpOf } from "../../../src/policy/lint/csharp-code";
import { holdsForOperation } from "../../../src/policy/lint/operation-condition";

function holds(code: string, operationId?: string): boolean | undefined {
  const value = csharpOf(PolicyValue.parse(`@(${code})`));
  return value === undefined ? undefined : holdsForOperation(value, operationId);
}

test.each<[string, boolean | undefined, boolean | undefined]>([
  ['context.Operation.Id == "get"', true, false],
  ['context.Operation.Id != "get"', false, true],
  ['"get" == context.Operation.Id', true, false],
  ['context.Operation.Id.Equals("get")', true, false],
  ['context.Operation.Id.Equals("get", StringComparison.OrdinalIgnoreCase)', true, false],
  ['!(context.Operation.Id == "get" || context.Operation.Id == "put")', false, true],
  ['context.Operation.Id == "put" || context.Operation.Id == "get"', true, false],
  ['context.Operation.Id != "put" && context.Operation.Id != "get"', false, true],
  ['new[] { "put", "get" }.Contains(context.Operation.Id)', true, false],
  ['!new string[] {"get"}.Contains(context.Operation.Id)', false, true],
  ['((context.Operation.Id == "a || b") || (context.Operation.Id == "get"))', true, false],
  ['context.Operation.Id == "get" && context.Request.Method == "GET"', undefined, false],
  ['context.Operation.Id == "get" || context.Request.Method == "GET"', true, undefined],
  ["true", true, true],
  ["!true", false, false],
  ['context.Operation.Name == "get"', undefined, undefined],
  ['context.Operation.Id.StartsWith("g")', undefined, undefined],
  ["", undefined, undefined],
  ['(context.Operation.Id == "get"', undefined, undefined],
  ['context.Operation.Id == "get" ? true : false', undefined, undefined],
])("%s is %s for get and %s for an operation that it does not name", (code, forGet, forOther) => {
  expect(holds(code, "get")).toBe(forGet);
  expect(holds(code)).toBe(forOther);
});

test("deep nesting is given up, and ends", () => {
  expect(holds(`${"(".repeat(10_000)}true${")".repeat(10_000)}`, "get")).toBeUndefined();
});
