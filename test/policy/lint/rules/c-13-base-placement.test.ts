import { BASE_PLACEMENT } from "../../../../src/policy/lint/rules/c-13-base-placement";
import { inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(BASE_PLACEMENT, {
  good: [{ title: "one in each section", text: inbound("") }],
  bad: [
    {
      title: "one in a branch",
      text: inbound("<choose><when condition='true'><base /></when></choose>"),
      severity: WARNING,
      message: /^<base \/> is in <when>; expected it directly in a section$/,
      fix: /^move it to the section$/,
    },
    {
      title: "two in a section",
      text: inbound("<base />"),
      severity: WARNING,
      message: /^<base \/> is in <inbound> more than once/,
      path: "inbound/base[2]",
    },
    {
      title: "one in a fragment",
      text: "<fragment><base /></fragment>",
      severity: WARNING,
      message: /^<base \/> is in <fragment>/,
      fix: /^remove it: the policy that includes the fragment has it$/,
    },
  ],
});
