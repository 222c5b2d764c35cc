import { runInNewContext } from "node:vm";

/** The claims of a token that `validate-jwt` has let pass. A list stands for a claim with several values. */
export type Claims = Readonly<Record<string, string | readonly string[]>>;

/** The C# condition under which a policy answers 403 to a caller with a valid token. */
export function forbiddingCondition(policy: string): string {
  const [, , condition] = /<when condition=(["'])([^]*?)\1>/.exec(policy)!;
  return condition!
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
}

/**
 * Runs the C# condition of the policy. The C# in it is JavaScript as well, when the objects have the members of .NET.
 */
export function isForbidden(condition: string, claims: Claims): boolean {
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
    .replaceAll('+ " ").Contains(', '+ " ").includes(')
    .replaceAll(".EndsWith(", ".endsWith(");
  expect(code).not.toContain("context.");
  return runInNewContext(code, { jwt: { Claims: dictionary } }) as boolean;
}
