import { type NetValue } from "../../../../src/policy/csharp/evaluate/contract/values";
import { responseValue } from "../../../../src/policy/csharp/evaluate/context/context";
import { MessageBody } from "../../../../src/policy/csharp/evaluate/context/description";
import { evaluate, shown, someCall } from "./evaluating";

describe("context", () => {
  test.each([
    ['context.Request.Headers["Authorization"][0]', "Bearer abc"],
    ['context.Request.Headers["authorization"].First()', "Bearer abc"],
    ['context.Request.Headers.GetValueOrDefault("X-Many")', "a,b"],
    ['context.Request.Headers.GetValueOrDefault("None") == null', "True"],
    ['context.Request.Headers.GetValueOrDefault("None", "x")', "x"],
    ['context.Request.Headers.GetValueOrDefault(headerName: "None", defaultValue: "x")', "x"],
    [
      'context.Request.Headers["None"]',
      "System.Collections.Generic.KeyNotFoundException: The given key 'None' was not present in the dictionary.",
    ],
    ['context.Request.Headers.ContainsKey("x-many")', "True"],
    ['context.Request.MatchedParameters["id"]', "7"],
    ['context.Request.MatchedParameters.GetValueOrDefault("none", "x")', "x"],
    ['context.Request.Url.Query.GetValueOrDefault("tag", "")', "a,b"],
    ["context.Request.Url.Host + context.Request.Url.Port + context.Request.Url.Path", "api.contoso.com8443/orders/7"],
    ["context.Request.Url.QueryString", "?tag=a&tag=b&page=3"],
    ["context.Request.OriginalUrl.Scheme + context.Request.OriginalUrl.Port", "https443"],
    ["context.Response.StatusCode == 200", "True"],
    ['context.User.Groups.Select(g => g.Name).Contains("Developers")', "True"],
    ['context.Product?.Name ?? "none"', "none"],
    ["context.Product.Name", "System.NullReferenceException: Object reference not set to an instance of an object."],
    ["context.Api.ServiceUrl.Path + context.Api.IsCurrentRevision", "/baseTrue"],
    ["context.LastError.Reason", "TokenNotPresent"],
    ['string.Join(",", context.Request.Headers.Select(h => h.Key + "=" + h.Value.Length))', "Authorization=1,X-Many=2"],
  ])("%s", (code, value) => {
    expect(shown(code)).toBe(value);
  });

  test("variables have the types that they were set with", () => {
    const call = someCall({ text: "t", number: 5, flag: true });
    expect(shown('(string)context.Variables["text"]', call)).toBe("t");
    expect(shown('context.Variables.GetValueOrDefault<int>("number") + 1', call)).toBe("6");
    expect(shown('context.Variables.GetValueOrDefault("none", 3) + 1', call)).toBe("4");
    expect(shown('context.Variables.GetValueOrDefault<bool>("none")', call)).toBe("False");
    expect(shown('context.Variables.ContainsKey("flag") && (bool)context.Variables["flag"]', call)).toBe("True");
    expect(shown('(int)context.Variables["text"]', call)).toBe(
      "System.InvalidCastException: Unable to cast object of type 'System.String' to type 'System.Int32'.",
    );
    expect(shown('context.Variables.GetValueOrDefault<string>("number")', call)).toContain("InvalidCastException");
  });

  test("a variable is an object to C#, which has no other members", () => {
    const call = someCall({ text: "t" });
    expect(shown('context.Variables["text"].Length', call)).toBe("unsupported: Object.Length");
    expect(shown('context.Variables["text"].ToString().Length', call)).toBe("1");
  });

  test("an object is compared by reference, and where that decides nothing is guessed", () => {
    const call = someCall({ text: "t" });
    expect(shown('context.Variables["text"] == "other"', call)).toBe("False");
    expect(shown('context.Variables["text"] == null', call)).toBe("False");
    expect(shown('context.Variables["text"] == "t"', call)).toContain("unsupported: == of equal strings");
    expect(shown('context.Variables["text"].Equals("t")', call)).toBe("True");
  });

  test("a body can be read once, or again and again if it is preserved", () => {
    expect(shown("context.Request.Body.As<string>()")).toBe("a text");
    expect(shown("context.Request.Body.As<string>(true) + context.Request.Body.As<string>()")).toBe("a texta text");
    expect(shown("context.Request.Body.As<string>(preserveContent: true).Length")).toBe("6");
    expect(shown("context.Request.Body.As<byte[]>().Length")).toBe("6");
    const call = someCall();
    expect(evaluate("context.Request.Body.As<string>()", call).kind).toBe("value");
    expect(shown("context.Request.Body.As<string>()", call)).toContain("System.InvalidOperationException");
  });

  test("a form is read by its names", () => {
    const call = { ...someCall(), request: { url: "https://a.b/", body: new MessageBody("a=1&b=x+y&a=2") } };
    expect(shown('string.Join("|", context.Request.Body.AsFormUrlEncodedContent()["a"])', call)).toBe("1|2");
  });

  test("the answer of another request is a variable", () => {
    const answer = responseValue({ statusCode: 404, statusReason: "Not Found", body: new MessageBody("gone") });
    const call = someCall({ answer });
    expect(shown('((IResponse)context.Variables["answer"]).StatusCode', call)).toBe("404");
    expect(shown('((IResponse)context.Variables["answer"]).Body.As<string>()', call)).toBe("gone");
  });

  test("what is traced goes to the caller", () => {
    const traced: string[] = [];
    const trace = (message: string): void => void traced.push(message);
    evaluate('context.Trace("a" + 1); return 1;', someCall(), { trace });
    expect(traced).toEqual(["a1"]);
  });
});

describe("tokens", () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "ada", aud: ["a", "b"], roles: ["r1", "r2"], admin: true, n: 5 };
  const token = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2ln`;
  const call = someCall({ token });

  test.each([
    ["AsJwt().Subject", "ada"],
    ["AsJwt().Algorithm", "RS256"],
    ['AsJwt().Claims["roles"].Length', "2"],
    ['AsJwt().Claims.GetValueOrDefault("roles", "")', "r1,r2"],
    ['AsJwt().Claims.GetValueOrDefault("admin")', "true"],
    [
      'AsJwt().Claims["none"]',
      "System.Collections.Generic.KeyNotFoundException: The given key 'none' was not present in the dictionary.",
    ],
    ['AsJwt().Audiences.Contains("b")', "True"],
  ])("have %s", (members, value) => {
    expect(shown(`((string)context.Variables["token"]).${members}`, call)).toBe(value);
  });

  test("are null if they are none", () => {
    expect(shown('"a.b".AsJwt() == null')).toBe("True");
    expect(shown('((string)null).AsJwt()?.Subject ?? "none"')).toBe("none");
    expect(shown('"x".TryParseJwt(out Jwt jwt) ? jwt.Id : "none"')).toBe("none");
  });

  test("credentials of basic authentication are read", () => {
    expect(shown('"Basic YWRhOnA6dw==".AsBasic().UserId')).toBe("ada");
    expect(shown('"Basic YWRhOnA6dw==".AsBasic().Password')).toBe("p:w");
    expect(shown('"Bearer x".AsBasic() == null')).toBe("True");
  });
});

test("an expression is compiled once and evaluated with one call after the other", () => {
  const variables: NetValue[] = [1, 2];
  expect(variables.map((n) => shown('(int)context.Variables["n"] * 10', someCall({ n })))).toEqual(["10", "20"]);
});
