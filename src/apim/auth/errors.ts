import { error, type Place, shown } from "../../core/errors";

/**
 * The error messages about authorization servers and OpenID Connect providers.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function missingClientSecret(place: Place, client: string): Error {
  return error(
    place,
    `clientSecret is undefined; expected the secret of ${client}, because the grant redeems with it: call addClientSecret on the client, or use OAuthGrant.authorizationCodeWithPkce`,
  );
}

export function uselessClientSecret(place: Place, grantType: string): Error {
  return error(
    place,
    `clientSecret is given for the grant ${shown(grantType)}; expected none, because the browser gets the token by itself, and a secret without a use is only kept in the state: remove clientSecret`,
  );
}

export function unknownGrantType(place: Place, grantType: string, known: readonly string[]): Error {
  return error(
    place,
    `grantType of the grant is ${shown(grantType)}; expected ${known.map(shown).join(" or ")}, because API Management knows no other: use a factory of OAuthGrant`,
  );
}

export function noClientAuthentication(place: Place): Error {
  return error(
    place,
    "clientAuthentication is empty; expected at least one way to send the secret: name one, or leave the option out",
  );
}

export function scopeOfApplication(place: Place, authScope: string): Error {
  return error(
    place,
    `authScope is ${shown(authScope)} for client credentials; expected one scope that ends with /.default, because an application gets the roles that it was granted and asks for none by name (AADSTS1002012): correct authScope, or leave it out`,
  );
}

export function scopeOfUsers(place: Place, authScope: string): Error {
  return error(
    place,
    `authScope is ${shown(authScope)}; expected scopes of one API by their full names, such as api://…/access_as_user, or one /.default alone, because Entra ID gives a token for one API, and a name alone is one of Microsoft Graph: correct authScope, or leave it out`,
  );
}

export function bothSignIns(place: Place): Error {
  return error(
    place,
    "authServer and openIdProvider are both given; expected one of the two, because the test console of an API uses one: leave openIdProvider out, whose ID tokens are not for the API",
  );
}

export function idTokenRefused(target: string): string {
  return `the test console sends an ID token, which is for its client, and the JwtPolicy of ${target} refuses it; give an ApimAuthServer as authServer in place of openIdProvider`;
}

export function tokenInOtherHeader(target: string, headerName: string): string {
  return `the test console sends the token in the header Authorization, and the JwtPolicy of ${target} reads it from ${shown(headerName)}, so the calls of the console get 401; leave headerName out, or add that header with the bare token to each call in the console`;
}
