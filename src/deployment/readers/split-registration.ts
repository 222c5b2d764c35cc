import type { OptionalClaim, PreAuthorizedClient, RedirectUri, RequestedPermission, Role, Scope } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Reading, readAll } from "./context";
import { type Field, list, optionalText, Sealed, text, textOr, texts } from "./fields";
import { optionalClaims } from "./optional-claims";
import { applicationPlace } from "./places";
import type { RegistrationParts } from "./registration-parts";

/** The parts of a registration that have resources for themselves. */
export function splitParts(reading: Reading, key: string): RegistrationParts {
  const all = <T>(type: string, read: (block: Block) => T): readonly T[] | Unresolved =>
    readAll(reading, `azuread_application_${type}`, applicationPlace, [key], read);
  const { items } = reading;
  return {
    identifierUris: list(all("identifier_uri", (block) => text(block, "identifier_uri"))),
    scopes: all("permission_scope", (block) =>
      items.make<Scope>(block, {
        id: text(block, "scope_id"),
        value: text(block, "value"),
        isEnabled: true,
        consent: textOr(block, "type", "User"),
      }),
    ),
    roles: all("app_role", (block) =>
      items.make<Role>(block, {
        id: text(block, "role_id"),
        value: optionalText(block, "value"),
        isEnabled: true,
        memberTypes: texts(block, "allowed_member_types"),
      }),
    ),
    redirectUris: flat(all("redirect_uris", (block) => redirectUris(reading, block))),
    optionalClaims: flat<OptionalClaim>(
      all("optional_claims", (block) =>
        optionalClaims(reading, block, block.optional("access_token"), block.optional("id_token")),
      ),
    ),
    preAuthorized: all("pre_authorized", (block) =>
      items.make<PreAuthorizedClient>(block, {
        clientId: text(block, "authorized_client_id"),
        permissionIds: texts(block, "permission_ids"),
      }),
    ),
    requestedPermissions: all("api_access", (block) =>
      items.make<RequestedPermission>(block, {
        apiClientId: text(block, "api_client_id"),
        roleIds: texts(block, "role_ids"),
        scopeIds: texts(block, "scope_ids"),
      }),
    ),
    knownClientIds: flat(all("known_clients", (block) => texts(block, "known_client_ids"))),
  };
}

function redirectUris({ items }: Reading, block: Block): Field<readonly RedirectUri[]> {
  const platform = text(block, "type");
  const uris = texts(block, "redirect_uris");
  if (uris instanceof Unresolved) return uris;
  const make = (uri: Field<string>): RedirectUri => items.make<RedirectUri>(block, { platform, uri });
  return uris instanceof Sealed ? uris.reveal().map((uri) => make(new Sealed(uri))) : uris.map(make);
}

/** A list of lists as one list. */
function flat<T>(lists: readonly Field<readonly T[]>[] | Unresolved): Field<readonly T[]> {
  const all: Field<readonly (readonly T[])[]> = list<readonly T[]>(lists);
  if (all instanceof Unresolved) return all;
  return all instanceof Sealed ? new Sealed(all.reveal().flatMap((each) => each)) : all.flatMap((each) => each);
}
