import type { JWTPayload } from "jose";
import { ROLE_CLAIM } from "../oauth/entra-claims";
import { TokenVersion } from "../oauth/token-version";
import type { EntraApplication, EntraDirectory, EntraUser } from "./directory";

/** Tokens with more groups than this name a place where they can be asked for. */
const MAX_GROUPS = 200;

/** The name by which most clients name an API, or its client id where the API asks for that. */
export function audienceOf(api: EntraApplication, resource: string): string {
  return api.tokenVersion === TokenVersion.V2 || isAsked(api, "aud", "use_guid") ? api.clientId : resource;
}

/** `idtyp`, which distinguishes applications from users, for an API that asks for it. */
export function tokenKind(api: EntraApplication, kind: "app" | "user"): JWTPayload {
  const isIssued = kind === "app" ? isAsked(api, "idtyp") : isAsked(api, "idtyp", "include_user_token");
  return isIssued ? { idtyp: kind } : {};
}

/**
 * What an API asks for about a user besides what every token says.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
 */
export function askedUserClaims(api: EntraApplication, user: EntraUser): JWTPayload {
  const values: Readonly<Record<string, string | readonly string[] | undefined>> = {
    acr: "1",
    amr: ["pwd"],
    email: user.mail,
    family_name: user.familyName,
    given_name: user.givenName,
    upn: user.userPrincipalName,
  };
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== undefined && isAsked(api, name)),
  );
}

/**
 * The groups of a user, for an API that asks for them.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#groups-overage-claim
 */
export function groupClaims(directory: EntraDirectory, api: EntraApplication, user: EntraUser): JWTPayload {
  const groups = askedGroups(directory, api, user);
  if (groups.length === 0) return {};
  if (groups.length > MAX_GROUPS) {
    const endpoint = `https://graph.microsoft.com/v1.0/users/${user.objectId}/getMemberObjects`;
    return { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint } } };
  }
  // The groups take the place of the roles then.
  return { [isAsked(api, "groups", "emit_as_roles") ? ROLE_CLAIM : "groups"]: groups };
}

function askedGroups(
  { roleAssignments }: EntraDirectory,
  { groupMembershipClaims = [], principalId }: EntraApplication,
  { groups }: EntraUser,
): readonly string[] {
  if (groupMembershipClaims.some((kind) => kind === "All" || kind === "SecurityGroup")) return groups;
  if (!groupMembershipClaims.includes("ApplicationGroup")) return [];
  const assigned = roleAssignments.filter(({ resourceId }) => resourceId === principalId);
  return groups.filter((group) => assigned.some((assignment) => assignment.principalId === group));
}

function isAsked({ optionalClaims }: EntraApplication, claim: string, property?: string): boolean {
  return optionalClaims.some(
    ({ name, additionalProperties }) =>
      name === claim && (property === undefined || additionalProperties.includes(property)),
  );
}
