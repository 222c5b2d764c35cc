import type { EntraDirectory } from "../issuer/directory";
import { ROLE_CLAIM, SCOPE_CLAIM } from "../oauth/entra-claims";
import { applicationsOf } from "./tokens";

/** The claims of a token, whether it is valid or not. */
export type Claims = Readonly<Record<string, unknown>>;

/** A token in one line, without anything that could be used as one. */
export function describeToken(claims: Claims, directory: EntraDirectory, now: number): string {
  const client = textOf(claims.azp) ?? textOf(claims.appid);
  const roles = textsOf(claims[ROLE_CLAIM]);
  const scopes = textsOf(claims[SCOPE_CLAIM] ?? claims.scope).flatMap((text) => text.split(" "));
  const parts = [
    `a token for ${
      textsOf(claims.aud)
        .map((id) => nameOf(directory, id))
        .join(" and ") || "nobody"
    }`,
    ...(client === undefined ? [] : [`of ${nameOf(directory, client)}`]),
    ...(textOf(claims.ver) === undefined ? [] : [`version ${textOf(claims.ver)}`]),
    roles.length === 0 ? "no roles" : `roles ${roles.join(", ")}`,
    scopes.length === 0 ? "no scopes" : `scopes ${scopes.join(", ")}`,
    typeof claims.exp === "number" ? lifetime(claims.exp, now) : "no end",
  ];
  return parts.join(", ");
}

/** The display name of an application of the deployment, or the text itself. */
export function nameOf(directory: EntraDirectory, text: string): string {
  const found = applicationsOf(directory).find(
    ({ clientId, identifierUris }) => clientId === text.toLowerCase() || identifierUris.includes(text),
  );
  return found === undefined || found.displayName === text ? text : `${found.displayName} (${text})`;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The texts of a claim that may be one or a list. */
export function textsOf(value: unknown): string[] {
  return [value].flat().filter((each): each is string => typeof each === "string");
}

/** When a token ends. */
export function lifetime(exp: number, now: number): string {
  const minutes = Math.round((exp - now / 1000) / 60);
  const date = Math.abs(exp) > 8_640_000_000_000 ? String(exp) : new Date(exp * 1000).toISOString();
  return minutes < 0 ? `expired at ${date}, ${-minutes} minutes ago` : `good until ${date}, for ${minutes} minutes`;
}
