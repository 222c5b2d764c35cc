import { runInNewContext } from "node:vm";
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
  JwtPolicy,
  PermissionScope,
  TokenVersion,
} from "cdktf-apim-oauth";

/** The claims of a token that `validate-jwt` has let pass. A list stands for a claim with several values. */
type Claims = Readonly<Record<string, string | readonly string[]>>;

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
  userOfOtherClient: { scp: "access_as_user", azp: OTHER_CLIENT },
} satisfies Record<string, Claims>;

type TokenName = keyof typeof TOKENS;

/**
 * Runs the C# condition of the policy. The C# in it is JavaScript as well, when the objects have the members of .NET.
 */
function isForbidden(condition: string, claims: Claims): boolean {
  const valuesOf = (value: string | readonly string[]): readonly string[] =>
    typeof value === "string" ? [value] : value;
  const list = (values: readonly string[]): object => ({ Contains: (value: string) => values.includes(value) });
  const members: Record<string, unknown> = {
    ContainsKey: (name: string) => name in claims,
    GetValueOrDefault: (name: string, other: string) => (name in claims ? valuesOf(claims[name]!).join(",") : other),
  };
  const dictionary = new Proxy(members, {
    get: (_members, name: string) => {
      if (name in members) return members[name];
      if (!(name in claims)) throw new Error(`KeyNotFoundException: ${name}`);
      return list(valuesOf(claims[name]!));
    },
  });
  // A string of .NET contains what a string of JavaScript includes; a list has the member itself.
  const code = condition
    .slice(2, -1)
    .replaceAll('((Jwt)context.Variables["jwt"])', "jwt")
    .replaceAll('+ " ").Contains(', '+ " ").includes(');
  expect(code).not.toContain("context.");
  return runInNewContext(code, { jwt: { Claims: dictionary } }) as boolean;
}

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
    roles: [AppRole.forApplicationsAndUsers("Orders.Read"), AppRole.forApplications("Orders.Write")],
  });
  const allowedClients = clients?.map((clientId): IAppRegistration =>
    AppRegistration.fromClientId(stack, clientId, { clientId, authority, tokenVersion: TokenVersion.V2 }),
  );
  new JwtPolicy(stack, "Jwt", { target, resource, callers, allowedClients });
  const [, , condition] = /<when condition=(["'])([^]*?)\1>/.exec(ApimPolicy.of(target).render())!;
  return condition!
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
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
      "userWithScope",
      "userWithTwoScopes",
      "userOfOtherClient",
    ]);
  });

  test("both: applications by role and users by scope, never crosswise", () => {
    const callers = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));
    expect(whoMayCall({ callers })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      "otherApplicationWithRole",
      "userWithScope",
      "userWithTwoScopes",
      "userOfOtherClient",
    ]);
  });

  test("only allowed clients, for users and for themselves", () => {
    const callers = Callers.anyOf(Callers.applications("Orders.Read"), Callers.users("access_as_user"));
    expect(whoMayCall({ callers, clients: [CLIENT] })).toEqual([
      "applicationWithRole",
      "applicationWithTwoRoles",
      "userWithScope",
      "userWithTwoScopes",
    ]);
    expect(whoMayCall({ callers, clients: [OTHER_CLIENT] })).toEqual(["otherApplicationWithRole", "userOfOtherClient"]);
  });

  test("with version 1 tokens the client stands in claim appid", () => {
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
