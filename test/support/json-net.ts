/**
 * The members of `Newtonsoft.Json.Linq` that policies use. Both readers keep the last of several members with one name.
 */

type Value = string | number | boolean | null | { readonly [name: string]: Value } | readonly Value[];

interface Token {
  readonly value: Value;
  ToString(): string;
}

/** `IMessageBody.As<JToken>` of a body; throws for what is not JSON. */
export function readToken(body: string): Token {
  return tokenOf(JSON.parse(body) as Value);
}

/** C# `token as JObject`. */
export function asObject(token: Token | undefined): Token | null {
  return token !== undefined && isObject(token.value) ? token : null;
}

function tokenOf(value: Value): Token {
  // JSON null is an empty text, and no missing member.
  const ToString = (): string => (typeof value === "string" ? value : value === null ? "" : JSON.stringify(value));
  if (!isObject(value)) return { value, ToString };
  const members = Object.entries(value).map(([name, member]) => [name, tokenOf(member)] as const);
  const properties = members.map(([Name]) => ({ Name }));
  const Properties = (): object => ({
    Any: (test: (member: { readonly Name: string }) => boolean) => properties.some(test),
    Count: (test: (member: { readonly Name: string }) => boolean) => properties.filter(test).length,
  });
  return Object.assign(Object.create(null) as object, Object.fromEntries(members), { value, ToString, Properties });
}

function isObject(value: Value | undefined): value is { readonly [name: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
