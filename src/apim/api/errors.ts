import { error, type Place } from "../../core/errors";
import { didYouMean, shown } from "../../policy/text/errors";

/**
 * The error messages of this folder.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function schemaOfForm(place: Place, what: string, contentType: string, other: string): Error {
  return error(
    place,
    `${what} is given for the media type ${shown(contentType)}; expected ${other} for it, because forms have formParameters and other bodies a schema: use that, or correct contentType`,
  );
}

export function typeWithoutSchema(place: Place, what: string, typeName: string): Error {
  return error(
    place,
    `${what} is ${shown(typeName)} without a schema; expected the schema that holds the type: give an ApiSchema as schema, or leave typeName out`,
  );
}

export function undeclaredParameter(place: Place, name: string, urlTemplate: string, names: readonly string[]): Error {
  const expected = names.length === 0 ? "no parameters" : names.map(shown).join(" or ");
  return error(
    place,
    `templateParameters names ${shown(name)}, which is not in the URL template ${shown(urlTemplate)}; expected ${expected}: correct the name, or remove the parameter${didYouMean(name, names)}`,
  );
}

export function versionWithoutSet(place: Place, version: string): Error {
  return error(
    place,
    `version is ${shown(version)} without a version set; expected the set that says where requests name the version: give an ApiVersionSet as versionSet, or leave version out`,
  );
}

export function pathOfOtherSet(place: Place, path: string, set: string, other: string, first: string): Error {
  return error(
    place,
    `the API path ${shown(path)} is in version set ${shown(set)} here and in ${shown(other)} at ${first}; expected one version set for a path, because requests name a version in one place: give both the same set, or another path`,
  );
}

export function callersWithoutDocument(place: Place): Error {
  return error(
    place,
    "callers is given without openApi; expected the document with the operations: give openApi, or callers to addOperation",
  );
}

export function callersOfWsdl(place: Place): Error {
  return error(
    place,
    "callers is given for an operation of a WSDL document; expected none, because Azure makes up the names of such operations anew at each import, so that a policy cannot tell them apart: use ApiType.soapWithoutDocument, and addOperation with callers for each, such as POST /?soapAction=getOrder",
  );
}

export function typeBesideDocument(place: Place): Error {
  return error(
    place,
    "apiType and openApi are both given; expected one of them, because the operations of a document make an HTTP API: leave apiType out",
  );
}

export function selectorWithoutWsdl(format: string): Error {
  return error(
    "ApiType.importedByAzure",
    `selector is given for the format ${format}; expected it only for wsdl or wsdl-link, whose documents have ports: leave it out`,
  );
}

export function operationOfType(place: Place, label: string, type: string, fix: string): Error {
  return error(
    place,
    `the type of ${label} is ${shown(type)}; expected http or soap, because API Management makes the operations of the others itself: ${fix}`,
  );
}

export function webSocketWithoutUrl(place: Place): Error {
  return error(
    place,
    "serviceUrl is missing for a WebSocket API; expected the URL of the backend, because policies cannot set it: give one that starts with wss://",
  );
}

export function lateCheckOfApi(label: string): string {
  return `${label} answers without a check from its creation until its policy is in force, because its operations come with it; to leave no such moment, check tokens in the policy of the service`;
}

export function unencryptedCalls(): string {
  return "allowUnencryptedCalls is true, so callers can send their tokens where anyone on the way reads them; leave it out, and let callers use the encrypted URL";
}

export function documentSaysOpen(label: string): string {
  return `the OpenAPI document says that ${label} needs no token, and its check asks for one; give it Callers.anonymous() in callers, or change security in the document`;
}

export function documentSaysClosed(label: string): string {
  return `the OpenAPI document says that ${label} needs a token, and it has Callers.anonymous(), so everyone may call it; give it callers with a token, or change security in the document`;
}

export function documentSaysOtherScopes(label: string, scopes: readonly string[], checked: readonly string[]): string {
  const list = (values: readonly string[]): string => values.map(shown).join(" or ");
  return `the OpenAPI document names the scope ${list(scopes)} for ${label}, and its check asks for ${list(checked)}, so clients ask for tokens that are refused; name the same in both`;
}

export function operationWithoutDocument(place: Place, operationId: string): Error {
  return error(
    place,
    `the operation ${shown(operationId)} is not known without openApi; expected a document that has it: keep what addOperation returns, or use ApiOperation.fromId`,
  );
}

export function scopeWithoutServer(place: Place, scope: string): Error {
  return error(
    place,
    `authScope is ${shown(scope)} without authServer; expected the authorization server that is asked: give authServer, or leave authScope out`,
  );
}

export function schemasLeftOut(reason: string): string {
  return `the schemas of the OpenAPI document are left out, because API Management does not take them (${reason}); validate-content needs them, and everything else works without them`;
}

export function firstRevision(place: Place): Error {
  return error(
    place,
    'the revision is "1"; expected another, because the first revision is the Api itself: count on from there',
  );
}

export function sourceOfOtherApi(place: Place, source: string, other: string, api: string): Error {
  return error(
    place,
    `source is ${source}, a revision of ${other}; expected one of ${api}, because a revision is a copy of another one of its API: give such a revision, or leave source out`,
  );
}

export function notesWithoutRelease(place: Place): Error {
  return error(
    place,
    "releaseNotes is given for a revision that is not made current; expected isCurrent, because the notes are about that change: set isCurrent to true, or use description",
  );
}

export function revisionOfUnknownApi(api: string): string {
  return `the revision of ${api} asks callers for a subscription key, because the program does not create the API, and azurerm resets what a revision does not say; set subscriptionRequired to what the API has`;
}

export function backendOfOtherService(place: Place, backend: string, target: string): Error {
  return error(
    place,
    `${target} is of another service than the backend ${backend}; expected one service, because policies refer to a backend by its name there: create the backend for that service too`,
  );
}

export function schemaOfOtherApi(place: Place, schema: string, api: string): Error {
  return error(
    place,
    `the schema ${schema} is of another API than the operation; expected one of ${api}, because each API has its own schemas: make it there too`,
  );
}

export function partOfOtherService(place: Place, what: string, service: string): Error {
  return error(
    place,
    `${what} is of another service than the API; expected one of ${service}, because an API finds it there by its name: make it there too`,
  );
}

export function backendInWorkspace(place: Place, backend: string, target: string): Error {
  return error(
    place,
    `${target} cannot use the backend ${backend} of its service; expected a target outside of workspaces, because the policy of a workspace finds only the backends in it: use the backend in an API of the service`,
  );
}

export function differentMembers(place: Place, what: string, first: string, second: string): Error {
  return error(
    place,
    `the backends ${first} and ${second} of the pool differ in ${what}; expected the same for all, because the gateway chooses one only when it sends the request: give both the same, or make two pools`,
  );
}

export function poolInPool(place: Place, pool: string): Error {
  return error(
    place,
    `the backend ${pool} is a pool; expected backends that are none, because Azure takes no pool in a pool: name the backends of that pool`,
  );
}

export function tagOfOtherService(place: Place, label: string, service: string): Error {
  return error(
    place,
    `the tag is of another service than ${label}; expected something of ${service}, because each service has its own tags: make the tag there too`,
  );
}

export function backendBesideUrl(place: Place): Error {
  return error(
    place,
    "serviceUrl and backend are given; expected one of the two, because the backend replaces the URL: leave serviceUrl out",
  );
}

export function certificatesOfCluster(place: Place): Error {
  return error(
    place,
    "serverThumbprints and serverX509Names are both given, or neither; expected one of the two, by which the gateway knows the cluster: give the one that the cluster is set up with",
  );
}

export function twoAuthorizations(place: Place): Error {
  return error(
    place,
    "credentials write the header Authorization twice; expected one of managedIdentity, authorization and keepsCallerToken, because a request has one: leave the others out",
  );
}

export function credentialTwice(place: Place, what: string): Error {
  return error(
    place,
    `two credentials set ${what}; expected one, because the second would replace the first: remove one`,
  );
}

export function authorizationAsHeader(): Error {
  return error(
    "BackendCredential.header",
    "name is Authorization; expected another header, because this one may hold the token of the caller: use BackendCredential.authorization or BackendCredential.managedIdentity",
  );
}

export function failuresOfBreaker(place: Place): Error {
  return error(
    place,
    "circuitBreaker gives both or none of failures and failurePercentage; expected one of them: say how many failures trip it",
  );
}

export function breakerWithoutFailures(place: Place): Error {
  return error(
    place,
    "statuses of circuitBreaker is empty and errorReasons names nothing; expected one of the two, because nothing would count as a failure: leave statuses out to count 500 to 599",
  );
}

export function statusRange(place: Place, min: number, max: number): Error {
  return error(
    place,
    `circuitBreaker counts the statuses from ${min} to ${max}; expected a range within 200 to 599: correct the two numbers`,
  );
}
