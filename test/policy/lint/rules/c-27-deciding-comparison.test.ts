import { DECIDING_COMPARISON } from "../../../../src/policy/lint/rules/c-27-deciding-comparison";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const variable = (code: string): string => inbound(`<set-variable name="a" value='${code}' />`);

testRule(DECIDING_COMPARISON, {
  good: [
    '@(context.Request.Method == "POST")',
    '@((string)context.Variables["a"] == "b")',
    '@("{{environment}}" == "production")',
    "@(context.Request.Url.Path == context.Request.OriginalUrl.Path)",
  ].map((code) => ({ title: code, text: variable(code) })),
  bad: [
    {
      title: "two constants",
      text: variable('@("POST" == "context.Request.Method")'),
      severity: WARNING,
      message: /^in `@\("POST" == "context\.Request\.Method"\)`: the comparison is always the same/,
      fix: /^compare something else/,
      path: "inbound/set-variable",
    },
    ...(
      [
        ["@(context.Request.Method == context.Request.Method)", /always/],
        ['@(context.Variables["a"] == "b")', /an object is compared with a string/],
        ['@(context.Request.Headers["A"].Equals("b"))', /an array never equals a string/],
        ['@{ object a = context.Variables["b"]; return a == "c"; }', /an object is compared with a string/],
      ] as const
    ).map(([code, message]) => ({ title: code, text: variable(code), severity: WARNING, message })),
  ],
});
