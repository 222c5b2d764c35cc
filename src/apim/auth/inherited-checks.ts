import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { differentChecks, narrowerCheck, noCommonCaller } from "../errors";
import type { Callers } from "./callers";

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
}

/** What is wrong with two checks that a request runs one after the other. */
export interface Disagreement {
  /** Whether no token passes both. */
  readonly isError: boolean;
  readonly message: string;
}

/** Compares a check with one that runs before it, or returns undefined when the inner check lets in exactly whom it names. */
export function compareChecks(outer: TokenCheck, inner: TokenCheck): Disagreement | undefined {
  // A request can carry two tokens in two headers.
  if (outer.headerName !== inner.headerName) return undefined;
  const [ours, theirs] = [inner.resource, outer.resource];
  if (!haveCommon(ours.audiences, theirs.audiences) || !haveCommon(ours.issuers, theirs.issuers)) {
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
    ...given.scopes.filter((scope) => !passing.scopes.includes(scope)).map((scope) => `scope ${scope}`),
    ...(clients === "less" ? ["some of its allowedClients"] : []),
  ];
  if (refused.length === 0) return undefined;
  return { isError: false, message: narrowerCheck(inner.place, outer.place, refused, describe(passing)) };
}

/** An empty list is not known. */
function haveCommon(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((value) => other.includes(value));
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

function describe({ roles, scopes }: Callers): string {
  return [...roles.map((role) => `role ${role}`), ...scopes.map((scope) => `scope ${scope}`)].join(" or ");
}
