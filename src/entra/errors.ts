import { error, type Place, shown } from "../core/errors";

/**
 * The error messages of this folder.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

/** Terraform shows it. */
export const EXPIRED_SECRET =
  "the end date of the client secret is in the past; expected a date in the future, because Entra ID refuses an expired secret (AADSTS7000222): give addClientSecret a new endDate";

/** Terraform shows it. */
export const OTHER_IDENTITY =
  "the managed identity that was found has another resource id; expected the given one, because the azurerm provider looks in its own subscription: give ManagedIdentity.fromPrincipalId the ids of the identity";
export const EXPIRED_GENERATION =
  "the client secret that is handed out has expired; expected one that is valid, because Entra ID refuses an expired secret (AADSTS7000222): give addRotatingClientSecret the next generation";

/** Terraform shows it. */
export const EXPIRED_CERTIFICATE =
  "the end date of the certificate is in the past; expected a date in the future, because Entra ID refuses an expired certificate (AADSTS7000222): give addCertificate a new certificate";

export function scopeAndRoleShareValue(place: Place, value: string): Error {
  return error(
    place,
    `${shown(value)} is the value of a scope and of a role; expected different values, because Entra ID keeps both in one namespace: rename the role, such as ${shown(`${value}_as_application`)}`,
  );
}

export function roleIsForUsers(place: Place, role: string, owner: string): Error {
  return error(
    place,
    `role ${shown(role)} of ${owner} is for users; expected a role for applications: admit users with Callers.users("<scope>").withRole, or make the role with AppRole.forApplicationsAndUsers`,
  );
}

export function roleIsForApplications(place: Place, role: string, owner: string): Error {
  return error(
    place,
    `role ${shown(role)} of ${owner} is for applications; expected a role for users: make it with AppRole.forApplicationsAndUsers, or name another`,
  );
}

export function roleInNoToken(place: Place, role: string, owner: string): Error {
  return error(
    place,
    `role ${shown(role)} of ${owner} is in no token; expected a role that a token shows, because the check of a token sees nothing else: name another, or make the role without inNoToken`,
  );
}

export function roleWithoutLookup(place: Place, role: string): Error {
  return error(
    place,
    `the id of the role ${shown(role)} cannot be looked up; expected its id, because a role that is in no token has no value to find it by: give AppRole the id of the role`,
  );
}

export function scopeAsUserRole(place: Place, value: string, owner: string): Error {
  return error(
    place,
    `${shown(value)} is a scope of ${owner}; expected a role for users: give it to Callers.users, or name a role`,
  );
}

export function scopeAsRole(place: Place, value: string, owner: string): Error {
  return error(
    place,
    `${shown(value)} is a scope of ${owner}; expected a role for applications: use it with Callers.users or requestScope, or name a role`,
  );
}

export function roleAsScope(place: Place, value: string, owner: string): Error {
  return error(
    place,
    `${shown(value)} is a role of ${owner}; expected a scope: use it with Callers.applications, withRole or grantRole, or name a scope`,
  );
}

export function clientIsResource(place: Place, name: string): Error {
  return error(
    place,
    `client and resource are both ${name}; expected two registrations, because Entra ID refuses a token that an application requests for itself (AADSTS90009): register the client on its own`,
  );
}

export function differentAuthorities(place: Place, client: string, resource: string): Error {
  return error(
    place,
    `the client belongs to ${client} and the resource to ${resource}; expected one tenant in one cloud: give both registrations the same authority, or let the client's tenant in with signInAudience`,
  );
}

export function secretWithoutUse(client: string): string {
  return `the client ${client} has a secret and no role or scope of an API, so its tokens let it do nothing; call grantRole or requestScope on it, or leave the secret out`;
}

export function providerInOtherCloud(environment: string): string {
  return `the azuread provider works in the ${environment} cloud and a registration takes its tenant from it, as one of the public cloud; expected the same cloud: set authority on the registration, such as Authority.usGovernment(tenantId)`;
}

export function valueWithoutLookup(place: Place, what: string, value: string): Error {
  return error(
    place,
    `the id of the ${what} ${shown(value)} cannot be looked up; expected its id, because the provider keeps the number of entries under that name: give the ${what} with its id where the registration is imported`,
  );
}

export function applicationNotLookedUp(place: Place, name: string): Error {
  return error(
    place,
    `the registration ${shown(name)} is only known by its client id; expected its application, because credentials are parts of it: use AppRegistration.fromObjectId or AppRegistration.fromDisplayName`,
  );
}

export function exposesNoApi(place: Place, name: string): Error {
  return error(
    place,
    `the registration ${shown(name)} exposes no API; expected a scope or an app role: add one, or set identifierUri`,
  );
}

export function emptyList(place: Place, what: string, reason: string): Error {
  return error(place, `${what} is empty; expected at least one, because ${reason}: name one`);
}

export function missingText(place: Place, what: string): Error {
  return error(
    place,
    `${what} is empty; expected its name, as it is in the tokens: give the name or leave the option out`,
  );
}

/** @param reasons why each stack of the circle needs the next */
export function principalOfOtherTenant(place: Place, resource: string, client: string): Error {
  return error(
    place,
    `the service principal of ${resource} is made in another tenant than the client's, ${client}; expected the one in the client's tenant, because a grant is made there: import the API for it with AppRegistration.fromClientId, with the same authority and signInAudience`,
  );
}

export function repeatedTenant(place: Place, tenantId: string): Error {
  return error(place, `tenant id ${shown(tenantId)} is given twice; expected each tenant once: remove one of the two`);
}

export function consumerTenantListed(place: Place): Error {
  return error(
    place,
    "one of the tenants is the tenant of personal accounts; expected tenants of organizations: use SignInAudience.multipleTenantsAndPersonalAccounts",
  );
}

export function personalAccountsNeed(place: Place, got: string, expected: string): Error {
  return error(
    place,
    `${got}; expected ${expected}, because personal Microsoft accounts sign in: change it, or use SignInAudience.multipleTenants`,
  );
}

export function tooMany(
  place: Place,
  what: string,
  got: number,
  most: number,
  fix = "spread them over several registrations",
): Error {
  return error(place, `there are ${got} ${what}; expected at most ${most}, because Entra ID takes no more: ${fix}`);
}

export function redirectUriOfOtherPlatform(place: Place, uri: string, platform: string): Error {
  return error(
    place,
    `redirect URI ${shown(uri)} is there already for platform ${platform}; expected one platform, because Entra ID decides by it how it issues tokens: remove one of the two`,
  );
}

export function loopbackOfOtherPlatform(place: Place, uri: string, other: string, platform: string): Error {
  return error(
    place,
    `redirect URI ${shown(uri)} is ${shown(other)} of platform ${platform} with another port; expected one platform, because Entra ID ignores the port of localhost and takes either: remove one of the two, or give it another path`,
  );
}

export function samePortlessRedirectUri(uri: string, other: string): string {
  return `redirect URI ${shown(uri)} differs from ${shown(other)} only in its port, which Entra ID ignores for localhost; one of the two is enough`;
}

export function redirectToOwnMachine(uri: string, platform: string): string {
  return `redirect URI ${shown(uri)} of platform ${platform} is on the machine of the user, where any program can wait for the code; keep it to a registration for development, or use RedirectPlatform.PUBLIC_CLIENT for a program that runs there`;
}

export function identifierUriOfOther(uri: string, other: string): string {
  return `identifierUri ${shown(uri)} is that of ${other} as well; expected another one, because Entra ID keeps these URIs unique in a tenant: leave it out to get api://<client id>, or change one of the two`;
}

export function servicePrincipalOfOther(clientId: string, other: string): string {
  return `the service principal of ${shown(clientId)} is made by ${other} as well; expected one of each application in a tenant, because Entra ID keeps one, and two would undo each other's settings: leave servicePrincipal out here, or use the same construct`;
}

export function unverifiedIdentifierUri(uri: string): string {
  return `identifierUri ${shown(uri)} has neither a domain nor an id in it, and Entra ID adds such URIs only to APIs whose tokens are of version 2, unless the tenant allows them; use TokenVersion.V2, or leave the option out to get api://<client id>`;
}

export function groupsInPlaceOfRoles(place: Place, claim: string): Error {
  return error(
    place,
    `optional claim ${shown(claim)} puts groups into claim roles of access tokens, and the API has roles; expected one of the two, because Entra ID leaves the roles out then: remove OptionalClaimProperty.EMIT_AS_ROLES or the roles`,
  );
}

export function noGroupsAndSome(place: Place): Error {
  return error(
    place,
    "groupMembershipClaims has NONE and others; expected NONE alone, because the others say which groups: remove one of the two",
  );
}

export function identifierUriTwice(place: Place): Error {
  return error(
    place,
    "identifierUri is given a second time in the options; expected it once, because the registration is found by it: leave it out of the options",
  );
}

export function tagsBesideFeatureTags(place: Place): Error {
  return error(
    place,
    "tags and featureTags are both given; expected one of the two, because feature tags are tags: leave one out",
  );
}
export function longLivedSecret(id: string, fix: string): string {
  return `the client secret ${shown(id)} is valid for more than two years, so one that leaks stays useful for long; give it ${fix}, or use a federated credential in its place`;
}

export function endsBeforeStart(place: Place, startDate: string, endDate: string): Error {
  return error(
    place,
    `endDate is ${shown(endDate)} and startDate ${shown(startDate)}; expected an end after the start: change one of the two`,
  );
}

export function certificateEndsBefore(place: Place, endDate: string, expiry: string): Error {
  return error(
    place,
    `endDate is ${shown(endDate)}; expected at most ${shown(expiry)}, because the certificate expires then: leave the option out, or give a certificate that is valid for longer`,
  );
}

export function notOneRotation(place: Place, given: number): Error {
  return error(
    place,
    `what rotates the secrets is given ${given} times; expected exactly one of generation and rotationMonths, because either you rotate or the calendar does: name one`,
  );
}

export function notOneTrigger(place: Place, given: number): Error {
  return error(
    place,
    `what starts the workflow is given ${given} times; expected exactly one of branch, tag, environment and unreviewedPullRequests, because a token is for one of them: name one, and add a credential for each other`,
  );
}

export function openToStrangers(place: Place, what: string, value: string, expected: string): Error {
  return error(
    place,
    `${what} is ${shown(value)}, which others than the owner can get; expected ${expected}: name the owner and what runs there`,
  );
}

export function unreviewedCode(place: Place, what: string, value: string): Error {
  return error(
    place,
    `${what} is ${shown(value)}, which pull requests match; expected a branch, a tag or an environment, because the code of a pull request runs before its review: name one without a wildcard in its place, or set unreviewedPullRequests`,
  );
}

export function tooManyFederatedCredentials(place: Place, most: number): Error {
  return error(
    place,
    `there are ${most + 1} federated credentials; expected at most ${most} for a registration: use FederatedCredential.flexible for several branches or tags, or another registration`,
  );
}
