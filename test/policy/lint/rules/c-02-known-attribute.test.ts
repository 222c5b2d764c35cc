import { KNOWN_ATTRIBUTE } from "../../../../src/policy/lint/rules/c-02-known-attribute";
import { ERROR, HEADER, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(KNOWN_ATTRIBUTE, {
  good: [
    { title: "known attributes", text: inbound(HEADER) },
    { title: "an id", text: inbound('<set-header id="x" name="X"><value>a</value></set-header>') },
    {
      title: "declarations of namespaces",
      text: '<policies xmlns:a="b" xml:space="preserve"><inbound /></policies>',
    },
    {
      title: "any attribute of a stylesheet",
      text: inbound('<xsl-transform><xsl:stylesheet made-up="1" /></xsl-transform>'),
    },
  ],
  bad: [
    {
      title: "a misspelt attribute",
      text: inbound('<set-header name="X" exist-action="skip"><value>a</value></set-header>'),
      severity: ERROR,
      message: /^unknown attribute "exist-action" of <set-header>; expected id, name, exists-action$/,
      fix: /^use exists-action, if/,
      path: "inbound/set-header",
    },
    {
      title: "an attribute where there is none",
      text: '<policies><inbound scope="api" /></policies>',
      severity: ERROR,
      message: /^unknown attribute "scope" of <inbound>; expected none$/,
      fix: /^remove it$/,
    },
    {
      title: "an attribute of a policy whose schema is not known",
      text: inbound(
        '<send-service-bus-message queue-name="a" priority="b"><payload>a</payload></send-service-bus-message>',
      ),
      severity: WARNING,
      message: /"priority"/,
    },
    {
      title: "an attribute of a body",
      text: inbound('<set-body language="liquid">a</set-body>'),
      severity: ERROR,
      message: /"language"/,
    },
  ],
});
