import { REQUIRED_ATTRIBUTE } from "../../../../src/policy/lint/rules/c-03-required-attribute";
import { checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(REQUIRED_ATTRIBUTE, {
  good: [{ title: "all required attributes", text: inbound('<set-variable name="a" value="b" />') }],
  bad: [
    {
      title: "a variable without a name",
      text: inbound('<set-variable value="b" />'),
      severity: ERROR,
      message: /^<set-variable> lacks attribute "name"; expected it, because it is required$/,
      fix: /^add name: the name of the variable$/,
    },
    {
      title: "a branch without a condition",
      text: inbound("<choose><when /></choose>"),
      severity: ERROR,
      message: /^<when> lacks attribute "condition"/,
      path: "inbound/choose[1]/when[1]",
    },
    {
      title: "a claim without a name, which only the page requires",
      text: checked({ claims: "<claim><value>a</value></claim>" }),
      severity: WARNING,
      message: /^<claim> lacks attribute "name"/,
    },
  ],
});
