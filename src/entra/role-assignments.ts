import type { AppRoleAssignmentConfig } from "@cdktf/provider-azuread/lib/app-role-assignment";
import { type TerraformResource, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { create } from "../core/create";
import { PerApp } from "../core/per-app";
import { plainBinding } from "../core/plain-resource";
import type { Principal } from "../core/principal";
import { Registry } from "../core/registry";
import { requireLiteral } from "../core/rules";
import type { IAppRegistration } from "./i-app-registration";
import { APP_REGISTRATION } from "./kinds";
import { requireApplicationRole } from "./registrations";
import { noteReference, preferAfter } from "../core/stack-references";

const AppRoleAssignment = plainBinding<AppRoleAssignmentConfig>("azuread_app_role_assignment", {
  texts: ["appRoleId", "principalObjectId", "resourceObjectId"],
});

/** The role that Entra ID takes for an assignment without a role. */
const DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";

/** An assignment: on which API, and to whom. */
export interface RoleAssignment {
  readonly resource: IAppRegistration;
  readonly principal: Principal;
  readonly assignment: TerraformResource;
}

const ASSIGNMENTS = new Registry<TerraformResource>("role assignment");
const MADE = new PerApp<RoleAssignment[]>(() => []);

/**
 * The assignment of a role of an API, made on first use: Entra ID takes each one once.
 *
 * @param scope the construct that the resource is created in: its stack is that of the assignment
 * @param id the id of the resource in it
 * @param role the value of the role, or undefined for access without a role
 */
export function assignAppRole(
  scope: Construct,
  id: string,
  resource: IAppRegistration,
  role: string | undefined,
  principal: Principal,
): TerraformResource {
  const { clientId, node } = resource;
  // A Terraform expression has another text in each stack.
  const api = Token.isUnresolved(clientId) ? node.path : clientId;
  // Values of roles differ in their capitals, and the registry does not.
  const key = [api, Buffer.from(role ?? "").toString("hex"), ...principal._key];
  noteReference(scope, "has a role of", resource, resource.servicePrincipalObjectId);
  const found = ASSIGNMENTS.tryFind(scope, ...key);
  if (found !== undefined) {
    preferAfter(scope, () => [found]);
    return found;
  }
  const assignment = create(AppRoleAssignment, scope, id, {
    appRoleId: role === undefined ? DEFAULT_ACCESS : resource.roleId(role),
    principalObjectId: principal.objectId,
    resourceObjectId: resource.servicePrincipalObjectId,
  });
  ASSIGNMENTS.add(assignment, ...key);
  MADE.of(scope).push({ resource, principal, assignment });
  return assignment;
}

/** The assignments that the program makes. */
export function roleAssignmentsIn(scope: IConstruct): readonly RoleAssignment[] {
  return MADE.of(scope);
}

/**
 * Grants a role of an API to an application.
 *
 * @param client the construct of the application, which the assignment is a child of
 * @param suffix keeps assignments of one construct apart that have different principals
 * @throws when the API does not have the role, or the role is not for applications
 */
export function grantRoleOf(
  client: Construct,
  resource: IAppRegistration,
  role: string,
  principal: Principal,
  suffix = "",
): TerraformResource {
  APP_REGISTRATION.require(client, "resource", resource);
  requireApplicationRole(client, resource, role);
  requireLiteral(client, "role", role);
  // A role has no space, so a space marks the end of the path in the id.
  return assignAppRole(client, `Grant-${resource.node.path} - ${role}${suffix}`, resource, role, principal);
}
