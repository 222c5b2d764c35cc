import { Callers } from "cdktf-apim-oauth";

test("applications have roles, and users have scopes", () => {
  expect(Callers.applications("a", "b")).toMatchObject({ roles: ["a", "b"], scopes: [], isAnonymous: false });
  expect(Callers.users("a", "b")).toMatchObject({ roles: [], scopes: ["a", "b"], isAnonymous: false });
});

test("any of several callers has the roles and scopes of all, each once", () => {
  const callers = Callers.anyOf(
    Callers.applications("a"),
    Callers.users("s"),
    Callers.anyOf(Callers.applications("b", "a"), Callers.users("s", "t")),
  );
  expect(callers).toMatchObject({ roles: ["a", "b"], scopes: ["s", "t"], isAnonymous: false });
});

test("fails without callers, because an empty list would allow everyone", () => {
  expect(() => Callers.applications()).toThrow(/every application of the tenant/);
  expect(() => Callers.users()).toThrow(/^Callers.users: no scope is given; /);
  expect(() => Callers.anyOf()).toThrow(/^Callers.anyOf: no callers are given; /);
});

test("everyone may be let in, and by that word alone", () => {
  expect(Callers.anonymous()).toMatchObject({ roles: [], scopes: [], isAnonymous: true });
  expect(() => Callers.anyOf(Callers.users("s"), Callers.anonymous())).toThrow(/anonymous lets everyone in/);
});

describe("users with a role", () => {
  const admins = Callers.users("s", "t").withRole("Admin", "Owner");

  test("need a scope and a role, and no role of theirs is one of applications", () => {
    expect(admins).toMatchObject({ roles: [], scopes: ["s", "t"], isAnonymous: false });
    expect(admins._users).toEqual([{ scopes: ["s", "t"], roles: ["Admin", "Owner"] }]);
  });

  test("stay apart from users who need no role, and join those who need the same", () => {
    const callers = Callers.anyOf(
      admins,
      Callers.users("u"),
      Callers.users("v").withRole("Owner", "Admin"),
      Callers.applications("a"),
    );
    expect(callers).toMatchObject({ roles: ["a"], scopes: ["s", "t", "v", "u"] });
    expect(callers._users).toEqual([
      { scopes: ["s", "t", "v"], roles: ["Admin", "Owner"] },
      { scopes: ["u"], roles: [] },
    ]);
  });

  test("several users without a role get it together", () => {
    const both = Callers.anyOf(Callers.users("s"), Callers.users("t")).withRole("Admin");
    expect(both._users).toEqual([{ scopes: ["s", "t"], roles: ["Admin"] }]);
  });

  test.each([
    ["applications", Callers.applications("a"), "role a"],
    ["both", Callers.anyOf(Callers.applications("a"), Callers.users("s")), "role a or scope s"],
    ["everyone", Callers.anonymous(), "no token"],
    ["users with a role", Callers.users("s").withRole("Admin"), "scope s with role Admin"],
  ])("fails for %s", (_what, callers, got) => {
    expect(() => callers.withRole("Owner")).toThrow(`Callers.withRole: a role is added to callers with ${got}; `);
  });

  test("fails without a role, because every user would pass", () => {
    expect(() => Callers.users("s").withRole()).toThrow(/^Callers.withRole: no role is given; /);
  });
});
