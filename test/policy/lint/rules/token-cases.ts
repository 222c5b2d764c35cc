import { PolicyScope } from "../../../../src/policy";
import {
  AUTHORIZE,
  CHALLENGE,
  checked,
  CLIENT,
  ERROR,
  GOOD_ATTRIBUTES,
  inbound,
  jwt,
  TENANT,
  V1_ISSUER,
  V1_METADATA,
  V2_ISSUER,
  V2_METADATA,
  WARNING,
} from "../check";
import { type RuleCases } from "./rule-cases";

const APP_ID_URI = `api://${CLIENT}`;
const AUTH0 = "https://contoso.eu.auth0.com/.well-known/openid-configuration";
const IDENTITY = '<authentication-managed-identity resource="https://vault.azure.net" />';
const AD_TOKEN = (children: string, attributes = `tenant-id="${TENANT}"`): string =>
  inbound(
    `<validate-azure-ad-token ${attributes} failed-validation-error-message="Unauthorized">${children}</validate-azure-ad-token>`,
    CHALLENGE,
  );
const SET_AUTHORIZATION = (value: string, action = "override"): string =>
  `<set-header name="Authorization" exists-action="${action}"><value>${value}</value></set-header>`;
const WHEN = (condition: string, statements = '<set-variable name="a" value="b" />'): string =>
  `<choose><when condition="${condition}">${statements}</when></choose>`;
const LITERAL_SECRET = "Zx98Q~hJ3kLmN0pQrS7tUvWxYz1aBcDeFgHiJkL";
const LITERAL_JWT =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0ZXN0IiwibmFtZSI6Im5vYm9keSJ9.4Adcj0SDHkGdPwiA1hEXp8GQfl5gKPzWgyBHqOWvQ5k";

/** The rules about token checks and what stands around them. */
export const TOKEN_CASES: readonly RuleCases[] = [
  {
    id: "P-01",
    good: [
      { title: "one check", text: checked() },
      { title: "no check", text: inbound("") },
      {
        title: "a check in every branch",
        text: inbound(
          `<choose><when condition="true">${jwt()}</when><when condition="false"><return-response /></when><otherwise><retry condition="false" count="1" interval="1">${jwt()}</retry></otherwise></choose>`,
        ),
      },
      {
        title: "a branch that leaves out preflight requests",
        text: inbound(WHEN('@(context.Request.Method != "OPTIONS")', jwt())),
      },
      {
        title: "checks of two tokens",
        text: inbound(jwt() + jwt({ attributes: 'header-name="X-Device" failed-validation-httpcode="401"' })),
      },
      {
        title: "a fragment that may check in the other branch",
        text: inbound(
          `<choose><when condition="true">${jwt()}</when><otherwise><include-fragment fragment-id="a" /></otherwise></choose>`,
        ),
      },
    ],
    bad: [
      {
        title: "a check that a request can step around",
        text: inbound(WHEN('@(context.Request.Url.Path != "/health")', jwt())),
        severity: WARNING,
        message:
          /^<validate-jwt> stands in a branch, and other branches check no token; expected a check on every way$/,
        path: "inbound/choose[1]/when[1]/validate-jwt",
      },
      {
        title: "a check that another branch lacks",
        text: inbound(`<choose><when condition="true">${jwt()}</when><otherwise><base /></otherwise></choose>`),
        severity: WARNING,
        message: /other branches/,
      },
      {
        title: "two checks of one token",
        text: inbound(jwt() + jwt({ metadata: [AUTH0], issuers: [] })),
        severity: WARNING,
        message: /^<validate-jwt> checks the token that inbound\/validate-jwt\[1\] has checked already/,
        path: "inbound/validate-jwt[2]",
      },
    ],
  },
  {
    id: "P-02",
    good: [
      { title: "every section inherits", text: inbound("") },
      {
        title: "a backend that sends the request itself",
        text: "<policies><inbound><base /></inbound><backend><retry condition='false' count='1' interval='1'><forward-request /></retry></backend></policies>",
      },
      {
        title: "the document of the service",
        text: "<policies><inbound /><backend><forward-request /></backend></policies>",
        options: { scope: PolicyScope.GLOBAL },
      },
      { title: "what may be the document of the service", text: "<policies><inbound /><outbound /></policies>" },
      { title: "a fragment", text: "<fragment><set-method>GET</set-method></fragment>" },
    ],
    bad: [
      {
        title: "a section that does not inherit",
        text: "<policies><inbound><set-method>GET</set-method></inbound><outbound><base /></outbound></policies>",
        severity: WARNING,
        message: /^<inbound> has no <base \/>; expected it/,
        path: "inbound",
      },
      {
        title: "a backend that does nothing",
        text: "<policies><inbound><base /></inbound><backend /></policies>",
        severity: WARNING,
        message: /^<backend> has no <base \/>/,
      },
      {
        title: "a section of an API that inherits nothing anywhere",
        text: "<policies><inbound /></policies>",
        options: { scope: PolicyScope.API },
        severity: WARNING,
        message: /^<inbound>/,
      },
    ],
  },
  {
    id: "P-03",
    good: [
      { title: "the defaults", text: checked() },
      {
        title: "both demanded, or decided by a named value",
        text: checked({
          attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="true" require-expiration-time="{{expire}}"`,
        }),
      },
    ],
    bad: [
      {
        title: "unsigned tokens",
        text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="false"` }),
        severity: ERROR,
        message: /^require-signed-tokens is "false", so a token that anybody can write passes; expected "true"$/,
      },
      {
        title: "unexpiring tokens",
        text: checked({ attributes: `${GOOD_ATTRIBUTES} require-expiration-time="false"` }),
        severity: ERROR,
        message: /^require-expiration-time is "false", so a token that never expires passes/,
      },
      {
        title: "an expression that decides",
        text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="@(context.Api.Id != &quot;a&quot;)"` }),
        severity: WARNING,
        message: /^require-signed-tokens is an expression/,
      },
    ],
  },
  {
    id: "P-04",
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
        message: /^a symmetric key stands beside the metadata of Entra ID/,
      },
      {
        title: "no key at all",
        text: checked({ children: "<audiences><audience>a</audience></audiences>" }),
        severity: WARNING,
        message: /^<validate-jwt> has no source of keys/,
      },
    ],
  },
  {
    id: "P-05",
    good: [
      { title: "one tenant", text: checked() },
      {
        title: "all tenants with a list of issuers",
        text: checked({ metadata: [V2_METADATA.replace(TENANT, "common")] }),
      },
      {
        title: "all tenants with a required tenant",
        text: checked({
          metadata: [V2_METADATA.replace(TENANT, "organizations")],
          issuers: [],
          claims: `<claim name="tid"><value>${TENANT}</value></claim>`,
        }),
      },
      {
        title: "all tenants with a condition on the tenant",
        text: checked(
          { metadata: [V2_METADATA.replace(TENANT, "common")], issuers: [] },
          WHEN(`@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("tid", "") != "${TENANT}")`),
        ),
      },
      {
        title: "a tenant that has such a name elsewhere",
        text: checked({ metadata: ["https://identity.contoso.com/common/.well-known/openid-configuration"] }),
      },
    ],
    bad: [
      {
        title: "all tenants",
        text: checked({ metadata: [V2_METADATA.replace(TENANT, "common")], issuers: [] }),
        severity: WARNING,
        message: /^the tokens of every tenant are looked at \("common"\), and no issuer is listed/,
      },
      {
        title: "all tenants in validate-azure-ad-token",
        text: AD_TOKEN(
          "<client-application-ids><application-id>a</application-id></client-application-ids>",
          'tenant-id="organizations"',
        ),
        severity: WARNING,
        message: /"organizations"/,
      },
    ],
  },
  {
    id: "P-06",
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
          /^claim iss has to be an issuer of version 1 tokens, and only version 2 tokens can pass; expected https:\/\/login/,
        path: "inbound/validate-jwt/required-claims/claim",
      },
      {
        title: "the same in a tenant that is not known yet",
        text: checked({
          issuers: [],
          claims: '<claim name="iss"><value>https://sts.windows.net/{{tenant}}/</value></claim>',
        }),
        severity: WARNING,
        message: /^claim iss has to be an issuer of version 1 tokens/,
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
  },
  {
    id: "P-07",
    good: [
      { title: "an audience", text: checked() },
      {
        title: "a required claim aud",
        text: checked({ audiences: [], claims: `<claim name="aud"><value>${CLIENT}</value></claim>` }),
      },
      {
        title: "a condition on the audience",
        text: checked({ audiences: [] }, WHEN('@(!((Jwt)context.Variables["jwt"]).Audiences.Contains("a"))')),
      },
      {
        title: "a named value for the audiences",
        text: checked({ children: `<openid-config url="${V2_METADATA}" /><audiences>{{audiences}}</audiences>` }),
      },
      {
        title: "an application in validate-azure-ad-token",
        text: AD_TOKEN("<backend-application-ids><application-id>a</application-id></backend-application-ids>"),
      },
      { title: "an expression that does not read the request", text: checked({ audiences: ["@(context.Api.Id)"] }) },
    ],
    bad: [
      {
        title: "no audience with Entra ID",
        text: checked({ audiences: [] }),
        severity: ERROR,
        message: /^<validate-jwt> checks no audience, so a token for any API of the tenant passes/,
      },
      {
        title: "no audience with Entra ID, a scope notwithstanding",
        text: checked({ audiences: [], claims: '<claim name="scp" separator=" "><value>read</value></claim>' }),
        severity: ERROR,
        message: /checks no audience/,
      },
      {
        title: "no audience in validate-azure-ad-token",
        text: AD_TOKEN(""),
        severity: ERROR,
        message: /^<validate-azure-ad-token> checks no audience/,
      },
      {
        title: "no audience where only named clients may call",
        text: AD_TOKEN("<client-application-ids><application-id>a</application-id></client-application-ids>"),
        severity: WARNING,
        message: /so a token for another API may pass/,
      },
      {
        title: "no audience with another issuer",
        text: checked({ metadata: [AUTH0], issuers: [], audiences: [] }),
        severity: WARNING,
        message: /so a token for another API may pass/,
        fix: /what the issuer calls this API$/,
      },
      {
        title: "no audience where the metadata is not known yet",
        text: checked({ metadata: ["{{metadata}}"], issuers: [], audiences: [] }),
        severity: WARNING,
        message: /checks no audience/,
      },
      {
        title: "no audience for a tenant that is not known yet",
        text: checked({ metadata: [V2_METADATA.replace(TENANT, "{{tenant}}")], issuers: [], audiences: [] }),
        severity: ERROR,
        message: /checks no audience/,
      },
      {
        title: "an audience of the caller's",
        text: checked({ audiences: ["@(context.Request.OriginalUrl.Host)"] }),
        severity: WARNING,
        message: /^the audience is taken from the request/,
      },
      {
        title: "any audience",
        text: checked({ audiences: ["*"] }),
        severity: WARNING,
        message: /^the audience is "\*"/,
      },
    ],
  },
  {
    id: "P-08",
    good: [
      { title: "a condition on the checked token", text: checked() },
      {
        title: "a required scope",
        text: checked({ claims: '<claim name="scp" separator=" "><value>read</value></claim>' }, ""),
      },
      { title: "a required role", text: checked({ claims: '<claim name="roles"><value>Read</value></claim>' }, "") },
      { title: "a required group", text: checked({ claims: '<claim name="groups"><value>a</value></claim>' }, "") },
      {
        title: "a required claim whose name is not known yet",
        text: checked({ claims: '<claim name="{{claim}}"><value>a</value></claim>' }, ""),
      },
      {
        title: "named clients",
        text: AD_TOKEN("<client-application-ids><application-id>a</application-id></client-application-ids>"),
      },
      {
        title: "a variable that is made of the token",
        text: checked(
          {},
          '<set-variable name="mayRead" value="@(((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("read"))" />',
        ),
      },
      {
        title: "a condition on the token in the header",
        text: checked(
          {},
          WHEN(
            '@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt().Claims["roles"].Contains("a"))',
          ),
        ),
      },
      { title: "a fragment that may decide", text: checked({}, '<include-fragment fragment-id="a" />') },
      {
        title: "keys of its own",
        text: checked({ children: "<issuer-signing-keys><key>{{key}}</key></issuer-signing-keys>" }, ""),
      },
    ],
    bad: [
      {
        title: "an audience alone",
        text: checked({}, ""),
        severity: WARNING,
        message: /^<validate-jwt> checks neither scope nor role, so every token for the API passes/,
      },
      {
        title: "claims that decide nothing",
        text: checked({ claims: `<claim name="tid"><value>${TENANT}</value></claim>` }, ""),
        severity: WARNING,
        message: /checks neither scope nor role/,
      },
      {
        title: "a condition before the check",
        text: inbound(WHEN('@(context.Variables.ContainsKey("jwt"))') + jwt(), CHALLENGE),
        severity: WARNING,
        message: /checks neither/,
      },
      {
        title: "nothing at all with Entra ID",
        text: checked({ audiences: [] }, ""),
        severity: ERROR,
        message: /^<validate-jwt> checks neither scope nor role, and no audience: every token of the tenant passes/,
        fix: /<claim name="scp".* for users, or <claim name="roles"/,
      },
    ],
  },
  {
    id: "P-09",
    good: [
      {
        title: "a separator and a match",
        text: checked({
          claims: '<claim name="scp" match="any" separator=" "><value>read</value><value>write</value></claim>',
        }),
      },
      {
        title: "one value without a match",
        text: checked({ claims: '<claim name="roles"><value>Read</value></claim>' }),
      },
      { title: "any scope", text: checked({ claims: '<claim name="scp" />' }) },
      {
        title: "a list of scopes of another issuer",
        text: checked({ metadata: [AUTH0], issuers: [], claims: '<claim name="scp"><value>read</value></claim>' }),
      },
    ],
    bad: [
      {
        title: "a scope without a separator",
        text: checked({ claims: '<claim name="scp" match="any"><value>read</value></claim>' }),
        severity: WARNING,
        message: /^claim scp is compared as a whole; expected separator=" "/,
        path: "inbound/validate-jwt/required-claims/claim",
      },
      {
        title: "several values without a match",
        text: checked({ claims: '<claim name="roles"><value>Read</value><value>Write</value></claim>' }),
        severity: WARNING,
        message: /^claim roles needs all of its 2 values, because match is not given/,
      },
    ],
  },
  {
    id: "P-10",
    good: [
      { title: "the scheme Bearer", text: checked() },
      {
        title: "another header",
        text: checked({ attributes: 'header-name="X-Token" failed-validation-httpcode="401"' }),
      },
      { title: "a value", text: checked({ attributes: 'token-value="@((string)context.Variables["token"])"' }) },
      { title: "a header that is not known yet", text: checked({ attributes: 'header-name="{{header}}"' }) },
      { title: "validate-azure-ad-token", text: AD_TOKEN("") },
    ],
    bad: [
      {
        title: "any scheme",
        text: checked({ attributes: 'header-name="authorization"' }),
        severity: WARNING,
        message: /^any scheme is accepted before the token; expected require-scheme="Bearer"$/,
      },
      {
        title: "a token in the query",
        text: checked({ attributes: 'query-parameter-name="token"' }),
        severity: WARNING,
        message: /^the token comes in the query/,
      },
      {
        title: "a scheme without effect",
        text: checked({ attributes: 'header-name="X-Token" require-scheme="Bearer"' }),
        severity: WARNING,
        message: /^require-scheme has no effect on the header X-Token/,
      },
    ],
  },
  {
    id: "P-11",
    good: [
      { title: "five minutes", text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="300"` }) },
      { title: "a named value", text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="{{skew}}"` }) },
    ],
    bad: [
      {
        title: "an hour",
        text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="3600"` }),
        severity: WARNING,
        message: /^clock-skew is 3600 seconds/,
      },
    ],
  },
  {
    id: "P-12",
    good: [
      { title: "a constant message", text: checked() },
      {
        title: "a comparison with the reason",
        text: inbound(
          jwt(),
          `${CHALLENGE}<set-header name="X"><value>@(context.LastError.Reason == "TokenNotPresent" ? "a" : "b")</value></set-header>`,
        ),
      },
      {
        title: "the error in a log",
        text: inbound("", '<trace source="a"><message>@(context.LastError.Message)</message></trace>'),
      },
    ],
    bad: [
      {
        title: "the text of the library",
        text: checked({ attributes: 'header-name="Authorization"' }),
        severity: WARNING,
        message: /^<validate-jwt> sends the text of the token library when a check fails/,
      },
      {
        title: "the error in the message",
        text: checked({
          attributes: 'header-name="Authorization" failed-validation-error-message="@(context.LastError.Message)"',
        }),
        severity: WARNING,
        message: /^the message of a failed check tells what went wrong inside/,
      },
      {
        title: "the error in a body",
        text: inbound("", '<set-body>@("{ \\"error\\": \\"" + context.LastError.Message + "\\" }")</set-body>'),
        severity: WARNING,
        message: /^the caller gets context.LastError in <set-body>/,
      },
      {
        title: "the name of a policy in a header of a response",
        text: inbound(
          "",
          '<return-response><set-header name="X"><value>@(context.LastError.PolicyId)</value></set-header></return-response>',
        ),
        severity: WARNING,
        message: /in <set-header>/,
      },
    ],
  },
  {
    id: "P-13",
    good: [
      { title: "a challenge in on-error", text: checked() },
      { title: "a fragment in on-error", text: inbound(jwt(), '<include-fragment fragment-id="a" />') },
      { title: "a fragment that checks", text: `<fragment>${jwt()}</fragment>` },
      {
        title: "a check that answers 403",
        text: inbound(jwt({ attributes: 'header-name="A" failed-validation-httpcode="403"' })),
      },
      {
        title: "a 401 with a challenge",
        text: inbound(
          '<return-response><set-status code="401" /><set-header name="www-authenticate"><value>Bearer</value></set-header></return-response>',
        ),
      },
      {
        title: "a response that another service made",
        text: inbound('<return-response response-variable-name="a"><set-status code="401" /></return-response>'),
      },
    ],
    bad: [
      {
        title: "a check without a challenge",
        text: inbound(jwt()),
        severity: WARNING,
        message: /^a failed check is answered 401 without a WWW-Authenticate header; expected one$/,
        fix: /context.LastError.Source is "validate-jwt"$/,
      },
      {
        title: "a 401 without a challenge",
        text: inbound('<return-response><set-status code="401" reason="Unauthorized" /></return-response>'),
        severity: WARNING,
        message: /^a 401 is sent without a WWW-Authenticate header/,
        path: "inbound/return-response",
      },
    ],
  },
  {
    id: "P-14",
    good: [
      { title: "a decision after the check", text: checked() },
      {
        title: "a check that answers 403",
        text: checked({
          attributes: 'header-name="A" failed-validation-httpcode="403"',
          claims: '<claim name="roles"><value>a</value></claim>',
        }),
      },
      {
        title: "claims that are no permissions",
        text: checked({ claims: `<claim name="tid"><value>${TENANT}</value></claim>` }),
      },
    ],
    bad: [
      {
        title: "a permission in the check",
        text: checked({ claims: '<claim name="roles"><value>a</value></claim>' }),
        severity: WARNING,
        message: /^a token without the required roles is answered 401; expected 403/,
      },
    ],
  },
  {
    id: "P-15",
    good: [
      { title: "401", text: checked() },
      {
        title: "a status that is not known yet",
        text: checked({ attributes: 'header-name="A" failed-validation-httpcode="{{status}}"' }),
      },
    ],
    bad: [
      {
        title: "a success",
        text: checked({ attributes: 'header-name="A" failed-validation-httpcode="200"' }),
        severity: WARNING,
        message: /^a failed check is answered 200; expected 401 or 403$/,
      },
    ],
  },
  {
    id: "P-16",
    good: [
      { title: "credentials after the check", text: checked({}, IDENTITY + AUTHORIZE) },
      {
        title: "a token in a variable",
        text: inbound('<authentication-managed-identity resource="a" output-token-variable-name="b" />' + jwt()),
      },
      {
        title: "a token from another header",
        text: inbound(
          SET_AUTHORIZATION('@("Bearer " + context.Request.Headers.GetValueOrDefault("X-Token", ""))') + jwt(),
        ),
      },
      {
        title: "a token from a variable of the caller's",
        text: inbound(
          `<set-variable name="cookie" value="@(context.Request.Headers["Cookie"].First())" /><set-variable name="token" value="@((string)context.Variables["cookie"] + "")" />${SET_AUTHORIZATION('@("Bearer " + context.Variables["token"])')}${jwt()}`,
        ),
      },
      {
        title: "a token that another service gave for the caller's",
        text: inbound(
          `<send-request response-variable-name="answer"><set-url>https://a</set-url><set-method>POST</set-method><set-body>@(context.Request.Headers["Authorization"].First())</set-body></send-request>${SET_AUTHORIZATION('@(((IResponse)context.Variables["answer"]).Body.As<string>())')}${jwt()}`,
        ),
      },
      { title: "another header", text: inbound('<set-header name="X"><value>a</value></set-header>' + jwt()) },
      { title: "a check of another header", text: inbound(IDENTITY + jwt({ attributes: 'header-name="X-Token"' })) },
      {
        title: "a request of its own",
        text: inbound(
          `<send-request response-variable-name="a"><set-url>https://a</set-url><set-method>GET</set-method>${SET_AUTHORIZATION("Basic {{credentials}}")}</send-request>${jwt()}`,
        ),
      },
      {
        title: "another branch",
        text: inbound(`<choose><when condition="true">${IDENTITY}</when><otherwise>${jwt()}</otherwise></choose>`),
      },
      {
        title: "another section",
        text: `<policies><inbound><base />${jwt()}</inbound><backend>${IDENTITY}</backend></policies>`,
      },
    ],
    bad: [
      {
        title: "a managed identity before the check",
        text: inbound(IDENTITY + jwt()),
        severity: ERROR,
        message: /^<authentication-managed-identity> replaces the token before inbound\/validate-jwt checks it/,
        fix: /^move it below the check$/,
        path: "inbound/authentication-managed-identity",
      },
      {
        title: "a literal before the check",
        text: inbound(SET_AUTHORIZATION("Bearer {{token}}") + jwt()),
        severity: ERROR,
        message: /^<set-header> replaces the token/,
      },
      {
        title: "a token of the gateway's own before the check",
        text: inbound(
          `<authentication-managed-identity resource="a" output-token-variable-name="own" />${SET_AUTHORIZATION('@("Bearer " + (string)context.Variables["own"])', "skip")}${jwt()}`,
        ),
        severity: ERROR,
        message: /^<set-header> replaces the token/,
      },
      {
        title: "a password before the check",
        text: inbound('<authentication-basic username="a" password="{{b}}" />' + jwt()),
        severity: ERROR,
        message: /^<authentication-basic> replaces the token/,
      },
      {
        title: "a header that is removed before the check",
        text: inbound('<set-header name="authorization" exists-action="delete" />' + jwt()),
        severity: ERROR,
        message: /^<set-header> removes the token before/,
      },
      {
        title: "the same before validate-azure-ad-token",
        text: inbound(`${IDENTITY}<validate-azure-ad-token tenant-id="a" />`),
        severity: ERROR,
        message: /before inbound\/validate-azure-ad-token/,
      },
      {
        title: "the same for the header that is checked",
        text: inbound(
          `<set-header name="X-Token"><value>a</value></set-header>${jwt({ attributes: 'token-value="@(context.Request.Headers["X-Token"].First())"' })}`,
        ),
        severity: ERROR,
        message: /replaces the token/,
      },
      {
        title: "the same in a branch",
        text: inbound(WHEN("@(context.Product == null)", IDENTITY) + jwt()),
        severity: WARNING,
        message: /replaces the token/,
        path: "inbound/choose[1]/when[1]/authentication-managed-identity",
      },
    ],
  },
  {
    id: "P-17",
    good: [
      { title: "no credentials", text: checked() },
      { title: "credentials without a token", text: inbound('<authentication-certificate certificate-id="a" />') },
      {
        title: "a token that is deleted",
        text: checked(
          {},
          '<set-header name="x-functions-key"><value>{{key}}</value></set-header><set-header name="Authorization" exists-action="delete" />',
        ),
      },
      {
        title: "a token that is replaced",
        text: checked({}, `<authentication-certificate certificate-id="a" />${IDENTITY}`),
      },
      {
        title: "a header that is no credential",
        text: checked({}, '<set-header name="x-version"><value>{{version}}</value></set-header>'),
      },
    ],
    bad: [
      {
        title: "a key and the caller's token",
        text: checked({}, '<set-header name="x-functions-key"><value>{{key}}</value></set-header>'),
        severity: WARNING,
        message: /^<set-header> presents the gateway to the backend, which gets the caller's token as well/,
      },
      {
        title: "a certificate and the caller's token",
        text: checked({}, '<authentication-certificate certificate-id="a" />'),
        severity: WARNING,
        message: /^<authentication-certificate>/,
      },
    ],
  },
  {
    id: "P-18",
    good: [
      {
        title: "a token that was checked",
        text: checked({}, WHEN('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["a"].Any())')),
      },
      {
        title: "a token that the broader scope may have checked",
        text: inbound(WHEN('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')),
      },
      {
        title: "a token in a fragment",
        text: `<fragment>${WHEN('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')}</fragment>`,
      },
      {
        title: "a token that only names a counter",
        text: `<policies><inbound><rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt()?.Subject)" /></inbound></policies>`,
      },
    ],
    bad: [
      {
        title: "a token that nothing has checked",
        text: `<policies><inbound>${WHEN('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["roles"].Contains("a"))')}</inbound></policies>`,
        severity: WARNING,
        message: /^the condition reads a token that nothing has checked/,
        path: "inbound/choose[1]/when[1]",
      },
      {
        title: "a token that is checked later",
        text: `<policies><inbound>${WHEN("@(context.Request.Headers[\"Authorization\"].First().Split(' ')[1].TryParseJwt(out Jwt jwt))")}${jwt()}<base /></inbound></policies>`,
        severity: WARNING,
        message: /nothing has checked/,
      },
      {
        title: "a token that is taken apart by hand",
        text: `<policies><inbound>${WHEN("@(Convert.FromBase64String(context.Request.Headers[\"Authorization\"].First().Split('.')[1]).Length > 0)")}</inbound></policies>`,
        severity: WARNING,
        message: /nothing has checked/,
      },
    ],
  },
  {
    id: "P-19",
    good: [
      {
        title: "a header that replaces the caller's",
        text: checked(
          {},
          '<set-header name="X-User"><value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value></set-header>',
        ),
      },
      {
        title: "another header",
        text: inbound(
          '<set-header name="X-Id" exists-action="skip"><value>@(context.RequestId.ToString())</value></set-header>',
        ),
      },
    ],
    bad: [
      {
        title: "a header that the caller can write himself",
        text: checked(
          {},
          '<set-header name="X-User" exists-action="skip"><value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value></set-header>',
        ),
        severity: WARNING,
        message: /^the header tells who calls, and exists-action is "skip"/,
      },
    ],
  },
  {
    id: "P-20",
    good: [
      {
        title: "cors before the check",
        text: inbound(`<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>${jwt()}`),
      },
      {
        title: "credentials for one origin",
        text: inbound(
          '<cors allow-credentials="true"><allowed-origins><origin>https://a</origin></allowed-origins></cors>',
        ),
      },
      {
        title: "origins that are not known yet",
        text: inbound(
          '<cors allow-credentials="true"><allowed-origins><origin>{{origin}}</origin></allowed-origins></cors>',
        ),
      },
      {
        title: "every method and header",
        text: inbound(
          "<cors><allowed-origins><origin>https://a</origin></allowed-origins><allowed-methods><method>*</method></allowed-methods><allowed-headers><header>*</header></allowed-headers></cors>",
        ),
      },
    ],
    bad: [
      {
        title: "cors after the check",
        text: inbound(`${jwt()}<cors><allowed-origins><origin>https://a</origin></allowed-origins></cors>`),
        severity: WARNING,
        message: /^<cors> stands after inbound\/validate-jwt; expected it before/,
      },
      {
        title: "every origin",
        text: inbound("<cors><allowed-origins><origin>*</origin></allowed-origins></cors>"),
        severity: WARNING,
        message: /^every origin may call; expected/,
        path: "inbound/cors/allowed-origins/origin",
      },
      {
        title: "every host of a domain with credentials",
        text: inbound(
          `<cors allow-credentials="true"><allowed-origins><origin>https://*.azurewebsites.net</origin></allowed-origins><allowed-headers><header>*</header></allowed-headers></cors>${jwt()}`,
        ),
        severity: WARNING,
        message:
          /^every host of "https:\/\/\*\.azurewebsites\.net" may call with credentials; expected the origins that do$/,
      },
      {
        title: "every origin with credentials",
        text: inbound('<cors allow-credentials="true"><allowed-origins><origin>*</origin></allowed-origins></cors>'),
        severity: ERROR,
        message: /^every origin may call with credentials/,
      },
    ],
  },
  {
    id: "P-21",
    good: [
      {
        title: "a limit after the check",
        text: checked(
          {},
          `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt().Subject)" />${AUTHORIZE}`,
        ),
      },
      {
        title: "a limit by address before the check",
        text: inbound(
          `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.IpAddress)" />${jwt()}`,
        ),
      },
      {
        title: "a limit without a check",
        text: inbound(
          '<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First())" />',
        ),
      },
    ],
    bad: [
      {
        title: "a limit by a token before the check",
        text: inbound(
          `<quota-by-key calls="1" renewal-period="300" counter-key="@(context.Request.Headers.GetValueOrDefault("Authorization"))" />${jwt()}`,
        ),
        severity: WARNING,
        message: /^<quota-by-key> counts by the token before inbound\/validate-jwt checks it/,
      },
    ],
  },
  {
    id: "P-22",
    good: [
      {
        title: "claims that nobody can change",
        text: checked({ claims: '<claim name="oid"><value>a</value></claim>' }),
      },
      { title: "a claim that only has to be there", text: checked({ claims: '<claim name="email" />' }) },
      {
        title: "a name in a log",
        text: checked(
          {},
          '<trace source="a"><message>@(((Jwt)context.Variables["jwt"]).Claims["name"].First())</message></trace>',
        ),
      },
    ],
    bad: [
      {
        title: "an address of mail",
        text: checked({ claims: '<claim name="email"><value>a@contoso.com</value></claim>' }),
        severity: WARNING,
        message: /^claim email decides, and it can change/,
      },
      {
        title: "a name in a condition",
        text: checked({}, WHEN('@(((Jwt)context.Variables["jwt"]).Claims["preferred_username"].Contains("a"))')),
        severity: WARNING,
        message: /^the condition reads claim preferred_username/,
      },
    ],
  },
  {
    id: "P-23",
    good: [
      {
        title: "all headers but the token",
        text: inbound(
          '<log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers.Where(h => h.Key != "Authorization").Select(h => h.Key)))</log-to-eventhub>',
        ),
      },
      {
        title: "a claim in a log",
        text: checked({}, '<trace source="a"><message>@(((Jwt)context.Variables["jwt"]).Id)</message></trace>'),
      },
      {
        title: "the token in a header",
        text: inbound(
          '<set-header name="X"><value>@(context.Request.Headers.GetValueOrDefault("Authorization"))</value></set-header>',
        ),
      },
    ],
    bad: [
      {
        title: "the token in a trace",
        text: inbound(
          '<trace source="a"><message>@(context.Request.Headers.GetValueOrDefault("Authorization"))</message></trace>',
        ),
        severity: WARNING,
        message: /^<trace> writes the header Authorization into a log/,
        path: "inbound/trace/message",
      },
      {
        title: "the token in an event",
        text: inbound(
          '<log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers["authorization"]))</log-to-eventhub>',
        ),
        severity: WARNING,
        message: /^<log-to-eventhub>/,
      },
    ],
  },
  {
    id: "P-24",
    good: [
      { title: "a scope alone", text: checked() },
      {
        title: "a role only without a scope",
        text: checked(
          {},
          WHEN(
            '@(!((!((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") && ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("a")) || ((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("b")))',
          ),
        ),
      },
      {
        title: "a role only of applications",
        text: checked(
          {},
          WHEN(
            '@(((Jwt)context.Variables["jwt"]).Claims["idtyp"].Contains("app") && ((Jwt)context.Variables["jwt"]).Claims["roles"].Any() || ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
          ),
        ),
      },
      {
        title: "a scope and a role",
        text: checked(
          {},
          WHEN(
            '@(((Jwt)context.Variables["jwt"]).Claims["roles"].Any() && ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
          ),
        ),
      },
    ],
    bad: [
      {
        title: "a scope or a role",
        text: checked(
          {},
          WHEN(
            '@(((Jwt)context.Variables["jwt"]).Claims["roles"].Any() || ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
          ),
        ),
        severity: WARNING,
        message: /^the condition takes a scope or a role/,
      },
    ],
  },
  {
    id: "P-25",
    good: [
      { title: "azp in version 2", text: checked({ claims: `<claim name="azp"><value>${CLIENT}</value></claim>` }) },
      {
        title: "appid in version 1",
        text: checked({
          metadata: [V1_METADATA],
          issuers: [V1_ISSUER],
          claims: `<claim name="appid"><value>${CLIENT}</value></claim>`,
        }),
      },
      {
        title: "either in both",
        text: checked({
          issuers: [V1_ISSUER, V2_ISSUER],
          claims: `<claim name="appid"><value>${CLIENT}</value></claim>`,
        }),
      },
      {
        title: "both in a condition",
        text: checked(
          {},
          WHEN(
            '@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("azp", ((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("appid", "")) == "a")',
          ),
        ),
      },
      {
        title: "azp of another issuer",
        text: checked({ metadata: [AUTH0], issuers: [], claims: '<claim name="appid"><value>a</value></claim>' }),
      },
    ],
    bad: [
      {
        title: "appid in version 2",
        text: checked({ claims: `<claim name="appid"><value>${CLIENT}</value></claim>` }),
        severity: WARNING,
        message: /^claim appid is read, and only version 2 tokens pass, which do not have it; expected azp$/,
        fix: /^use azp$/,
      },
      {
        title: "azp in version 1",
        text: checked(
          { metadata: [V1_METADATA], issuers: [] },
          WHEN('@(((Jwt)context.Variables["jwt"]).Claims["azp"].Contains("a"))'),
        ),
        severity: WARNING,
        message: /^claim azp is read, and only version 1 tokens pass/,
      },
    ],
  },
  {
    id: "P-27",
    good: [
      {
        title: "named values",
        text: inbound(
          '<authentication-basic username="a" password="{{password}}" /><set-header name="api-key"><value>{{key}}</value></set-header>',
        ),
      },
      {
        title: "expressions",
        text: inbound('<authentication-basic username="a" password="@((string)context.Variables["password"])" />'),
      },
      {
        title: "words in the place of secrets",
        text: inbound(
          "<set-body>grant_type=client_credentials&amp;client_secret=YOUR-SECRET-HERE&amp;scope=a</set-body><!-- AccountKey=... -->",
        ),
      },
      {
        title: "ids and thumbprints",
        text: inbound(
          `<set-header name="x-api-key-id"><value>${CLIENT.replace(/\w/g, "0")}</value></set-header><authentication-certificate thumbprint="5BA6B1F7A7D8D8C1F7A7D8D8C1F7A7D8D8C1F7A7" />`,
        ),
      },
      {
        title: "a public key",
        text: checked({
          children:
            '<issuer-signing-keys><key n="yTeFSkMgKm8sFjH4nWbVpDq0xZ2cR7aLu5oEiB9w" e="AQAB" /></issuer-signing-keys>',
        }),
      },
      {
        title: "the beginning of a token",
        text: inbound(WHEN('@(context.Request.Headers["Authorization"].First().StartsWith("Bearer eyJ"))')),
      },
      {
        title: "a signature that is not known yet",
        text: inbound('<set-backend-service base-url="https://a/workflows?sp=1&amp;sig={{signature}}" />'),
      },
    ],
    bad: [
      {
        title: "a token",
        text: inbound(`<set-header name="X"><value>Bearer ${LITERAL_JWT}</value></set-header>`),
        severity: ERROR,
        message: /^a token \(JWT\) stands in the text of <value>; expected a named value/,
        path: "inbound/set-header/value",
      },
      {
        title: "a client secret of Entra ID in code",
        text: inbound(`<set-body>@{ return "client_secret=${LITERAL_SECRET}"; }</set-body>`),
        severity: ERROR,
        message: /^a client secret of Entra ID stands in the text of <set-body>/,
      },
      {
        title: "a private key in a comment",
        text: inbound("<set-variable name='a' value='b'><!-- -----BEGIN RSA PRIVATE KEY----- --></set-variable>"),
        severity: ERROR,
        message: /^a private key stands in a comment/,
      },
      {
        title: "a connection string",
        text: inbound(
          '<set-variable name="a" value="DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==" />',
        ),
        severity: ERROR,
        message: /^the key in a connection string stands in attribute "value"/,
      },
      {
        title: "a shared access signature",
        text: inbound(
          '<set-backend-service base-url="https://a/workflows/1?sp=%2Ftriggers&amp;sv=1.0&amp;sig=Xk9Qm2pLr7Tz4Vb1Nc8Wd5Hf3Jg6Ys0Aq-e_RuToIlP" />',
        ),
        severity: ERROR,
        message: /^a shared access signature/,
      },
      {
        title: "a password",
        text: inbound('<authentication-basic username="a" password="b" />'),
        severity: WARNING,
        message: /^a password stands in attribute "password"/,
      },
      {
        title: "a password in a connection string",
        text: inbound(
          "<set-variable name='a' value='Server=tcp:a.database.windows.net;User ID=b;Password=c0mplic4ted!;' />",
        ),
        severity: WARNING,
        message: /^the password in a connection string/,
      },
      {
        title: "a client secret of somebody else",
        text: inbound("<set-body>client_id=a&amp;client_secret=8f1e0b7c2d9a</set-body>"),
        severity: WARNING,
        message: /^a client secret stands/,
      },
      {
        title: "a password in a form, in a comment",
        text: inbound("<!-- <set-body>grant_type=password&username=a&password=hunter2hunter2</set-body> -->"),
        severity: WARNING,
        message: /^a password stands in a comment/,
      },
      {
        title: "the URL of a webhook",
        text: inbound(
          `<send-request mode="new" response-variable-name="a"><set-url>https://contoso.webhook.office.com/webhookb2/${TENANT}@${CLIENT}/IncomingWebhook/0123456789abcdef</set-url></send-request>`,
        ),
        severity: WARNING,
        message: /^the URL of a webhook, which anybody who knows it can call, stands in the text of <set-url>/,
      },
      {
        title: "credentials in base64",
        text: inbound(SET_AUTHORIZATION("Basic dXNlcjpwYXNz")),
        severity: WARNING,
        message: /^a user name and a password/,
      },
      {
        title: "a key in a header",
        text: inbound(
          '<set-header name="Ocp-Apim-Subscription-Key"><value>4f1d8c0be7a94c6f9d2e3b5a70618c2d</value></set-header>',
        ),
        severity: WARNING,
        message: /^a key stands in the text of <value>/,
      },
      {
        title: "a function key in a URL",
        text: inbound(
          '<set-backend-service base-url="https://a/api?code=Xk9Qm2pLr7Tz4Vb1Nc8Wd5Hf3Jg6Ys0AqeRuToIlPvCw4Bn==" />',
        ),
        severity: WARNING,
        message: /^a function key/,
      },
      {
        title: "a symmetric key",
        text: checked({
          children:
            "<issuer-signing-keys><key>c2lnbmluZy1rZXktb2YtdGhlLXNob3AtMTIzNDU2Nzg5</key></issuer-signing-keys>",
        }),
        severity: WARNING,
        message: /^a symmetric key stands in the text of <key>/,
      },
    ],
  },
];
