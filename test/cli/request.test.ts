import { Deployment } from "../../src/deployment";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/gateway/local-gateway";
import type { TokenChanges } from "../../src/issuer/token-mint";
import { CommandFolder, type CommandResult, keys } from "../support/command";
import { ordersDeployment, type OrdersOptions, TENANT } from "../support/orders-deployment";

const NOW = Date.UTC(2026, 0, 15, 12);
const clock = new TestClock(NOW);
const folder = new CommandFolder();
beforeEach(() => {
  folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment() });
});
afterAll(() => {
  folder.remove();
});

describe("request", () => {
  const request = (...argv: string[]): Promise<CommandResult> => folder.run(["request", ...argv], { clock });

  test("a client with the role gets in, and the trace says by which policies", async () => {
    const { code, stdout } = await request("GET", "/orders/1?code=s3cret", "--client", "Web shop");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^with a token for Orders API \(.*\), of Web shop \(.*\), version 2.0, roles Orders.Read, no scopes, good until 2026-01-15T13:00:00.000Z, for 60 minutes\n200 OK\n/,
    );
    expect(stdout).toContain("forwarded to GET https://backend.contoso.com/api/1?…\n");
    expect(stdout).toMatch(/\ninbound\n {2}validate-jwt \(api\) validate-jwt\[1\]: the token is valid\n/);
    expect(stdout).not.toContain("s3cret");
    expect(stdout).not.toContain("eyJ");
  });

  test("a client without the role and one without a token are refused, with the reason", async () => {
    const roleless = await request("GET", "/orders/1", "--client", "Stock job");
    expect([roleless.code, /\n401 .*\n/.exec(roleless.stdout)?.[0]]).toEqual([
      1,
      "\n401 Unauthorized (TokenClaimNotFound)\n",
    ]);
    const anonymous = await request("GET", "/orders/1");
    expect([anonymous.code, /^with .*\n401 .*\n/.exec(anonymous.stdout)?.[0]]).toEqual([
      1,
      "with no token\n401 Unauthorized (TokenNotPresent)\n",
    ]);
  });

  test("a user's token has the scopes that were consented to", async () => {
    const { stdout } = await request(
      "GET",
      "/orders/1",
      "--client",
      "Web shop",
      "--user",
      "ada@contoso.com",
      "--scope",
      "Orders.List",
    );
    expect(stdout).toMatch(/^with a token for Orders API .*, no roles, scopes Orders.List, /);
  });

  test("the issuer refuses what was not consented to", async () => {
    const { code, stdout } = await request(
      "GET",
      "/orders/1",
      "--client",
      "Stock job",
      "--api",
      "Orders API",
      "--user",
      "ada@contoso.com",
    );
    expect(code).toBe(1);
    expect(stdout).toContain("the issuer refuses a token: AADSTS65001");
  });

  test("the answer is JSON for programs", async () => {
    const { stdout } = await request(
      "GET",
      "/orders/1",
      "--format",
      "json",
      "--header",
      "Accept: text/plain",
      "--client",
      "Stock job",
    );
    expect(JSON.parse(stdout)).toMatchObject({
      status: 401,
      reason: "TokenClaimNotFound",
      trace: [{ policy: "validate-jwt" }],
    });
  });

  test.each([
    [["GET"], "path is missing"],
    [["get", "/orders/1"], 'the method is "get"; expected capitals'],
    [["GET", "orders/1"], 'the path is "orders/1"; expected one that starts with /'],
    [["GET", "/orders/1", "more"], "there are 3 arguments"],
    [["GET", "/orders/1", "--client", "Web shpo"], "did you mean Web shop?"],
    [["GET", "/orders/1", "--user", "ada"], "--user is for a token; give its client with --client"],
    [["GET", "/orders/1", "--client", "Web shop", "--scope", "Orders.List"], "--scope is for the token of a user"],
    [["GET", "/orders/1", "--header", "s3cret"], "expected a name and a value"],
    [["GET", "/orders/1", "--subscription", "x"], 'there is no subscription "x"'],
  ])("fails for %j", async (argv, message) => {
    const { code, stderr } = await request(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("fails for a policy that cannot run here", async () => {
    folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment({ inbound: "<invoke-request />" }) });
    const { code, stderr } = await request("GET", "/orders/1", "--client", "Web shop");
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("error: the local gateway cannot execute <invoke-request>"),
    ]);
  });
});

describe("explain", () => {
  /** A token that a client of the deployment gets, with something changed. */
  function token(
    client: string,
    api: string,
    changes: TokenChanges = {},
    options: OrdersOptions = {},
  ): Promise<string> {
    const gateway = new LocalGateway(Deployment.fromSynth(ordersDeployment(options)), { clock, keys });
    return gateway.applicationToken(client, api, changes);
  }

  const explain = (text: string, ...argv: string[]): Promise<CommandResult> =>
    folder.run(["explain", ...argv], { clock, stdin: () => Promise.resolve(text) });

  /** What failed or cannot be known: the check, and what follows it. */
  function failures({ stdout }: CommandResult): string[] {
    return [...stdout.matchAll(/^ {2}(?:fails|\?) +(\w+)/gm)]
      .map(([, check]) => check ?? "")
      .filter((check) => check !== "signature");
  }

  test("a good token passes every check, and gets in everywhere", async () => {
    const good = await token("Web shop", "Orders API");
    const result = await explain(`Authorization: Bearer ${good}\n`);
    expect(failures(result)).toEqual([]);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("validate-jwt in azurerm_api_management_api_policy.orders\n");
    expect(result.stdout).toContain("  GET    /orders/1: gets in\n  POST   /orders/: gets in\n");
    for (const part of good.split(".")) expect(result.stdout).not.toContain(part);
  });

  test.each<[string, () => Promise<string>, readonly string[], RegExp, RegExp]>([
    [
      "an expired one",
      () => token("Web shop", "Orders API", { ageSeconds: 7200 }),
      ["lifetime"],
      /cause: the token was kept for longer/,
      /GET .*: 401 TokenExpired/,
    ],
    [
      "one that is not valid yet",
      () => token("Web shop", "Orders API", { ageSeconds: -7200 }),
      ["lifetime"],
      /cause: the clock of the issuer/,
      /401 JwtInvalid/,
    ],
    [
      "one for another API",
      () => token("Web shop", "Web shop"),
      ["audience", "roles"],
      /cause: the token is for Web shop\n +fix: ask for the scope api:\/\/orders\/.default/,
      /401 TokenAudienceNotAllowed/,
    ],
    [
      "one of another tenant",
      () =>
        token("Web shop", "Orders API", {
          claims: { iss: `https://login.microsoftonline.com/${TENANT.replace(/1/g, "9")}/v2.0` },
        }),
      ["issuer"],
      /cause: the token is of the tenant 9{8}-.*\n +fix: get the token from the tenant 1{8}-/,
      /401 TokenIssuerNotAllowed/,
    ],
    [
      "one of version 1",
      () => token("Web shop", "Orders API", {}, { tokenVersion: 1 }),
      ["issuer", "audience"],
      /cause: the token is of version 1 and the policy asks for version 2.*\n +fix: set requested_access_token_version of Orders API to 2/,
      /401 TokenAudienceNotAllowed/,
    ],
    [
      "one without the role",
      () => token("Stock job", "Orders API"),
      ["roles"],
      /cause: nothing in the deployment gives the role Orders.Read to Stock job .*\n +fix: give one with an azuread_app_role_assignment/,
      /401 TokenClaimNotFound/,
    ],
    [
      "one from before the role",
      () => token("Web shop", "Orders API", { claims: { roles: undefined } }),
      ["roles"],
      /cause: the deployment gives the role Orders.Read to Web shop .*, so the token is older/,
      /401 TokenClaimNotFound/,
    ],
    [
      "one of a user",
      () => token("Web shop", "Orders API", { claims: { roles: undefined, scp: "Orders.List" } }),
      ["roles"],
      /cause: it is the token of a user/,
      /401 TokenClaimNotFound/,
    ],
    [
      "one for Microsoft Graph",
      () => token("Web shop", "Orders API", { claims: { aud: "https://graph.microsoft.com" } }),
      ["kind", "audience"],
      /fix: ask for the scope api:\/\/orders\/.default/,
      /401 TokenAudienceNotAllowed/,
    ],
    [
      "an ID token",
      () => token("Web shop", "Orders API", { claims: { azp: undefined, roles: undefined, nonce: "n" } }),
      ["kind", "roles"],
      /the token is an ID token/,
      /401 TokenClaimNotFound/,
    ],
  ])("says why %s is refused", async (_, made, expected, cause, outcome) => {
    const result = await explain(await made());
    expect(failures(result)).toEqual(expected);
    expect(result.stdout).toMatch(cause);
    expect(result.stdout).toMatch(outcome);
    expect(result.code).toBe(1);
  });

  test.each([
    ["none", /the token is not signed\n +cause: its algorithm is none/],
    ["HS256", /the algorithm is HS256/],
  ])("says why a token with the algorithm %s is refused", async (alg, cause) => {
    const [, claims = "", signature = ""] = (await token("Web shop", "Orders API")).split(".");
    const header = Buffer.from(JSON.stringify({ alg })).toString("base64url");
    const { code, stdout } = await explain(`${header}.${claims}.${alg === "none" ? "" : signature}`);
    expect(stdout).toMatch(cause);
    expect([code, /GET .*/.exec(stdout)?.[0]]).toEqual([1, expect.stringMatching(/: 401 /)]);
  });

  test("a scope that a policy asks for after the check is named, and so are the operations", async () => {
    folder.write({
      "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment({
        claims: "",
        inbound: `<choose><when condition="@(!((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles"))"><return-response><set-status code="403" reason="Forbidden" /></return-response></when></choose>`,
      }),
    });
    const result = await explain(await token("Stock job", "Orders API"), "--request", "GET /orders/7");
    expect(result.stdout).toContain("  GET    /orders/7: 403\n");
    expect(result.stdout).not.toContain("POST");
    expect(result.stdout).toMatch(
      /403: the token is valid.*\n +cause: nothing in the deployment gives a role to Stock job/,
    );
  });

  test("a real token is not compared with ids that are made up before the deployment", async () => {
    const real = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    const result = await explain(await token("Web shop", "Orders API", { claims: { aud: real } }));
    expect(failures(result)).toEqual(["audience"]);
    expect(result.stdout).toMatch(/ {2}\? +audience .*give the state, by terraform show -json/);
  });

  test("the token can be in the answer of the issuer, in a file, or in the argument", async () => {
    const good = await token("Web shop", "Orders API");
    folder.write({ "token.json": { token_type: "Bearer", access_token: good } });
    for (const argument of ["token.json", good]) expect((await explain("", argument)).code).toBe(0);
  });

  test.each([
    ["a token that was cut off", "eyJhbGciOiJSUzI1NiJ9.eyJ", "the token cannot be read"],
    ["an encrypted token", "eyJhbGciOiJkaXIifQ..a.b.c", "the token is encrypted"],
  ])("says what is wrong with %s", async (_, text, message) => {
    const { code, stdout } = await explain(text);
    expect(code).toBe(1);
    expect(stdout).toContain(message);
    expect(stdout).not.toContain(text);
  });

  test.each([
    ['HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="x"\r\n\r\n{}', "the request has no token"],
    [
      'HTTP/1.1 100 Continue\n\nHTTP/2 401\nwww-authenticate: Bearer error="invalid_token", error_description="expired"\n\n',
      "the token is not valid: expired",
    ],
    [
      'HTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer error="insufficient_scope", scope="Orders.Read"\n\n',
      "lacks Orders.Read",
    ],
    [
      'HTTP/1.1 401 Access Denied\n\n{"message":"Access denied due to missing subscription key."}',
      "the request has no subscription key",
    ],
    ["HTTP/1.1 403 Forbidden\n\n", "403: the policies refuse the caller"],
    ["HTTP/1.1 404 Resource Not Found\n\n", "use one of GET /orders/1, POST /orders/"],
    ["HTTP/1.1 429 Too Many Requests\n\n", "429: too many calls"],
    ["HTTP/1.1 500 Internal Server Error\n\n", "500: a policy or the backend failed"],
    [
      '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
      "people often take the id of the secret for its value",
    ],
    [
      'HTTP/1.1 400 Bad Request\n\n{"error_description":"AADSTS501051: Application \'api://orders\' is not assigned"}',
      "api://orders",
    ],
    ["AADSTS99999: Something new", "see https://login.microsoftonline.com/error?code=99999"],
  ])("explains %j", async (text, message) => {
    const { code, stdout, stderr } = await explain(text);
    expect(stderr).toBe("");
    expect(stdout).toContain(message);
    expect(code).toBe(1);
  });

  test.each([
    [["s3cret!"], "there is neither a token nor a response"],
    [["a.b.c", "d"], "there are 2 arguments; expected one"],
    [["a.b.c", "--request", "orders"], '--request is "orders"; expected a method and a path'],
    [["a.b.c", "--request", "PUT /orders"], "no operation of the deployment is for PUT /orders"],
  ])("fails for %j", async (argv, message) => {
    const { code, stderr } = await explain("", ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("s3cret");
  });
});
