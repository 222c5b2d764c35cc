import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type RoleAssignment, roleAssignmentsIn } from "../../entra/role-assignments";
import { PolicyElement, type PolicyNode } from "../../policy/model/node";
import { MADE_SERVICES } from "../service/made-services";

/** The statement that gets a token for an identity of the service. */
const STATEMENT = "authentication-managed-identity";

/** Whether a statement gets a token for an identity of the service. */
export function usesIdentity(element: PolicyElement): boolean {
  return element.name === STATEMENT;
}

/**
 * The roles that the program gives to the identities of a service on what a policy gets tokens for. The policy follows them, so that no call
 * reaches a backend that refuses it.
 */
export function grantsForPolicy(
  scope: IConstruct,
  serviceKey: readonly string[],
  root: PolicyElement,
): TerraformResource[] {
  const made = roleAssignmentsIn(scope);
  if (made.length === 0) return [];
  const targets = new Set(targetsIn(root));
  return made
    .filter((grant) => mayBelongTo(serviceKey, grant) && !looksUpServiceOf(scope, grant, serviceKey))
    .filter((grant) => namesOf(grant).some((name) => targets.has(name)))
    .map(({ assignment }) => assignment);
}

/** What the statements name, in lower case: tokens are compared as they are written, which is the same for one registration. */
function targetsIn(node: PolicyNode): string[] {
  if (!(node instanceof PolicyElement)) return [];
  const own = usesIdentity(node) ? node.tryAttribute("resource")?.source : undefined;
  return [...(own === undefined ? [] : [own.toLowerCase()]), ...node.children.flatMap(targetsIn)];
}

function namesOf({ resource }: RoleAssignment): string[] {
  const { clientId, identifierUri } = resource;
  return [clientId, `api://${clientId}`, identifierUri].map((name) => name.toLowerCase());
}

/** A user-assigned identity can be attached to any service, and a system-assigned one is of one service. */
function mayBelongTo(serviceKey: readonly string[], { principal }: RoleAssignment): boolean {
  const [kind, ...key] = principal._key;
  if (kind !== "system") return kind === "user" || kind === "identity";
  return key.join("/").toLowerCase() === serviceKey.join("/").toLowerCase();
}

/** Whether a role in another stack is for the identity of a service that the stack of the policy makes: it can only come later. */
function looksUpServiceOf(
  scope: IConstruct,
  { assignment, principal }: RoleAssignment,
  [cloud, name]: readonly string[],
): boolean {
  const stack = TerraformStack.of(scope);
  if (principal._key[0] !== "system" || TerraformStack.of(assignment) === stack) return false;
  const service = MADE_SERVICES.tryFind(scope, cloud!, name!);
  return service !== undefined && TerraformStack.of(service) === stack;
}
