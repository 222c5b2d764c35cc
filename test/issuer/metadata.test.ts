import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { ENTRA_HOSTS } from "../../src/oauth/entra-tenant";
import { DIRECTORY, keyRing, TENANT_ID } from "./example-tenant";

async function get(issuer: LocalEntraId, url: string): Promise<Record<string, unknown>> {
  const response = await issuer.handle(new Request(url));
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

test.each([
  ["public", "login.microsoftonline.com", "sts.windows.net"],
  ["usgovernment", "login.microsoftonline.us", "sts.windows.net"],
  ["china", "login.partner.microsoftonline.cn", "sts.chinacloudapi.cn"],
] as const)("the metadata of cloud %s name the issuer of each version", async (cloud, login, sts) => {
  const issuer = new LocalEntraId({ ...DIRECTORY, hosts: ENTRA_HOSTS[cloud] }, { keys: keyRing() });
  const base = `https://${login}/${TENANT_ID}`;
  expect(await get(issuer, `${base}/v2.0/.well-known/openid-configuration`)).toMatchObject({
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
  expect(await get(issuer, `${base}/.well-known/openid-configuration`)).toMatchObject({
    issuer: `https://${sts}/${TENANT_ID}/`,
    token_endpoint: `${base}/oauth2/token`,
    jwks_uri: `https://${login}/common/discovery/keys`,
  });
});

test("for any tenant, the issuer is a template, and a domain means the tenant", async () => {
  const issuer = new LocalEntraId(DIRECTORY, { keys: keyRing() });
  const login = "https://login.microsoftonline.com";
  const any = await get(issuer, `${login}/organizations/v2.0/.well-known/openid-configuration`);
  expect(any.issuer).toBe(`${login}/{tenantid}/v2.0`);
  const domain = await get(issuer, `${login}/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration`);
  expect(domain.issuer).toBe(`${login}/${TENANT_ID}/v2.0`);
});

test("the keys are more than one, and those of version 2 name their issuer", async () => {
  const issuer = new LocalEntraId(DIRECTORY, { keys: keyRing() });
  const login = "https://login.microsoftonline.com";
  const { keys } = (await get(issuer, `${login}/${TENANT_ID}/discovery/v2.0/keys`)) as {
    keys: Record<string, string>[];
  };
  expect(keys.length).toBeGreaterThan(1);
  expect(Object.keys(keys[0]!).sort()).toEqual(["e", "issuer", "kid", "kty", "n", "use", "x5t"]);
  const old = (await get(issuer, `${login}/common/discovery/keys`)) as { keys: Record<string, string>[] };
  expect(Object.keys(old.keys[0]!)).not.toContain("issuer");
});

test("fails for an address that Entra ID does not have", async () => {
  const issuer = new LocalEntraId(DIRECTORY, { keys: keyRing() });
  expect((await issuer.handle(new Request("https://login.microsoftonline.com/a/b/c"))).status).toBe(404);
});
