import { METADATA_ADDRESS } from "../../../../src/policy/lint/rules/p-28-metadata-address";
import {
  AUTH0,
  checked,
  checkRule,
  ERROR,
  jwt,
  TENANT,
  V1_METADATA,
  V2_METADATA,
  WARNING,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const LOGIN = `https://login.microsoftonline.com/${TENANT}`;
const WELL_KNOWN = ".well-known/openid-configuration";

const withUrl = (url: string): string => checked({ metadata: [url], issuers: [] });

testRule(METADATA_ADDRESS, {
  good: [
    ...[
      V1_METADATA,
      V2_METADATA,
      ` ${V2_METADATA} `,
      `${V2_METADATA}?appid=${TENANT}`,
      `https://login.microsoftonline.com/contoso.com/v2.0/${WELL_KNOWN}`,
      `https://login.microsoftonline.com/common/V2.0/.well-known/OpenID-Configuration`,
      `https://login.microsoftonline.us/${TENANT}/v2.0/${WELL_KNOWN}`,
      `https://sts.windows.net/${TENANT}/${WELL_KNOWN}`,
      `https://contoso.ciamlogin.com/${TENANT}/v2.0/${WELL_KNOWN}`,
      `https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/${WELL_KNOWN}`,
      `https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/${WELL_KNOWN}?p=B2C_1_signin`,
      AUTH0,
      "https://contoso.okta.com/oauth2/default/.well-known/oauth-authorization-server",
      "https://sso.contoso.com/realms/orders/.well-known/openid-configuration",
      "https://contoso.blob.core.windows.net/identity/metadata.json",
      "https://identity.contoso.com/metadata",
      `https://login.microsoftonline.com/{{tenant-id}}/v2.0/${WELL_KNOWN}`,
      `https://login.microsoftonline.com/{{ tenant-id }}/v2.0/${WELL_KNOWN}`,
      "https://login.microsoftonline.com/{{tenant-and-rest}}",
      "https://{{identity-host}}/oauth2",
      "{{metadata}}",
      "{{metadata-base}}/v2.0",
      "@(context.Variables.GetValueOrDefault<string>(&quot;a b&quot;))",
    ].map((url) => ({ title: url, text: withUrl(url) })),
    { title: "an empty address, which P-04 finds", text: withUrl("") },
    { title: "places that nobody filled, which P-29 finds", text: withUrl("${openid_url}") },
    {
      title: "words in the place of an address, which P-29 finds",
      text: withUrl("<your metadata>".replace(/</g, "&lt;")),
    },
  ],
  bad: [
    ...[
      [`${LOGIN}/v2.0`, "does not lead to metadata"],
      [LOGIN, "does not lead to metadata"],
      [`${LOGIN}/v2.0/`, "does not lead to metadata"],
      [`${LOGIN}/v2.0/openid-configuration`, "does not lead to metadata"],
      [`${LOGIN}/v2.0/.well-known`, "does not lead to metadata"],
      [`${LOGIN}/${WELL_KNOWN}/v2.0`, "does not lead to metadata"],
      [`https://sts.windows.net/${TENANT}/`, "does not lead to metadata"],
      [`${LOGIN}/federationmetadata/2007-06/federationmetadata.xml`, "does not lead to metadata"],
      [`${LOGIN}/discovery/v2.0/keys`, "is that of the keys"],
      ["https://login.microsoftonline.com/common/discovery/keys", "is that of the keys"],
      [`${LOGIN}/oauth2/v2.0/authorize`, "is an endpoint for clients"],
      [`${LOGIN}/oauth2/v2.0/token`, "is an endpoint for clients"],
      [`https://contoso.ciamlogin.com/${TENANT}/v2.0`, "does not lead to metadata"],
      ["https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/", "does not lead to metadata"],
      [V2_METADATA.replace("https://", ""), "is no absolute URL"],
      [V2_METADATA.replace("https:", ""), "is no absolute URL"],
      [V2_METADATA.replace("https", "htps"), "is no absolute URL"],
      [V2_METADATA.replace("/v2.0", "/ v2.0"), "holds whitespace"],
      [V2_METADATA.replace("/v2.0", "\n/v2.0"), "holds whitespace"],
    ].map(([url, found]) => ({
      title: url!,
      text: withUrl(url!),
      severity: ERROR,
      message: new RegExp(`^the address of the metadata is ".*", which ${found}; expected the metadata, an https URL`),
      path: "inbound/validate-jwt/openid-config",
    })),
    ...[
      ["https://login.microsoftonline.com/{{tenant-id}}/v2.0", "does not lead to metadata"],
      ["https://login.microsoftonline.com/{{tenant-id}}/discovery/v2.0/keys", "is that of the keys"],
      [`https://login.microsoftonline.com/v2.0/${TENANT}/${WELL_KNOWN}`, "is no metadata of a tenant"],
      [`https://login.microsoftonline.com/v2.0/${WELL_KNOWN}`, "is no metadata of a tenant"],
      [`https://login.microsoftonline.com/${WELL_KNOWN}`, "is no metadata of a tenant"],
      [`${LOGIN}/oauth2/v2.0/${WELL_KNOWN}`, "is no metadata of a tenant"],
      [`https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/${WELL_KNOWN}`, "names no user flow"],
      ["https://contoso.eu.auth0.com/", "does not lead to metadata"],
      ["https://contoso.eu.auth0.com/.well-known/jwks.json", "is that of the keys"],
      ["https://contoso.okta.com/oauth2/default", "does not lead to metadata"],
      ["https://contoso.okta.com/oauth2/default/v1/keys", "is that of the keys"],
      ["https://sso.contoso.com/realms/orders", "does not lead to metadata"],
      ["https://sso.contoso.com/realms/orders/protocol/openid-connect/certs", "is that of the keys"],
      ["https://accounts.google.com", "does not lead to metadata"],
    ].map(([url, found]) => ({
      title: url!,
      text: withUrl(url!),
      severity: WARNING,
      message: new RegExp(`^the address of the metadata is ".*", which ${found}; expected `),
    })),
    {
      title: "the address of the issuer beside that of metadata",
      text: checked({ metadata: [V2_METADATA, LOGIN] }),
      severity: WARNING,
      message: /does not lead to metadata/,
      path: "inbound/validate-jwt/openid-config[2]",
    },
    {
      title: "the address of the issuer beside a key",
      text: checked({
        children: `<openid-config url="${LOGIN}" /><issuer-signing-keys><key>{{key}}</key></issuer-signing-keys>`,
      }),
      severity: WARNING,
      message: /does not lead to metadata/,
    },
  ],
});

test("does not show a query, which may hold a key", () => {
  const [finding] = checkRule(
    "P-28",
    `<fragment>${jwt({ metadata: ["https://a/?code=4f1d8c0be7a94c6f"] })}</fragment>`,
  );

  expect(finding!.message).toMatch(/^the address of the metadata is "https:\/\/a\/", which/);
});
