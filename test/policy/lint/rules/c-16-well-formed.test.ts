import { WELL_FORMED } from "../../../../src/policy/lint/rules/c-16-well-formed";
import { ERROR, HEADER, inbound } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(WELL_FORMED, {
  good: [{ title: "a whole document", text: inbound(HEADER) }],
  bad: [
    {
      title: "an element that does not end",
      text: "<policies><inbound><base /></policies>",
      severity: ERROR,
      message: /^<inbound> is not closed; expected <\/inbound>$/,
      fix: /^add it$/,
      path: "inbound",
    },
    {
      title: "no root",
      text: "<inbound><base /></inbound>",
      severity: ERROR,
      message: /^<inbound> is outside <policies>/,
    },
    { title: "no document at all", text: "\n", severity: ERROR, message: /expected/, path: "policies" },
  ],
});
