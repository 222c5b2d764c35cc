import { error, type Place } from "../../core/errors";

/** The error messages of this folder, in the form of those of the folder above. */

export function backendOfOtherService(place: Place, backend: string, target: string): Error {
  return error(
    place,
    `${target} is of another service than the backend ${backend}; expected one service, because policies refer to a backend by its name there: create the backend for that service too`,
  );
}

export function backendBesideUrl(place: Place): Error {
  return error(
    place,
    "serviceUrl and backend are given; expected one of the two, because the backend replaces the URL: leave serviceUrl out",
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

export function statusRange(place: Place, min: number, max: number): Error {
  return error(
    place,
    `circuitBreaker counts the statuses from ${min} to ${max}; expected a range within 200 to 599: correct the two numbers`,
  );
}
