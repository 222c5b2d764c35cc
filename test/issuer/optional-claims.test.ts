import { decodeJwt, type JWTPayload } from "jose";
import { TokenVersion } from "../../src/oauth/token-version";
import type { EntraApplication, EntraUser } from "../../src/issuer/directory";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { TokenMint } from "../../src/issuer/token-mint";
import { ADA, application, JOB, keyRing, NOW, TENANT_ID } from "./example-tenant";
import { ENTRA_HOSTS } from "../../src/oauth/entra-tenant";

const [STAFF] = ADA.groups;
const keys = keyRing();

/** The claims of the tokens for an API, of a user and of an application. */
async function claimsFor(
  changes: Partial<EntraApplication>,
  user: EntraUser = ADA,
): Promise<{ user: JWTPayload; application: JWTPayload }> {
  const api = application("a", { roles: [{ id: "role-id", value: "Admin" }], ...changes });
  const directory = {
    tenantId: TENANT_ID,
    domains: [],
    hosts: ENTRA_HOSTS.public,
    applications: [api, JOB],
    users: [user],
    roleAssignments: [
      { principalId: user.objectId, resourceId: api.principalId, roleId: "role-id" },
      { principalId: STAFF ?? "", resourceId: api.principalId, roleId: "role-id" },
    ],
    scopeGrants: [],
  };
  const mint = new TokenMint(new LocalEntraId(directory, { keys, now: () => NOW }).context);
  return {
    user: decodeJwt(await mint.forUser(user, JOB, api, ["Orders.Read"])),
    application: decodeJwt(await mint.forApplication(JOB, api)),
  };
}

const asked = (name: string, ...additionalProperties: string[]): Partial<EntraApplication> => ({
  optionalClaims: [{ name, additionalProperties }],
});

test("idtyp is in the tokens of applications, and of users if the API asks for that as well", async () => {
  const [without, simple, both] = await Promise.all([
    claimsFor({}),
    claimsFor(asked("idtyp")),
    claimsFor(asked("idtyp", "include_user_token")),
  ]);
  expect([without.application.idtyp, without.user.idtyp]).toEqual([undefined, undefined]);
  expect([simple.application.idtyp, simple.user.idtyp]).toEqual(["app", undefined]);
  expect([both.application.idtyp, both.user.idtyp]).toEqual(["app", "user"]);
});

test("the audience of version 1 is how the client named the API, unless the API asks for its client id", async () => {
  const v1 = { tokenVersion: TokenVersion.V1 };
  const { clientId } = application("a");
  expect((await claimsFor(v1)).application.aud).toBe(`api://${clientId}`);
  expect((await claimsFor({ ...v1, ...asked("aud", "use_guid") })).application.aud).toBe(clientId);
  expect((await claimsFor({})).application.aud).toBe(clientId);
});

test("what an API asks for about a user is there if the user has it", async () => {
  const claims = ["email", "family_name", "upn"].map((name) => ({ name, additionalProperties: [] }));
  const { user } = await claimsFor({ optionalClaims: claims }, { ...ADA, familyName: "Lovelace" });
  expect(user).toMatchObject({ family_name: "Lovelace", upn: ADA.userPrincipalName });
  expect(user).not.toHaveProperty("email");
  expect(user).not.toHaveProperty("given_name");
});

describe("the groups of a user", () => {
  const groups = [...ADA.groups, "another-group"];
  const member = { ...ADA, groups };

  test.each([
    ["are left out", [], undefined],
    ["are all there", ["SecurityGroup"], groups],
    ["are those that are assigned to the API", ["ApplicationGroup"], ADA.groups],
  ])("%s: %j", async (_, groupMembershipClaims, expected) => {
    expect((await claimsFor({ groupMembershipClaims }, member)).user.groups).toEqual(expected);
  });

  test("take the place of the roles where the API asks for that", async () => {
    const { user } = await claimsFor({ groupMembershipClaims: ["All"], ...asked("groups", "emit_as_roles") }, member);
    expect(user.roles).toEqual(groups);
    expect(user).not.toHaveProperty("groups");
  });

  test("are named by a place where they are if there are too many", async () => {
    const many = { ...ADA, groups: Array.from({ length: 201 }, (_, index) => `group-${index}`) };
    const { user } = await claimsFor({ groupMembershipClaims: ["All"] }, many);
    expect(user).not.toHaveProperty("groups");
    expect(user._claim_names).toEqual({ groups: "src1" });
  });
});
