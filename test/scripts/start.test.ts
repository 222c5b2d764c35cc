import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..", "..");

describe("npm start", () => {
  let outdir: string;
  let output: string;

  beforeAll(() => {
    outdir = mkdtempSync(join(tmpdir(), "start-"));
    output = execFileSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      cwd: ROOT,
      encoding: "utf8",
      timeout: 300_000,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
    });
  });

  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  test("synthesizes the walk-through", () => {
    expect(existsSync(join(outdir, "stacks", "portal-walkthrough", "cdk.tf.json"))).toBe(true);
  });

  test.each([
    ["applications", /application +Orders API/],
    [
      "the role assignment with the names of both sides",
      /role assignment +access_as_application of Orders API, to APIM developer portal/,
    ],
    ["the authorization server", /authorization server +AzureAD-OAuth, clientCredentials/],
    [
      "the token endpoint",
      /token endpoint +https:\/\/login\.microsoftonline\.com\/\[tenant id\]\/oauth2\/v2\.0\/token/,
    ],
    ["the scope to ask for", /scope to ask for +api:\/\/\[client id of Orders API\]\/\.default/],
    ["the issuer", /issuer \(iss\) +https:\/\/login\.microsoftonline\.com\/\[tenant id\]\/v2\.0/],
    ["the audience", /audience \(aud\) +\[client id of Orders API\]/],
    ["the role", /role \(roles\) +access_as_application/],
    ["the policy", /<validate-jwt header-name="Authorization"/],
    ["a token that the issuer refuses", /ask for a token with a wrong secret +invalid_client, AADSTS7000215: /],
    ["a token that the issuer grants", /ask for a token +a token, for 3599 s/],
    ["a call without a token", /GET \/orders\/ without a token +401 TokenNotPresent/],
    ["a call with a wrong token", /with a token for another API +401 TokenAudienceNotAllowed/],
    ["a call with an expired token", /with a token that has expired +401 TokenExpired/],
    ["a call without the role", /with a token without the role +403/],
    ["a call with a good token", /with the token +200/],
    ["the one request that the backend got", /the backend got +GET \/api\/, Authorization: Bearer …\n/],
    ["the next command", /deploy +npx cdktf-cli@[\d.]+ deploy/],
  ])("tells %s", (_what, expected) => {
    expect(output).toMatch(expected);
  });

  test("shows neither JSON nor Terraform references", () => {
    expect(output).not.toContain("${");
    expect(output).not.toMatch(/"resource":/);
  });
});
