import { ALLOWED_PARENT } from "../../../../src/policy/lint/rules/c-08-allowed-parent";
import { checked, ERROR, HEADER, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ALLOWED_PARENT, {
  good: [
    { title: "elements where they belong", text: inbound(HEADER) },
    { title: "a fragment in a policy", text: inbound('<include-fragment fragment-id="a" />') },
  ],
  bad: [
    {
      title: "an audience outside of its list",
      text: checked({ children: "<audience>a</audience>" }),
      severity: ERROR,
      message: /^<audience> is not allowed in <validate-jwt>; expected <audiences>$/,
      fix: /^move it there, or remove it$/,
    },
    {
      title: "a policy in a policy that takes none",
      text: inbound(`<set-header name="a"><value>b</value>${HEADER}</set-header>`),
      severity: ERROR,
      message: /^<set-header> is not allowed in <set-header>; expected a section/,
      fix: /^move it out/,
    },
    {
      title: "a section in a section",
      text: "<policies><inbound><outbound><base /></outbound></inbound></policies>",
      severity: ERROR,
      message: /^<outbound> is not allowed in <inbound>; expected <policies>$/,
    },
    {
      title: "a policy outside of a section",
      text: `<policies>${HEADER}</policies>`,
      severity: ERROR,
      message: /^<set-header> is not allowed in <policies>; expected a section/,
    },
    {
      title: "a section in a fragment",
      text: "<fragment><inbound><base /></inbound></fragment>",
      severity: ERROR,
      message: /^<inbound> is not allowed in <fragment>/,
    },
    {
      title: "a resolver among other policies",
      text: inbound("<publish-event><targets><graphql-subscription id='a' /></targets></publish-event>"),
      severity: WARNING,
      message: /^<publish-event> is in <inbound>; expected it in the separate document of a GraphQL resolver/,
    },
    {
      title: "a fragment in a fragment",
      text: '<fragment><include-fragment fragment-id="a" /></fragment>',
      severity: WARNING,
      message: /^<include-fragment> is in a fragment/,
    },
  ],
});
