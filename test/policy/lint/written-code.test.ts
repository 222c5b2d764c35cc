import { PolicyExpression, PolicyValue, PolicyVariableType } from "../../../src/policy";
import { csharpOf } from "../../../src/policy/lint/csharp-code";
import { writtenBlock, writtenExpression } from "../../../src/policy/model/written-value";

const JWT = '((Jwt)context.Variables["jwt"])';

/** What the library writes has no tree, and the same facts as the tree of the same code. */
test.each([
  PolicyExpression.claim("jwt", "roles"),
  PolicyExpression.claim('a"b', "https://a.example/{role}", "<none>"),
  PolicyExpression.header("X-Key"),
  PolicyExpression.queryParameter("a", "b"),
  PolicyExpression.pathParameter("id"),
  PolicyExpression.variable("a", PolicyVariableType.BOOLEAN),
  PolicyExpression.concat("Bearer ", PolicyExpression.variable("token")),
  writtenExpression(`${JWT}.Claims.ContainsKey("roles") ? ${JWT}.Claims["roles"].Contains("a") : false`),
  writtenExpression('context.Variables.GetValueOrDefault<Jwt>("jwt")?.Subject ?? ""'),
  writtenExpression('!(context.Operation.Id == "a" || context.Operation.Id == "b")'),
  writtenBlock('var a = context.Request.Url.Query.GetValueOrDefault("a", "");\nreturn a == "" ? "none" : a;'),
])("$source has the facts of its tree", ({ source }) => {
  const written = csharpOf(
    writtenExpression(
      source
        .slice(2, -1)
        .trim()
        .replace(/^[^]*return /, ""),
    ),
  )!;
  const user = csharpOf(PolicyValue.parse(written.source))!;
  const readsOf = ({ reads }: typeof user): unknown[] =>
    reads.map(({ collection, owner, name, method, isJwt, count }) => ({
      collection,
      owner,
      name,
      method,
      isJwt,
      count,
    }));

  expect(written.isWritten).toBe(true);
  expect(written.tree).toBeUndefined();
  expect(readsOf(written)).toEqual(readsOf(user));
  expect(new Set(written.strings)).toEqual(new Set(user.strings));
  expect(new Set(written.variables)).toEqual(new Set(user.variables));
  for (const word of ["Request", "Headers", "Claims", "AsJwt", "Operation", "ContainsKey", "Variables", "LastError"]) {
    expect([word, written.names(word)]).toEqual([word, user.names(word)]);
  }
});
