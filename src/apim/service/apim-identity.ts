import { lowerCase } from "../../core/lower-case";
import { checkProps, type Kinds, STRING } from "../../core/kinds";
import { Principal } from "../../core/principal";
import { check, RULES } from "../../core/rules";
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
 * The identity with which a service reads from Key Vault.
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
    check(place, "principalId", identity.principalId, {
      expected: "another GUID than the client id",
      fix: "copy the object id and the client id from the overview page of the identity",
      test: (value) => value.toLowerCase() !== identity.clientId.toLowerCase(),
    });
    return new ApimIdentity(identity);
  }

  private constructor(private readonly identity?: UserAssignedIdentity) {}

  /** The client id that API Management needs, or undefined for the identity of the service itself. */
  public get clientId(): string | undefined {
    return this.identity && lowerCase(this.identity.clientId);
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
      : Principal.fromObjectId(identity.principalId);
  }
}
