import { Token } from "cdktf";
import { ENTRA_HOSTS, entraIssuer, GUID } from "../../oauth/entra-tenant";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { TokenVersion } from "../../oauth/token-version";
import type { PolicyElement, PolicyNode } from "../../policy/model/node";
import type { RequestFacts } from "../../policy/lint/authentication";
import { certainChecks } from "../../policy/lint/certain-checks";
import { differentChecks, narrowerCheck, noCommonCaller, tokenReplaced } from "../errors";
import type { Callers } from "./callers";
import { needsOf, needsOfUsers, refusedUsers } from "./user-callers";

/** A token check that a request runs. */
export interface TokenCheck {
  /** Where it is, for messages. */
  readonly place: string;
  readonly resource: Pick<IResourceServer, "issuers" | "audiences" | "displayName">;
  /** Undefined when only the token is known. */
  readonly callers: Callers | undefined;
  readonly allowedClients: readonly IOAuthClient[] | undefined;
  /** The header with the token, in lower case. */
  readonly headerName: string;
  /** The headers, in lower case, that no longer hold what the caller sent when the document has run. */
  readonly changedHeaders?: readonly string[];
}

/**
 * The checks that an inbound section runs for every request, as far as its text says what they accept. One whose token is not in a header that is known
 * is none of them.
 */
export function tokenChecksIn(policy: string, inbound: readonly PolicyNode[], facts: RequestFacts): TokenCheck[] {
  return certainChecks(inbound, facts).flatMap(({ statement, fragment }) => {
    const headerName = headerOf(statement);
    if (headerName === undefined) return [];
    const audiences = textsIn(statement, "audiences");
    const issuers = statement.name === ENTRA_CHECK ? issuersOfTenant(statement) : textsIn(statement, "issuers");
    return {
      place: fragment === undefined ? policy : `fragment ${fragment} in ${policy}`,
      resource: { audiences, issuers, displayName: nameOf(audiences) },
      callers: undefined,
      allowedClients: undefined,
      headerName: headerName.toLowerCase(),
    };
  });
}

/** Whether a check accepts all tokens that another one accepts, so that the other decides. */
export function acceptsAllOf({ resource: ours, headerName }: TokenCheck, other: TokenCheck): boolean {
  const isWider = (all: readonly string[], some: readonly string[]): boolean =>
    all.length === 0 || some.every((value) => all.includes(value));
  const { audiences, issuers } = other.resource;
  return headerName === other.headerName && isWider(ours.audiences, audiences) && isWider(ours.issuers, issuers);
}

const ENTRA_CHECK = "validate-azure-ad-token";

/** The header with the token: only one of the two checks has a default. */
function headerOf(check: PolicyElement): string | undefined {
  const given = check.tryAttribute("header-name")?.source;
  if (given !== undefined) return DYNAMIC.test(given) ? undefined : given;
  const isElsewhere = ["query-parameter-name", "token-value"].some((name) => check.tryAttribute(name) !== undefined);
  return check.name === ENTRA_CHECK && !isElsewhere ? "Authorization" : undefined;
}

/** Both versions of the tokens of a tenant, in all clouds; none if the tenant is not named by its id. */
function issuersOfTenant(check: PolicyElement): string[] {
  const tenant = check.tryAttribute("tenant-id")?.source.trim() ?? "";
  if (!GUID.test(tenant)) return [];
  return Object.values(ENTRA_HOSTS).flatMap((hosts) =>
    [TokenVersion.V1, TokenVersion.V2].flatMap((version) =>
      [tenant, tenant.toLowerCase()].map((id) => entraIssuer(hosts, id, version)),
    ),
  );
}

function nameOf(audiences: readonly string[]): string {
  const isKnown = audiences.length > 0 && !audiences.some((audience) => Token.isUnresolved(audience));
  return isKnown ? audiences.join(" and ") : "another API";
}

const DYNAMIC = /\{\{|@[({]/;

/** The texts of a list; none if one of them is not known until run time. */
function textsIn(check: PolicyElement, list: string): string[] {
  const items = check.elements.filter(({ name }) => name === list).flatMap(({ elements }) => elements);
  const texts = items.map(({ text }) => text?.source.trim() ?? "");
  return texts.every((text) => text !== "" && !DYNAMIC.test(text)) ? texts : [];
}

/** What a check accepts of one kind. */
interface Accepted {
  readonly check: TokenCheck;
  readonly values: readonly string[];
}

/** What is wrong with two checks that a request runs one after the other. */
export interface Disagreement {
  /** Whether no token passes both. */
  readonly isError: boolean;
  readonly message: string;
}

/**
 * Compares the checks of a document, of which a token passes one, with those of a document that runs before it. Returns undefined when the inner
 * ones let in exactly whom they name.
 */
export function compareChecks(outer: readonly TokenCheck[], inner: readonly TokenCheck[]): Disagreement | undefined {
  const found = inner.map((check) => bestOf(outer.map((other) => compareTwo(other, check))));
  const first = found.find((disagreement) => disagreement !== undefined);
  if (first === undefined) return undefined;
  // It is an error only if none of the checks lets any caller in.
  return { ...first, isError: found.every((disagreement) => disagreement?.isError === true) };
}

/** What holds for tokens that may pass any of several checks. */
function bestOf(results: readonly (Disagreement | undefined)[]): Disagreement | undefined {
  if (results.includes(undefined)) return undefined;
  return results.find((result) => result?.isError === false) ?? results[0];
}

function compareTwo(outer: TokenCheck, inner: TokenCheck): Disagreement | undefined {
  if (outer.changedHeaders?.includes(inner.headerName) === true) {
    return { isError: true, message: tokenReplaced(inner.place, outer.place) };
  }
  // A request can carry two tokens in two headers.
  if (outer.headerName !== inner.headerName) return undefined;
  const [ours, theirs] = [inner.resource, outer.resource];
  const agreeOn = (name: "audiences" | "issuers"): boolean =>
    haveCommon({ check: inner, values: ours[name] }, { check: outer, values: theirs[name] });
  if (!agreeOn("audiences") || !agreeOn("issuers")) {
    return { isError: true, message: differentChecks(inner.place, ours.displayName, outer.place, theirs.displayName) };
  }
  return compareCallers(outer, inner);
}

function compareCallers(outer: TokenCheck, inner: TokenCheck): Disagreement | undefined {
  const { callers: given } = inner;
  const { callers: passing } = outer;
  const clients = compareLists(idsOf(inner.allowedClients), idsOf(outer.allowedClients));
  if (clients === "nothing in common") {
    return { isError: true, message: noCommonCaller(inner.place, outer.place, "they allow different clients") };
  }
  if (given === undefined || passing === undefined) return undefined;
  const hasApplications = given.roles.length > 0 && passing.roles.length > 0;
  const hasUsers = given.scopes.length > 0 && passing.scopes.length > 0;
  if (!hasApplications && !hasUsers) {
    const what = `one admits ${kindsOf(given)} and the other ${kindsOf(passing)}`;
    return { isError: true, message: noCommonCaller(inner.place, outer.place, what) };
  }
  const refused = [
    ...given.roles.filter((role) => !passing.roles.includes(role)).map((role) => `role ${role}`),
    ...refusedUsers(given._users, passing._users).flatMap(needsOfUsers),
    ...(clients === "less" ? ["some of its allowedClients"] : []),
  ];
  if (refused.length === 0) return undefined;
  return { isError: false, message: narrowerCheck(inner.place, outer.place, refused, needsOf(passing).join(" or ")) };
}

/** An empty list is not known, and text may be what Terraform will know. */
function haveCommon({ check: one, values }: Accepted, { check: other, values: others }: Accepted): boolean {
  if (values.length === 0 || others.length === 0 || values.some((value) => others.includes(value))) return true;
  const isText = one.callers === undefined || other.callers === undefined;
  return isText && values.some((value) => others.some((known) => mayBeSame(value, known)));
}

/** Whether text can be the same once Terraform has filled in what it knows: the start of both is certain. */
function mayBeSame(one: string, other: string): boolean {
  if (!Token.isUnresolved(one) && !Token.isUnresolved(other)) return one === other;
  const [start, second] = [one, other].map((text) => text.split("${", 1)[0]!);
  return start!.startsWith(second!) || second!.startsWith(start!);
}

function compareLists(inner: readonly string[] | undefined, outer: readonly string[] | undefined): string {
  if (inner === undefined || outer === undefined) return outer === undefined ? "all" : "less";
  const common = inner.filter((id) => outer.includes(id));
  if (common.length === 0) return "nothing in common";
  return common.length === inner.length ? "all" : "less";
}

function idsOf(clients: readonly IOAuthClient[] | undefined): string[] | undefined {
  return clients?.map(({ clientId }) => clientId.toLowerCase());
}

function kindsOf({ roles, scopes }: Callers): string {
  return [...(roles.length > 0 ? ["applications"] : []), ...(scopes.length > 0 ? ["users"] : [])].join(" and ");
}
