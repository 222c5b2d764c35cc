import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import { DataAzurermUserAssignedIdentity } from "@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity";
import { Fn, Op, type Postcondition, TerraformSelf, TerraformStack, Token } from "cdktf";
import type { Construct, IConstruct, IDependable } from "constructs";
import { create } from "../core/create";
import { findOrMake } from "../core/find-or-make";
import { CheckedConstruct, checkProps, type Kinds, optional, placeOf, STRING } from "../core/kinds";
import { lowerCase } from "../core/lower-case";
import { Principal } from "../core/principal";
import { partsOfResourceId } from "../core/resource-id";
import { check, checkOptional, otherIdThan, RULES } from "../core/rules";
import type { IOAuthClient } from "../oauth/resource-server";
import { OTHER_IDENTITY } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { grantRoleOf } from "./role-assignments";
import { ENTRA_RULES } from "./rules";

/** Attributes of a managed identity that is known by its ids. */
export interface ManagedIdentityAttributes {
  /** The object id (principal id) of the identity, a GUID. */
  readonly principalId: string;
  /**
   * The client id of the identity, a GUID.
   *
   * @default - looked up at plan time, and only if it is needed
   */
  readonly clientId?: string;
  /**
   * The name of the identity, for messages.
   *
   * @default - the id of the construct
   */
  readonly displayName?: string;
}

/** Attributes of a user-assigned identity that is known by its name. */
export interface UserAssignedIdentityAttributes {
  /** The name of the identity: 3 to 128 characters. */
  readonly name: string;
  /** The name of the resource group that the identity is in. */
  readonly resourceGroupName: string;
}

/** A managed identity: an application that calls for itself, without a secret. */
export interface IManagedIdentity extends IConstruct, IOAuthClient {
  /** The object id (principal id) of the identity, a GUID. */
  readonly principalId: string;

  /**
   * Grants a role of an API to the identity. Azure keeps the tokens of an identity for up to 24 hours, so a role can take as long to be in them.
   *
   * @param resource the API
   * @param role the value of one of its roles for applications
   * @returns the assignment, to depend on
   * @throws when the API does not have the role, or the role is not for applications
   */
  grantRole(resource: IAppRegistration, role: string): IDependable;
}

const ATTRIBUTES: Kinds<ManagedIdentityAttributes> = {
  principalId: STRING,
  clientId: optional(STRING),
  displayName: optional(STRING),
};

const NAMES: Kinds<UserAssignedIdentityAttributes> = { name: STRING, resourceGroupName: STRING };

/** How the ids of an identity are found. */
interface Found {
  readonly displayName: string;
  readonly principal: (identity: Construct) => Principal;
  /** Undefined when the directory has to be asked. */
  readonly clientId?: (identity: Construct) => string;
}

/**
 * A managed identity of Azure, as a client of an API: of a Function App, a virtual machine, a workload.
 *
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
export class ManagedIdentity extends CheckedConstruct implements IManagedIdentity {
  /**
   * An identity by its ids, such as the system-assigned identity of a resource, or the attributes of an `azurerm_user_assigned_identity`.
   *
   * @throws when an id is not a GUID, or both are the same
   */
  public static fromPrincipalId(scope: Construct, id: string, attributes: ManagedIdentityAttributes): IManagedIdentity {
    const place = placeOf("ManagedIdentity.fromPrincipalId", scope, id);
    checkProps(place, attributes, ATTRIBUTES);
    const { principalId, clientId, displayName = id } = attributes;
    check(place, "principalId", principalId, RULES.guid);
    checkOptional(place, "clientId", clientId, RULES.guid);
    check(place, "principalId", principalId, otherIdThan(clientId));
    return new ManagedIdentity(scope, id, {
      displayName,
      principal: () => Principal.fromObjectId(principalId),
      ...(clientId !== undefined && { clientId: () => lowerCase(clientId) }),
    });
  }

  /**
   * A user-assigned identity by its name, in the subscription of the azurerm provider.
   *
   * @throws when a name breaks a rule of Azure
   */
  public static fromName(scope: Construct, id: string, attributes: UserAssignedIdentityAttributes): IManagedIdentity {
    const place = placeOf("ManagedIdentity.fromName", scope, id);
    checkProps(place, attributes, NAMES);
    check(place, "name", attributes.name, ENTRA_RULES.identityName);
    check(place, "resourceGroupName", attributes.resourceGroupName, RULES.resourceGroupName);
    return ManagedIdentity.lookedUp(scope, id, attributes);
  }

  /**
   * A user-assigned identity by its resource id, in the subscription of the azurerm provider:
   * `/subscriptions/…/resourceGroups/rg-orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`.
   *
   * @throws when the id is not the id of a user-assigned identity
   */
  public static fromResourceId(scope: Construct, id: string, resourceId: string): IManagedIdentity {
    const place = placeOf("ManagedIdentity.fromResourceId", scope, id);
    check(place, "resourceId", resourceId, ENTRA_RULES.identityId);
    return ManagedIdentity.lookedUp(scope, id, partsOfResourceId(resourceId), resourceId);
  }

  private static lookedUp(
    scope: Construct,
    id: string,
    { name, resourceGroupName }: UserAssignedIdentityAttributes,
    resourceId?: string,
  ): IManagedIdentity {
    const config = { name, resourceGroupName };
    const data = (identity: Construct): DataAzurermUserAssignedIdentity =>
      findOrMake(identity, "Identity", (parent, child) =>
        create(DataAzurermUserAssignedIdentity, parent, child, {
          ...config,
          ...(resourceId !== undefined && { lifecycle: { postcondition: [hasId(resourceId)] } }),
        }),
      );
    return new ManagedIdentity(scope, id, {
      displayName: Token.isUnresolved(name) ? id : name,
      principal: (identity) => {
        // Another stack may have the names in another subscription.
        const key =
          resourceId === undefined ? [TerraformStack.of(identity).node.path, resourceGroupName, name] : [resourceId];
        return Principal._of(["identity", ...key], () => data(identity).principalId);
      },
      clientId: (identity) => data(identity).clientId,
    });
  }

  public readonly displayName: string;

  private readonly principal: Principal;
  // Each use of an attribute makes a new token, so tokens are kept.
  private foundPrincipalId?: string;
  private foundClientId?: string;

  private constructor(
    scope: Construct,
    id: string,
    private readonly found: Found,
  ) {
    super(scope, id);
    this.displayName = found.displayName;
    this.principal = found.principal(this);
  }

  public get principalId(): string {
    return (this.foundPrincipalId ??= this.principal.objectId);
  }

  public get clientId(): string {
    return (this.foundClientId ??= this.found.clientId?.(this) ?? this.clientIdFromDirectory());
  }

  public grantRole(resource: IAppRegistration, role: string): IDependable {
    return grantRoleOf(this, resource, role, this.principal);
  }

  private clientIdFromDirectory(): string {
    const config = { objectId: this.principalId };
    return findOrMake(this, "ServicePrincipal", (parent, id) => create(DataAzureadServicePrincipal, parent, id, config))
      .clientId;
  }
}

/** The data source looks only at the names, so it could find another identity in the subscription of the provider. */
function hasId(resourceId: string): Postcondition {
  const condition = Op.eq(Fn.lower(TerraformSelf.getString("id")), Fn.lower(resourceId));
  return { condition, errorMessage: OTHER_IDENTITY };
}
