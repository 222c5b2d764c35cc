import { newResponse, MessageBody } from "../../src/gateway/message";
import { run, runDocument } from "./run-policy";

test.each<[string, string]>([
  ['@(context.Request.Method + " " + context.Request.MatchedParameters["id"])', "GET 1"],
  ['@(context.Request.Headers.GetValueOrDefault("x-a", "none"))', "none"],
  ["@(context.Request.Url.Path + context.Request.Url.QueryString)", "/api/1?a=b"],
  ["@(context.Request.OriginalUrl.Host)", "apim-contoso.azure-api.net"],
  ["@(context.Operation.Id + context.Api.Name + context.Deployment.ServiceName)", "get-orderOrdersapim-contoso"],
  ['@{ var body = context.Request.Body.As<JObject>(preserveContent: true); return (string)body["name"]; }', "Ada"],
  ['@(context.Subscription?.Id ?? "open")', "open"],
])("%s is %s", async (code, expected) => {
  const { sent } = await run(`<set-header name="x"><value>${code}</value></set-header>`, {
    url: "https://apim-contoso.azure-api.net/orders/1?a=b",
    body: '{"name":"Ada"}',
  });
  expect(sent[0]?.headers.get("x")).toBe(expected);
});

test("a variable keeps the type of its value", async () => {
  const { sent } = await run(
    `<set-variable name="n" value="@(20 + 1)" /><set-variable name="t" value="20" />
     <set-header name="x"><value>@(((int)context.Variables["n"] * 2).ToString() + context.Variables.GetValueOrDefault<string>("t", "") + 1)</value></set-header>`,
  );
  expect(sent[0]?.headers.get("x")).toBe("42201");
});

test("a condition chooses, and reads the response of a request", async () => {
  const backend = (): ReturnType<typeof newResponse> => ({ ...newResponse(404), body: new MessageBody("{}") });
  const { status } = await run(
    `<send-request mode="new" response-variable-name="r"><set-url>https://x.contoso.com</set-url></send-request>
     <choose><when condition='@(((IResponse)context.Variables["r"]).StatusCode == 404)'><return-response><set-status code="410" reason="Gone" /></return-response></when></choose>`,
    { backend },
  );
  expect(status).toBe(410);
});

test("a body that an expression took away does not reach the backend", async () => {
  const text = (preserve: string): string =>
    `<set-variable name="b" value="@(context.Request.Body.As<string>(${preserve}))" />`;
  expect((await run(text("preserveContent: true"), { body: "x" })).sent[0]?.body.text).toBe("x");
  expect((await run(text(""), { body: "x" })).sent[0]?.body.text).toBe("");
});

test("an expression that throws goes to on-error, which knows why", async () => {
  const { status, body, exchange } = await runDocument(
    `<policies><inbound><set-variable name="x" value="@(context.Request.Headers["missing"][0])" /></inbound><backend><forward-request /></backend>
     <on-error><set-body>@(context.LastError.Source + " " + context.LastError.Reason)</set-body></on-error></policies>`,
  );
  expect([status, body]).toEqual([500, "set-variable ExpressionValueEvaluationFailure"]);
  expect(exchange.lastError?.message).toContain("System.Collections.Generic.KeyNotFoundException");
});

test("fails the request for what the interpreter does not know", async () => {
  await expect(run('<set-variable name="x" value="@(context.GraphQL.Parent)" />')).rejects.toThrow("cannot evaluate");
});

test.each([
  ["without a body", "", "none"],
  ["with a body", "a", "some"],
])("a request %s says so by its body", async (_title, body, expected) => {
  const code = '@(context.Request.Body == null ? "none" : "some")';
  const { sent } = await run(`<set-header name="x"><value>${code}</value></set-header>`, { body });
  expect(sent[0]?.headers.get("x")).toBe(expected);
});
