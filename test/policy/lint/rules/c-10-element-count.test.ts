import { ELEMENT_COUNT } from "../../../../src/policy/lint/rules/c-10-element-count";
import { checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ELEMENT_COUNT, {
  good: [
    {
      title: "parts as often as they have to be",
      text: inbound("<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>"),
    },
    {
      title: "a named value for the parts",
      text: inbound("<cors><allowed-origins>{{origins}}</allowed-origins></cors>"),
    },
    { title: "an empty body", text: inbound("<set-body />") },
  ],
  bad: [
    {
      title: "no origins",
      text: inbound("<cors><allowed-methods><method>GET</method></allowed-methods></cors>"),
      severity: ERROR,
      message: /^<cors> has no <allowed-origins>; expected at least 1$/,
      fix: /^add <allowed-origins>$/,
      path: "inbound/cors",
    },
    {
      title: "a choice without branches",
      text: inbound("<choose />"),
      severity: ERROR,
      message: /^<choose> has no <when>/,
    },
    {
      title: "a section twice",
      text: "<policies><inbound /><inbound /></policies>",
      severity: ERROR,
      message: /^<policies> has 2 <inbound>; expected at most 1$/,
      path: "inbound[2]",
    },
    {
      title: "two branches for the rest",
      text: inbound("<choose><when condition='true' /><otherwise /><otherwise /></choose>"),
      severity: ERROR,
      message: /^<choose> has 2 <otherwise>/,
    },
    {
      title: "an empty list, which only the page forbids",
      text: checked({ children: "<audiences />" }),
      severity: WARNING,
      message: /^<audiences> has no <audience>; expected at least 1$/,
    },
    {
      title: "no text where the page asks for one",
      text: inbound("<set-method />"),
      severity: WARNING,
      message: /^<set-method> is empty; expected text$/,
    },
  ],
});
