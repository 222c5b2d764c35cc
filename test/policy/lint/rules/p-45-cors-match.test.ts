import { CORS_MATCH } from "../../../../src/policy/lint/rules/p-45-cors-match";
import { checkRule, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const list = (name: string, item: string, values: readonly string[]): string =>
  values.length === 0 ? "" : `<${name}>${values.map((value) => `<${item}>${value}</${item}>`).join("")}</${name}>`;
const cors = (origins: readonly string[], headers: readonly string[] = []): string =>
  `<cors>${list("allowed-origins", "origin", origins)}${list("allowed-headers", "header", headers)}</cors>`;
const APP = ["https://app.contoso.com"];
const X_TOKEN = jwt({ attributes: 'header-name="X-Token"' });
const IN_QUERY = jwt({ attributes: 'query-parameter-name="token"' });

testRule(CORS_MATCH, {
  good: [
    ...[
      "https://app.contoso.com",
      "@(\"{{origins}}\".Split(',').First())",
      "https://APP.contoso.com:8443",
      "http://localhost:3000",
      "https://*.contoso.com",
      "capacitor://localhost",
      "*",
      "null",
      "{{origin}}",
      "https://{{host}}",
      "{{scheme}}://{{host}}",
      "@(context.Request.OriginalUrl.Host)",
    ].map((origin) => ({ title: `the origin ${origin}`, text: inbound(cors([origin])) })),
    { title: "the header of the token", text: inbound(cors(APP, ["content-type", "authorization"]) + jwt()) },
    { title: "every header", text: inbound(cors(APP, ["*"]) + jwt()) },
    { title: "a header that a named value gives", text: inbound(cors(APP, ["{{headers}}"]) + jwt()) },
    { title: "another header with the token", text: inbound(cors(APP, ["x-token"]) + X_TOKEN) },
    { title: "a token in the query", text: inbound(cors(APP) + IN_QUERY) },
    { title: "no check", text: inbound(cors(APP, ["content-type"])) },
    {
      title: "one of two checks in branches",
      text: inbound(
        `${cors(APP, ["x-token"])}<choose><when condition="@(a)">${X_TOKEN}</when><otherwise>${jwt()}</otherwise></choose>`,
      ),
    },
  ],
  bad: [
    ...[
      ["https://app.example.com/login", "has a path"],
      ["https://app.example.com/", "has a slash at its end"],
      ["https://app.example.com/a/", "has a path"],
      ["https://app.example.com?a=b", "has a path"],
      ["{{origin}}/", "has a slash at its end"],
      ["https://{{host}}/login", "has a path"],
      ["app.example.com", "has no scheme"],
      ["localhost:3000", "has no scheme"],
      ["*.contoso.com", "has no scheme"],
      ["https://a.example,https://b.example", "holds more than one origin, or a space"],
      ["https://a.example https://b.example", "holds more than one origin, or a space"],
    ].map(([origin, fault]) => ({
      title: `the origin ${origin}`,
      text: inbound(cors([origin!])),
      severity: WARNING,
      message: new RegExp(`^the origin ".*" ${fault}, so it never matches; expected scheme, host and port`),
      path: "inbound/cors/allowed-origins/origin",
    })),
    {
      title: "a header of the token that is not allowed",
      text: inbound(cors(APP, ["content-type"]) + jwt()),
      severity: WARNING,
      message:
        /^<cors> does not allow the header Authorization, which carries the token of inbound\/validate-jwt, .*; expected/,
      fix: /^add <header>Authorization<\/header> to <allowed-headers>$/,
      path: "inbound/cors/allowed-headers",
    },
    {
      title: "no allowed headers",
      text: inbound(cors(APP) + jwt()),
      severity: WARNING,
      message: /does not allow the header Authorization/,
      path: "inbound/cors",
    },
    {
      title: "another header with the token that is not allowed",
      text: inbound(cors(APP, ["authorization"]) + X_TOKEN),
      severity: WARNING,
      message: /does not allow the header X-Token/,
    },
    {
      title: "the default header of validate-azure-ad-token",
      text: inbound(`${cors(APP, ["accept"])}<validate-azure-ad-token tenant-id="{{tenant}}" />`),
      severity: WARNING,
      message: /which carries the token of inbound\/validate-azure-ad-token/,
    },
    {
      title: "a check in a branch whose header is not allowed",
      text: inbound(cors(APP, ["accept"]) + when("@(a)", jwt())),
      severity: WARNING,
      message: /does not allow the header Authorization/,
    },
  ],
});

test("finds an origin with a path and a header that is not allowed, one finding each", () => {
  const findings = checkRule("P-45", inbound(cors(["https://app.example.com/login"], ["content-type"]) + jwt()));

  expect(findings.map(({ path }) => path)).toEqual([
    "inbound/cors/allowed-origins/origin",
    "inbound/cors/allowed-headers",
  ]);
});
