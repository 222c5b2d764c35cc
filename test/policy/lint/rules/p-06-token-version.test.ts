import { TOKEN_VERSION } from "../../../../src/policy/lint/rules/p-06-token-version";
import {
  AUTH0,
  checked,
  CLIENT,
  ERROR,
  TENANT,
  V1_ISSUER,
  V1_METADATA,
  V2_ISSUER,
  V2_METADATA,
  WARNING,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const APP_ID_URI = `api://${CLIENT}`;

testRule(TOKEN_VERSION, {
  good: [
    { title: "version 2 throughout", text: checked() },
    { title: "version 2 without issuers", text: checked({ issuers: [] }) },
    {
      title: "version 1 throughout",
      text: checked({ metadata: [V1_METADATA], issuers: [V1_ISSUER], audiences: [APP_ID_URI] }),
    },
    { title: "version 1 with the client id", text: checked({ metadata: [V1_METADATA], issuers: [V1_ISSUER] }) },
    {
      title: "issuers and audiences of both versions",
      text: checked({ issuers: [V1_ISSUER, V2_ISSUER], audiences: [APP_ID_URI, CLIENT] }),
    },
    {
      title: "an App ID URI with issuers of both versions",
      text: checked({ issuers: [V1_ISSUER, V2_ISSUER], audiences: [APP_ID_URI] }),
    },
    {
      title: "metadata of both versions",
      text: checked({ metadata: [V1_METADATA, V2_METADATA], issuers: [], audiences: [APP_ID_URI] }),
    },
    {
      title: "an audience that is not known yet",
      text: checked({ audiences: ["{{audience}}"], issuers: [V1_ISSUER] }),
    },
    { title: "an issuer that is not known yet", text: checked({ metadata: [V1_METADATA], issuers: ["{{issuer}}"] }) },
    { title: "metadata that is not known yet", text: checked({ metadata: ["{{metadata}}"], issuers: [V1_ISSUER] }) },
    {
      title: "placeholders",
      text: checked({
        metadata: [V2_METADATA.replace(TENANT, "{tenant-id}")],
        issuers: [V2_ISSUER.replace(TENANT, "TENANT-ID")],
        audiences: ["CLIENT-ID"],
      }),
    },
    {
      title: "US Government",
      text: checked({ metadata: [V2_METADATA.replace(".com", ".us")], issuers: [V2_ISSUER.replace(".com", ".us")] }),
    },
    {
      title: "version 1 in China",
      text: checked({
        metadata: [`https://login.partner.microsoftonline.cn/${TENANT}/.well-known/openid-configuration`],
        issuers: [`https://sts.chinacloudapi.cn/${TENANT}/`],
        audiences: [APP_ID_URI],
      }),
    },
    {
      title: "Auth0",
      text: checked({
        metadata: [AUTH0],
        issuers: ["https://contoso.eu.auth0.com/"],
        audiences: ["https://api.contoso.com"],
      }),
    },
    {
      title: "Azure AD B2C",
      text: checked({
        metadata: [
          "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration",
        ],
        issuers: [`https://contoso.b2clogin.com/${TENANT}/v2.0/`],
        audiences: [APP_ID_URI],
      }),
    },
    {
      title: "Azure AD B2C at its older address",
      text: checked({
        metadata: [
          "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=B2C_1_signin",
        ],
        issuers: [],
        audiences: [APP_ID_URI],
      }),
    },
    { title: "several tenants", text: checked({ issuers: [V2_ISSUER, V2_ISSUER.replace(TENANT, CLIENT)] }) },
    { title: "a domain in the metadata", text: checked({ metadata: [V2_METADATA.replace(TENANT, "contoso.com")] }) },
    {
      title: "issuer and audience as claims",
      text: checked({
        audiences: [],
        issuers: [],
        claims: `<claim name="aud"><value>${CLIENT}</value></claim><claim name="iss"><value>${V2_ISSUER}</value></claim>`,
      }),
    },
    {
      title: "claims of version 1 with its issuer",
      text: checked({
        metadata: [V1_METADATA],
        issuers: [V1_ISSUER],
        claims: `<claim name="aud" match="any"><value>${APP_ID_URI}</value></claim><claim name="iss"><value>${V1_ISSUER}</value></claim>`,
      }),
    },
    {
      title: "a claim that is not known yet, or only has to be there",
      text: checked({ claims: '<claim name="aud"><value>{{audience}}</value></claim><claim name="iss" />' }),
    },
  ],
  bad: [
    {
      title: "an App ID URI, which version 2 tokens never carry",
      text: checked({ issuers: [], audiences: [APP_ID_URI] }),
      severity: ERROR,
      message:
        /^the audience is an App ID URI, and only version 2 tokens can pass, which never carry one; expected the client id/,
      path: "inbound/validate-jwt/audiences/audience",
    },
    {
      title: "the same with the issuer of version 2",
      text: checked({ audiences: [APP_ID_URI, "https://api.contoso.com"] }),
      severity: ERROR,
      message: /App ID URI/,
    },
    {
      title: "the same as a claim",
      text: checked({
        audiences: [],
        issuers: [],
        claims: `<claim name="aud"><value>${APP_ID_URI}</value></claim>`,
      }),
      severity: ERROR,
      message: /^the audience is an App ID URI, and only version 2 tokens can pass/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
    {
      title: "a claim of an issuer that the metadata excludes",
      text: checked({ issuers: [], claims: `<claim name="iss"><value>${V1_ISSUER}</value></claim>` }),
      severity: ERROR,
      message:
        /^claim iss must be an issuer of version 1 tokens, and only version 2 tokens can pass; expected https:\/\/login/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
    {
      title: "the same in a tenant that is not known yet",
      text: checked({
        issuers: [],
        claims: '<claim name="iss"><value>https://sts.windows.net/{{tenant}}/</value></claim>',
      }),
      severity: WARNING,
      message: /^claim iss must be an issuer of version 1 tokens/,
    },
    {
      title: "the same with a client id that is not known yet",
      text: checked({ audiences: ["api://{{client-id}}"] }),
      severity: WARNING,
      message: /App ID URI/,
    },
    {
      title: "metadata of version 2 with the issuer of version 1",
      text: checked({ issuers: [V1_ISSUER] }),
      severity: WARNING,
      message:
        /^the metadata is that of version 2 tokens and the issuer that of version 1, which do not go together; expected https:\/\/login/,
      path: "inbound/validate-jwt/issuers",
    },
    {
      title: "metadata of version 1 with the issuer of version 2",
      text: checked({ metadata: [V1_METADATA] }),
      severity: ERROR,
      message: /^the metadata is that of version 1 tokens and the issuer that of version 2, which do not go together/,
    },
    {
      title: "the same for a tenant that is not known yet",
      text: checked({
        metadata: [V1_METADATA.replace(TENANT, "{{tenant}}")],
        issuers: [V2_ISSUER.replace(TENANT, "{{tenant}}")],
      }),
      severity: WARNING,
      message: /version 1 tokens/,
    },
    {
      title: "metadata of version 2 for version 1 tokens with an App ID URI, which works",
      text: checked({ issuers: [V1_ISSUER], audiences: [APP_ID_URI] }),
      severity: WARNING,
      message: /it works only as long as both are signed with the same keys$/,
    },
    {
      title: "an issuer that is not Entra ID",
      text: checked({ issuers: ["https://contoso.eu.auth0.com/"] }),
      severity: WARNING,
      message: /^none of the issuers is Entra ID/,
    },
    {
      title: "an issuer of another tenant",
      text: checked({ issuers: [V2_ISSUER.replace(TENANT, CLIENT)] }),
      severity: WARNING,
      message: /^the issuers are of another tenant/,
    },
    {
      title: "a version 1 issuer without the slash",
      text: checked({ metadata: [V1_METADATA], issuers: [V1_ISSUER.slice(0, -1)] }),
      severity: WARNING,
      message: /which no token names; expected it with a slash at the end$/,
    },
    {
      title: "a version 2 issuer with a slash",
      text: checked({ issuers: [`${V2_ISSUER}/`] }),
      severity: WARNING,
      message: /expected it without a slash at the end$/,
    },
    {
      title: "a domain in the issuer",
      text: checked({ issuers: [V2_ISSUER.replace(TENANT, "contoso.onmicrosoft.com")] }),
      severity: WARNING,
      message: /expected the id of the tenant/,
    },
    {
      title: "an address of Entra ID that is no issuer",
      text: checked({ issuers: [`https://login.microsoftonline.com/${TENANT}`] }),
      severity: WARNING,
      message: /expected https:\/\/sts.windows.net\/<tenant>\/ or/,
    },
  ],
});
