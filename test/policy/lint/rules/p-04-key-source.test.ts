import { KEY_SOURCE } from "../../../../src/policy/lint/rules/p-04-key-source";
import { AUTH0, checked, V2_METADATA, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

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
  ],
  bad: [
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
      severity: WARNING,
      message: /^<validate-jwt> has no source of keys/,
    },
  ],
});
