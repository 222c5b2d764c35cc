import { decodeJwt, decodeProtectedHeader } from "jose";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import {
  ADA,
  application,
  CLOSED,
  DIRECTORY,
  JOB,
  keyRing,
  NOW,
  ORDERS,
  ORDERS_V1,
  SECRET,
  SHOP,
  TENANT_ID,
} from "./example-tenant";

const LOGIN = "https://login.microsoftonline.com";
const entra = new LocalEntraId(DIRECTORY, { keys: keyRing(), now: () => NOW });

async function post(
  parameters: Record<string, string>,
  options: { path?: string; headers?: Record<string, string>; issuer?: LocalEntraId } = {},
): Promise<{ status: number; origin: string | null; body: Record<string, unknown> }> {
  const { path = `/${TENANT_ID}/oauth2/v2.0/token`, headers = {}, issuer = entra } = options;
  const response = await issuer.handle(
    new Request(LOGIN + path, { method: "POST", body: new URLSearchParams(parameters), headers }),
  );
  const origin = response.headers.get("access-control-allow-origin");
  return { status: response.status, origin, body: (await response.json()) as Record<string, unknown> };
}

const MACHINE = {
  grant_type: "client_credentials",
  client_id: JOB.clientId,
  client_secret: SECRET,
  scope: `api://${ORDERS.clientId}/.default`,
};

describe("a token for an application", () => {
  test("of version 2 has exactly the claims of Entra ID", async () => {
    const { status, body } = await post(MACHINE);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 });
    const token = body.access_token as string;
    const claims = decodeJwt(token);
    expect(Object.keys(claims).sort()).toEqual(
      [
        "aio",
        "aud",
        "azp",
        "azpacr",
        "exp",
        "iat",
        "iss",
        "nbf",
        "oid",
        "rh",
        "roles",
        "sub",
        "tid",
        "uti",
        "ver",
      ].sort(),
    );
    expect(claims).toMatchObject({
      aud: ORDERS.clientId,
      iss: `${LOGIN}/${TENANT_ID}/v2.0`,
      azp: JOB.clientId,
      azpacr: "1",
      roles: ["Orders.Sync"],
      oid: JOB.principalId,
      sub: JOB.principalId,
      ver: "2.0",
    });
    expect([claims.exp! - claims.iat!, claims.nbf]).toEqual([3900, claims.iat]);
    expect(Object.keys(decodeProtectedHeader(token)).sort()).toEqual(["alg", "kid", "typ"]);
  });

  test("of version 1 has the other issuer, the audience as it was asked for, and the key twice", async () => {
    const { body } = await post({ ...MACHINE, scope: `${ORDERS_V1.identifierUris[0]!}/.default` });
    const token = body.access_token as string;
    expect(decodeJwt(token)).toMatchObject({
      aud: ORDERS_V1.identifierUris[0],
      iss: `https://sts.windows.net/${TENANT_ID}/`,
      idp: `https://sts.windows.net/${TENANT_ID}/`,
      appid: JOB.clientId,
      appidacr: "1",
      roles: ["Read"],
      ver: "1.0",
    });
    const { kid, x5t } = decodeProtectedHeader(token);
    expect(x5t).toBe(kid);
  });

  test("is issued without a role as well, and then has no roles", async () => {
    const { status, body } = await post({ ...MACHINE, client_id: SHOP.clientId });
    expect(status).toBe(200);
    expect(decodeJwt(body.access_token as string)).not.toHaveProperty("roles");
  });

  test("can be asked for with Basic authentication, by domain, and at version 1 of the endpoint", async () => {
    const basic = `Basic ${Buffer.from(`${JOB.clientId}:${encodeURIComponent(SECRET)}`).toString("base64")}`;
    const { grant_type, scope } = MACHINE;
    const byHeader = await post(
      { grant_type, scope },
      { headers: { authorization: basic }, path: "/contoso.onmicrosoft.com/oauth2/v2.0/token" },
    );
    expect(byHeader.status).toBe(200);
    const { client_id, client_secret } = MACHINE;
    const old = await post(
      { grant_type, client_id, client_secret, resource: ORDERS.clientId },
      { path: `/${TENANT_ID}/oauth2/token` },
    );
    expect(decodeJwt(old.body.access_token as string).aud).toBe(ORDERS.clientId);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["a scope instead of .default", { scope: `api://${ORDERS.clientId}/Orders.Read` }, 1002012, "invalid_scope"],
    [
      "two APIs",
      { scope: `api://${ORDERS.clientId}/.default ${ORDERS_V1.clientId}/.default` },
      1002012,
      "invalid_scope",
    ],
    ["an API that is not there", { scope: "api://orders/.default" }, 500011, "invalid_resource"],
    ["no scope", { scope: "" }, 900144, "invalid_request"],
    ["a wrong secret", { client_secret: "wrong" }, 7000215, "invalid_client"],
    ["an unknown client", { client_id: "99999999-9999-4999-8999-999999999999" }, 700016, "unauthorized_client"],
    ["an API that asks for an assignment", { scope: `${CLOSED.clientId}/.default` }, 501051, "invalid_grant"],
    ["the parameter of version 1", { resource: ORDERS.clientId }, 901002, "invalid_request"],
    ["another grant", { grant_type: "magic" }, 70003, "unsupported_grant_type"],
  ])("fails for %s", async (_, change, code, error) => {
    const { status, body } = await post({ ...MACHINE, ...change });
    expect(status).toBe(error === "invalid_client" ? 401 : 400);
    expect(body).toMatchObject({ error, error_codes: [code] });
    expect(body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  test("fails without a credential, with an ended secret, in another tenant and in any tenant", async () => {
    const { grant_type, client_id, scope } = MACHINE;
    const open = { grant_type, client_id, scope };
    expect((await post(open)).body.error_codes).toEqual([7000218]);
    const ended = application("d", {
      credentials: { secrets: [{ value: SECRET, endsAt: NOW }], certificates: [], federated: [] },
    });
    const issuer = new LocalEntraId(
      { ...DIRECTORY, applications: [ORDERS, ended] },
      { keys: keyRing(), now: () => NOW },
    );
    expect((await post(MACHINE, { issuer })).body.error_codes).toEqual([7000222]);
    expect((await post(MACHINE, { path: "/fabrikam.onmicrosoft.com/oauth2/v2.0/token" })).body.error_codes).toEqual([
      90002,
    ]);
    expect((await post(MACHINE, { path: "/common/oauth2/v2.0/token" })).body.error_codes).toEqual([50059]);
  });
});

describe("a token for a user", () => {
  const REQUEST = {
    client_id: SHOP.clientId,
    response_type: "code",
    redirect_uri: "https://shop.contoso.com/signin",
    scope: `api://${ORDERS.clientId}/Orders.Read openid offline_access`,
    state: "s",
    nonce: "n",
  };

  async function authorize(parameters: Record<string, string>): Promise<URLSearchParams> {
    const response = await entra.handle(
      new Request(`${LOGIN}/${TENANT_ID}/oauth2/v2.0/authorize?${new URLSearchParams(parameters).toString()}`),
    );
    expect(response.status).toBe(302);
    return new URL(response.headers.get("location")!).searchParams;
  }

  async function redeem(parameters: Record<string, string>): Promise<Record<string, unknown>> {
    const query = await authorize(parameters);
    expect(query.get("state")).toBe("s");
    return {
      grant_type: "authorization_code",
      code: query.get("code")!,
      client_id: SHOP.clientId,
      redirect_uri: parameters.redirect_uri,
    };
  }

  test("has the scopes that were consented to, and the roles of the user's groups", async () => {
    const { body } = await post({ ...(await redeem(REQUEST)), client_secret: SECRET });
    const claims = decodeJwt(body.access_token as string);
    expect(claims).toMatchObject({
      aud: ORDERS.clientId,
      azp: SHOP.clientId,
      scp: "Orders.Read",
      roles: ["Orders.Sync"],
      oid: ADA.objectId,
      preferred_username: ADA.userPrincipalName,
      name: "Ada",
    });
    expect(claims.sub).not.toBe(ADA.objectId);
    expect(decodeJwt(body.id_token as string)).toMatchObject({ aud: SHOP.clientId, nonce: "n" });
    expect(decodeJwt(body.id_token as string)).not.toHaveProperty("scp");
    const again = await post({
      grant_type: "refresh_token",
      refresh_token: body.refresh_token as string,
      client_id: SHOP.clientId,
      client_secret: SECRET,
    });
    expect(decodeJwt(again.body.access_token as string).scp).toBe("Orders.Read");
  });

  test("needs the verifier of its challenge, and a code is good once", async () => {
    const challenge = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from("v".repeat(43)))).toString(
      "base64url",
    );
    const page = {
      ...REQUEST,
      redirect_uri: "https://shop.contoso.com/page",
      code_challenge: challenge,
      code_challenge_method: "S256",
    };
    const headers = { origin: "https://shop.contoso.com" };
    const form = { ...(await redeem(page)), code_verifier: "v".repeat(43) } as Record<string, string>;
    const { status, origin } = await post(form, { headers });
    expect([status, origin]).toEqual([200, headers.origin]);
    expect((await post(form, { headers })).body.error_codes).toEqual([54005]);
    const wrong = { ...(await redeem(page)), code_verifier: "w".repeat(43) } as Record<string, string>;
    expect((await post(wrong, { headers })).body.error_codes).toEqual([501481]);
    const missing = (await redeem(page)) as Record<string, string>;
    expect((await post(missing, { headers })).body.error_codes).toEqual([501481]);
    const fromServer = { ...(await redeem(page)), code_verifier: "v".repeat(43) } as Record<string, string>;
    expect((await post(fromServer)).body.error_codes).toEqual([9002327]);
    expect((await authorize({ ...REQUEST, redirect_uri: page.redirect_uri })).get("error_description")).toMatch(
      /^AADSTS9002325/,
    );
  });

  test("comes with a code in a form that submits itself, where that is asked for", async () => {
    const query = new URLSearchParams({ ...REQUEST, response_mode: "form_post", state: '"><script>' });
    const url = `${LOGIN}/${TENANT_ID}/oauth2/v2.0/authorize?${query.toString()}`;
    const response = await entra.handle(new Request(url));
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
    const page = await response.text();
    expect(page).toContain('<form method="post" action="https://shop.contoso.com/signin">');
    expect(page).toContain('name="state" value="&quot;>&lt;script>"');
    const code = /name="code" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const form = { grant_type: "authorization_code", code, client_id: SHOP.clientId, client_secret: SECRET };
    expect((await post({ ...form, redirect_uri: REQUEST.redirect_uri })).status).toBe(200);
  });

  test("is refused where a browser redeems the code of a web application, or a web application has no credential", async () => {
    const form = (await redeem(REQUEST)) as Record<string, string>;
    expect(
      (await post({ ...form, client_secret: SECRET }, { headers: { origin: "https://shop.contoso.com" } })).body
        .error_codes,
    ).toEqual([9002326]);
    expect((await post((await redeem(REQUEST)) as Record<string, string>)).body.error_codes).toEqual([7000218]);
  });

  test("is for a device at any port, which has no secret", async () => {
    const form = (await redeem({ ...REQUEST, redirect_uri: "http://localhost:5000" })) as Record<string, string>;
    expect((await post(form)).status).toBe(200);
    const secret = (await redeem({ ...REQUEST, redirect_uri: "http://localhost:5000" })) as Record<string, string>;
    expect((await post({ ...secret, client_secret: SECRET })).body.error_codes).toEqual([700025]);
  });

  test.each([
    ["a scope without consent", { scope: `api://${ORDERS.clientId}/Orders.Write` }, 65001],
    ["a scope that the API does not have", { scope: `api://${ORDERS.clientId}/Orders.Delete` }, 650053],
    ["a bare scope, which is one of Microsoft Graph", { scope: "access_as_user" }, 650053],
    ["scopes of two APIs", { scope: `api://${ORDERS.clientId}/Orders.Read ${ORDERS_V1.clientId}/.default` }, 28000],
    [".default beside a scope", { scope: `${ORDERS.clientId}/.default ${ORDERS.clientId}/Orders.Read` }, 70011],
    ["a resource that is not the one of the scope", { resource: "https://mcp.contoso.com" }, 9010010],
    ["an implicit token", { response_type: "token" }, 700054],
    ["a user who is not there", { login_hint: "eve@contoso.com" }, 50034],
    ["an API that asks for an assignment", { scope: `${CLOSED.clientId}/.default` }, 50105],
    ["an answer in an unknown way", { response_mode: "web_message" }, 70007],
    ["a challenge by an unknown method", { code_challenge: "v".repeat(43), code_challenge_method: "S512" }, 9002313],
    ["a method without a challenge", { code_challenge_method: "S256" }, 9002313],
    ["a challenge that is too short", { code_challenge: "v", code_challenge_method: "plain" }, 501491],
    ["a token for itself by identifier URI", { scope: `api://${SHOP.clientId}/.default` }, 90009],
  ])("fails for %s", async (_, change, code) => {
    expect((await authorize({ ...REQUEST, ...change })).get("error_description")).toMatch(
      new RegExp(`^AADSTS${code}: `),
    );
  });

  test("fails for a parameter that is given twice", async () => {
    const query = `${new URLSearchParams(REQUEST).toString()}&redirect_uri=https://evil.example.com`;
    const response = await entra.handle(new Request(`${LOGIN}/${TENANT_ID}/oauth2/v2.0/authorize?${query}`));
    expect(((await response.json()) as { error_codes: number[] }).error_codes).toEqual([9000411]);
  });

  test("fails on a page for a redirect URI that is not registered", async () => {
    const query = new URLSearchParams({ ...REQUEST, redirect_uri: "https://evil.example.com" });
    const response = await entra.handle(new Request(`${LOGIN}/${TENANT_ID}/oauth2/v2.0/authorize?${query.toString()}`));
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    expect(((await response.json()) as { error_codes: number[] }).error_codes).toEqual([50011]);
  });
});

describe("a page of another origin", () => {
  const PAGE = "https://shop.contoso.com";
  const allowed = async (path: string, init: RequestInit = {}): Promise<string | null> => {
    const headers = { origin: PAGE, ...init.headers };
    const response = await entra.handle(new Request(`${LOGIN}/${TENANT_ID}${path}`, { ...init, headers }));
    return response.headers.get("access-control-allow-origin");
  };
  const TOKEN = "/oauth2/v2.0/token";
  const posted = (body: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(body) });

  test("reads metadata and keys, and why the token endpoint refuses", async () => {
    expect(await allowed("/v2.0/.well-known/openid-configuration")).toBe("*");
    expect(await allowed("/discovery/v2.0/keys")).toBe("*");
    expect(await allowed(TOKEN, posted({ grant_type: "authorization_code" }))).toBe(PAGE);
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "x-client-sku" };
    expect(await allowed(TOKEN, { method: "OPTIONS", headers: asked })).toBe(PAGE);
  });

  test("reads no token of an application, and nothing of the page for signing in", async () => {
    expect(await allowed(TOKEN, posted(MACHINE))).toBeNull();
    const asked = { "access-control-request-method": "GET" };
    expect(await allowed("/oauth2/v2.0/authorize", { method: "OPTIONS", headers: asked })).toBeNull();
    expect(await allowed("/oauth2/v2.0/authorize?client_id=x")).toBeNull();
  });
});
