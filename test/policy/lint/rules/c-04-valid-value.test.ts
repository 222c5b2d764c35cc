import { VALID_VALUE } from "../../../../src/policy/lint/rules/c-04-valid-value";
import { adToken, checked, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(VALID_VALUE, {
  good: [
    { title: "numbers in their range", text: inbound('<rate-limit calls="5" renewal-period="300" />') },
    {
      title: "a flag as XML writes it as well",
      text: checked({ attributes: 'header-name="A" require-signed-tokens="1"' }),
    },
    {
      title: "spaces around a literal",
      text: inbound("<set-method> POST\n</set-method><set-status code=' 200 ' />"),
    },
    {
      title: "expressions and named values",
      text: inbound(
        '<set-status code="@(1 + 1)" /><rate-limit calls="{{calls}}" renewal-period="6{{zeros}}" /><set-header name="A" exists-action="{{action}}"><value>a</value></set-header>',
      ),
    },
    {
      title: "zero as a quota without end",
      text: inbound(
        '<quota-by-key calls="1" renewal-period="0" counter-key="a" first-period-start="2026-01-01T00:00:00Z" />',
      ),
    },
    {
      title: "addresses, methods, names and URLs in any form that works",
      text: inbound(
        '<ip-filter action="allow"><address>203.0.113.7</address><address>2001:db8::1</address><address>{{office}}</address><address-range from="10.0.0.1" to="10.0.0.9" /></ip-filter>' +
          "<set-method>post</set-method><set-method>PROPFIND</set-method><set-method>@(context.Request.Method)</set-method>" +
          '<set-header name="X_Trace.Id" exists-action="override"><value /></set-header><set-variable name="a" value="" />' +
          '<set-backend-service base-url="https://orders.contoso.com:8443/v1" /><find-and-replace from="a" to="" />',
      ),
    },
    {
      title: "durations and amounts of nothing",
      text: "<policies><outbound><cache-store duration='0' /></outbound></policies>",
    },
    {
      title: "the ends of the range of status codes",
      text: inbound('<set-status code="100" /><set-status code="599" />'),
    },
  ],
  bad: [
    ...[
      ['<cache-store-value key="a" value="b" duration="-1" />', "-1", "a whole number from 0"],
      ['<limit-concurrency key="a" max-count="0"><base /></limit-concurrency>', "0", "a whole number from 1"],
      ['<rate-limit calls="-5" renewal-period="60" />', "-5", "a whole number from 0"],
      ['<set-status code="1000" />', "1000", "a whole number from 100 to 599"],
      ['<mock-response status-code="99999" />', "99999", "a whole number from 100 to 599"],
      [
        '<check-header name="A" failed-check-httpcode="42" failed-check-error-message="b" ignore-case="true" />',
        "42",
        "a whole",
      ],
      [
        '<azure-openai-token-limit counter-key="a" tokens-per-minute="-1" estimate-prompt-tokens="true" />',
        "-1",
        "a whole",
      ],
      ['<ip-filter action="allow"><address>999.1.1.1</address></ip-filter>', "999.1.1.1", "an IP address"],
      ['<ip-filter action="allow"><address>example.com</address></ip-filter>', "example.com", "an IP address"],
      ['<ip-filter action="allow"><address>10.0.0.0/8</address></ip-filter>', "10.0.0.0/8", "an IP address"],
      [
        '<ip-filter action="allow"><address-range from="10.0.0.1" to="10.0.0" /></ip-filter>',
        "10.0.0",
        "an IP address",
      ],
      ["<set-method>FOO BAR</set-method>", "FOO BAR", "one method"],
      ["<set-method>GTE</set-method>", "GTE", "one method"],
      [
        '<set-header name="X Bad:Name" exists-action="override"><value>a</value></set-header>',
        "X Bad:Name",
        "the name of a header",
      ],
      ['<set-backend-service base-url="example.com" />', "example.com", "an absolute URL"],
      ['<proxy url="proxy:8080" />', "proxy:8080", "an absolute URL"],
      ['<set-variable name="" value="a" />', "", "text that is not empty"],
      ['<include-fragment fragment-id=" " />', "", "text that is not empty"],
      ['<set-backend-service backend-id="" />', "", "text that is not empty"],
      ['<rewrite-uri template="" />', "", "text that is not empty"],
      [
        '<get-authorization-context provider-id="a" authorization-id="b" context-variable-name="c" identity-type="user" />',
        "user",
        '"managed", "jwt"',
      ],
    ].map(([statement, got, expected]) => ({
      title: `${JSON.stringify(got)} in ${statement}`,
      text: inbound(statement!),
      severity: WARNING,
      message: new RegExp(`is ${JSON.stringify(got)}; expected ${expected}`),
    })),
    {
      title: "a negative clock skew",
      text: checked({ attributes: 'header-name="A" clock-skew="-5"' }),
      severity: WARNING,
      message: /is "-5"; expected a whole number from 0$/,
    },
    {
      title: "a negative timeout",
      text: "<policies><backend><forward-request timeout='-1' /></backend></policies>",
      severity: WARNING,
      message: /is "-1"; expected a whole number from 0$/,
    },
    {
      title: "an unknown version of HTTP",
      text: "<policies><backend><forward-request http-version='3' /></backend></policies>",
      severity: WARNING,
      message: /is "3"; expected "1", "2", "2or1"$/,
    },
    {
      title: "a relative URL",
      text: inbound(
        "<send-request response-variable-name='a'><set-url>/orders</set-url><set-method>GET</set-method></send-request>",
      ),
      severity: WARNING,
      message: /^the text of <set-url> is "\/orders"; expected an absolute URL/,
    },
    {
      title: "an empty address of metadata",
      text: checked({ metadata: [""] }),
      severity: ERROR,
      message: /^attribute "url" of <openid-config> is ""; expected text that is not empty$/,
    },
    {
      title: "an empty tenant",
      text: adToken("<audiences><audience>a</audience></audiences>", 'tenant-id=""'),
      severity: ERROR,
      message: /^attribute "tenant-id"/,
    },
    {
      title: "an empty name of a claim",
      text: checked({ claims: '<claim name="" match="any"><value>a</value></claim>' }),
      severity: ERROR,
      message: /^attribute "name" of <claim> is ""/,
    },
    {
      title: "a word for a number",
      text: inbound('<rate-limit calls="five" renewal-period="60" />'),
      severity: ERROR,
      message: /^attribute "calls" of <rate-limit> is "five"; expected a whole number from 0$/,
    },
    {
      title: "a number outside the range",
      text: inbound('<rate-limit calls="5" renewal-period="301" />'),
      severity: ERROR,
      message: /is "301"; expected a whole number from 1 to 300$/,
    },
    {
      title: "a number outside the range that only the page gives",
      text: inbound('<retry condition="false" count="51" interval="1"><base /></retry>'),
      severity: WARNING,
      message: /is "51"; expected a whole number from 1 to 50$/,
    },
    {
      title: "a word that is not one of the allowed ones",
      text: inbound('<set-header name="A" exists-action="replace"><value>a</value></set-header>'),
      severity: ERROR,
      message: /is "replace"; expected "override", "append", "skip", "delete"$/,
      fix: /^use one of them$/,
    },
    {
      title: "an allowed word in other letters",
      text: inbound('<set-header name="A" exists-action="Override"><value>a</value></set-header>'),
      severity: WARNING,
      message: /is "Override"/,
      fix: /^use "override", if that is meant$/,
    },
    {
      title: "a flag in other letters",
      text: inbound('<validate-client-certificate validate-trust="True" />'),
      severity: WARNING,
      message: /is "True"; expected true or false$/,
    },
    {
      title: "no flag at all",
      text: inbound('<validate-client-certificate validate-trust="yes" />'),
      severity: ERROR,
      message: /is "yes"; expected true or false$/,
    },
    {
      title: "an empty name",
      text: checked({ attributes: 'header-name="A" output-token-variable-name=""' }),
      severity: ERROR,
      message: /is ""; expected text that is not empty$/,
    },
    {
      title: "a time that is none",
      text: inbound('<quota-by-key calls="1" renewal-period="300" counter-key="a" first-period-start="tomorrow" />'),
      severity: ERROR,
      message: /is "tomorrow"; expected a time such as/,
    },
    {
      title: "a method that a resolver does not know",
      text: "<http-data-source><http-request><set-method>FETCH</set-method><set-url>https://a</set-url></http-request></http-data-source>",
      severity: ERROR,
      message: /^the text of <set-method> is "FETCH"; expected "GET"/,
    },
    {
      title: "a word where only the page asks for a number",
      text: inbound('<validate-graphql-request max-size="big" />'),
      severity: WARNING,
      message: /is "big"; expected a whole number from 1$/,
    },
    {
      title: "a place of a template that was not filled",
      text: inbound('<rate-limit calls="${calls}" renewal-period="60" />'),
      severity: ERROR,
      message: /is "\$\{calls\}"; expected a whole number/,
      fix: /^fill the template first, with templatefile of Terraform/,
    },
  ],
});
