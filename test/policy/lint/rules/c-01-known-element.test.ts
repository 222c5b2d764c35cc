import { KNOWN_ELEMENT } from "../../../../src/policy/lint/rules/c-01-known-element";
import { checked, ERROR, HEADER, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(KNOWN_ELEMENT, {
  good: [
    { title: "known elements", text: inbound(HEADER) },
    { title: "any XML in a body", text: inbound("<set-body><inbound><made-up /></inbound></set-body>") },
    {
      title: "any XML in a stylesheet",
      text: inbound("<xsl-transform><xsl:stylesheet><xsl:made-up /></xsl:stylesheet></xsl-transform>"),
    },
  ],
  bad: [
    {
      title: "a policy that is retired",
      text: inbound(
        '<set-graphql-resolver parent-type="Query" field="users"><http-data-source /></set-graphql-resolver>',
      ),
      severity: WARNING,
      message: /^<set-graphql-resolver> is retired; expected its replacement$/,
      fix: /^make a resolver of the GraphQL API/,
    },
    {
      title: "a misspelt policy",
      text: inbound('<set-headers name="X"><value>a</value></set-headers>'),
      severity: ERROR,
      message: /^<set-headers> is not an element of <inbound>; expected a policy$/,
      fix: /^use <set-header>, if that is meant, or remove it$/,
      path: "inbound/set-headers",
    },
    {
      title: "required-audiences",
      text: checked({ children: "<required-audiences><audience>a</audience></required-audiences>" }),
      severity: ERROR,
      message: /^<required-audiences> is not an element of <validate-jwt>; expected .*<audiences>, <issuers>, <req/,
      fix: /^use <audiences>/,
      path: "inbound/validate-jwt/required-audiences",
    },
    {
      title: "required-scopes",
      text: checked({ children: "<required-scopes><scope>read</scope></required-scopes>" }),
      severity: ERROR,
      message: /^<required-scopes> is not an element of <validate-jwt>/,
      fix: /^use <required-claims>: with <claim name="scp".* for tokens of users, or with <claim name="roles".* for tokens of applications/,
    },
    {
      title: "a section of another name",
      text: "<policies><inbounds><base /></inbounds></policies>",
      severity: ERROR,
      message: /^<inbounds> is not an element of <policies>; expected <inbound>, <backend>, <outbound>, <on-error>$/,
      fix: /<inbound>/,
    },
    {
      title: "an element that is called like a property of every object",
      text: inbound("<constructor />"),
      severity: ERROR,
      message: /^<constructor> is not an element of <inbound>; expected a policy$/,
      fix: /^remove it, or correct its name$/,
    },
    {
      title: "an element that is like nothing",
      text: inbound("<zzzzzzzzzzzzzzzz />"),
      severity: ERROR,
      message: /zzzz/,
      fix: /^remove it, or correct its name$/,
    },
    {
      title: "an element in a policy whose schema is not known",
      text: inbound(
        '<send-service-bus-message queue-name="q"><payload>a</payload><session-id>1</session-id></send-service-bus-message>',
      ),
      severity: WARNING,
      message: /^<session-id>/,
    },
  ],
});
