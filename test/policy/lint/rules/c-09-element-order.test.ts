import { ELEMENT_ORDER } from "../../../../src/policy/lint/rules/c-09-element-order";
import { checked, ERROR, inbound, V2_METADATA, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ELEMENT_ORDER, {
  good: [
    { title: "the order of the reference", text: checked() },
    {
      title: "any order where the schema takes it",
      text: inbound(
        "<cors><allowed-methods><method>*</method></allowed-methods><allowed-origins><origin>https://a</origin></allowed-origins></cors>",
      ),
    },
    { title: "sections in any order", text: "<policies><outbound /><inbound /></policies>" },
  ],
  bad: [
    {
      title: "issuers before audiences",
      text: checked({
        children: "<issuers><issuer>a</issuer></issuers><audiences><audience>b</audience></audiences>",
      }),
      severity: ERROR,
      message:
        /^<audiences> comes after <issuers>; expected the order <openid-config>, <issuer-signing-keys>, <decryption-keys>, <aud/,
      fix: /^move it before <issuers>$/,
      path: "inbound/validate-jwt/audiences",
    },
    {
      title: "metadata after audiences",
      text: checked({
        children: `<audiences><audience>b</audience></audiences><openid-config url="${V2_METADATA}" />`,
      }),
      severity: ERROR,
      message: /^<openid-config> comes after <audiences>/,
    },
    {
      title: "claims before issuers, and keys of encrypted tokens before both",
      text: checked({
        children:
          '<decryption-keys><key certificate-id="a" /></decryption-keys><required-claims><claim name="a" /></required-claims><issuers><issuer>a</issuer></issuers>',
      }),
      severity: ERROR,
      message: /^<issuers> comes after <required-claims>/,
    },
    {
      title: "the keys of encrypted tokens at the end, as the page has them",
      text: checked({
        children:
          '<audiences><audience>b</audience></audiences><decryption-keys><key certificate-id="a" /></decryption-keys>',
      }),
      severity: WARNING,
      message: /^<decryption-keys> comes after <audiences>/,
    },
    {
      title: "the body of a request before its method",
      text: inbound(
        "<send-request response-variable-name='a'><set-url>https://a</set-url><set-body>a</set-body><set-method>POST</set-method></send-request>",
      ),
      severity: WARNING,
      message: /^<set-method> comes after <set-body>/,
    },
    {
      title: "otherwise before when",
      text: inbound("<choose><otherwise /><when condition='true' /></choose>"),
      severity: WARNING,
      message: /^<when> comes after <otherwise>/,
    },
  ],
});
