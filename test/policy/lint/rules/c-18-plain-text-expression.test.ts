import { PLAIN_TEXT_EXPRESSION } from "../../../../src/policy/lint/rules/c-18-plain-text-expression";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(PLAIN_TEXT_EXPRESSION, {
  good: [
    { title: "an expression", text: inbound('<set-variable name="a" value="@(context.RequestId)" />') },
    { title: "a string that starts otherwise", text: inbound('<set-variable name="a" value="@("a @(b)")" />') },
    { title: "a string and more", text: inbound('<set-variable name="a" value="@("@(" + "b)")" />') },
    {
      title: "text with the braces of a named value",
      text: inbound('<set-variable name="a" value="@("\\u007b{b}}")" />'),
    },
    { title: "text in brackets", text: inbound('<set-variable name="a" value="(see context.md)" />') },
  ],
  bad: [
    {
      title: "code without its sign",
      text: inbound('<set-variable name="a" value="(context.RequestId.ToString())" />'),
      severity: WARNING,
      message: /^attribute "value" of <set-variable> is the text "\(context\.RequestId\.ToString\(\)\)", which is not/,
      fix: /^write @ before the code/,
    },
    {
      title: "code between tags without its sign",
      text: inbound(
        '<set-header name="a" exists-action="override"><value> ((string)context.Variables["a"]) </value></set-header>',
      ),
      severity: WARNING,
      message: /^the text of <value> is the text/,
    },
    {
      title: "an expression in a string",
      text: inbound('<set-variable name="a" value="@("@(context.RequestId)")" />'),
      severity: WARNING,
      message:
        /^attribute "value" of <set-variable> is the text "@\(context\.RequestId\)", which is not evaluated; expected an expression, or text/,
      fix: /^use PolicyValue\.expression or PolicyValue\.block/,
      path: "inbound/set-variable",
    },
    {
      title: "a block in a string, after white space",
      text: inbound('<set-body>@("\\n  @{ return \\"a\\"; }")</set-body>'),
      severity: WARNING,
      message: /^the text of <set-body> is the text "\\n {2}@\{ return \\"a\\"; \}", which is not evaluated/,
    },
  ],
});
