import { VALID_VALUE } from "../../../../src/policy/lint/rules/c-04-valid-value";
import { checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(VALID_VALUE, {
  good: [
    { title: "numbers in their range", text: inbound('<rate-limit calls="5" renewal-period="300" />') },
    {
      title: "a flag as XML writes it as well",
      text: checked({ attributes: 'header-name="A" require-signed-tokens="1"' }),
    },
    {
      title: "spaces around a literal",
      text: inbound("<set-method> POST\n</set-method><set-status code=' 200 ' />"),
    },
    {
      title: "expressions and named values",
      text: inbound(
        '<set-status code="@(1 + 1)" /><rate-limit calls="{{calls}}" renewal-period="6{{zeros}}" /><set-header name="A" exists-action="{{action}}"><value>a</value></set-header>',
      ),
    },
    {
      title: "zero as a quota without end",
      text: inbound(
        '<quota-by-key calls="1" renewal-period="0" counter-key="a" first-period-start="2026-01-01T00:00:00Z" />',
      ),
    },
  ],
  bad: [
    {
      title: "a word for a number",
      text: inbound('<rate-limit calls="five" renewal-period="60" />'),
      severity: ERROR,
      message: /^attribute "calls" of <rate-limit> is "five"; expected a whole number$/,
    },
    {
      title: "a number outside the range",
      text: inbound('<rate-limit calls="5" renewal-period="301" />'),
      severity: ERROR,
      message: /is "301"; expected a whole number from 1 to 300$/,
    },
    {
      title: "a number outside the range that only the page gives",
      text: inbound('<retry condition="false" count="51" interval="1"><base /></retry>'),
      severity: WARNING,
      message: /is "51"; expected a whole number from 1 to 50$/,
    },
    {
      title: "a word that is not one of the allowed ones",
      text: inbound('<set-header name="A" exists-action="replace"><value>a</value></set-header>'),
      severity: ERROR,
      message: /is "replace"; expected "override", "append", "skip", "delete"$/,
      fix: /^use one of them$/,
    },
    {
      title: "an allowed word in other letters",
      text: inbound('<set-header name="A" exists-action="Override"><value>a</value></set-header>'),
      severity: WARNING,
      message: /is "Override"/,
      fix: /^use "override", if that is meant$/,
    },
    {
      title: "a flag in other letters",
      text: inbound('<validate-client-certificate validate-trust="True" />'),
      severity: WARNING,
      message: /is "True"; expected true or false$/,
    },
    {
      title: "no flag at all",
      text: inbound('<validate-client-certificate validate-trust="yes" />'),
      severity: ERROR,
      message: /is "yes"; expected true or false$/,
    },
    {
      title: "an empty name",
      text: checked({ attributes: 'header-name="A" output-token-variable-name=""' }),
      severity: ERROR,
      message: /is ""; expected a name$/,
    },
    {
      title: "a time that is none",
      text: inbound('<quota-by-key calls="1" renewal-period="300" counter-key="a" first-period-start="tomorrow" />'),
      severity: ERROR,
      message: /is "tomorrow"; expected a time such as/,
    },
    {
      title: "a method that a resolver does not know",
      text: "<http-data-source><http-request><set-method>FETCH</set-method><set-url>https://a</set-url></http-request></http-data-source>",
      severity: ERROR,
      message: /^the text of <set-method> is "FETCH"; expected "GET"/,
    },
    {
      title: "a word where only the page asks for a number",
      text: inbound('<validate-graphql-request max-size="big" />'),
      severity: WARNING,
      message: /is "big"; expected a whole number$/,
    },
    {
      title: "a place of a template that was not filled",
      text: inbound('<rate-limit calls="${calls}" renewal-period="60" />'),
      severity: ERROR,
      message: /is "\$\{calls\}"; expected a whole number/,
      fix: /^fill the template first, with templatefile of Terraform/,
    },
  ],
});
