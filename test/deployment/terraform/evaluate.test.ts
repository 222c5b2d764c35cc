import { Evaluator } from "../../../src/deployment/terraform/evaluate";
import { ModuleFolder } from "../../../src/deployment/terraform/module-folder";
import { parseExpression, parseTemplate } from "../../../src/deployment/terraform/parser";
import type { Scope } from "../../../src/deployment/terraform/scope";
import { Secret, Unresolved, type Value } from "../../../src/deployment/terraform/value";
import { Work } from "../../../src/deployment/terraform/work";
import { EXPRESSIONS } from "./expressions";

const SCOPE: Scope = {
  reference: (name, path) => {
    if (name === "terraform") return "default";
    if (name === "hidden") return new Secret("s3cret");
    return new Unresolved([name, ...path].join("."), "nobody knows it");
  },
  instances: () => undefined,
  planTime: undefined,
  files: new ModuleFolder(undefined, new Work(0)),
};

function evaluate(expression: string, parse = parseExpression): Value {
  return new Evaluator(SCOPE, new Work(expression.length)).evaluate(parse(expression), expression);
}

test.each(EXPRESSIONS)("%s has the value that Terraform gives it", (expression, value) => {
  expect(evaluate(expression)).toEqual(value);
});

describe("a template", () => {
  test.each([
    ["plain $ and % text", "plain $ and % text"],
    ["$${not} %%{this}", "${not} %{this}"],
    ["${1}", 1],
    ["${[1, 2]}", [1, 2]],
    ['a${"b"}c${1 + 1}', "abc2"],
    ['${"$"}${"{x}"}', "${x}"],
    ["${~ 1 ~}x", "1x"],
    ["", ""],
    ["%{ if true }x%{ endif }", "x"],
    ["%{ if false }x%{ endif }", ""],
    ["A %{ if false }yes%{ else }no%{ endif } \n\n   ${~ 1 ~}  \n\n  z", "A no \n\n1\n  z"],
    ['%{ for x in ["a","b"] ~}\n    item ${x}\n  %{~ endfor }|\n', "    item a\n    item b\n|\n"],
    ["%{ for k, v in { b = 1, a = 2 } }${k}=${v},%{ endfor }", "a=2,b=1,"],
    ["%{ if false ~}\n  x\n%{ else ~}\n  y\n%{ endif ~}\nend", "  y\nend"],
    ["%{ for x in [1,2] ~}\n  v${x}\n%{ endfor ~}\nend", "  v1\n  v2\nend"],
    ["a\r\nb%{ if true ~}\r\n \r\n c%{ endif }", "a\r\nb \r\n c"],
    ["%{ for x in [] }a%{ endfor }", ""],
    ["%{ if true }%{ for x in [1] }${x}%{ endfor }%{ endif }", "1"],
    ['${"a%{if true}  b ${~ 1 ~}  %{endif}"}', "a  b1"],
  ])("%j is %j", (template, value) => {
    expect(evaluate(template, parseTemplate)).toEqual(value);
  });

  test.each([
    "${",
    "${1",
    "${1 +}",
    '${"x}',
    "%{ if true }x",
    "%{ if true }x%{ endfor }",
    "%{ else }",
    "%{ if true }${1}%{ else }x%{ else }y%{ endif }",
    "%{ for x of [] }%{ endfor }",
    "%{",
    "%{ while true }x%{ endwhile }",
    "${[1, 2}",
    "${f(1,,2)}",
    "${a.}",
    '${"\\q"}',
    "${}",
  ])("fails to parse as %j", (template) => {
    expect(() => parseTemplate(template)).toThrow(/./);
  });
});

describe("what is not known", () => {
  test.each([
    '"a ${nobody.x}"',
    "[nobody.x][0]",
    "upper(nobody.x)",
    "nobody.x ? 1 : 2",
    "nobody.x + 1",
    "try(nobody.x, 1)",
  ])("%s depends on it", (expression) => {
    expect(evaluate(expression)).toMatchObject({ expression: "nobody.x", reason: "nobody knows it" });
  });

  test.each([
    ["true ? 1 : nobody.x", 1],
    ["false && nobody.x", false],
    ["true || nobody.x", true],
    ["{ a = 1, b = nobody.x }.a", 1],
    ["try(1, nobody.x)", 1],
  ])("%s does not depend on it", (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  test.each([
    ["nosuch(1)", "the function nosuch is not evaluated here"],
    ["1 / 0", "a division by zero"],
    ['"a" + 1', "a value is no number"],
    ["[1][5]", "there is no 5 in the value"],
    ['{ a = 1 }["constructor"]', 'there is no "constructor" in the value'],
    ["join()", "a function has too few arguments"],
    ["max()", "a function has too few arguments"],
    ['jsondecode("{")', "a text is no JSON"],
    ['regex("(a+)+$", "aaaa")', "the pattern could take too long to search"],
    ["plantimestamp()", "the time of plantimestamp() is not known: give a planTime"],
    ['format("%s")', "a function has too few arguments"],
    ['format("", 1)', "a format has more values than places"],
  ])("%s says why", (expression, reason) => {
    expect(evaluate(expression)).toMatchObject({ expression, reason });
  });
});

describe("a secret", () => {
  test.each(['"Basic ${base64encode(hidden)}"', "[hidden][0]", "upper(hidden)", 'sensitive("x")', "try(hidden, 1)"])(
    "%s stays one",
    (expression) => {
      expect(evaluate(expression)).toBeInstanceOf(Secret);
    },
  );

  test("keeps its text in what is made of it", () => {
    expect(evaluate('"Basic ${base64encode(hidden)}"')).toHaveProperty("reveal");
    expect((evaluate('"Basic ${base64encode(hidden)}"') as Secret).reveal()).toBe("Basic czNjcmV0");
    expect(JSON.stringify(evaluate('{ a = "x${hidden}" }'))).toBe('{"a":"<secret>"}');
  });

  test("does not make a condition of it hidden", () => {
    expect(evaluate('hidden == "s3cret" ? "yes" : "no"')).toBe("yes");
  });
});

describe("hostile text", () => {
  test.each([
    ["(".repeat(100_000), "parentheses"],
    ["[".repeat(100_000), "lists"],
    ["-".repeat(100_000), "signs"],
    ["!".repeat(100_000), "negations"],
    ['"${'.repeat(100_000), "strings"],
    [Array(100_000).fill("1").join(" + "), "sums"],
    ["1 ? ".repeat(100_000), "conditions"],
    ["a = {".repeat(100_000), "objects"],
    [`"${"%{ if true }".repeat(100_000)}"`, "directives"],
  ])("fails on many nested %2$s instead of the stack", (text) => {
    expect(() => parseExpression(text)).toThrow(/nested too deeply|did not expect/);
  });

  test("is not multiplied", () => {
    const replaced = evaluate(`replace("${"a".repeat(20_000)}", "a", "${"b".repeat(20_000)}")`);
    expect(replaced).toMatchObject({ reason: "a function makes more text than it could need" });
  });

  test("is not decoded from JSON that is too deep", () => {
    expect(evaluate(`jsondecode("${"[".repeat(10_000)}")`)).toMatchObject({ reason: "the JSON is nested too deeply" });
  });
});
