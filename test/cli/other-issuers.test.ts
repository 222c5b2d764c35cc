import { Deployment } from "../../src/deployment";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/testing";
import { CommandFolder, type CommandResult } from "../support/command";
import { documentFor, ordersDeployment } from "../support/orders-deployment";

const clock = new TestClock(Date.UTC(2026, 0, 15, 12));
const folder = new CommandFolder();
afterAll(() => {
  folder.remove();
});

const CONFIG = "/.well-known/openid-configuration";
const TENANT = "11111111-1111-4111-8111-111111111111";
const AUTH0 = "https://contoso.eu.auth0.com/";
const B2C = `https://contoso.b2clogin.com/${TENANT}/v2.0/`;
const CIAM = `https://${TENANT}.ciamlogin.com/${TENANT}/v2.0`;

/** The address of the metadata of each issuer. */
const METADATA: ReadonlyMap<string, string> = new Map([
  [AUTH0, `https://contoso.eu.auth0.com${CONFIG}`],
  [B2C, `https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0${CONFIG}?p=B2C_1_signin`],
  [CIAM, `https://contoso.ciamlogin.com/${TENANT}/v2.0${CONFIG}`],
]);

function deploy(issuer: string): object {
  const deployment = ordersDeployment({ document: documentFor(METADATA.get(issuer) ?? "", issuer) });
  folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": deployment });
  return deployment;
}

describe.each([...METADATA.keys()])("a token of %s", (issuer) => {
  const request = (...argv: string[]): Promise<CommandResult> =>
    folder.run(["request", "GET", "/orders/1", "--issuer", issuer, ...argv], { clock });

  test("is sent with the claims that are given", async () => {
    deploy(issuer);
    const good = await request("--claim", "sub=ada", "--claim", "scope=read write");
    expect([good.code, good.stderr]).toEqual([0, ""]);
    expect(good.stdout).toMatch(/^with a token for https:\/\/orders.contoso.com, no roles, scopes read, write, good/);
    expect(good.stdout).toContain("forwarded to GET https://backend.contoso.com/api/1\n");
    const lacking = await request("--claim", 'scope:=["list"]');
    expect([lacking.code, /\n401 .*\n/.exec(lacking.stdout)?.[0]]).toEqual([
      1,
      "\n401 Unauthorized (TokenClaimValueNotAllowed)\n",
    ]);
  });

  test("is explained", async () => {
    const gateway = new LocalGateway(Deployment.fromSynth(deploy(issuer)), { clock });
    const explain = async (claims: object): Promise<CommandResult> => {
      const token = await gateway.tokenFrom(issuer, { ...claims });
      return folder.run(["explain"], { clock, stdin: () => Promise.resolve(token) });
    };
    const good = await explain({ sub: "ada", scope: "read" });
    expect([good.code, good.stdout]).toEqual([0, expect.stringContaining("  GET    /orders/1: gets in\n")]);
    expect(good.stdout).not.toContain("fails");
    const [lacking, foreign, close] = await Promise.all([
      explain({ sub: "ada" }),
      explain({ aud: "https://other", scope: "read" }),
      explain({ iss: issuer.endsWith("/") ? issuer.slice(0, -1) : `${issuer}/`, scope: "read" }),
    ]);
    expect(lacking.stdout).toContain(`cause: ${issuer} wrote no such value`);
    expect(lacking.stdout).toContain("GET    /orders/1: 401 TokenClaimNotFound");
    expect(foreign.stdout).toContain("fix: ask the issuer for a token with the audience https://orders.contoso.com\n");
    expect(close.stdout).toContain("cause: they differ in the case of letters or in a slash at the end");
    expect([lacking.code, foreign.code, close.code]).toEqual([1, 1, 1]);
  });
});

describe("request", () => {
  test.each([
    [["--issuer", "https://contoso.auth0.com/"], 'there is no issuer "https://contoso.auth0.com/"'],
    [["--issuer", AUTH0, "--client", "Web shop"], "--client is for a token of Entra ID; leave it or --issuer out"],
    [["--claim", "sub=ada"], "--claim is for a token of another issuer; give it with --issuer"],
    [["--issuer", AUTH0, "--claim", "sub"], "expected a name and a value"],
    [["--issuer", AUTH0, "--claim", "roles:=[read]"], "expected JSON after :="],
    [["--issuer", AUTH0, "--claim", "sub=a", "--claim", "sub=b"], "--claim has sub twice"],
    [["--backend", "http://127.0.0.1:1", "--backend", "http://127.0.0.1:2"], "--backend has two addresses"],
    [["--backend", "a=http://127.0.0.1:1", "--backend", "a=http://127.0.0.1:2"], "--backend has a twice"],
    [["--backend", "a=127.0.0.1"], "expected an address such as http://127.0.0.1:7071, or a name and an address"],
  ])("fails for %j", async (argv, message) => {
    deploy(AUTH0);
    const { code, stderr } = await folder.run(["request", "GET", "/orders/1", ...argv], { clock });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("fails for another issuer where only Entra ID is trusted", async () => {
    folder.write({ "cdktf.out/stacks/orders/cdk.tf.json": ordersDeployment() });
    const { code, stderr } = await folder.run(["request", "GET", "/orders/1", "--issuer", AUTH0], { clock });
    expect([code, stderr]).toEqual([2, expect.stringContaining("the policies trust no issuer but Entra ID")]);
  });
});
