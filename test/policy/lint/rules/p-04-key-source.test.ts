import { KEY_SOURCE } from "../../../../src/policy/lint/rules/p-04-key-source";
import {
  adToken,
  AUTH0,
  check,
  checked,
  ERROR,
  GOOD_ATTRIBUTES,
  V2_METADATA,
  WARNING,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const keys = (...children: readonly string[]): string =>
  checked({
    children: `<issuer-signing-keys>${children.join("")}</issuer-signing-keys><audiences><audience>orders</audience></audiences>`,
  });

testRule(KEY_SOURCE, {
  good: [
    { title: "metadata of Entra ID", text: checked() },
    { title: "metadata of others", text: checked({ metadata: [AUTH0], issuers: [] }) },
    {
      title: "keys of its own",
      text: checked({ children: "<issuer-signing-keys><key>{{key}}</key></issuer-signing-keys>" }),
    },
    {
      title: "a public key beside metadata",
      text: checked({
        children: `<openid-config url="${V2_METADATA}" /><issuer-signing-keys><key n="a" e="b" /></issuer-signing-keys>`,
      }),
    },
    { title: "a symmetric key in base64", text: keys("<key>c2lnbmluZy1rZXk=</key>") },
    { title: "a symmetric key in base64 on two lines", text: keys("<key>c2lnbmlu\n  Zy1rZXk=</key>") },
    { title: "a symmetric key that an expression gives", text: keys("<key>@(context.Deployment.Region)</key>") },
    { title: "a symmetric key that a template gives", text: keys("<key>${signing_key}</key>") },
    { title: "a certificate of the service", text: keys('<key certificate-id="signer" />') },
    {
      title: "keys that a named value holds",
      text: checked({ children: "<issuer-signing-keys>{{keys}}</issuer-signing-keys>" }),
    },
    { title: "parts that a named value holds", text: checked({ children: "{{token-check}}" }) },
    {
      title: "no key where tokens need no signature, which is worse",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="false"`, children: "" }),
    },
    { title: "an address that an expression gives", text: checked({ metadata: ["@(context.Variables.Url)"] }) },
    { title: "validate-azure-ad-token, which knows its keys", text: adToken("") },
  ],
  bad: [
    {
      title: "metadata over http before a named value",
      text: checked({
        metadata: ["http://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration"],
      }),
      severity: WARNING,
      message: /^the metadata is read over http; expected https/,
    },
    {
      title: "metadata over http before a place of a template",
      text: checked({ metadata: [" HTTP://login.microsoftonline.com/${tenant}/.well-known/openid-configuration"] }),
      severity: WARNING,
      message: /^the metadata is read over http; expected https/,
    },
    {
      title: "a symmetric key of words",
      text: keys("<key>my very secret signing key!</key>"),
      severity: ERROR,
      message: /^the text of <key> is not base64; expected the bytes of a symmetric key in base64/,
      path: "inbound/validate-jwt/issuer-signing-keys/key",
    },
    {
      title: "a symmetric key in base64url",
      text: keys("<key>c2lnbmluZy1r_XktYW5-</key>"),
      severity: ERROR,
      message: /is not base64/,
    },
    {
      title: "a symmetric key in base64 without its end",
      text: keys("<key>c2lnbmluZy1rZXk</key>"),
      severity: ERROR,
      message: /is not base64/,
    },
    {
      title: "a symmetric key in hexadecimal digits, one of them missing",
      text: keys("<key>0123456789abcdef0123456789abcde</key>"),
      severity: ERROR,
      message: /is not base64/,
    },
    {
      title: "a key to decrypt that is not base64",
      text: checked({
        children: `<openid-config url="${AUTH0}" /><decryption-keys><key>p@ssword</key></decryption-keys>`,
      }),
      severity: ERROR,
      message: /is not base64/,
      path: "inbound/validate-jwt/decryption-keys/key",
    },
    {
      title: "no children at all",
      text: checked({ children: "" }),
      severity: ERROR,
      message: /^<validate-jwt> has no source of keys/,
      path: "inbound/validate-jwt",
    },
    {
      title: "empty lists of keys",
      text: keys(),
      severity: ERROR,
      message: /has no source of keys/,
    },
    { title: "an empty key", text: keys("<key />"), severity: ERROR, message: /has no source of keys/ },
    {
      title: "an empty address of metadata",
      text: checked({ metadata: [""] }),
      severity: ERROR,
      message: /has no source of keys/,
    },
    {
      title: "no key where an expression decides whether tokens need a signature",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="@(true)"`, children: "" }),
      severity: WARNING,
      message: /has no source of keys/,
    },
    {
      title: "metadata over http",
      text: checked({ metadata: ["http://identity.contoso.com/.well-known/openid-configuration"] }),
      severity: WARNING,
      message: /^the metadata is read over http; expected https/,
      path: "inbound/validate-jwt/openid-config",
    },
    {
      title: "a symmetric key beside Entra ID",
      text: checked({
        children: `<openid-config url="${V2_METADATA}" /><issuer-signing-keys><key>{{key}}</key></issuer-signing-keys>`,
      }),
      severity: WARNING,
      message: /^a symmetric key is used beside the metadata of Entra ID/,
    },
    {
      title: "no key at all",
      text: checked({ children: "<audiences><audience>a</audience></audiences>" }),
      severity: ERROR,
      message: /^<validate-jwt> has no source of keys/,
    },
  ],
});

test("never shows a key", () => {
  const findings = check(keys("<key>my very secret signing key!</key>"));

  expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["P-04", "P-27"]));
  expect(JSON.stringify(findings)).not.toContain("secret signing");
});
