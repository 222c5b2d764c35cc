import { fc } from "../../support/fast-check";
import { PolicyExpression, PolicyValue, PolicyVariableType } from "../../../src/policy";
import { checkCsharp } from "../../../src/policy/csharp/check/check";
import { csharpString } from "../../../src/policy/csharp/literal";
import { parseCsharp } from "../../../src/policy/csharp/parse";

describe("PolicyExpression", () => {
  test.each([
    [
      PolicyExpression.claim("token", "oid"),
      '@(((Jwt)context.Variables["token"]).Claims.GetValueOrDefault("oid", ""))',
    ],
    [PolicyExpression.header("X-Id", "none"), '@(context.Request.Headers.GetValueOrDefault("X-Id", "none"))'],
    [PolicyExpression.queryParameter("page"), '@(context.Request.Url.Query.GetValueOrDefault("page", ""))'],
    [PolicyExpression.pathParameter("id"), '@(context.Request.MatchedParameters["id"])'],
    [PolicyExpression.variable("who"), '@((string)context.Variables["who"])'],
    [PolicyExpression.variable("ready", PolicyVariableType.BOOLEAN), '@((bool)context.Variables["ready"])'],
    [
      PolicyExpression.concat(PolicyValue.text("Bearer "), PolicyExpression.variable("token")),
      '@(string.Concat("Bearer ", (string)context.Variables["token"]))',
    ],
  ])("writes %s", (value, expected) => {
    expect(value.source).toBe(expected);
  });

  test("an argument cannot end the string that holds it", () => {
    const value = PolicyExpression.header('a")+context.Variables["secret', "\\");

    expect(value.source).toBe(
      '@(context.Request.Headers.GetValueOrDefault("a\\")+context.Variables[\\"secret", "\\\\"))',
    );
  });

  test("any argument gives one whole expression without named values, with the argument as one literal", () => {
    const argument = fc
      .string({ unit: "grapheme", maxLength: 20 })
      .filter((text) => !/[\u0000-\u001f\ufffe\uffff]/.test(text));
    const nasty = fc.constantFrom('"', "\\", "{{name}}", "}}", "\n", "\r\n", "@(", '@"', "//", "/*", "'", ")", "${x}");
    const text = fc
      .array(fc.oneof(argument, nasty), { maxLength: 4 })
      .map((parts) => parts.join(""))
      .filter((name) => name.trim() !== "");

    fc.assert(
      fc.property(text, text, (first, second) => {
        const values = [
          PolicyExpression.claim(first, second, first),
          PolicyExpression.header(first, second),
          PolicyExpression.queryParameter(first, second),
          PolicyExpression.pathParameter(first),
          PolicyExpression.variable(first),
          PolicyExpression.concat(PolicyExpression.variable(first), PolicyExpression.header(second)),
        ];
        for (const value of values) {
          expect(value.isExpression).toBe(true);
          expect(value.namedValues).toEqual([]);
          expect(value.source).toContain(csharpString(first));
        }
      }),
    );
  });

  test("compiles, whatever the names are", () => {
    const texts = ["a", 'say "a"', "a\\b", "a\nb", "{{a}}", "@(a)", "${a}", "'"];
    const types = Object.values(PolicyVariableType);
    for (const text of texts) {
      const values = [
        PolicyExpression.claim(text, text, text),
        PolicyExpression.header(text, text),
        PolicyExpression.queryParameter(text, text),
        PolicyExpression.pathParameter(text),
        ...types.map((type) => PolicyExpression.variable(text, type)),
        PolicyExpression.concat(
          text,
          PolicyExpression.claim(text, text),
          ...types.map((type) => PolicyExpression.variable(text, type)),
        ),
      ];
      for (const value of values) {
        const tree = parseCsharp(value.source);
        expect(tree.problems).toEqual([]);
        expect(checkCsharp(tree)).toEqual([]);
      }
    }
  });

  test("concat of nothing is empty text", () => {
    expect(PolicyExpression.concat().source).toBe("");
  });

  test("concat escapes text that would have a meaning in a policy", () => {
    const value = PolicyExpression.concat(PolicyValue.text("plain"), PolicyValue.text('{{"}}'));

    expect(value.source).toBe('@(string.Concat("plain", "\\u007b{\\"\\u007d}"))');
  });

  test.each([
    ["the variable of the token", () => PolicyExpression.claim("", "oid")],
    ["the claim", () => PolicyExpression.claim("jwt", " ")],
    ["the header", () => PolicyExpression.header("")],
    ["the query parameter", () => PolicyExpression.queryParameter("")],
    ["the path parameter", () => PolicyExpression.pathParameter("")],
    ["the variable", () => PolicyExpression.variable("")],
  ])("fails for an empty name of %s", (what, make) => {
    expect(make).toThrow(
      new RegExp(`^the name of ${what} in an expression is " ?"; expected a name, because nothing is called that`),
    );
  });

  test("concat fails for a block and for a named value", () => {
    expect(() => PolicyExpression.concat(PolicyValue.block("return 1;"))).toThrow(
      'cannot put "@{return 1;}" into an expression; expected text and single expressions: write one expression that builds the whole value',
    );
    expect(() => PolicyExpression.concat(PolicyValue.namedValue("key"))).toThrow(
      'cannot put "{{key}}" into an expression',
    );
  });
});
