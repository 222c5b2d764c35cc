import type { AppRoleAssignment, DelegatedGrant, ManagedIdentity, ServicePrincipal } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Reading } from "./context";
import { credentialsOf, type CredentialTypes } from "./credentials";
import { flag, optionalText, text, texts } from "./fields";
import { keyOf } from "./placement";

const OF_PRINCIPAL: CredentialTypes = {
  placeOf: (block) => [text(block, "service_principal_id")],
  secret: "azuread_service_principal_password",
  certificate: "azuread_service_principal_certificate",
  federated: [],
};

const OF_IDENTITY: CredentialTypes = {
  placeOf: (block) => [text(block, "parent_id")],
  federated: ["azurerm_federated_identity_credential"],
};

/** The service principals that are made or read. */
export function servicePrincipals(reading: Reading): readonly ServicePrincipal[] {
  return reading.stacks.ofType("azuread_service_principal").map((block) =>
    reading.items.make<ServicePrincipal>(block, {
      clientId: text(block, "client_id"),
      objectId: text(block, "object_id"),
      isEnabled: flag(block, "account_enabled", true),
      isCreated: block.mode === "managed",
      // A data source reads it from Entra ID.
      appRoleAssignmentRequired: isUnread(block, "app_role_assignment_required")
        ? onlyEntraKnows(block, "app_role_assignment_required")
        : flag(block, "app_role_assignment_required", false),
      credentials: belowId(reading, block, OF_PRINCIPAL),
    }),
  );
}

/** Managed identities with resources for themselves. */
export function managedIdentities(reading: Reading): readonly ManagedIdentity[] {
  return reading.stacks.ofType("azurerm_user_assigned_identity").map((block) =>
    reading.items.make<ManagedIdentity>(block, {
      name: text(block, "name"),
      id: text(block, "id"),
      clientId: text(block, "client_id"),
      principalId: text(block, "principal_id"),
      tenantId: text(block, "tenant_id"),
      isCreated: block.mode === "managed",
      credentials: belowId(reading, block, OF_IDENTITY),
    }),
  );
}

export function appRoleAssignments(reading: Reading): readonly AppRoleAssignment[] {
  return managed(reading, "azuread_app_role_assignment").map((block) =>
    reading.items.make<AppRoleAssignment>(block, {
      appRoleId: text(block, "app_role_id"),
      principalObjectId: text(block, "principal_object_id"),
      resourceObjectId: text(block, "resource_object_id"),
    }),
  );
}

export function delegatedGrants(reading: Reading): readonly DelegatedGrant[] {
  return managed(reading, "azuread_service_principal_delegated_permission_grant").map((block) =>
    reading.items.make<DelegatedGrant>(block, {
      clientObjectId: text(block, "service_principal_object_id"),
      resourceObjectId: text(block, "resource_service_principal_object_id"),
      scopes: texts(block, "claim_values"),
      userObjectId: optionalText(block, "user_object_id"),
    }),
  );
}

/** Whether a data source still has to read one of some attributes. */
export function isUnread(block: Block, ...names: readonly string[]): boolean {
  return (
    block.mode === "data" && block.source.isRead !== true && names.every((name) => block.optional(name) === undefined)
  );
}

/** What a data source reads, and nobody else can know. */
export function onlyEntraKnows(block: Block, name: string): Unresolved {
  const reason = "the data source reads it from Entra ID: give the state, or in a test the value";
  return new Unresolved(`${block.address}.${name}`, reason);
}

function belowId(reading: Reading, block: Block, types: CredentialTypes): ReturnType<typeof credentialsOf> {
  const { key, cause } = keyOf([text(block, "id")]);
  return cause ?? credentialsOf(reading, types, key);
}

function managed({ stacks }: Reading, type: string): readonly Block[] {
  return stacks.ofType(type).filter(({ mode }) => mode === "managed");
}
