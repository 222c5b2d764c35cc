import { TerraformVariable } from "cdktf";
import { Authority, AzureCloud, TokenVersion } from "cdktf-apim-oauth";
import { newStack, TENANT } from "../support/synth";

const OTHER = "22222222-2222-4222-8222-222222222222";

describe.each([
  {
    authority: Authority.publicCloud(TENANT),
    cloud: AzureCloud.PUBLIC,
    login: "https://login.microsoftonline.com",
    issuerV1: `https://sts.windows.net/${TENANT}/`,
  },
  {
    authority: Authority.usGovernment(TENANT),
    cloud: AzureCloud.US_GOVERNMENT,
    login: "https://login.microsoftonline.us",
    // The government cloud has the issuer of the public one.
    issuerV1: `https://sts.windows.net/${TENANT}/`,
  },
  {
    authority: Authority.china(TENANT),
    cloud: AzureCloud.CHINA,
    login: "https://login.partner.microsoftonline.cn",
    issuerV1: `https://sts.chinacloudapi.cn/${TENANT}/`,
  },
])("in the cloud at $login", ({ authority, cloud, login, issuerV1 }) => {
  test("an authority knows its tenant and its cloud", () => {
    expect(authority.tenantId).toBe(TENANT);
    expect(authority.cloud).toBe(cloud);
    expect(authority.toString()).toBe(`tenant ${TENANT} of the ${cloud.environment} cloud`);
  });

  test("the endpoints are those of version 2, whatever the version of the tokens", () => {
    expect(authority.tokenEndpoint).toBe(`${login}/${TENANT}/oauth2/v2.0/token`);
    expect(authority.authorizationEndpoint).toBe(`${login}/${TENANT}/oauth2/v2.0/authorize`);
  });

  test("metadata and issuer of version 2 tokens belong together", () => {
    expect(authority.metadataUrl(TokenVersion.V2)).toBe(`${login}/${TENANT}/v2.0/.well-known/openid-configuration`);
    expect(authority.issuer(TokenVersion.V2)).toBe(`${login}/${TENANT}/v2.0`);
  });

  test("metadata and issuer of version 1 tokens belong together, and the issuer ends with a slash", () => {
    expect(authority.metadataUrl(TokenVersion.V1)).toBe(`${login}/${TENANT}/.well-known/openid-configuration`);
    expect(authority.issuer(TokenVersion.V1)).toBe(issuerV1);
  });
});

test("a tenant id is written in lower case, as the issuer of a token is", () => {
  const id = "ABCDEF01-2345-4678-89AB-CDEF01234567";
  expect(Authority.publicCloud(id).issuer(TokenVersion.V2)).toBe(
    "https://login.microsoftonline.com/abcdef01-2345-4678-89ab-cdef01234567/v2.0",
  );
});

test.each(["common", "organizations", "consumers", "contoso.onmicrosoft.com", ""])(
  "fails for tenant %j, because no token names it as its issuer",
  (tenantId) => {
    const makers = [
      () => Authority.publicCloud(tenantId),
      () => Authority.usGovernment(tenantId),
      () => Authority.china(tenantId),
    ];
    for (const make of makers) {
      expect(make).toThrow(/^Authority: tenantId is "[^"]*"; expected the GUID of one tenant: /);
    }
  },
);

test("two authorities differ only when they certainly do", () => {
  const stack = newStack();
  const [one, two] = ["one", "two"].map((id) =>
    Authority.publicCloud(new TerraformVariable(stack, id, {}).stringValue),
  );
  const known = Authority.publicCloud(TENANT);
  expect(known._differsFrom(Authority.publicCloud(TENANT.toUpperCase()))).toBe(false);
  expect(known._differsFrom(Authority.publicCloud(OTHER))).toBe(true);
  expect(known._differsFrom(Authority.usGovernment(TENANT))).toBe(true);
  expect(known._differsFrom(one!)).toBe(false);
  expect(one!._differsFrom(two!)).toBe(false);
  expect(one!._differsFrom(Authority.china(TENANT))).toBe(true);
});
