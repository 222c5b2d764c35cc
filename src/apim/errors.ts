import { error, type Place } from "../core/errors";
import { describeFinding, type PolicyFinding } from "../policy/model/finding";
import { shown } from "../policy/text/errors";

/**
 * The error messages of this folder.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function bothDocuments(place: Place, target: string, first: string): Error {
  return error(
    place,
    `a policy document for ${target} is already attached by ${first}; expected one document for each target, because API Management keeps only one: merge the two`,
  );
}

export function secondPolicyResource(target: string, own: string, other: string): string {
  return `the policy document for ${target} is held by ${own} and by ${other}; expected one resource, because API Management keeps only one document and each would overwrite the other at every apply: give the statements of ${other} to ApimPolicy.of, or its text to a RawPolicy, and remove it`;
}

export function policyIdTaken(place: Place, id: string): Error {
  return error(
    place,
    `id ${shown(id)} is already used by another construct in this scope; expected it to be free for the policy document: give the other construct another id`,
  );
}

export function unreadableDocument(place: Place, problem: PolicyFinding, count: number): Error {
  const more = count === 1 ? "" : ` (and ${count - 1} more, in its diagnostics)`;
  return error(place, `the document was read with a problem: ${describeFinding(problem)}${more}`);
}

export function refusedRoot(place: Place, root: string): Error {
  const fix =
    root === "fragment"
      ? "create a PolicyFragment from the document, and include it"
      : "give a document with sections, such as one from PolicyDocument.of";
  return error(place, `the root of the document is <${root}>; expected <policies>: ${fix}`);
}

export function refusedFragment(place: Place, problem: string): Error {
  return error(place, problem);
}

/** Each of the `findings` is on its own line. */
export function refusedPolicy(place: Place, target: string, findings: readonly string[]): Error {
  return error(
    place,
    `the policy document for ${target} has errors; expected none: correct them, or accept them with suppress and a reason\n  ${findings.join("\n  ")}`,
  );
}

export function secondJwtPolicy(place: Place, target: string, first: string): Error {
  return error(
    place,
    `tokens for ${target} are already checked by ${first}; expected one JwtPolicy for each target: use Callers.anyOf to allow several kinds of callers`,
  );
}

export function sameTokens(place: Place, first: string, second: string): Error {
  return error(
    place,
    `the tokens for ${first} and for ${second} have an issuer and an audience in common; expected resource servers whose tokens differ, because it would not be certain whose callers count: name all callers beside one of them`,
  );
}

export function foreignEntraCheck(place: Place, resource: string): Error {
  return error(
    place,
    `validation is TokenValidation.ENTRA_ID, and the tokens for ${resource} are not those of one tenant of Entra ID; expected an app registration of one tenant: leave the option out`,
  );
}

export function clockSkewOfEntraCheck(place: Place): Error {
  return error(
    place,
    "clockSkewSeconds is given beside TokenValidation.ENTRA_ID, whose statement has none; expected one of the two: leave one out",
  );
}

export function emptyQuota(place: Place): Error {
  return error(place, "neither calls nor bandwidthKilobytes is given; expected one at least: say what to limit");
}

export function reservedHeader(place: Place, name: string): Error {
  return error(
    place,
    `claimsToHeaders names the header ${shown(name)}, which HTTP or the token needs; expected another header: use a name such as x-user-id`,
  );
}

export function exchangeWithoutScope(place: Place, backend: string): Error {
  return error(
    place,
    `no scope of ${backend} is given; expected at least one, because a token is for certain scopes: name them in scopes`,
  );
}

export function certificateWithoutThumbprint(place: Place): Error {
  return error(
    place,
    "the thumbprint of the certificate is not known; expected it, because a policy finds the key by it: give thumbprint to ApimCertificate.fromName",
  );
}

export function certificateOfOtherService(place: Place, certificate: string, target: string): Error {
  return error(
    place,
    `the certificate ${certificate} is of another service than ${target}; expected one of the same, because the gateway has only its own: make an ApimCertificate for that service`,
  );
}

export function clientWithoutCredential(client: string, needed: string): string {
  const call =
    needed === "certificate" ? "addCertificate" : "addFederatedCredential with FederatedCredential.managedIdentity";
  return `the registration ${client} has no ${needed} here, with which the policy authenticates as it; call ${call} on it, or calls get 401`;
}

export function exchangeOfForeignToken(place: Place): Error {
  return error(
    place,
    "backendToken exchanges tokens, and not all of them are those of one app registration; expected an AppRegistration as resource and no alsoAccepts, because Entra ID exchanges only tokens for the client that asks: use another BackendToken",
  );
}

export function unknownResourceUrl(place: Place, label: string): Error {
  return error(
    place,
    `the URL of ${label} is not known; expected the URL of what the policy protects, because clients compare it: give resourceUrl`,
  );
}

export function resourceOfOtherHost(place: Place, resource: string, gateway: string): Error {
  return error(
    place,
    `the resource is ${shown(resource)}; expected a URL below ${shown(gateway)}, because a client asks the host of the resource for its metadata: set gatewayUrl to the host that clients use, or change resourceUrl`,
  );
}

export function noAuthorizationServer(place: Place): Error {
  return error(
    place,
    "authorizationServers is empty; expected one at least, because clients ask it for tokens: name one, or leave the option out",
  );
}

export function secondForward(place: Place, target: string): Error {
  return error(
    place,
    `two statements for ${target} forward the request; expected one, because the backend would get the request twice: give timeoutSeconds and retry to the Backend, or leave one of them out`,
  );
}

export function secondCors(place: Place, target: string, first: string): Error {
  return error(
    place,
    `the origins that may call ${target} are named by ${first}; expected one CorsPolicy for each target, because only the first counts: name all origins there`,
  );
}

export function secondCache(place: Place, target: string, first: string): Error {
  return error(
    place,
    `the responses of ${target} are kept by ${first}; expected one ResponseCachePolicy for each target, because a section takes one lookup in the cache: leave one of the two out`,
  );
}

export function noOrigin(place: Place): Error {
  return error(place, "no origin may call; expected one at least: name one in allowedOrigins, or leave the policy out");
}

export function noMethod(place: Place): Error {
  return error(place, "allowedMethods is empty; expected one method at least: name one, or leave allowedMethods out");
}

export function credentialsForAll(place: Place): Error {
  return error(
    place,
    'allowCredentials is true beside the origin "*"; expected named origins, because every page could call as the user: name the origins, or leave allowCredentials out',
  );
}

export function uncheckedCache(target: string, checked: string): string {
  return `responses of ${target} are kept for each caller, and the policy that checks the callers is that of ${checked}; expected a target that it checks, because callers would share their responses: give the policy of ${target}, or leave target out`;
}

export function exchangeForApplications(roles: readonly string[]): string {
  return `backendToken exchanges the tokens of users, and applications with role ${roles.join(" or ")} may call; expected users alone, because Entra ID does not exchange the token of an application: use BackendToken.managedIdentity, or let applications call another API`;
}

export function resourceHasNoApplicationRole(resource: string): string {
  return `the resource ${resource} has no role for applications; expected one, because a token of client credentials holds roles and never a scope: add AppRole.forApplications(…) to its roles`;
}

export function clientHasNoRole(client: string, resource: string): string {
  return `the client ${client} has no role of ${resource}; expected one, because Entra ID refuses a token to a client without a role (AADSTS501051): call grantRole on the client`;
}

export function clientLacksCallers(client: string, resource: string, wanted: string): string {
  return `the client ${client} is allowed to call and has no ${wanted} of ${resource}, so it is refused; call grantRole or requestScope on it, unless it gets them elsewhere`;
}

export function usersNeedAssignment(resource: string): string {
  return `users may call and ${resource} requires an assignment, while none of its roles is for users, so Entra ID refuses them (AADSTS50105); add AppRole.forUsers and call assignRole, call assignDefaultAccess, or set assignmentRequired to false: the token check refuses who has no role or scope`;
}

export function plainHttp(url: string): string {
  return `serviceUrl is ${shown(url)}, so tokens and data reach the backend unencrypted; use ${/^ws/i.test(url) ? "wss" : "https"}://`;
}

export function vaultInOtherCloud(place: Place, service: string, vault: string): Error {
  return error(
    place,
    `the service is in the ${service} cloud and the vault in the ${vault} cloud; expected one cloud, because an identity has no access in another: set cloud where the service and the vault are imported`,
  );
}

export function firewallNeedsSystemIdentity(vault: string): string {
  return `the vault ${vault} has a firewall, and a user-assigned identity reads from it; expected the system-assigned identity, because API Management reads through a firewall only with that one: leave identity out`;
}

export function unreachableVault(vault: string): string {
  return `the vault ${vault} has a firewall that lets no network in; expected a network path for the service, because Azure no longer lets API Management through as a trusted service: add the subnet or the public addresses of the service to network_acls, or a private endpoint; where another program makes the endpoint and the grant, use KeyVaultAccess.EXISTING`;
}

export function vaultIgnoresPolicies(vault: string): string {
  return `the vault ${vault} goes by roles, and an access policy is to let the service read; expected a role, because such a vault ignores access policies: use KeyVaultAccess.ROLE_ASSIGNMENT, which is the default`;
}

export function vaultIgnoresRoles(vault: string): string {
  return `the vault ${vault} goes by access policies, and a role is to let the service read; expected an access policy, because such a vault ignores roles on its secrets: use KeyVaultAccess.ACCESS_POLICY, or set rbac_authorization_enabled of the vault to true`;
}

export function vaultMayIgnoreRoles(vault: string): string {
  return `the vault ${vault} does not say that it goes by roles, and azurerm makes one that goes by access policies, so the role that lets the service read has no effect there; set rbac_authorization_enabled of the vault to true, or use KeyVaultAccess.ACCESS_POLICY`;
}

export function noAllowedClient(place: Place): Error {
  return error(
    place,
    "allowedClients is empty, so no client could call; expected at least one client: name one, or omit the option",
  );
}

export function differentClouds(place: Place, service: string, registration: string): Error {
  return error(
    place,
    `the service is in the ${service} cloud and the registrations are in the ${registration} cloud; expected one cloud: set cloud where the service is imported, or authority on the registrations`,
  );
}

export function secretOfOtherClient(place: Place, client: string): Error {
  return error(
    place,
    `the client secret belongs to another registration than ${client}; expected a secret of the client, because Entra ID refuses any other (AADSTS7000215): call addClientSecret on the client`,
  );
}

export function serverForOtherApi(server: string, policy: string): string {
  return `the authorization server gets tokens for ${server} and the policy accepts tokens for ${policy}; expected one API, because every token of the test console would be rejected: give both the same resource`;
}

export function serverForOtherCallers(server: string, policy: string): string {
  return `the tokens of the authorization server hold ${server} and the policy asks for ${policy}; expected one in common, because every token of the test console would be rejected: change the callers of the policy or the grant of the server`;
}

export function serverOfOtherClient(client: string, policy: string): string {
  return `the authorization server gets tokens for ${client}, which is none of the allowedClients of ${policy}; expected it among them, because every token of the test console would be rejected: add it to allowedClients`;
}

export function literalSecret(place: Place, kind: string): Error {
  return error(
    place,
    `the text is ${kind}, which anyone who can read the configuration would see; expected text that is not a secret: use NamedValueSource.keyVault or NamedValueSource.secret`,
  );
}

export function noGrantScope(place: Place): Error {
  return error(
    place,
    "no scope is given; expected at least one scope of the API, because a token without a scope lets the client do nothing: name a scope, such as access_as_user",
  );
}

export function noCallers(place: Place, what: string, reason: string): Error {
  return error(place, `no ${what} is given; expected at least one, because ${reason}`);
}

/** @param got what the callers need, in words */
export function roleForOtherCallers(place: Place, got: string): Error {
  return error(
    place,
    `a role is added to callers with ${got}; expected users without a role, because applications have roles already, and a user needs one of those that one withRole names: write Callers.users("<scope>").withRole("<role>"), and join it with others by Callers.anyOf`,
  );
}

export function usersHaveNoRoles(place: Place, resource: string, claim: string): Error {
  return error(
    place,
    `the tokens for ${resource} have roles and scopes in one claim, ${shown(claim)}, so a client could ask for the role of a user as a scope; expected a claim with the roles alone: give rolesClaim where the resource server is created, or leave withRole out`,
  );
}

export function emptyAnyOf(): Error {
  return error(
    "Callers.anyOf",
    "no callers are given; expected at least one: use Callers.applications or Callers.users",
  );
}

export function anyOfAnonymous(): Error {
  return error(
    "Callers.anyOf",
    "one of the callers is Callers.anonymous(); expected callers with a token, because anonymous lets everyone in and the others would say nothing: use one or the other",
  );
}

export function anonymousJwtPolicy(place: Place): Error {
  return error(
    place,
    "callers is Callers.anonymous(); expected callers with a token, because this policy checks tokens: leave the JwtPolicy out, or give Callers.anonymous() to the operations that need no token",
  );
}

export function callersWithoutCheck(operation: string, api: string): string {
  return `operation ${shown(operation)} has callers, and no JwtPolicy checks the tokens of ${api}; expected one, because it says whose tokens they are: add a JwtPolicy with the API as target`;
}

export function callersBesideCheck(label: string, other: string): string {
  return `${label} has callers and the JwtPolicy ${other}; expected one of the two, because its token would be checked twice: keep callers, and remove the JwtPolicy of the operation`;
}

export function unknownEndpoint(place: Place, resource: string, endpoint: string): Error {
  return error(
    place,
    `the resource server ${resource} names no ${endpoint}; expected one, because the authorization server needs it: give ${endpoint} where the resource server is created`,
  );
}

export function emptyResourceServer(place: Place, resource: string, what: string): Error {
  return error(
    place,
    `the resource server ${resource} names no ${what}; expected at least one, because tokens of any ${what} would pass otherwise: give one where the resource server is created`,
  );
}

export function unmanagedRedirectUri(client: string, uri: string, platform: string): string {
  return `${client} is not created here, so its redirect URIs are not managed; register ${uri} as a ${platform} redirect URI where it is created`;
}

/**
 * Names the ways out. A fragment whose statements are not known may hold the check.
 *
 * @param requests the requests that nothing checks, if others are checked, such as ` with a key of product gold`
 */
export function openOperation(label: string, unknownFragments: readonly string[], requests = ""): string {
  const fragments = unknownFragments.map(shown).join(", ");
  const hint = fragments === "" ? "" : `, such as a check in fragment ${fragments}, which is not created here`;
  return `nothing checks who calls ${label}${requests}, so anyone can call it; expected a check of the caller: add a JwtPolicy with the API as target, add another check such as ValidateClientCertificate, or give the operation Callers.anonymous() if everyone may call; where something else protects it${hint}, accept the finding with a reason in suppressions`;
}

export function anonymousBehindCheck(label: string, check: string): string {
  return `${label} has Callers.anonymous(), and the policy of ${check} checks its callers all the same; expected no check before it: let the operation through in that policy, or remove callers`;
}

export function differentChecks(inner: string, resource: string, outer: string, other: string): string {
  return `tokens for ${resource} pass ${inner} and never ${outer}, which requests run as well, and which accepts tokens for ${other}; expected one API for both: give both the same resource, or leave one of the checks out`;
}

export function noCommonCaller(inner: string, outer: string, reason: string): string {
  return `no token passes both ${inner} and ${outer}, which runs before it: ${reason}; expected callers that both admit: give the operation callers in place of its JwtPolicy, or let the outer check admit them`;
}

export function tokenReplaced(inner: string, outer: string): string {
  return `no token passes ${inner}, because ${outer}, which runs before it, gives its backendToken in the place of the caller's token; expected the caller's token for both: give backendToken to the inner one`;
}

/**
 * A statement of a broader scope takes the token away.
 *
 * @param what the statement, where it is and what it does, such as `<set-header> in the policy of service contoso removes`
 */
export function tokenLost(inner: string, header: string, what: string, isCertain: boolean): string {
  const [result, when] = isCertain ? ["no token passes", ""] : ["some tokens may not pass", " in some requests"];
  return `${result} ${inner}, because ${what} header ${header}${when}, and runs before it; expected the caller's token for the check: move the statement into the policy with the check, where it runs after it`;
}

export function narrowerCheck(inner: string, outer: string, refused: readonly string[], passing: string): string {
  return `${inner} names ${refused.join(" and ")}, and ${outer}, which runs before it, asks for ${passing}; expected all callers of the first to pass the second, because a request must pass both: give the operation callers in place of its JwtPolicy, or let the outer check admit them`;
}

export function lateCheck(label: string): string {
  return `${label} answers without its check from its creation until its own policy is in force, because that policy can only follow it; to leave no such moment, give the operation callers and put the JwtPolicy on the API`;
}

export function lateCheckOfImport(label: string): string {
  return `the operations of ${label} come with its import and answer without a check until the policy of the API is in force; to leave no such moment, check tokens in the policy of the service, or create the operations one by one with addOperation`;
}

export function unknownProgramRule(place: Place, rule: string, known: readonly string[]): Error {
  return error(
    place,
    `suppressions names the rule ${shown(rule)}; expected ${known.join(" or ")}, because a rule about documents is accepted in the document: correct the name, or call suppress on ApimPolicy.of`,
  );
}

export function suppressionWithoutReason(place: Place, rule: string): Error {
  return error(
    place,
    `suppressions gives no reason for ${shown(rule)}; expected why the finding is accepted: write the reason`,
  );
}

export function readLater(): string {
  return "API Management reads a new client secret from the vault within four hours, and a changed end date deletes the old secret in the same deployment, so calls can fail in between; to rotate, use a secret of addRotatingClientSecret, which leaves the one before it valid";
}

export function readBackOtherwise(reference: string): string {
  return `the document holds ${reference} in plain text, and the provider reads it back in another form, so every plan changes the policy; expected no tabs, line breaks or references in the text of this document: write the value as an expression, or leave them out`;
}

export function laterRevision(revision: string): string {
  return `the revision is ${shown(revision)}; expected "1" or none, because operations and policies belong to the current revision, which may be another, and a changed revision replaces the API: leave the option out, or make sure that this revision is the current one`;
}

export function keyBesideToken(): string {
  return "callers need a subscription key in addition to their token, because subscriptionRequired is true by default, and get 401 without one; set it to false if the token is enough, or to true if the key is intended";
}

export function guestsCall(api: string, product: string): string {
  return `${product} is shown to guests, and the test console of ${api} gets tokens with the credentials of its client, so visitors who have not signed in may call it; leave the group guests out, or give the API an authServer for users`;
}

export function authorizationSkipped(label: string, broader: string): string {
  return `${label} sends its requests itself, without <base /> in its backend section, so what the policy of ${broader} does there with the header Authorization is skipped, and the backend may get the token of the caller; call useIn of a Backend with it in place of its own forward-request, or leave the request to <base />`;
}

export function authorizationMisdirected(label: string, broader: string): string {
  return `${label} sends requests to another backend with its own set-backend-service, and the policy of ${broader} adds the credentials for its backend to them, so the other one gets these as well; call useIn of a Backend in place of set-backend-service`;
}

export function authorizationShared(label: string, broader: string): string {
  return `${label} sends its requests to a backend that the policy of ${broader} does not name, and that policy puts credentials into the header Authorization for whatever backend is chosen, so this one gets them as well; give its Backend credentials, which replace the header, or give those of the other to its Backend, such as BackendCredential.managedIdentity in the place of BackendToken.managedIdentity`;
}

export function approvalWithoutLimit(place: Place): Error {
  return error(
    place,
    "approvalRequired is true without subscriptionsLimit; expected a limit, because the provider asks for approval only up to one: set subscriptionsLimit",
  );
}

export function optionOfProtectedProduct(place: Place, option: string): Error {
  return error(
    place,
    `${option} is given and subscriptionRequired is false; expected one of the two, because nobody subscribes to a product without keys: leave ${option} out, or let the product require a subscription`,
  );
}

export function otherService(place: Place, api: string, service: string): Error {
  return error(
    place,
    `the service of ${api} is ${service}; expected that of the product, because a product holds APIs of one service: use an API of the same service`,
  );
}

export function secondOpenProduct(place: Place, api: string, first: string): Error {
  return error(
    place,
    `the open product ${first} holds ${api} already; expected at most one product without keys for each API, because the gateway runs the policy of one: let one of the products require a subscription`,
  );
}

export function openProduct(api: string, product: string): string {
  return `${product} requires no subscription, so anyone can call ${api} without a key, although the API requires one; let the product require a subscription, or set subscriptionRequired of the API to false`;
}

export function workspaceTier(place: Place, sku: string): Error {
  return error(
    place,
    `the service has the SKU ${shown(sku)}; expected BasicV2, StandardV2, Premium or PremiumV2, because other tiers have no workspaces: change the SKU, or use the service without a workspace`,
  );
}
