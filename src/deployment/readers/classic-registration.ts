import type { RedirectUri, RequestedPermission, Role, Scope } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Reading } from "./context";
import { asTexts, type Field, list, type Nested, nested, Sealed, texts } from "./fields";
import { optionalClaims } from "./optional-claims";
import type { RegistrationParts } from "./registration-parts";

/** The blocks of redirect URIs, and the platform of each. */
const PLATFORMS = [
  ["web", "Web"],
  ["single_page_application", "SPA"],
  ["public_client", "PublicClient"],
] as const;

/** The parts of a registration that is one resource. A data source names some of them differently. */
export function classicParts(reading: Reading, block: Block): Omit<RegistrationParts, "preAuthorized"> {
  const isRead = block.mode === "data";
  const api = nested(block, "api");
  const claims = nested(block, "optional_claims");
  return {
    identifierUris: texts(block, "identifier_uris"),
    scopes:
      api instanceof Unresolved
        ? api
        : api
            .flatMap((each) => each.items(isRead ? "oauth2_permission_scopes" : "oauth2_permission_scope"))
            .map((each) => scope(reading, block, each)),
    roles: mapped(nested(block, isRead ? "app_roles" : "app_role"), (each) => role(reading, block, each)),
    redirectUris: redirectUris(reading, block),
    optionalClaims:
      claims instanceof Unresolved
        ? claims
        : optionalClaims(reading, block, claims[0]?.get("access_token"), claims[0]?.get("id_token")),
    requestedPermissions: mapped(nested(block, "required_resource_access"), (each) => requested(reading, block, each)),
    knownClientIds: api instanceof Unresolved ? api : asTexts(api[0]?.get("known_client_applications")),
  };
}

function scope({ items }: Reading, block: Block, each: Nested): Scope {
  return items.make<Scope>(block, {
    id: each.text("id"),
    value: each.text("value"),
    isEnabled: each.flag("enabled", true),
    consent: each.optionalText("type") ?? "User",
  });
}

function role({ items }: Reading, block: Block, each: Nested): Role {
  return items.make<Role>(block, {
    id: each.text("id"),
    value: each.optionalText("value"),
    isEnabled: each.flag("enabled", true),
    memberTypes: each.texts("allowed_member_types"),
  });
}

function requested({ items }: Reading, block: Block, each: Nested): RequestedPermission {
  const ids = (type: string): Field<readonly string[]> =>
    list(
      each
        .items("resource_access")
        .filter((access) => access.text("type") === type)
        .map((access) => access.text("id")),
    );
  return items.make<RequestedPermission>(block, {
    apiClientId: each.text("resource_app_id"),
    roleIds: ids("Role"),
    scopeIds: ids("Scope"),
  });
}

function redirectUris({ items }: Reading, block: Block): readonly RedirectUri[] | Unresolved {
  const all: RedirectUri[] = [];
  for (const [name, platform] of PLATFORMS) {
    const blocks = nested(block, name);
    if (blocks instanceof Unresolved) return blocks;
    const uris = asUris(blocks[0]);
    if (uris instanceof Unresolved) return uris;
    for (const uri of uris) all.push(items.make<RedirectUri>(block, { platform, uri }));
  }
  return all;
}

function asUris(block: Nested | undefined): readonly string[] | Unresolved {
  const uris = block?.texts("redirect_uris") ?? [];
  return uris instanceof Sealed ? uris.reveal() : uris;
}

function mapped<T>(blocks: readonly Nested[] | Unresolved, read: (block: Nested) => T): readonly T[] | Unresolved {
  return blocks instanceof Unresolved ? blocks : blocks.map(read);
}
