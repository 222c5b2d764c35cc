import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { lowerCase } from "./lower-case";
import { check, RULES } from "./rules";
import { resolveText } from "./terraform-text";

/**
 * An identity in Entra ID that gets rights in Azure, such as the managed identity of a service.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/overview#security-principal
 */
export class Principal {
  /**
   * An identity by its object id: a user, a group or a service principal.
   *
   * @param objectId the object id (principal id), a GUID; not the client id
   * @throws when the id is not a GUID
   */
  public static fromObjectId(objectId: string): Principal {
    check("Principal.fromObjectId", "objectId", objectId, RULES.guid);
    return new Principal(["user", objectId], () => lowerCase(objectId), false);
  }

  /**
   * A managed identity by its object id.
   *
   * @internal
   */
  public static _ofManagedIdentity(objectId: string): Principal {
    return new Principal(Principal.fromObjectId(objectId)._key, () => lowerCase(objectId), true);
  }

  /**
   * An identity whose object id is looked up when it is first needed.
   *
   * @param key names that are the same wherever the identity is used, in every stack
   * @param lookUp returns the object id
   * @param isServicePrincipal whether it is known to be a service principal, such as that of a managed identity
   * @internal
   */
  public static _of(key: string[], lookUp: () => string, isServicePrincipal = true): Principal {
    return new Principal(key, lookUp, isServicePrincipal);
  }

  /**
   * Names that are the same wherever the identity is used. They are part of the ids of the grants, so they never change.
   *
   * @internal
   */
  public readonly _key: string[];

  private constructor(
    key: string[],
    private readonly lookUp: () => string,
    /**
     * Whether it is known to be a service principal; if not, it may be a user or a group as well.
     *
     * @internal
     */
    public readonly _isServicePrincipal: boolean,
  ) {
    this._key = key;
  }

  /** The object id (principal id), a GUID. */
  public get objectId(): string {
    return this.lookUp();
  }
}

/** The part of a construct id that an identity has, without tokens. */
export function idOfPrincipal(scope: IConstruct, principal: Principal): string {
  return principal._key
    .map((part) => (Token.isUnresolved(part) ? resolveText(scope, part).replace(/[^A-Za-z0-9]/g, "") : part))
    .join("-");
}
