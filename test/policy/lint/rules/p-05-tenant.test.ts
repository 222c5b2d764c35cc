import { TENANT } from "../../../../src/policy/lint/rules/p-05-tenant";
import { adToken, checked, TENANT as TENANT_ID, V2_METADATA, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(TENANT, {
  good: [
    { title: "one tenant", text: checked() },
    {
      title: "whitespace in the address, which P-28 tells",
      text: checked({ metadata: [V2_METADATA.replace(TENANT_ID, "my tenant")] }),
    },
    {
      title: "all tenants with a list of issuers",
      text: checked({ metadata: [V2_METADATA.replace(TENANT_ID, "common")] }),
    },
    {
      title: "all tenants with a required tenant",
      text: checked({
        metadata: [V2_METADATA.replace(TENANT_ID, "organizations")],
        issuers: [],
        claims: `<claim name="tid"><value>${TENANT_ID}</value></claim>`,
      }),
    },
    {
      title: "all tenants with a condition on the tenant",
      text: checked(
        { metadata: [V2_METADATA.replace(TENANT_ID, "common")], issuers: [] },
        when(`@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("tid", "") != "${TENANT_ID}")`),
      ),
    },
    {
      title: "a tenant that has such a name elsewhere",
      text: checked({ metadata: ["https://identity.contoso.com/common/.well-known/openid-configuration"] }),
    },
    { title: "a domain of the tenant", text: checked({ metadata: [V2_METADATA.replace(TENANT_ID, "contoso.com")] }) },
    { title: "a domain in validate-azure-ad-token", text: adToken("", 'tenant-id="contoso.onmicrosoft.com"') },
    { title: "a tenant that is not known yet", text: adToken("", 'tenant-id="{{tenant-id}}"') },
    { title: "a place that nobody filled, which P-29 finds", text: adToken("", 'tenant-id="YOUR-TENANT-ID"') },
  ],
  bad: [
    {
      title: "all tenants",
      text: checked({ metadata: [V2_METADATA.replace(TENANT_ID, "common")], issuers: [] }),
      severity: WARNING,
      message: /^tokens of every tenant are considered \("common"\), and no issuer is listed/,
    },
    {
      title: "all tenants in validate-azure-ad-token",
      text: adToken(
        "<client-application-ids><application-id>a</application-id></client-application-ids>",
        'tenant-id="organizations"',
      ),
      severity: WARNING,
      message: /"organizations"/,
    },
    {
      title: "a tenant that is neither an id nor a domain",
      text: checked({ metadata: [V2_METADATA.replace(TENANT_ID, "contoso")] }),
      severity: WARNING,
      message: /^the tenant is "contoso", which names none; expected one id, a GUID, or one domain/,
      path: "inbound/validate-jwt/openid-config",
    },
    {
      title: "two tenants in one",
      text: adToken("", `tenant-id="${TENANT_ID},${TENANT_ID}"`),
      severity: WARNING,
      message: /which names none; expected one id/,
    },
    {
      title: "an issuer in the place of the tenant",
      text: adToken("", `tenant-id="https://sts.windows.net/${TENANT_ID}/"`),
      severity: WARNING,
      message: /which names none; expected one id/,
    },
  ],
});
