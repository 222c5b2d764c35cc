import { fc } from "../../../support/fast-check";

/**
 * Random C# of policies, printed by a grammar. It leaves out the few forms in which the grammar of the oracle is known to be wrong.
 */

const names = ["a", "context", "Variables", "x1", "_y", "JObject", "Body", "when", "@class", "été"];
const name = fc.constantFrom(...names);
const keywordTypes = ["string", "int", "bool", "object", "long", "byte", "decimal"];

interface Forms {
  type: string;
  primary: string;
  unary: string;
  sum: string;
  comparison: string;
  condition: string;
  expression: string;
  interpolated: string;
  statement: string;
  block: string;
}

const space = fc.constantFrom("", " ", " ", "\n", " /* c */ ");
const literal = fc.constantFrom(
  "0",
  "42",
  "0xFFu",
  "0b1010",
  "1_000L",
  "1.5",
  "2e3",
  ".5m",
  "1f",
  '"text"',
  '"a\\"b\\u0041\\n"',
  '""',
  '@"C:\\""x"""',
  "'c'",
  "'\\''",
  "true",
  "false",
  "null",
);

function list(item: fc.Arbitrary<string>, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.tuple(fc.array(item, { minLength, maxLength }), space).map(([items, after]) => items.join(`,${after}`));
}

/** The texts of several parts one after the other. */
function text(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((read) => read.join(""));
}

const forms = fc.letrec<Forms>((tie: fc.LetrecTypedTie<Forms>) => {
  const type = tie("type");
  const primary = tie("primary");
  const unary = tie("unary");
  const sum = tie("sum");
  const comparison = tie("comparison");
  const condition = tie("condition");
  const expression = tie("expression");
  const statement = tie("statement");
  const block = tie("block");
  const args = list(
    fc.oneof(
      { depthSize: "xsmall" },
      { weight: 6, arbitrary: expression },
      { weight: 1, arbitrary: text(name, ": ", expression) },
      { weight: 1, arbitrary: text(fc.constantFrom("out var ", "out int ", "out ", "ref "), name) },
    ),
    0,
    3,
  );
  return {
    type: fc.oneof(
      { depthSize: "xsmall" },
      { weight: 4, arbitrary: fc.constantFrom(...keywordTypes) },
      { weight: 4, arbitrary: fc.constantFrom("JObject", "System.DateTime", "A.B.C") },
      { weight: 1, arbitrary: text("List<", type, ">") },
      { weight: 1, arbitrary: text("Dictionary<", type, ", ", type, ">") },
      { weight: 1, arbitrary: fc.constantFrom("string[]", "byte[][]", "int[,]", "int?", "bool?") },
    ),
    primary: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 6, arbitrary: fc.oneof(name, literal) },
      { weight: 3, arbitrary: text(primary, space, ".", name) },
      { weight: 3, arbitrary: text(primary, ".", name, "(", args, ")") },
      { weight: 2, arbitrary: text(primary, "[", expression, "]") },
      { weight: 1, arbitrary: text("(", primary, "?.", name, ")") },
      { weight: 1, arbitrary: text("(", primary, "?[", expression, "].", name, "?.", name, "(", args, "))") },
      { weight: 1, arbitrary: text(primary, ".", name, "<", type, ">(", args, ")") },
      { weight: 2, arbitrary: text("(", space, expression, space, ")") },
      { weight: 1, arbitrary: text(fc.constantFrom("string", "int"), ".", name) },
      { weight: 1, arbitrary: text("new ", fc.constantFrom("JObject", "List<string>"), "(", args, ")") },
      { weight: 1, arbitrary: text("new ", fc.constantFrom("string", "A.B"), "[", sum, "]") },
      { weight: 1, arbitrary: text("new[] { ", list(expression, 1, 3), " }") },
      { weight: 1, arbitrary: text("new string[] { ", list(expression, 0, 3), " }") },
      { weight: 1, arbitrary: text("new { ", name, " = ", expression, ", ", primary, ".", name, " }") },
      { weight: 1, arbitrary: text("new JObject { ", name, " = ", expression, " }") },
      { weight: 1, arbitrary: text("new JObject { [", expression, "] = ", expression, " }") },
      { weight: 1, arbitrary: text("new D<string, int>() { { ", expression, ", ", expression, " }, }") },
      { weight: 1, arbitrary: text("typeof(", type, ")") },
      { weight: 1, arbitrary: text("default(", type, ")") },
      { weight: 1, arbitrary: text("nameof(", name, ".", name, ")") },
      { weight: 1, arbitrary: text("checked(", expression, ")") },
      { weight: 1, arbitrary: text("(", expression, ", ", name, ": ", expression, ")") },
      { weight: 2, arbitrary: tie("interpolated") },
    ),
    interpolated: fc
      .tuple(
        fc.constantFrom('$"', '$@"', '@$"'),
        fc.array(
          fc.oneof(
            fc.constantFrom("text ", "{{ ", " }}", "é"),
            text("{", sum, "}"),
            text("{(", expression, ")}"),
            text("{", sum, ",-5}"),
            text("{", sum, ":N2}"),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([start, parts]) => `${start}${parts.join("")}"`),
    unary: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 8, arbitrary: primary },
      { weight: 1, arbitrary: text(fc.constantFrom("!", "-", "~", "+"), space, primary) },
      { weight: 1, arbitrary: text("(", type, ")", space, primary) },
      { weight: 1, arbitrary: text(name, fc.constantFrom("++", "--")) },
    ),
    sum: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 4, arbitrary: unary },
      {
        weight: 2,
        arbitrary: text(sum, space, fc.constantFrom(" + ", " - ", " / ", " % ", " << ", " >> "), space, unary),
      },
    ),
    comparison: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 4, arbitrary: sum },
      {
        weight: 2,
        arbitrary: text(sum, fc.constantFrom(" == ", " != ", " <= ", " >= ", " > ", " & ", " | "), sum),
      },
      { weight: 1, arbitrary: text("(", sum, " < ", literal, ")") },
      { weight: 1, arbitrary: text("(", sum, " as ", fc.constantFrom("string", "JObject", "int?", "byte[]"), ")") },
      {
        weight: 1,
        arbitrary: text("(", sum, " is ", fc.constantFrom("string", "int y", "var z", "null", "JObject o"), ")"),
      },
    ),
    condition: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 4, arbitrary: comparison },
      { weight: 2, arbitrary: text(condition, fc.constantFrom(" && ", " || ", " ?? "), comparison) },
    ),
    expression: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 6, arbitrary: condition },
      { weight: 1, arbitrary: text(condition, " ? ", expression, " : ", expression) },
      { weight: 1, arbitrary: text(name, " => ", expression) },
      { weight: 1, arbitrary: text("(", list(name, 0, 2), ") => ", expression) },
      { weight: 1, arbitrary: text("(", type, " ", name, ") => ", block) },
      { weight: 1, arbitrary: text(condition, " ?? throw new Exception(", args, ")") },
      { weight: 1, arbitrary: text("(", name, fc.constantFrom(" = ", " += ", " >>= "), expression, ")") },
    ),
    block: text(
      "{",
      space,
      fc.array(statement, { maxLength: 3 }).map((read) => read.join(" ")),
      space,
      "}",
    ),
    statement: fc.oneof(
      { depthSize: "xsmall", withCrossShrink: true },
      { weight: 3, arbitrary: text("var ", name, " = ", expression, ";") },
      { weight: 2, arbitrary: text(type, " ", name, " = ", expression, ", q;") },
      { weight: 1, arbitrary: text("const string ", name, " = ", expression, ";") },
      { weight: 1, arbitrary: text("string[] ", name, " = { ", list(expression, 0, 2), " };") },
      { weight: 2, arbitrary: text(name, ".", name, fc.constantFrom(" = ", " += ", " -= "), expression, ";") },
      { weight: 2, arbitrary: text(name, ".", name, "(", args, ");") },
      { weight: 1, arbitrary: text(name, fc.constantFrom("++;", "--;")) },
      { weight: 3, arbitrary: text("return ", expression, ";") },
      { weight: 1, arbitrary: fc.constantFrom("return;", "break;", "continue;", "throw;", ";", "// comment\n") },
      { weight: 1, arbitrary: text("throw ", primary, ";") },
      { weight: 1, arbitrary: block },
      { weight: 2, arbitrary: text("if (", expression, ") ", block) },
      { weight: 1, arbitrary: text("if (", expression, ") ", block, " else ", block) },
      {
        weight: 1,
        arbitrary: text("foreach (", fc.constantFrom("var", "string"), " ", name, " in ", expression, ") ", block),
      },
      { weight: 1, arbitrary: text("for (int i = 0; i < ", literal, "; i++) ", block) },
      { weight: 1, arbitrary: text("while (", expression, ") ", block) },
      { weight: 1, arbitrary: text("do ", block, " while (", expression, ");") },
      {
        weight: 1,
        arbitrary: text(
          "switch (",
          expression,
          ") { case ",
          literal,
          ": ",
          statement,
          " break; default: ",
          statement,
          " break; }",
        ),
      },
      { weight: 1, arbitrary: text("try ", block, " catch (Exception e) ", block, " finally ", block) },
      { weight: 1, arbitrary: text("try ", block, " catch (A.B) when (", expression, ") ", block, " catch ", block) },
      { weight: 1, arbitrary: text("using (var ", name, " = ", expression, ") ", block) },
      { weight: 1, arbitrary: text("lock (", expression, ") ", block) },
      { weight: 1, arbitrary: text("int ", name, "(", type, " p, int q = 1) => ", expression, ";") },
      { weight: 1, arbitrary: text("void ", name, "<T>() ", block) },
    ),
  };
});

/** Policy expressions of either form. */
export const policyExpressions: fc.Arbitrary<string> = fc.oneof(
  text("@(", forms.expression, ")"),
  text("@", forms.block),
);
