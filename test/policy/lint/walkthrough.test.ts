import { check, ERROR } from "../../support/policy/lint";

/** The policy of the portal walk-through, as the page prints it. */
const PRINTED = `<inbound>
<base />
<validate-jwt header-name="Authorization"
failed-validation-httpcode="401"
failed-validation-error-message="Unauthorized">
<openid-config
url="https://login.microsoftonline.com/TENANT-ID/v2.0/.well-known/openid-configuration" />
<required-audiences>
<audience>api://CLIENT-ID</audience>
</required-audiences>
<required-scopes>
<scope>access_as_user</scope>
</required-scopes>
</validate-jwt>
</inbound>
`;

/** The same with the two elements that do not exist corrected by the letter. */
const CORRECTED = PRINTED.replace(/required-audiences/g, "audiences")
  .replace("<required-scopes>", '<required-claims><claim name="scp">')
  .replace("</required-scopes>", "</claim></required-claims>")
  .replace(/scope>/g, "value>");

const errorsOf = (text: string) =>
  check(text)
    .filter(({ severity }) => severity === ERROR)
    .map(({ id, position, message, fix }) => [id, position?.line, `${message}: ${fix}`]);

test("fails for the policy as the page prints it, with what it should be", () => {
  expect(errorsOf(PRINTED)).toEqual([
    ["C-16", 1, expect.stringContaining("<inbound> is outside <policies>")],
    ["P-07", 3, expect.stringContaining("checks no audience, so a token for any API of the tenant passes")],
    ["P-08", 3, expect.stringContaining("checks neither scope nor role")],
    ["C-01", 8, expect.stringMatching(/^<required-audiences> is not an element of <validate-jwt>.*: use <audiences>/)],
    [
      "C-01",
      11,
      expect.stringMatching(
        /^<required-scopes> is not an element of <validate-jwt>.*: use <required-claims>.*"scp".*users.*"roles".*applications/,
      ),
    ],
  ]);
});

test("fails for the policy with the elements corrected, because of a kind of audience that version 2 tokens never carry", () => {
  const policies = `<policies>${CORRECTED}</policies>`;

  expect(errorsOf(policies)).toEqual([
    ["P-06", 9, expect.stringContaining("version 2 tokens can pass, which never carry one; expected the client id")],
  ]);
  expect(check(policies).map(({ id }) => id)).toContain("P-09");
});

test("accepts the policy when the audience is the client id", () => {
  expect(errorsOf(`<policies>${CORRECTED.replace("api://CLIENT-ID", "CLIENT-ID")}</policies>`)).toEqual([]);
});
