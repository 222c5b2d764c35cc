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
   * An identity by its object id.
   *
   * @param objectId the object id (principal id), a GUID; not the client id
   * @throws when the id is not a GUID
   */
  public static fromObjectId(objectId: string): Principal {
    check("Principal.fromObjectId", "objectId", objectId, RULES.guid);
    return new Principal(["user", objectId], () => lowerCase(objectId));
  }

  /**
   * An identity whose object id is looked up when it is first needed.
   *
   * @param key names that are the same wherever the identity is used, in every stack
   * @param lookUp returns the object id
   * @internal
   */
  public static _of(key: string[], lookUp: () => string): Principal {
    return new Principal(key, lookUp);
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
