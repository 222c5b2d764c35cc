import type { Registration } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved, type Value } from "../terraform/value";
import { classicParts } from "./classic-registration";
import { combinedParts } from "./combined-parts";
import type { Reading } from "./context";
import { credentialsOf, type CredentialTypes } from "./credentials";
import { asText, type Field, flag, nested, optionalText, text, textOr, texts } from "./fields";
import { applicationPlace } from "./places";
import { keyOf } from "./placement";
import { isUnread, onlyEntraKnows } from "./principals";
import type { RegistrationParts } from "./registration-parts";
import { splitParts } from "./split-registration";

const CREDENTIALS: CredentialTypes = {
  placeOf: applicationPlace,
  secret: "azuread_application_password",
  certificate: "azuread_application_certificate",
  federated: [
    "azuread_application_federated_identity_credential",
    "azuread_application_flexible_federated_identity_credential",
  ],
};

/** The registrations that are made or read, whatever resources they are written with. */
export function registrations(reading: Reading): readonly Registration[] {
  return ["azuread_application_registration", "azuread_application"]
    .flatMap((type) => reading.stacks.ofType(type))
    .map((block) => registration(reading, block));
}

function registration(reading: Reading, block: Block): Registration {
  const { key, cause } = keyOf([text(block, "id")]);
  const known = <T>(name: string, value: () => Field<T>): Field<T> =>
    isUnread(block, name) ? onlyEntraKnows(block, name) : value();
  return reading.items.make<Registration>(block, {
    clientId: text(block, "client_id"),
    objectId: text(block, "object_id"),
    displayName: optionalText(block, "display_name"),
    isCreated: block.mode === "managed",
    signInAudience: known("sign_in_audience", () => textOr(block, "sign_in_audience", "AzureADMyOrg")),
    tokenVersion: known(block.type === "azuread_application" ? "api" : "requested_access_token_version", () =>
      tokenVersion(block),
    ),
    groupMembershipClaims: known("group_membership_claims", () => texts(block, "group_membership_claims")),
    isFallbackPublicClient: known("fallback_public_client_enabled", () => isFallbackPublicClient(reading, block, key)),
    credentials: cause ?? credentialsOf(reading, CREDENTIALS, key),
    ...partsOf(reading, block, key, cause),
  });
}

function partsOf(reading: Reading, block: Block, key: string, cause: Unresolved | undefined): RegistrationParts {
  if (cause !== undefined) return everywhere(cause);
  const split = splitParts(reading, key);
  if (block.type !== "azuread_application") return split;
  if (isUnread(block, "app_roles", "api")) return everywhere(onlyEntraKnows(block, "api"));
  return combinedParts(classicParts(reading, block), split);
}

function everywhere(cause: Unresolved): RegistrationParts {
  return {
    identifierUris: cause,
    scopes: cause,
    roles: cause,
    redirectUris: cause,
    optionalClaims: cause,
    preAuthorized: cause,
    requestedPermissions: cause,
    knownClientIds: cause,
  };
}

/** Without one, Entra ID issues tokens of version 1. */
function tokenVersion(block: Block): Field<1 | 2> {
  let value: Value | undefined;
  if (block.type === "azuread_application") {
    const api = nested(block, "api");
    if (api instanceof Unresolved) return api;
    value = api[0]?.get("requested_access_token_version");
  } else value = block.optional("requested_access_token_version");
  if (value === undefined) return 1;
  const version = asText(value);
  if (version === "1") return 1;
  if (version === "2") return 2;
  return version instanceof Unresolved ? version : new Unresolved(JSON.stringify(value), "it is no version of tokens");
}

function isFallbackPublicClient({ placement }: Reading, block: Block, key: string): Field<boolean> {
  const found = placement.items("azuread_application_fallback_public_client", applicationPlace, key);
  if (found instanceof Unresolved) return found;
  const [separate] = found;
  return separate === undefined
    ? flag(block, "fallback_public_client_enabled", false)
    : flag(separate, "enabled", false);
}
