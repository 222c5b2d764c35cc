import { ALLOWED_MEMBER } from "../../../../src/policy/lint/rules/c-26-allowed-member";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const variable = (code: string): string =>
  inbound(`<set-variable name="a" value='${code.replaceAll("'", "&apos;")}' />`);

testRule(ALLOWED_MEMBER, {
  good: [
    "@(context.Deployment.Region)",
    "@(DateTime.UtcNow.ToString())",
    "@(Convert.ToBase64String(Encoding.UTF8.GetBytes(context.RequestId.ToString())))",
    "@(context.Environment)",
    '@("Environment.MachineName")',
  ].map((code) => ({ title: code, text: variable(code) })),
  bad: [
    {
      title: "a type that is not allowed",
      text: variable("@(Environment.MachineName)"),
      severity: WARNING,
      message: /^in `@\(Environment\.MachineName\)`: System\.Environment is not among the types/,
      fix: /^write it with the types that are allowed$/,
      path: "inbound/set-variable",
    },
    ...(
      [
        ['@(System.IO.File.ReadAllText("a"))', /System\.IO\.File is not among the types/],
        ['@(DateTime.ParseExact("a", "b", null))', /DateTime\.ParseExact is not among the members/],
        ['@(Jwt.FromHeader("Authorization"))', /Jwt\.FromHeader is not among the members/],
        ['@("a".AsJwt()?.GetClaimValue("sub"))', /Jwt\.GetClaimValue is not among the members/],
        ["@(context.Principal.Identity.Name)", /context\.Principal is not among the members/],
      ] as const
    ).map(([code, message]) => ({ title: code, text: variable(code), severity: WARNING, message })),
  ],
});
