import { Testing, TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Authority,
  Callers,
  type IAppRegistration,
  type IResourceServer,
  JwtPolicy,
  PermissionScope,
  ResourceServer,
  TokenClaim,
  TokenVersion,
} from "cdktf-apim-oauth";
import { type Claims, forbiddingCondition, isForbidden } from "../../support/authorization";

const CLIENT = "22222222-2222-2222-2222-222222222222";
const OTHER_CLIENT = "33333333-3333-3333-3333-333333333333";

/** Tokens as Entra ID issues them, by who asked for them. */
const TOKENS = {
  applicationWithRole: { roles: ["Orders.Read"], idtyp: "app", azp: CLIENT },
  applicationWithTwoRoles: { roles: ["Orders.Write", "Orders.Read"], azp: CLIENT },
  applicationWithOtherRole: { roles: ["Orders.Write"], azp: CLIENT },
  applicationWithLongerRole: { roles: ["Orders.ReadAll"], azp: CLIENT },
  applicationWithoutRole: { azp: CLIENT },
  otherApplicationWithRole: { roles: ["Orders.Read"], azp: OTHER_CLIENT },
  userWithScope: { scp: "access_as_user", azp: CLIENT },
  userWithTwoScopes: { scp: "profile access_as_user", azp: CLIENT },
  userWithOtherScope: { scp: "Orders.List", azp: CLIENT },
  userWithLongerScope: { scp: "access_as_user_admin", azp: CLIENT },
  userWithRoleAndOtherScope: { scp: "Orders.List", roles: ["Orders.Read"], azp: CLIENT },
  userWithScopeAndRole: { scp: "access_as_user", roles: ["Admin", "Orders.Read"], azp: CLIENT },
  userWithScopeAndLongerRole: { scp: "access_as_user", roles: ["AdminReader"], azp: CLIENT },
  userWithOtherScopeAndRole: { scp: "Orders.List", roles: ["Admin"], azp: CLIENT },
  userWithSecondScopeAndRole: { scp: "Orders.List", roles: ["Owner"], azp: CLIENT },
  userWithTwoScopesAndRole: { scp: "Orders.List access_as_user", roles: ["Owner"], azp: CLIENT },
  applicationWithRoleOfUsers: { roles: ["Admin", "Owner"], idtyp: "app", azp: CLIENT },
  idTokenWithRoles: { roles: ["Admin", "Owner", "Orders.Read"], preferred_username: "eve@contoso.com" },
  userOfOtherClient: { scp: "access_as_user", azp: OTHER_CLIENT },
} satisfies Record<string, Claims>;

type TokenName = keyof typeof TOKENS;

const USERS_WITH_SCOPE: readonly TokenName[] = [
  "userWithScope",
  "userWithTwoScopes",
  "userWithScopeAndRole",
  "userWithScopeAndLongerRole",
  "userWithTwoScopesAndRole",
];

interface Setup {
  readonly callers: Callers;
  readonly clients?: readonly string[];
  readonly tokenVersion?: TokenVersion;
}

/** The condition under which a caller with a valid token is answered 403. */
function conditionOf({ callers, clients, tokenVersion }: Setup): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  const authority = Authority.publicCloud("11111111-1111-1111-1111-111111111111");
  const apim = ApiManagement.fromName(stack, "Apim", { name: "contoso", resourceGroupName: "rg" });
  const target = new Api(stack, "Api", { apim, path: "orders" });
  const resource = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    authority,
    tokenVersion,
    scopes: [PermissionScope.of("access_as_user"), PermissionScope.of("Orders.List")],
    roles: [
      AppRole.forApplicationsAndUsers("Orders.Read"),
      AppRole.forApplications("Orders.Write"),
      AppRole.forUsers("Admin"),
      AppRole.forApplicationsAndUsers("Owner"),
    ],
  });
  const allowedClients = clients?.map((clientId): IAppRegistration =>
    AppRegistration.fromClientId(stack, clientId, { clientId, authority, tokenVersion: TokenVersion.V2 }),
  );
  new JwtPolicy(stack, "Jwt", { target, resource, callers, allowedClients });
  return forbiddingCondition(ApimPolicy.of(target).render());
}

/** The tokens that get in, by name. */
function whoMayCall(setup: Setup): TokenName[] {
  const condition = conditionOf(setup);
  return (Object.keys(TOKENS) as TokenName[]).filter((name) => !isForbidden(condition, TOKENS[name]));
}

describe("who may call", () => {
  test("applications: those with the role, and no user, even one with a role of the same name", () => {
    expect(whoMayCall({ callers: Callers.applications("Orders.Read") })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      "otherApplicationWithRole",
    ]);
  });

  test("applications with one of two roles", () => {
    expect(whoMayCall({ callers: Callers.applications("Orders.Read", "Orders.Write") })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      "applicationWithOtherRole",
      "otherApplicationWithRole",
    ]);
  });

  test("users: those whose token has the scope as a whole word, and no application", () => {
    expect(whoMayCall({ callers: Callers.users("access_as_user") })).toEqual([
      ...USERS_WITH_SCOPE,
      "userOfOtherClient",
    ]);
  });

  test("both: applications by role and users by scope, never crosswise", () => {
    const callers = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));
    expect(whoMayCall({ callers })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      "otherApplicationWithRole",
      ...USERS_WITH_SCOPE,
      "userOfOtherClient",
    ]);
  });

  test("users with a role: those whose token has the scope and the role, and no application with the role", () => {
    expect(whoMayCall({ callers: Callers.users("access_as_user").withRole("Admin") })).toEqual([
      "userWithScopeAndRole",
    ]);
  });

  test("users with one of two roles, and one of two scopes", () => {
    expect(whoMayCall({ callers: Callers.users("access_as_user", "Orders.List").withRole("Admin", "Owner") })).toEqual([
      "userWithScopeAndRole",
      "userWithOtherScopeAndRole",
      "userWithSecondScopeAndRole",
      "userWithTwoScopesAndRole",
    ]);
  });

  test("users who need a role for one scope and none for another", () => {
    const callers = Callers.anyOf(Callers.users("access_as_user").withRole("Admin"), Callers.users("Orders.List"));
    expect(whoMayCall({ callers })).toEqual([
      "userWithOtherScope",
      "userWithRoleAndOtherScope",
      "userWithScopeAndRole",
      "userWithOtherScopeAndRole",
      "userWithSecondScopeAndRole",
      "userWithTwoScopesAndRole",
    ]);
  });

  test("users who need another role for another scope: a role never counts for the other scope", () => {
    const callers = Callers.anyOf(
      Callers.users("access_as_user").withRole("Admin"),
      Callers.users("Orders.List").withRole("Owner"),
    );
    expect(whoMayCall({ callers })).toEqual([
      "userWithScopeAndRole",
      "userWithSecondScopeAndRole",
      "userWithTwoScopesAndRole",
    ]);
  });

  test("applications with a role, and users with a scope and the role of the same name", () => {
    const callers = Callers.anyOf(
      Callers.applications("Owner"),
      Callers.users("access_as_user").withRole("Owner", "Admin"),
    );
    expect(whoMayCall({ callers })).toEqual([
      "userWithScopeAndRole",
      "userWithTwoScopesAndRole",
      "applicationWithRoleOfUsers",
    ]);
    expect(whoMayCall({ callers, clients: [OTHER_CLIENT] })).toEqual([]);
  });

  test("only allowed clients, for users and for themselves", () => {
    const callers = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));
    expect(whoMayCall({ callers, clients: [CLIENT] })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      ...USERS_WITH_SCOPE,
    ]);
    expect(whoMayCall({ callers, clients: [OTHER_CLIENT] })).toEqual(["otherApplicationWithRole", "userOfOtherClient"]);
  });

  test("with version 1 tokens the client is in claim appid", () => {
    const condition = conditionOf({
      callers: Callers.users("access_as_user"),
      clients: [CLIENT],
      tokenVersion: TokenVersion.V1,
    });
    expect(isForbidden(condition, { scp: "access_as_user", appid: CLIENT })).toBe(false);
    expect(isForbidden(condition, { scp: "access_as_user", appid: OTHER_CLIENT })).toBe(true);
    expect(isForbidden(condition, { scp: "access_as_user", azp: CLIENT })).toBe(true);
  });
});

describe("users with a role of another issuer", () => {
  const orders = { domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" };

  function conditionFor(resource: IResourceServer, callers: Callers): string {
    const stack = new TerraformStack(Testing.app(), "stack");
    const apim = ApiManagement.fromName(stack, "Apim", { name: "contoso", resourceGroupName: "rg" });
    const target = new Api(stack, "Api", { apim, path: "orders" });
    new JwtPolicy(stack, "Jwt", { target, resource, callers });
    return forbiddingCondition(ApimPolicy.of(target).render());
  }

  test("have it in the claim of the roles, and no application passes", () => {
    const resource = ResourceServer.auth0({ ...orders, rolesClaim: TokenClaim.list("permissions") });
    const condition = conditionFor(resource, Callers.users("orders:read").withRole("admin"));
    const passes = (claims: Claims): boolean => !isForbidden(condition, claims);
    expect(passes({ sub: "auth0|1", scope: "openid orders:read", permissions: ["admin"] })).toBe(true);
    expect(passes({ sub: "auth0|1", scope: "openid orders:read", permissions: ["reader"] })).toBe(false);
    expect(passes({ sub: "auth0|1", scope: "openid orders:read" })).toBe(false);
    expect(passes({ sub: "auth0|1", scope: "orders:read admin" })).toBe(false);
    expect(passes({ sub: "auth0|1", scope: "openid", permissions: ["admin"] })).toBe(false);
    expect(passes({ sub: "abc@clients", scope: "orders:read", permissions: ["admin"] })).toBe(false);
  });

  test("fail where roles are in the claim of the scopes: a client could ask for them", () => {
    expect(() => conditionFor(ResourceServer.auth0(orders), Callers.users("orders:read").withRole("admin"))).toThrow(
      /roles and scopes in one claim, "scope"/,
    );
  });
});

describe("a role of users is refused", () => {
  test.each<[string, string, RegExp]>([
    [
      "that is of applications",
      "Orders.Write",
      /role "Orders.Write" of Orders is for applications; expected a role for users/,
    ],
    ["that is a scope", "Orders.List", /"Orders.List" is a scope of Orders; expected a role for users/],
    ["that does not exist", "Amdin", /role for users "Amdin" does not exist on Orders; expected "Admin"/],
  ])("%s", (_what, role, message) => {
    expect(() => conditionOf({ callers: Callers.users("access_as_user").withRole(role) })).toThrow(message);
  });
});
