/** Users who may call: what a user's token needs. */
export interface UserCallers {
  /** The scopes, of which the token needs one. */
  readonly scopes: readonly string[];
  /** The roles, of which the token needs one in addition. None when the scope is enough. */
  readonly roles: readonly string[];
}

/** Joins the users who need the same roles. */
export function mergeUsers(users: readonly UserCallers[]): UserCallers[] {
  const merged = new Map<string, UserCallers>();
  for (const { scopes, roles } of users) {
    const key = JSON.stringify([...roles].sort());
    const known = merged.get(key);
    merged.set(key, { scopes: [...new Set([...(known?.scopes ?? []), ...scopes])], roles: known?.roles ?? roles });
  }
  return [...merged.values()];
}

/** The scopes of all of them, each once. */
export function scopesOf(users: readonly UserCallers[]): string[] {
  return [...new Set(users.flatMap(({ scopes }) => scopes))];
}

/** The users of a check who do not pass another one, by one scope each. */
export function refusedUsers(given: readonly UserCallers[], passing: readonly UserCallers[]): UserCallers[] {
  return given.flatMap(({ scopes, roles }) =>
    scopes.flatMap((scope) => {
      const admitting = passing.filter((users) => users.scopes.includes(scope));
      if (admitting.some((users) => users.roles.length === 0)) return [];
      const refused = roles.filter((role) => !admitting.some((users) => users.roles.includes(role)));
      return roles.length > 0 && refused.length === 0 ? [] : [{ scopes: [scope], roles: refused }];
    }),
  );
}

/** What callers need, in words: roles of applications, then scopes of users. */
export function needsOf(callers: {
  readonly roles: readonly string[];
  readonly _users: readonly UserCallers[];
}): string[] {
  return [...callers.roles.map((role) => `role ${role}`), ...callers._users.flatMap(needsOfUsers)];
}

/** What users need, in words, such as `scope Orders.Read with role Admin`. */
export function needsOfUsers({ scopes, roles }: UserCallers): string[] {
  return scopes.map((scope) =>
    roles.length === 0 ? `scope ${scope}` : `scope ${scope} with role ${roles.join(" or ")}`,
  );
}
