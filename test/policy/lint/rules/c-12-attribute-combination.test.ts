import { ATTRIBUTE_COMBINATION } from "../../../../src/policy/lint/rules/c-12-attribute-combination";
import { adToken, checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const authorization = (attributes: string): string =>
  `<get-authorization-context provider-id="graph" authorization-id="user" context-variable-name="auth" ${attributes} />`;

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
    {
      title: "the identity that is used, and a mode that is known later",
      text: inbound(
        ["jwt", "{{mode}}", '@("jwt")']
          .map((mode) => authorization(`identity-type='${mode}' identity="@(null)"`))
          .join(""),
      ),
    },
    { title: "the default identity", text: inbound(authorization("") + authorization('identity-type="managed"')) },
    {
      title: "audiences alone and client applications alone",
      text: adToken("<audiences><audience>a</audience></audiences>"),
    },
    {
      title: "client applications alone",
      text: adToken("<client-application-ids><application-id>a</application-id></client-application-ids>"),
    },
    {
      title: "ranges in their order",
      text: inbound(
        '<ip-filter action="allow"><address-range from="10.0.0.9" to="10.0.0.10" /><address-range from="2001:db8::9" to="2001:db8::a" /><address-range from="::ffff:1.2.3.4" to="1::" /><address-range from="{{from}}" to="1.1.1.1" /></ip-filter>' +
          '<retry condition="false" count="3" interval="1" max-interval="10" delta="1"><base /></retry>',
      ),
    },
  ],
  bad: [
    {
      title: "an identity that the mode ignores",
      text: inbound(authorization('identity-type="managed" identity="@(null)"')),
      severity: WARNING,
      message:
        /^<get-authorization-context> has identity without identity-type="jwt", so it has no effect; expected identity-type="jwt" with it$/,
    },
    {
      title: "an identity that the default mode ignores",
      text: inbound(authorization('identity="@(null)"')),
      severity: WARNING,
      message: /has identity without identity-type="jwt"/,
    },
    {
      title: "a mode without its identity",
      text: inbound(authorization('identity-type="jwt"')),
      severity: WARNING,
      message: /^<get-authorization-context> has identity-type="jwt" without identity; expected identity with it$/,
      fix: /^give identity$/,
    },
    {
      title: "neither client applications nor audiences",
      text: adToken(""),
      severity: WARNING,
      message:
        /^<validate-azure-ad-token> has none of client-application-ids and audiences; expected at least one of them$/,
    },
    ...[
      ['from="10.0.0.10" to="10.0.0.9"', "from"],
      ['from="2001:db8::b" to="2001:db8::a"', "from"],
      ['from="10.0.0.1" to="2001:db8::a"', "from"],
      ['from="1::" to="::ffff:1.2.3.4"', "from"],
    ].map(([range]) => ({
      title: `the range ${range}`,
      text: inbound(`<ip-filter action="allow"><address-range ${range} /></ip-filter>`),
      severity: WARNING,
      message: /^<address-range> has from ".*" and to ".*"; expected from no higher than to, and both of one kind$/,
    })),
    {
      title: "a longest wait that is shorter than the first",
      text: inbound('<retry condition="false" count="3" interval="20" max-interval="10" delta="1"><base /></retry>'),
      severity: WARNING,
      message: /^<retry> has interval "20" and max-interval "10"/,
    },
    {
      title: "a longest wait without growth",
      text: inbound('<retry condition="false" count="3" interval="1" max-interval="10"><base /></retry>'),
      severity: WARNING,
      message: /^<retry> has max-interval alone; expected delta as well$/,
    },
    {
      title: "a scheme without a header",
      text: checked({ attributes: 'query-parameter-name="token" require-scheme="Bearer"' }),
      severity: WARNING,
      message: /^<validate-jwt> has require-scheme alone/,
    },
    {
      title: "a password of a proxy without a user",
      text: inbound('<proxy url="http://proxy" password="{{proxy-password}}" />'),
      severity: WARNING,
      message: /^<proxy> has password alone/,
    },
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
