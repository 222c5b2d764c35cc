import { CHECKED_TOKEN } from "../../../../src/policy/lint/rules/p-18-checked-token";
import { checked, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CHECKED_TOKEN, {
  good: [
    {
      title: "a token that was checked",
      text: checked({}, when('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["a"].Any())')),
    },
    {
      title: "a token that the broader scope may have checked",
      text: inbound(when('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')),
    },
    {
      title: "a token in a fragment",
      text: `<fragment>${when('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')}</fragment>`,
    },
    {
      title: "a token that only names a counter",
      text: `<policies><inbound><rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt()?.Subject)" /></inbound></policies>`,
    },
  ],
  bad: [
    {
      title: "a token that nothing has checked",
      text: `<policies><inbound>${when('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["roles"].Contains("a"))')}</inbound></policies>`,
      severity: WARNING,
      message: /^the condition reads a token that is not validated before/,
      path: "inbound/choose[1]/when[1]",
    },
    {
      title: "a token that is checked later",
      text: `<policies><inbound>${when("@(context.Request.Headers[\"Authorization\"].First().Split(' ')[1].TryParseJwt(out Jwt jwt))")}${jwt()}<base /></inbound></policies>`,
      severity: WARNING,
      message: /not validated before/,
    },
    {
      title: "a token that is taken apart by hand",
      text: `<policies><inbound>${when("@(Convert.FromBase64String(context.Request.Headers[\"Authorization\"].First().Split('.')[1]).Length > 0)")}</inbound></policies>`,
      severity: WARNING,
      message: /not validated before/,
    },
  ],
});
