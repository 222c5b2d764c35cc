import { attempt } from "../attempt";
import { Unresolved } from "../terraform/value";
import { type Field, list, Sealed } from "./fields";
import type { RegistrationParts } from "./registration-parts";

/**
 * The parts of a registration that is one resource, with those that have resources for themselves: `identifier_uris` cannot name the registration's own client
 * id. A state has what these made in both.
 */
export function combinedParts(
  own: Omit<RegistrationParts, "preAuthorized">,
  separate: RegistrationParts,
): RegistrationParts {
  return {
    identifierUris: both(own.identifierUris, separate.identifierUris, (uri) => uri),
    scopes: both(own.scopes, separate.scopes, ({ id }) => id),
    roles: both(own.roles, separate.roles, ({ id }) => id),
    redirectUris: both(own.redirectUris, separate.redirectUris, ({ platform, uri }) => `${platform} ${uri}`),
    optionalClaims: both(own.optionalClaims, separate.optionalClaims, ({ token, name }) => `${token} ${name}`),
    preAuthorized: separate.preAuthorized,
    requestedPermissions: both(own.requestedPermissions, separate.requestedPermissions, (each) => JSON.stringify(each)),
    knownClientIds: both(own.knownClientIds, separate.knownClientIds, (id) => id),
  };
}

function both<T>(
  own: Field<readonly T[]>,
  separate: Field<readonly T[]>,
  keyOf: (item: T) => string,
): Field<readonly T[]> {
  const lists: Field<readonly (readonly T[])[]> = list<readonly T[]>([own, separate]);
  if (lists instanceof Unresolved) return lists;
  const distinct = (all: readonly (readonly T[])[]): readonly T[] => [
    // What is not known is another one each time.
    ...new Map(all.flat().map((item: T) => [attempt(() => keyOf(item)) ?? item, item] as const)).values(),
  ];
  return lists instanceof Sealed ? new Sealed(distinct(lists.reveal())) : distinct(lists);
}
