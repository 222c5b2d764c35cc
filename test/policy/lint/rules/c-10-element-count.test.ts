import { ELEMENT_COUNT } from "../../../../src/policy/lint/rules/c-10-element-count";
import { adToken, checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
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
    {
      title: "empty values of a header and of a query parameter",
      text: inbound(
        '<set-header name="A" exists-action="override"><value /></set-header><set-query-parameter name="b" exists-action="override"><value></value></set-query-parameter>',
      ),
    },
    {
      title: "audiences or client applications",
      text: adToken("<audiences><audience>api://orders</audience></audiences>"),
    },
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
      text: inbound("<log-to-eventhub logger-id='a' />"),
      severity: WARNING,
      message: /^<log-to-eventhub> is empty; expected text$/,
    },
    ...["", "  ", "<!-- none -->"].flatMap((text) => [
      {
        title: `an audience that is ${JSON.stringify(text)}`,
        text: checked({ audiences: [text] }),
        severity: ERROR,
        message: /^<audience> is empty; expected text$/,
        fix: /^write the text between the tags, or remove <audience>$/,
      },
      {
        title: `an issuer that is ${JSON.stringify(text)}`,
        text: checked({ issuers: [text] }),
        severity: ERROR,
        message: /^<issuer> is empty/,
      },
      {
        title: `a value of a claim that is ${JSON.stringify(text)}`,
        text: checked({ claims: `<claim name="roles" match="any"><value>${text}</value></claim>` }),
        severity: ERROR,
        message: /^<value> is empty/,
      },
    ]),
    {
      title: "an application without an id",
      text: adToken("<client-application-ids><application-id /></client-application-ids>"),
      severity: ERROR,
      message: /^<application-id> is empty/,
    },
    {
      title: "no method",
      text: inbound("<set-method />"),
      severity: ERROR,
      message: /^<set-method> is empty/,
    },
    {
      title: "no URL",
      text: inbound(
        "<send-request response-variable-name='a'><set-url></set-url><set-method>GET</set-method></send-request>",
      ),
      severity: ERROR,
      message: /^<set-url> is empty/,
    },
    {
      title: "an empty origin",
      text: inbound("<cors><allowed-origins><origin /></allowed-origins></cors>"),
      severity: WARNING,
      message: /^<origin> is empty/,
    },
  ],
});
