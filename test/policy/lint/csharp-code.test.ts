import { PolicyValue } from "../../../src/policy";
import { type CsharpCode, csharpOf } from "../../../src/policy/lint/csharp-code";
import { writtenExpression } from "../../../src/policy/model/written-value";

function code(source: string): CsharpCode {
  return csharpOf(PolicyValue.parse(source))!;
}

test("text is no code, and the code of a value is read once", () => {
  const value = PolicyValue.parse("@(a)");

  expect(csharpOf(PolicyValue.text("a"))).toBeUndefined();
  expect(csharpOf(undefined)).toBeUndefined();
  expect(csharpOf(value)).toBe(csharpOf(value));
});

test("code of a user has a tree and problems, each made once; code that the library writes and text around code have none", () => {
  const wrong = code("@(context.RequesId)");

  expect(wrong.tree!.root.kind).toBe("member");
  expect(wrong.tree).toBe(wrong.tree);
  expect(wrong.problems.map(({ kind }) => kind)).toEqual(["unknown-member"]);
  expect(wrong.problems).toBe(wrong.problems);
  for (const value of [writtenExpression("context.RequesId"), PolicyValue.parse("a @(context.RequesId)")]) {
    expect(csharpOf(value)!.tree).toBeUndefined();
    expect(csharpOf(value)!.problems).toEqual([]);
  }
});

test.each([
  ['@(((Jwt)context.Variables["jwt"]).Subject)', true],
  ['@{ var name = "jwt"; return context.Variables[name]; }', true],
  ['@($"{context.Variables["jwt"]}")', true],
  ['Bearer @(context.Variables["jwt"])', true],
  ['@(context.Variables["jwt2"])', false],
  ['@(a /* context.Variables["jwt"] */)', false],
  ['@("say \\"jwt\\"")', false],
])("%s reads the variable jwt: %s", (source, reads) => {
  expect(code(source).variableIn(new Set(["a", "jwt"]))).toBe(reads ? "jwt" : undefined);
});

test.each([
  ['@(context.Request.Headers["authorization"].First().AsJwt())', true, true],
  ['@(context.Request.Headers.GetValueOrDefault("Authorization", "").TryParseJwt(out token))', true, true],
  ['@(context.Request.Headers.GetValueOrDefault("X-Authorization", ""))', false, false],
  ['@("Headers AsJwt")', false, false],
])("%s reads the header Authorization: %s, and parses a token: %s", (source, readsHeader, parses) => {
  expect(code(source).readsHeader("Authorization")).toBe(readsHeader);
  expect(code(source).parsesToken).toBe(parses);
});

test("claims are read by their names", () => {
  const claims = code('@(((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("scp2"))');

  expect(claims.readsClaims).toBe(true);
  expect(claims.readsClaim("roles")).toBe(true);
  expect(claims.readsClaim("scp")).toBe(false);
});

test("reads beside text are in all reads only", () => {
  const mixed = code('a @(context.Variables["b"]) @((Jwt)context.Variables["c"])');

  expect(mixed.reads).toEqual([]);
  expect(mixed.allReads.map(({ name, isJwt }) => [name, isJwt])).toEqual([
    ["b", false],
    ["c", true],
  ]);
});

test.each([
  ['@((Jwt)context.Variables["a"])', true],
  ['@(((Jwt)(context.Variables["a"])).Subject)', true],
  ['@((context.Variables["a"] as Jwt)?.Subject)', true],
  ['@(context.Variables.GetValueOrDefault<Jwt>("a"))', true],
  ['@((string)context.Variables["a"])', false],
  ['@(context.Variables.GetValueOrDefault<string>("a"))', false],
])("what %s reads is taken for a token: %s", (source, isJwt) => {
  expect(code(source).reads.map((read) => read.isJwt)).toEqual([isJwt]);
});
