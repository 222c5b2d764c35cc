import { ELEMENT_ORDER } from "../../../../src/policy/lint/rules/c-09-element-order";
import { checked, inbound, WARNING } from "../../../support/policy/lint";
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
      severity: WARNING,
      message:
        /^<audiences> comes after <issuers>; expected the order <openid-config>, <issuer-signing-keys>, <decryption-keys>, <aud/,
      fix: /^move it before <issuers>$/,
      path: "inbound/validate-jwt/audiences",
    },
    {
      title: "otherwise before when",
      text: inbound("<choose><otherwise /><when condition='true' /></choose>"),
      severity: WARNING,
      message: /^<when> comes after <otherwise>/,
    },
  ],
});
