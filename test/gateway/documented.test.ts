import { TestClock, TimeoutError } from "../../src/gateway/clock";
import * as inferred from "../../src/gateway/inferred";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import { NOW } from "../issuer/example-tenant";
import { type Call, newServices, run, runDocument } from "./run-policy";

/** What a request comes to: what the caller gets, what the backend got, and `context.LastError`. */
interface Result {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly calls?: number;
  readonly url?: string;
  readonly method?: string;
  readonly sentHeaders?: Readonly<Record<string, string>>;
  readonly sentBody?: string;
  readonly source?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly section?: string;
  readonly path?: string;
  readonly scope?: string;
}

async function resultOf(text: string, call: Call): Promise<Result> {
  const { status, body, headers, sent, exchange } = await (text.startsWith("<policies>") ? runDocument : run)(
    text,
    call,
  );
  const [first] = sent;
  return {
    status,
    body,
    headers,
    calls: sent.length,
    url: first?.url.href,
    method: first?.method,
    sentHeaders: Object.fromEntries([...(first?.headers ?? [])].map(([name, values]) => [name, values.join(" | ")])),
    sentBody: first?.body.text,
    ...exchange.lastError,
  };
}

/** The parts of what a request comes to that a row names. */
async function partOf(text: string, call: Call, expected: Result): Promise<Result> {
  const result = await resultOf(text, call);
  return Object.fromEntries(Object.keys(expected).map((name) => [name, result[name as keyof Result]]));
}

type Row = readonly [sentence: string, text: string, call: Call, expected: Result];

const FORWARD = "<backend><forward-request /></backend>";
const inbound = (text: string, more = ""): string => `<policies><inbound>${text}</inbound>${FORWARD}${more}</policies>`;
const outbound = (text: string): string => `<policies><inbound />${FORWARD}<outbound>${text}</outbound></policies>`;
const CHECK =
  '<check-header name="x-key" failed-check-httpcode="403" failed-check-error-message="No." ignore-case="true" />';
const header = (name: string, value: string, action = "override"): string =>
  `<set-header name="${name}" exists-action="${action}"><value>${value}</value></set-header>`;
const subscription = { id: "s", name: "s", key: "k" };
const answering = (status: number, body = ""): { backend: () => ResponseMessage } => ({
  backend: () => Object.assign(newResponse(status), { body: new MessageBody(body) }),
});
const limited = (): Call => ({ facts: { subscription }, services: newServices({ clock: new TestClock(NOW) }) });

const PIPELINE: readonly Row[] = [
  [
    "where no forward-request runs, outbound runs directly after inbound",
    `<policies><inbound /><backend /><outbound>${header("x", "1")}</outbound></policies>`,
    {},
    { calls: 0, status: 200, headers: { x: "1" } },
  ],
  [
    "a failure skips the steps that are left, and on-error runs",
    inbound(
      CHECK + header("y", "1"),
      `<outbound>${header("z", "1")}</outbound><on-error>${header("x", "1")}</on-error>`,
    ),
    {},
    { calls: 0, status: 403, headers: { "Content-Type": "application/json", x: "1" } },
  ],
  ["without an on-error section the caller gets the status of the policy", inbound(CHECK), {}, { status: 403 }],
  [
    "on-error reads the status of the policy that failed",
    inbound(CHECK, `<on-error>${header("x", "@(context.Response.StatusCode.ToString())")}</on-error>`),
    {},
    { headers: { "Content-Type": "application/json", x: "403" } },
  ],
  [
    "return-response ends the pipeline without on-error and without later sections",
    inbound("<return-response />", `<outbound>${header("x", "1")}</outbound><on-error>${header("y", "1")}</on-error>`),
    {},
    { calls: 0, status: 200, headers: {}, body: "" },
  ],
  [
    "the path of an error names the policies that it is in",
    inbound(`<choose><when condition="false" /><when condition="true">${CHECK}</when></choose>`),
    {},
    { path: "choose[1]/when[2]/check-header[1]", section: "inbound" },
  ],
  [
    "the first when whose condition is true runs, and no other",
    `<choose><when condition="false">${header("x", "1")}</when><when condition="true">${header("x", "2")}</when><when condition="true">${header("x", "3")}</when><otherwise>${header("x", "4")}</otherwise></choose>`,
    {},
    { sentHeaders: { x: "2" } },
  ],
  [
    "an expression that throws is an error, whose cause the caller does not learn",
    '<set-variable name="a" value="@(int.Parse(&quot;x&quot;))" />',
    {},
    { status: 500, reason: "ExpressionValueEvaluationFailure" },
  ],
];

const ERRORS: readonly Row[] = [
  [
    "a header that is not there",
    CHECK,
    {},
    {
      source: "check-header",
      reason: "HeaderNotFound",
      message: "Header x-key was not found in the request. Access denied.",
      status: 403,
      body: '{"statusCode":403,"message":"No."}',
    },
  ],
  [
    "a header with another value",
    CHECK.replace(" />", "><value>a</value></check-header>"),
    { headers: [["x-key", "b"]] },
    { reason: "HeaderValueNotAllowed", message: "Header x-key value of b is not allowed. Access denied." },
  ],
  [
    "an address that is not in the list",
    '<ip-filter action="allow"><address>10.0.0.1</address></ip-filter>',
    {},
    {
      source: "ip-filter",
      reason: "CallerIpNotAllowed",
      message: "Caller IP address 203.0.113.7 is not allowed. Access denied.",
      status: 403,
    },
  ],
  [
    "an address that is forbidden",
    '<ip-filter action="forbid"><address-range from="203.0.113.0" to="203.0.113.9" /></ip-filter>',
    {},
    { reason: "CallerIpBlocked", message: "Caller IP address is blocked. Access denied.", status: 403 },
  ],
  [
    "too many calls",
    '<rate-limit calls="0" renewal-period="60" />',
    limited(),
    { source: "rate-limit", reason: "RateLimitExceeded", message: "Rate limit is exceeded", status: 429 },
  ],
  [
    "no calls left",
    '<quota calls="0" renewal-period="0" />',
    limited(),
    { source: "quota", reason: "QuotaExceeded", status: 403 },
  ],
  [
    "a callback that is no name",
    outbound('<jsonp callback-parameter-name="cb" />'),
    { url: "https://apim-contoso.azure-api.net/orders/1?cb=1x", ...answering(200, "{}") },
    {
      source: "jsonp",
      reason: "CallbackParameterInvalid",
      message: "Value of callback parameter cb is not a valid JavaScript identifier.",
    },
  ],
  [
    "no token",
    '<validate-jwt header-name="Authorization" />',
    {},
    { source: "validate-jwt", reason: "TokenNotPresent", message: "JWT not present.", status: 401 },
  ],
  [
    "a token that is none",
    '<validate-jwt header-name="Authorization" failed-validation-httpcode="400" failed-validation-error-message="Bad" />',
    { headers: [["Authorization", "Bearer x"]] },
    { reason: "JwtInvalid", status: 400, body: '{"statusCode":400,"message":"Bad"}' },
  ],
  [
    "a backend that cannot be reached",
    "",
    { backend: () => Promise.reject(new Error("no network")) },
    { source: "forward-request", reason: "BackendConnectionFailure", section: "backend" },
  ],
  [
    "a backend without an answer in time",
    "",
    { backend: () => Promise.reject(new TimeoutError(1000)) },
    { source: "forward-request", reason: "Timeout" },
  ],
];

const MESSAGES: readonly Row[] = [
  [
    "set-header replaces a header, whatever its case",
    header("X-A", "2"),
    { headers: [["x-a", "1"]] },
    { sentHeaders: { "X-A": "2" } },
  ],
  [
    "set-header skips a header that is there",
    header("x", "2", "skip"),
    { headers: [["x", "1"]] },
    { sentHeaders: { x: "1" } },
  ],
  ["set-header appends a value", header("x", "2", "append"), { headers: [["x", "1"]] }, { sentHeaders: { x: "1,2" } }],
  [
    "set-header deletes without a value",
    '<set-header name="x" exists-action="delete" />',
    { headers: [["x", "1"]] },
    { sentHeaders: {} },
  ],
  [
    "several values of Set-Cookie stay apart",
    outbound(
      '<set-header name="Set-Cookie" exists-action="override"><value>a=1</value><value>b=2</value></set-header>',
    ),
    {},
    { headers: { "Set-Cookie": "a=1 | b=2" } },
  ],
  [
    "in outbound a header is one of the response",
    outbound(header("x", "1")),
    {},
    { sentHeaders: {}, headers: { x: "1" } },
  ],
  ["set-method changes the verb", "<set-method>PUT</set-method>", {}, { method: "PUT" }],
  [
    "set-body in inbound is the body of the request",
    "<set-body>new</set-body>",
    { method: "POST", body: "old" },
    { sentBody: "new", body: "" },
  ],
  [
    "set-body in outbound is the body of the response",
    outbound("<set-body>new</set-body>"),
    answering(200, "old"),
    { sentBody: "", body: "new" },
  ],
  [
    "a body that was read is gone",
    '<set-variable name="a" value="@(context.Request.Body.As&lt;string&gt;())" />',
    { method: "POST", body: "b" },
    { sentBody: "" },
  ],
  [
    "a body that was read with preserveContent stays",
    '<set-variable name="a" value="@(context.Request.Body.As&lt;string&gt;(preserveContent: true))" />',
    { method: "POST", body: "b" },
    { sentBody: "b" },
  ],
  [
    "find-and-replace changes the text of the body",
    '<find-and-replace from="a" to="b" />',
    { method: "POST", body: "aXa" },
    { sentBody: "bXb" },
  ],
  [
    "rewrite-uri keeps the parameters that the template does not have",
    '<rewrite-uri template="/put" />',
    { url: "https://apim-contoso.azure-api.net/orders/1?c=d" },
    { url: "https://backend.contoso.com/api/put?c=d" },
  ],
  [
    "rewrite-uri leaves them out on request",
    '<rewrite-uri template="/put" copy-unmatched-params="false" />',
    { url: "https://apim-contoso.azure-api.net/orders/1?c=d" },
    { url: "https://backend.contoso.com/api/put" },
  ],
  [
    "set-backend-service replaces the address, and keeps path and query",
    '<set-backend-service base-url="https://new.contoso.com/v2" />',
    { url: "https://apim-contoso.azure-api.net/orders/1?c=d" },
    { url: "https://new.contoso.com/v2/1?c=d" },
  ],
  [
    "an answer of the backend with an error is a response like others",
    outbound(header("x", "1")),
    answering(503),
    { status: 503, headers: { x: "1" } },
  ],
  [
    "with fail-on-error-status-code it is an error",
    '<policies><inbound /><backend><forward-request fail-on-error-status-code="true" /></backend></policies>',
    answering(503),
    { status: 503, source: "forward-request" },
  ],
  [
    "authentication-basic sets the header of the request",
    '<authentication-basic username="u" password="p" />',
    {},
    { sentHeaders: { Authorization: "Basic dTpw" } },
  ],
];

const LIMITS: readonly Row[] = [
  [
    "rate-limit does nothing without a subscription",
    '<rate-limit calls="0" renewal-period="60" />',
    {},
    { status: 200 },
  ],
  [
    "a rate-limit that is exceeded says when to come again",
    '<rate-limit calls="0" renewal-period="60" />',
    limited(),
    { headers: { "Content-Type": "application/json", "Retry-After": "60" } },
  ],
  [
    "a call at a place that is taken gets 429 at once",
    '<limit-concurrency key="k" max-count="1"><limit-concurrency key="k" max-count="1" /></limit-concurrency>',
    {},
    { status: 429, calls: 0 },
  ],
  [
    "retry runs again while its condition is true, as often as count says",
    '<policies><inbound /><backend><retry condition="true" count="2" interval="1"><forward-request /></retry></backend></policies>',
    { services: { clock: new TestClock(NOW) } },
    { calls: 3 },
  ],
  [
    "a value that is not in the cache is the default",
    '<cache-lookup-value key="k" variable-name="v" default-value="d" />' +
      header("x", '@((string)context.Variables["v"])'),
    {},
    { sentHeaders: { x: "d" } },
  ],
];

describe.each<[string, readonly Row[]]>([
  ["the pipeline", PIPELINE],
  ["context.LastError", ERRORS],
  ["messages", MESSAGES],
  ["limits and flow", LIMITS],
])("documented: %s:", (_, rows) => {
  test.each(rows)("%s", async (_sentence, text, call, expected) => {
    expect(await partOf(text, call, expected)).toEqual(expected);
  });
});

/** What is inferred, by the constant that says it. */
const INFERRED: ReadonlyMap<string, Row> = new Map([
  [
    "OTHER_REASON",
    [
      "a token that cannot be read has the reason of others",
      '<validate-jwt header-name="Authorization" />',
      { headers: [["Authorization", "Bearer x.y.z"]] },
      { reason: inferred.OTHER_REASON },
    ],
  ],
  [
    "IS_OUTER_LIMIT_FIRST",
    [
      "a call that an inner limit refuses counts for the outer one",
      '<rate-limit calls="5" renewal-period="60" remaining-calls-header-name="left"><api name="Orders" calls="0" renewal-period="60" /></rate-limit>',
      limited(),
      { status: 429, headers: { "Content-Type": "application/json", "Retry-After": "60", left: "0" } },
    ],
  ],
  [
    "CERTIFICATE_STATUS",
    [
      "a caller without a certificate is answered",
      "<validate-client-certificate />",
      {},
      { status: inferred.CERTIFICATE_STATUS, reason: inferred.CERTIFICATE_REASON },
    ],
  ],
  [
    "CONVERSION_REASON",
    [
      "a body that is no JSON is an error",
      '<json-to-xml apply="always" consider-accept-header="false" />',
      { method: "POST", body: "{" },
      { status: 500, reason: inferred.CONVERSION_REASON },
    ],
  ],
  [
    "JSON_ROOT_NAME",
    [
      "the root of converted JSON is named",
      '<json-to-xml apply="always" consider-accept-header="false" />',
      { method: "POST", body: "[1]" },
      {
        sentBody: `<${inferred.JSON_ROOT_NAME}><${inferred.JSON_ITEM_NAME}>1</${inferred.JSON_ITEM_NAME}></${inferred.JSON_ROOT_NAME}>`,
      },
    ],
  ],
]);

describe("inferred:", () => {
  test.each([...INFERRED])("%s", async (_, [, text, call, expected]) => {
    expect(await partOf(text, call, expected)).toEqual(expected);
  });

  test("each names a constant of the gateway", () => {
    expect([...INFERRED.keys()].filter((name) => !(name in inferred))).toEqual([]);
  });
});
