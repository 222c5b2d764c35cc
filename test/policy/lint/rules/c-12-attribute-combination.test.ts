import { ATTRIBUTE_COMBINATION } from "../../../../src/policy/lint/rules/c-12-attribute-combination";
import { checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ATTRIBUTE_COMBINATION, {
  good: [
    { title: "one source of the token", text: checked() },
    {
      title: "no values of a header that is deleted",
      text: inbound('<set-header name="a" exists-action="delete" />'),
    },
    {
      title: "a named value for the addresses",
      text: inbound('<ip-filter action="allow">{{addresses}}</ip-filter>'),
    },
  ],
  bad: [
    {
      title: "no source of the token",
      text: inbound("<validate-jwt failed-validation-httpcode='401' />"),
      severity: ERROR,
      message:
        /^<validate-jwt> has none of header-name, query-parameter-name and token-value; expected exactly one of them$/,
      fix: /^give one$/,
    },
    {
      title: "two sources of the token",
      text: checked({ attributes: 'header-name="Authorization" token-value="@(null)"' }),
      severity: ERROR,
      message: /^<validate-jwt> has header-name and token-value; expected only one of/,
    },
    {
      title: "no address",
      text: inbound('<ip-filter action="allow" />'),
      severity: ERROR,
      message: /^<ip-filter> has none of address and address-range/,
    },
    {
      title: "no value of a header, which only the page forbids",
      text: inbound('<set-header name="a" />'),
      severity: WARNING,
      message: /^<set-header> has no value; expected value unless exists-action is "delete"$/,
    },
  ],
});
