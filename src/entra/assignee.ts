import { DataAzureadGroup } from "@cdktf/provider-azuread/lib/data-azuread-group";
import { DataAzureadUser } from "@cdktf/provider-azuread/lib/data-azuread-user";
import type { Construct } from "constructs";
import { create } from "../core/create";
import { findOrMake } from "../core/find-or-make";
import { idPart } from "../core/id-part";
import { lowerCase } from "../core/lower-case";
import { Principal } from "../core/principal";
import { check, RULES } from "../core/rules";
import { textForTerraform } from "../core/terraform-text";
import { ENTRA_RULES } from "./rules";

/** Looks the object id up in the construct that needs it. */
type LookUp = (scope: Construct, id: string) => string;

/**
 * Users who get a role of an application: a user, or the members of a group.
 *
 * Entra ID assigns groups from license P1 on, to their direct members only.
 *
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal
 */
export class Assignee {
  /**
   * A group.
   *
   * @param objectId the object id of the group, a GUID
   * @throws when the id is not a GUID
   */
  public static group(objectId: string): Assignee {
    return Assignee.byObjectId("Assignee.group", objectId);
  }

  /**
   * A group that is looked up at plan time. Display names are not unique: the plan fails when two groups have the name.
   *
   * @param displayName the name of the group as the portal shows it
   * @throws when the name breaks a rule of Entra ID
   */
  public static groupFromDisplayName(displayName: string): Assignee {
    check("Assignee.groupFromDisplayName", "displayName", displayName, RULES.displayName);
    const config = { displayName: textForTerraform(displayName) };
    const lookUp: LookUp = (scope, id) =>
      findOrMake(scope, `Group-${id}`, (parent, child) => create(DataAzureadGroup, parent, child, config)).objectId;
    return new Assignee(["group name", displayName], lookUp);
  }

  /**
   * A user.
   *
   * @param objectId the object id of the user, a GUID
   * @throws when the id is not a GUID
   */
  public static user(objectId: string): Assignee {
    return Assignee.byObjectId("Assignee.user", objectId);
  }

  /**
   * A user that is looked up at plan time.
   *
   * @param userPrincipalName such as `eve@contoso.com`; that of a guest has `#EXT#` in it
   * @throws when it is not a user principal name
   */
  public static userFromPrincipalName(userPrincipalName: string): Assignee {
    const place = "Assignee.userFromPrincipalName";
    check(place, "userPrincipalName", userPrincipalName, ENTRA_RULES.userPrincipalName);
    return Assignee.lookedUpUser("user name", userPrincipalName, { userPrincipalName });
  }

  /**
   * A user that is looked up at plan time.
   *
   * @param mailNickname the mail alias of the user, the part before the "\@"
   * @throws when it is not an alias
   */
  public static userFromMailNickname(mailNickname: string): Assignee {
    check("Assignee.userFromMailNickname", "mailNickname", mailNickname, ENTRA_RULES.mailNickname);
    return Assignee.lookedUpUser("user alias", mailNickname, { mailNickname });
  }

  private static byObjectId(place: string, objectId: string): Assignee {
    check(place, "objectId", objectId, RULES.guid);
    return new Assignee(["user", lowerCase(objectId)], () => lowerCase(objectId));
  }

  private static lookedUpUser(
    kind: "user name" | "user alias",
    name: string,
    { userPrincipalName, mailNickname }: { userPrincipalName?: string; mailNickname?: string },
  ): Assignee {
    const config = {
      userPrincipalName: textForTerraform(userPrincipalName),
      mailNickname: textForTerraform(mailNickname),
    };
    const lookUp: LookUp = (scope, id) =>
      findOrMake(scope, `User-${id}`, (parent, child) => create(DataAzureadUser, parent, child, config)).objectId;
    return new Assignee([kind, name], lookUp);
  }

  private constructor(
    private readonly key: readonly [kind: "user" | "group name" | "user name" | "user alias", name: string],
    private readonly lookUp: LookUp,
  ) {}

  /**
   * The assignee as a part of the id of a construct.
   *
   * @internal
   */
  public _idIn(scope: Construct): string {
    const [kind, name] = this.key;
    // An object id is of one user or group, and names are of either.
    return kind === "user" ? idPart(scope, name) : `${kind} ${idPart(scope, name)}`;
  }

  /**
   * The assignee as a principal, looked up in a construct.
   *
   * @internal
   */
  public _principalIn(scope: Construct): Principal {
    return Principal._of([...this.key], () => this.lookUp(scope, idPart(scope, this.key[1])), false);
  }
}
