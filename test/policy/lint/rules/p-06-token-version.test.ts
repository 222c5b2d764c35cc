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
const GUID_HOST = `https://${TENANT}.ciamlogin.com/${TENANT}/v2.0`;
const CIAM = `https://contoso.ciamlogin.com/${TENANT}/v2.0/.well-known/openid-configuration`;
const B2C = "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration";

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
        metadata: [B2C, B2C.replace("signin", "reset")],
        issuers: [`https://contoso.b2clogin.com/${TENANT}/v2.0/`],
      }),
    },
    {
      title: "Azure AD B2C at its older address",
      text: checked({
        metadata: [
          "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=B2C_1_signin",
        ],
        issuers: [],
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
    { title: "External ID", text: checked({ metadata: [CIAM], issuers: [GUID_HOST] }) },
    { title: "External ID without issuers", text: checked({ metadata: [CIAM], issuers: [] }) },
    {
      title: "External ID with an issuer of both",
      text: checked({ metadata: [CIAM], issuers: [GUID_HOST, V2_ISSUER] }),
    },
    {
      title: "External ID with an App ID URI beside the client id",
      text: checked({ metadata: [CIAM], issuers: [GUID_HOST], audiences: [CLIENT, APP_ID_URI] }),
    },
    {
      title: "a tenant for customers that is not known yet",
      text: checked({
        metadata: ["https://contoso.ciamlogin.com/{{tenant}}/v2.0/.well-known/openid-configuration"],
        issuers: ["https://{{tenant}}.ciamlogin.com/{{tenant}}/v2.0"],
      }),
    },
    {
      title: "Azure AD B2C with an issuer that names its policy",
      text: checked({ metadata: [B2C], issuers: [`https://contoso.b2clogin.com/tfp/${TENANT}/b2c_1_signin/v2.0/`] }),
    },
    {
      title: "Azure AD B2C with a domain of the tenant",
      text: checked({ metadata: [B2C], issuers: [`https://login.contoso.com/${TENANT}/v2.0/`] }),
    },
    {
      title: "places of a template",
      text: checked({
        metadata: [V2_METADATA.replace(TENANT, "${tenant}")],
        issuers: [V2_ISSUER.replace(TENANT, "${tenant}")],
        audiences: ["${client_id}"],
      }),
    },
    {
      title: "the tenant of the metadata as a claim",
      text: checked({ claims: `<claim name="tid"><value>${TENANT.toUpperCase()}</value></claim>` }),
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
      title: "the same for a tenant that is not known yet",
      text: checked({
        metadata: ["https://login.microsoftonline.com/{{tenant}}/.well-known/openid-configuration"],
        issuers: ["https://sts.windows.net/{{tenant}}"],
      }),
      severity: WARNING,
      message:
        /^the issuer is "https:\/\/sts\.windows\.net\/\{\{tenant\}\}", which no token names; expected it with a slash at the end$/,
    },
    {
      title: "an issuer without https",
      text: checked({ issuers: [V2_ISSUER.replace("https", "http")] }),
      severity: WARNING,
      message: /which no token names; expected it with https$/,
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
    {
      title: "a claim tid of another tenant",
      text: checked({ claims: `<claim name="tid"><value>${CLIENT}</value></claim>` }),
      severity: WARNING,
      message: /^claim tid has to be another tenant than that of the metadata/,
    },
    {
      title: "an App ID URI of a template",
      text: checked({ issuers: [], audiences: ["api://${client_id}"] }),
      severity: WARNING,
      message: /App ID URI/,
    },
    {
      title: "all tenants in the issuer",
      text: checked({ issuers: [V2_ISSUER.replace(TENANT, "common")] }),
      severity: WARNING,
      message: /expected the id of the tenant/,
    },
    {
      title: "an issuer of a workforce tenant in External ID",
      text: checked({ metadata: [CIAM], issuers: [V2_ISSUER] }),
      severity: WARNING,
      message:
        /^the metadata is that of a tenant for customers and none of the issuers is; expected https:\/\/<tenant id>\.ciamlogin\.com/,
      path: "inbound/validate-jwt/issuers",
    },
    {
      title: "an issuer of version 1 in External ID",
      text: checked({ metadata: [CIAM], issuers: [V1_ISSUER] }),
      severity: WARNING,
      message: /none of the issuers is/,
    },
    {
      title: "an issuer of another tenant for customers",
      text: checked({ metadata: [CIAM], issuers: [`https://${CLIENT}.ciamlogin.com/${CLIENT}/v2.0`] }),
      severity: WARNING,
      message: /of the same tenant$/,
    },
    {
      title: "an issuer of Azure AD B2C in External ID",
      text: checked({ metadata: [CIAM], issuers: [`https://contoso.b2clogin.com/${TENANT}/v2.0/`] }),
      severity: WARNING,
      message: /none of the issuers is/,
    },
    {
      title: "an issuer of another tenant of Azure AD B2C",
      text: checked({ metadata: [B2C], issuers: [`https://fabrikam.b2clogin.com/${TENANT}/v2.0/`] }),
      severity: WARNING,
      message: /none of the issuers is; expected https:\/\/<tenant>\.b2clogin\.com/,
    },
    {
      title: "the name of the tenant in the host of an issuer of External ID",
      text: checked({ metadata: [CIAM], issuers: [`https://contoso.ciamlogin.com/${TENANT}/v2.0`] }),
      severity: WARNING,
      message: /which no token names; expected the id of the tenant in its host too/,
      path: "inbound/validate-jwt/issuers/issuer",
    },
    {
      title: "a slash at the end of an issuer of External ID",
      text: checked({ metadata: [CIAM], issuers: [`${GUID_HOST}/`] }),
      severity: WARNING,
      message: /expected it without a slash at the end$/,
    },
    {
      title: "an issuer of Azure AD B2C without its slash",
      text: checked({ metadata: [B2C], issuers: [`https://contoso.b2clogin.com/${TENANT}/v2.0`] }),
      severity: WARNING,
      message: /expected it with a slash at the end$/,
    },
    {
      title: "a domain in an issuer of Azure AD B2C",
      text: checked({ metadata: [B2C], issuers: ["https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/"] }),
      severity: WARNING,
      message: /expected the id of the tenant/,
    },
    {
      title: "an App ID URI in External ID",
      text: checked({ metadata: [CIAM], issuers: [GUID_HOST], audiences: [APP_ID_URI] }),
      severity: WARNING,
      message: /^the audience is an App ID URI, which tokens of a tenant for customers never carry/,
      path: "inbound/validate-jwt/audiences/audience",
    },
    {
      title: "an App ID URI in Azure AD B2C",
      text: checked({ metadata: [B2C], issuers: [], audiences: ["https://contoso.onmicrosoft.com/orders"] }),
      severity: WARNING,
      message: /^the audience is an App ID URI, which tokens of a tenant for customers never carry/,
    },
    {
      title: "an App ID URI in a claim in Azure AD B2C at its older address",
      text: checked({
        metadata: [V2_METADATA.replace(TENANT, "tfp/contoso.onmicrosoft.com/B2C_1_signin")],
        issuers: [],
        audiences: [],
        claims: `<claim name="aud"><value>${APP_ID_URI}</value></claim>`,
      }),
      severity: WARNING,
      message: /^the audience is an App ID URI, which tokens of a tenant for customers never carry/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
  ],
});
