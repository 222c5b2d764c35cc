import type { IConstruct } from "constructs";
import { checkObject, type Kind, type Kinds, listOf, objectWith, optional, STRINGS } from "../../core/kinds";
import { check, RULES } from "../../core/rules";
import { CLIENT, RESOURCE_SERVER } from "../../core/shared-kinds";
import { requireApplicationRoleInTokens, requireScope, requireUserRoleInTokens } from "../../entra/registrations";
import { ENTRA_RULES } from "../../entra/rules";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { anonymousJwtPolicy, emptyResourceServer, noAllowedClient, sameTokens, usersHaveNoRoles } from "../errors";
import { CALLERS } from "../kinds";
import { APIM_RULES } from "../rules";
import type { Callers } from "./callers";

/** Tokens that are accepted: whose they are, and who may call with them. */
export interface AcceptedTokens {
  /**
   * The API that the tokens are for: an `AppRegistration`, or a `ResourceServer` for another issuer.
   * Metadata, issuer, audience and the names of claims follow from it.
   */
  readonly resource: IResourceServer;
  /** Who may call. An operation with `callers` has those instead. */
  readonly callers: Callers;
  /**
   * The client applications that may call, on behalf of users or for themselves.
   *
   * @default - every client with a matching role or scope
   */
  readonly allowedClients?: IOAuthClient[];
}

export const ACCEPTED_TOKENS: Kinds<AcceptedTokens> = {
  resource: RESOURCE_SERVER,
  callers: CALLERS,
  allowedClients: optional(listOf(CLIENT, "clients")),
};

const TOKENS_OBJECT: Kind = objectWith(["resource", "callers"], {
  expected: "tokens",
  fix: "write { resource: …, callers: … }",
});

/** One of several kinds of tokens. */
export const TOKENS: Kind = {
  isOptional: false,
  require: (place, what, value) => {
    TOKENS_OBJECT.require(place, what, value);
    checkObject(place, what, value as AcceptedTokens, ACCEPTED_TOKENS);
  },
};

/** Throws when tokens that nobody meant would be accepted, or the resource server lacks what the callers need. */
export function requireAcceptable(place: IConstruct, { resource, callers, allowedClients }: AcceptedTokens): void {
  if (allowedClients?.length === 0) throw noAllowedClient(place);
  // A token without a client would be one of a client without an id.
  for (const { clientId, displayName } of allowedClients ?? []) {
    check(place, `clientId of ${displayName}`, clientId, APIM_RULES.clientId);
  }
  if (callers.isAnonymous) throw anonymousJwtPolicy(place);
  requireKnownCallers(place, resource, callers);
  const { metadataUrl, issuers, audiences, displayName } = resource;
  check(place, "metadataUrl of the resource server", metadataUrl, RULES.httpUrl);
  STRINGS.require(place, "issuers of the resource server", issuers);
  STRINGS.require(place, "audiences of the resource server", audiences);
  // Without them validate-jwt would accept the tokens of any issuer, or for any API.
  if (issuers.length === 0) throw emptyResourceServer(place, displayName, "issuer");
  if (audiences.length === 0) throw emptyResourceServer(place, displayName, "audience");
  for (const issuer of issuers) check(place, "issuer of the resource server", issuer, RULES.text);
  for (const audience of audiences) check(place, "audience of the resource server", audience, ENTRA_RULES.audience);
}

/** Throws when the resource server certainly lacks a role or a scope of the callers. */
export function requireKnownCallers(place: IConstruct, resource: IResourceServer, callers: Callers): void {
  for (const role of callers.roles) requireApplicationRoleInTokens(place, resource, role);
  for (const name of callers.scopes) requireScope(place, resource, name);
  const userRoles = callers._users.flatMap(({ roles }) => roles);
  const { scopes, roles } = resource.claims;
  if (userRoles.length > 0 && scopes.name === roles.name) {
    throw usersHaveNoRoles(place, resource.displayName, roles.name);
  }
  for (const role of userRoles) requireUserRoleInTokens(place, resource, role);
}

/** Throws when none of the resource servers knows all callers of an operation. */
export function requireKnownBySome(place: IConstruct, accepted: readonly AcceptedTokens[], callers: Callers): void {
  const userRoles = callers._users.flatMap(({ roles }) => roles);
  const knows = ({ resource: { applicationRoleValues, scopeValues, userRoleValues } }: AcceptedTokens): boolean =>
    callers.roles.every((role) => applicationRoleValues?.includes(role) !== false) &&
    callers.scopes.every((name) => scopeValues?.includes(name) !== false) &&
    userRoles.every((role) => userRoleValues?.includes(role) !== false);
  requireKnownCallers(place, (accepted.find(knows) ?? accepted[0]!).resource, callers);
}

/** Throws when one token could be meant by two of the resource servers, so that it is not certain whose callers count. */
export function requireApart(place: IConstruct, accepted: readonly AcceptedTokens[]): void {
  accepted.forEach(({ resource: later }, index) => {
    for (const { resource: earlier } of accepted.slice(0, index)) {
      if (haveCommon(earlier.issuers, later.issuers) && haveCommon(earlier.audiences, later.audiences)) {
        throw sameTokens(place, earlier.displayName, later.displayName);
      }
    }
  });
}

function haveCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.some((value) => others.includes(value));
}
