import { WHOLE_EXPRESSION } from "../../../../src/policy/lint/rules/c-17-whole-expression";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(WHOLE_EXPRESSION, {
  good: [
    { title: "a whole expression", text: inbound('<set-variable name="a" value="@("b" + 1)" />') },
    { title: "text with an address of mail", text: inbound('<set-variable name="a" value="me@example.com @(" />') },
    { title: "text with a named value", text: inbound('<set-variable name="a" value="b/{{c}}" />') },
    { title: "a body that is markup", text: inbound("<set-body><a>b @(c)</a></set-body>") },
  ],
  bad: [
    {
      title: "text before an expression in an attribute",
      text: inbound('<set-variable name="a" value="b @(context.Variables["c"])" />'),
      severity: WARNING,
      message: /^attribute "value" of <set-variable> has text beside an expression; expected one expression/,
      path: "inbound/set-variable",
    },
    {
      title: "two expressions in a text",
      text: inbound("<set-body>@(1)@{ return 2; }</set-body>"),
      severity: WARNING,
      message: /^the text of <set-body> has text beside an expression/,
    },
  ],
});
