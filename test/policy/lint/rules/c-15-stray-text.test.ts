import { STRAY_TEXT } from "../../../../src/policy/lint/rules/c-15-stray-text";
import { checked, ERROR, inbound } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(STRAY_TEXT, {
  good: [
    { title: "text where it belongs", text: inbound("<set-method>POST</set-method>") },
    { title: "a named value that may become elements", text: inbound("{{statements}}") },
    { title: "comments", text: inbound("<!-- here -->") },
  ],
  bad: [
    {
      title: "text in a section",
      text: inbound("; "),
      severity: ERROR,
      message: /^unexpected text ";" in <inbound>; expected policies$/,
      path: "inbound",
    },
    {
      title: "text among the parts of a statement",
      text: checked({ children: "<audiences>shop</audiences>" }),
      severity: ERROR,
      message: /^unexpected text "shop" in <audiences>; expected elements$/,
    },
    {
      title: "text in a statement that holds nothing",
      text: inbound('<set-variable name="a" value="b">c</set-variable>'),
      severity: ERROR,
      message: /expected nothing$/,
    },
    {
      title: "a directive of a template that was not filled",
      text: inbound("%{ if is_public }<cors><allowed-origins><origin>*</origin></allowed-origins></cors>%{ endif }"),
      severity: ERROR,
      message: /^unexpected text "%\{ if is_public \}" in <inbound>; expected policies$/,
      fix: /^fill the template first, with templatefile of Terraform/,
    },
  ],
});
