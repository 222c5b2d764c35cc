import { checkRule, inbound } from "../../support/policy/lint";

const request = (url: string): string =>
  inbound(
    `<send-request mode="new" response-variable-name="a"><set-url>${url}</set-url><set-method>GET</set-method><authentication-managed-identity resource="https://vault.azure.net" /></send-request>`,
  );
const key = (code: string): string =>
  inbound(`<rate-limit-by-key calls="1" renewal-period="60" counter-key='${code}' />`);
const body = (code: string): string => `<policies><inbound><set-body>${code}</set-body><base /></inbound></policies>`;
const CHECK = `<validate-jwt header-name="Authorization" output-token-variable-name="jwt"><openid-config url="https://a.example/.well-known/openid-configuration" /></validate-jwt>`;

/** The mark is before the part of the code that a finding is about. */
const MARK = "»";

test.each<[rule: string, title: string, text: string]>([
  [
    "P-23",
    "the read of a header",
    inbound(`<trace source="a"><message>@("a" + »context.Request.Headers["Authorization"][0])</message></trace>`),
  ],
  [
    "P-23",
    "the read of a header after that of another one",
    inbound(
      `<trace source="a"><message>@(context.Request.Headers["X"][0] + »context.Request.Headers.GetValueOrDefault("authorization", ""))</message></trace>`,
    ),
  ],
  [
    "P-23",
    "the whole text around an expression",
    inbound(`<trace source="a"><message>»a @(context.Request.Headers["Authorization"][0])</message></trace>`),
  ],
  ["P-40", "a single read", key("@(»context.User?.Id)")],
  [
    "P-40",
    "the read of several that can be null",
    key('@(context.User == null ? "a" + context.Product.Id : »context.Subscription?.Id)'),
  ],
  ["P-40", "a read in a block", key('@{ var a = "&lt;"; var id = »context.User?.Id; return id; }')],
  [
    "P-18",
    "where a token is made",
    body('@("a" + »context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt().Subject)'),
  ],
  [
    "P-18",
    "the read of a variable that holds an unchecked token",
    `<policies><inbound><set-variable name="t" value='@(context.Request.Headers["Authorization"][0].AsJwt().Subject)' /><set-body>@("a" + (string)»context.Variables["t"])</set-body><base /></inbound></policies>`,
  ],
  [
    "P-18",
    "the read of the variable of a later check",
    body(`@("a" + ((Jwt)»context.Variables["jwt"]).Subject)`).replace("<base />", CHECK),
  ],
  [
    "P-21",
    "the header that makes the key",
    key('@(context.Api.Id + »context.Request.Headers.GetValueOrDefault("X-A", ""))'),
  ],
  ["P-21", "the query that makes the key", key("@(context.Api.Id + »context.Request.Url.QueryString)")],
  [
    "P-21",
    "the variable with the text of a caller that makes the key",
    inbound(
      `<set-variable name="v" value='@(context.Request.Headers["X"][0])' /><rate-limit-by-key calls="1" renewal-period="60" counter-key='@(context.Api.Id + »context.Variables["v"])' />`,
    ),
  ],
  [
    "P-21",
    "where a token is made for the key",
    inbound(
      `<rate-limit-by-key calls="1" renewal-period="60" counter-key='@(context.Api.Id + »context.Request.Headers["Authorization"][0].AsJwt()?.Subject)' />${CHECK}`,
    ),
  ],
  ["P-36", "the text with http", request('@(context.Api.Id == "a" ? "https://a.example/" : »"http://b.example/")')],
  [
    "P-43",
    "what makes the host",
    request('@("https" + "://" + »context.Request.Headers["X"][0] + "/" + context.Request.Headers["Y"][0])'),
  ],
  [
    "P-43",
    "what makes the path",
    request('@("https://v.vault.azure.net/" + »context.Request.MatchedParameters["id"])'),
  ],
])("%s says where in the code it is: %s", (rule, _, marked) => {
  const text = marked.replace(MARK, "");
  const [finding] = checkRule(rule, text);

  expect(finding?.position).toMatchObject({ line: 1, column: marked.indexOf(MARK) + 1 });
});
