import { ALLOWED_SECTION } from "../../../../src/policy/lint/rules/c-06-allowed-section";
import { ERROR, inbound, jwt, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ALLOWED_SECTION, {
  good: [
    {
      title: "a policy in its section",
      text: inbound('<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" />'),
    },
    {
      title: "a part of a statement",
      text: "<policies><outbound><send-request response-variable-name='a'><set-url>https://a</set-url><set-method>GET</set-method><authentication-managed-identity resource='a' /></send-request></outbound></policies>",
    },
    { title: "what wait allows", text: inbound("<wait for='all'><forward-request /></wait>") },
    {
      title: "a fragment, whose section is not known",
      text: "<fragment><forward-request /><cors><allowed-origins><origin>https://a</origin></allowed-origins></cors></fragment>",
    },
  ],
  bad: [
    ...["backend", "outbound", "on-error"].flatMap((section) =>
      [
        "<authentication-managed-identity resource='https://storage.azure.com/' output-token-variable-name='t' />",
        "<get-authorization-context provider-id='a' authorization-id='b' context-variable-name='c' />",
      ].map((statement) => ({
        title: `${statement} in ${section}, where only the page does not have it`,
        text: `<policies><${section}>${statement}</${section}></policies>`,
        severity: WARNING,
        message: new RegExp(`is not allowed in <${section}>; expected <inbound>$`),
      })),
    ),
    {
      title: "a policy of inbound in outbound",
      text: `<policies><outbound>${jwt()}</outbound></policies>`,
      severity: ERROR,
      message: /^<validate-jwt> is not allowed in <outbound>; expected <inbound>$/,
      fix: /^move it to <inbound>$/,
      path: "outbound/validate-jwt",
    },
    {
      title: "the same in a branch",
      text: "<policies><on-error><choose><when condition='true'><forward-request /></when></choose></on-error></policies>",
      severity: ERROR,
      message: /^<forward-request> is not allowed in <on-error>/,
      path: "on-error/choose[1]/when[1]/forward-request",
    },
    {
      title: "a section that only the schema has",
      text: "<policies><backend><rewrite-uri template='/a' /></backend></policies>",
      severity: WARNING,
      message: /^<rewrite-uri> is not allowed in <backend>/,
    },
  ],
});
