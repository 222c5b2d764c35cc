import { Token } from "cdktf";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { serverForOtherApi, serverForOtherCallers, serverOfOtherClient } from "../errors";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import type { IPolicyTarget } from "../policy-target";
import type { AcceptedTokens } from "./accepted-tokens";
import type { ApimAuthServer, IApimAuthServer } from "./apim-auth-server";
import { JwtPolicy } from "./jwt-policy";
import { callersOfAny, OPERATIONS } from "./operation-callers";
import { needsOf } from "./user-callers";

/**
 * The disagreements between the authorization server of an API and the policy that validates its tokens.
 *
 * An authorization server does not protect the API by itself, and the tokens it gets may not be the ones that the policy accepts.
 *
 * @param service the service of the API, whose policy runs as well
 */
export function disagreements(api: IPolicyTarget, service: IPolicyTarget, server: IApimAuthServer): string[] {
  const { resource, grant } = server;
  if (resource === undefined || grant === undefined) return [];
  const check = JwtPolicy._tryFind(api) ?? JwtPolicy._tryFind(service);
  const checks = check === undefined ? checksBeside(api) : [check];
  const accepted = checks.flatMap((each) => each._accepted).find((tokens) => isSameApi(resource, tokens.resource));
  if (accepted === undefined) {
    return checks.slice(0, 1).map((other) => serverForOtherApi(resource.displayName, other.resource.displayName));
  }
  // Each of several checks is for some requests only.
  if (check === undefined) return [];
  const { _client: client } = server as Partial<ApimAuthServer>;
  if (client !== undefined && isShutOut(client, accepted)) {
    return [serverOfOtherClient(client.displayName, check.node.path)];
  }
  const callers = callersOfAny(accepted.callers, OPERATIONS.of(api, ...api.policyTarget.key));
  const { roles, scopes } = callers;
  const policy = needsOf(callers).join(" or ");
  if (!grant.isForUsers) return roles.length > 0 ? [] : [serverForOtherCallers("roles", policy)];
  if (grant.scopes.some((scope) => scopes.includes(scope))) return [];
  return [serverForOtherCallers(grant.scopes.map((scope) => `scope ${scope}`).join(" and "), policy)];
}

/** Whether a client is certainly none of those that may call. What only Terraform knows may be the same as text. */
function isShutOut({ clientId }: IOAuthClient, { allowedClients }: AcceptedTokens): boolean {
  if (allowedClients === undefined) return false;
  const isKnown = !Token.isUnresolved(clientId);
  return allowedClients.every(({ clientId: allowed }) => {
    const isComparable = isKnown === !Token.isUnresolved(allowed);
    return isComparable && allowed.toLowerCase() !== clientId.toLowerCase();
  });
}

/** The checks of some requests to an API: of an operation, or in a product. */
export function checksBeside(api: IPolicyTarget): JwtPolicy[] {
  const { key } = api.policyTarget;
  const operations = OPERATIONS.of(api, ...key).map(({ operation }) => operation as IPolicyTarget);
  return [...operations, ...PRODUCTS_OF_API.of(api, ...key)].flatMap((target) => JwtPolicy._tryFind(target) ?? []);
}

/** Several constructs can represent the same API. */
function isSameApi(one: IResourceServer, other: IResourceServer): boolean {
  const identity = ({ issuers, audiences }: IResourceServer): string => JSON.stringify([issuers, audiences]);
  return one === other || identity(one) === identity(other);
}
