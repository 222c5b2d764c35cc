import { Callers } from "cdktf-apim-oauth";

test("applications have roles, and users have scopes", () => {
  expect({ ...Callers.applications("a", "b") }).toEqual({ roles: ["a", "b"], scopes: [], isAnonymous: false });
  expect({ ...Callers.users("a", "b") }).toEqual({ roles: [], scopes: ["a", "b"], isAnonymous: false });
});

test("any of several callers has the roles and scopes of all, each once", () => {
  const callers = Callers.anyOf(
    Callers.applications("a"),
    Callers.users("s"),
    Callers.anyOf(Callers.applications("b", "a"), Callers.users("s", "t")),
  );
  expect({ ...callers }).toEqual({ roles: ["a", "b"], scopes: ["s", "t"], isAnonymous: false });
});

test("fails without callers, because an empty list would allow everyone", () => {
  expect(() => Callers.applications()).toThrow(/every application of the tenant/);
  expect(() => Callers.users()).toThrow(/^Callers.users: no scope is given; /);
  expect(() => Callers.anyOf()).toThrow(/^Callers.anyOf: no callers are given; /);
});

test("everyone may be let in, and by that word alone", () => {
  expect({ ...Callers.anonymous() }).toEqual({ roles: [], scopes: [], isAnonymous: true });
  expect(() => Callers.anyOf(Callers.users("s"), Callers.anonymous())).toThrow(/anonymous lets everyone in/);
});
