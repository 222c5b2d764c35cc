import type { IDependable } from "constructs";
import { idPart } from "../../core/id-part";
import { lowerCase } from "../../core/lower-case";
import { checkProps, type Kinds, STRING } from "../../core/kinds";
import { Principal } from "../../core/principal";
import { check, otherIdThan, RULES } from "../../core/rules";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { APP_REGISTRATION } from "../../entra/kinds";
import { grantRoleOf } from "../../entra/role-assignments";
import { differentClouds } from "../errors";
import { SERVICE } from "../kinds";
import type { IApiManagement } from "./i-api-management";

/** A managed identity that is attached to the service. */
export interface UserAssignedIdentity {
  /** The client id of the identity, a GUID. */
  readonly clientId: string;
  /** The object id (principal id) of the identity, a GUID. */
  readonly principalId: string;
}

/** A user-assigned identity, to attach to a new service. */
export interface AttachedIdentity extends UserAssignedIdentity {
  /** The resource id of the identity. */
  readonly resourceId: string;
}

const IDS: Kinds<UserAssignedIdentity> = { clientId: STRING, principalId: STRING };

/**
 * The identity with which a service reads from Key Vault and calls backends.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-use-managed-service-identity
 */
export class ApimIdentity {
  /** The identity of the service itself. A vault with a firewall needs this one. */
  public static systemAssigned(): ApimIdentity {
    return new ApimIdentity();
  }

  /**
   * A separate identity that is attached to the service.
   *
   * @throws when an id is not a GUID, or both are the same
   */
  public static userAssigned(identity: UserAssignedIdentity): ApimIdentity {
    const place = "ApimIdentity.userAssigned";
    checkProps(place, identity, IDS);
    check(place, "clientId", identity.clientId, RULES.guid);
    check(place, "principalId", identity.principalId, RULES.guid);
    check(place, "principalId", identity.principalId, otherIdThan(identity.clientId));
    return new ApimIdentity(identity);
  }

  private constructor(private readonly identity?: UserAssignedIdentity) {}

  /** The client id that API Management needs, or undefined for the identity of the service itself. */
  public get clientId(): string | undefined {
    return this.identity && lowerCase(this.identity.clientId);
  }

  /**
   * The object id of a separate identity, or undefined for the identity of the service itself.
   *
   * @internal
   */
  public get _principalId(): string | undefined {
    return this.identity?.principalId;
  }

  /**
   * The identity as a principal that gets rights in Azure.
   *
   * @param apim the service that has the identity
   */
  public principalOf(apim: IApiManagement): Principal {
    SERVICE.require("ApimIdentity.principalOf", "apim", apim);
    const { identity } = this;
    return identity === undefined
      ? Principal._of(["system", ...apim.policyTarget.key], () => apim.systemIdentityPrincipalId)
      : Principal._ofManagedIdentity(identity.principalId);
  }

  /**
   * Grants a role of a backend to the identity. A policy with an `AuthenticationManagedIdentity` for the backend follows the assignment; one in another
   * stack does, unless the stack of the assignment needs that stack, such as for the id of the identity.
   *
   * @param apim the service that has the identity
   * @param resource the registration of the backend
   * @param role the value of one of its roles for applications
   * @returns the assignment, to depend on
   * @throws when the backend does not have the role, the role is not for applications, or the two are in different clouds
   */
  public grantRole(apim: IApiManagement, resource: IAppRegistration, role: string): IDependable {
    const principal = this.principalOf(apim);
    APP_REGISTRATION.require(apim, "resource", resource);
    const { cloud } = resource.authority;
    if (apim.cloud !== cloud) throw differentClouds(apim, apim.cloud.environment, cloud.environment);
    const suffix = this.identity && ` - ${idPart(apim, this.identity.principalId)}`;
    return grantRoleOf(apim, resource, role, principal, suffix);
  }
}
