import { ALLOWED_EXPRESSION } from "../../../../src/policy/lint/rules/c-05-allowed-expression";
import { ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ALLOWED_EXPRESSION, {
  good: [
    { title: "an expression where it is evaluated", text: inbound('<set-variable name="a" value="@(1)" />') },
    { title: "a named value where none is", text: inbound('<set-variable name="{{name}}" value="1" />') },
  ],
  bad: [
    {
      title: "an expression for a number",
      text: inbound('<rate-limit calls="@(5)" renewal-period="60" />'),
      severity: ERROR,
      message: /^attribute "calls" of <rate-limit> is the expression "@\(5\)"; expected plain text/,
    },
    {
      title: "an expression for a fixed word",
      text: inbound('<cache-remove-value key="a" caching-type="@("internal")" />'),
      severity: ERROR,
      message: /caching-type/,
    },
    {
      title: "an expression for text, which may be kept as text",
      text: inbound('<set-variable name="@("a")" value="1" />'),
      severity: WARNING,
      message: /^attribute "name" of <set-variable>/,
    },
  ],
});
