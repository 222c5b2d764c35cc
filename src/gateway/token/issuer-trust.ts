import { GUID, TENANT_TEMPLATE } from "../../oauth/entra-tenant";
import { type IssuerAddress, IssuerKind, parseIssuer, parseMetadataUrl } from "../../oauth/issuer-address";
import { TEMPLATE_COUNTS_BESIDE_LIST } from "../inferred";
import type { Metadata, VerificationKey } from "./key-source";

type Claims = Readonly<Record<string, unknown>>;

/** The issuer in metadata; where these are for any tenant, the issuer of the tenant that the token names. */
export function issuerFor(issuer: string, { tid }: Claims): string {
  return typeof tid === "string" && GUID.test(tid) ? issuer.replace(TENANT_TEMPLATE, tid) : issuer;
}

/**
 * Whether a key may sign for the issuer that a token names, among those that a policy allows. A published key never speaks for the issuer of other metadata:
 * else each of several providers could make the tokens of the others.
 *
 * @param listed the issuers that the policy lists
 */
export function mayIssue(
  key: VerificationKey,
  claims: Claims,
  listed: readonly string[],
  metadata: readonly Metadata[],
): boolean {
  const { iss } = claims;
  if (typeof iss !== "string" || iss.includes(TENANT_TEMPLATE)) return false;
  const isListed = listed.includes(iss);
  const counts = (issuer: string): boolean =>
    TEMPLATE_COUNTS_BESIDE_LIST || listed.length === 0 || !issuer.includes(TENANT_TEMPLATE);
  const isPublished = (issuer: string): boolean => counts(issuer) && issuerFor(issuer, claims) === iss;
  // A key in the policy is for every issuer of the policy.
  if (key.issuer === undefined) return isListed || metadata.some(({ issuer }) => isPublished(issuer));
  if (isPublished(key.issuer)) return true;
  return isListed && (isSameTenant(key.issuer, iss) || metadata.every(({ issuer }) => issuer === key.issuer));
}

/** Whether two issuers are one tenant of Entra ID, in both versions of its tokens. A template is every tenant. */
function isSameTenant(published: string, named: string): boolean {
  const [left, right] = [parseIssuer(published, false), parseIssuer(named, false)];
  if (left.kind !== IssuerKind.ENTRA || right.kind !== IssuerKind.ENTRA) return false;
  if (right.version === undefined || !GUID.test(right.tenant ?? "")) return false;
  return left.tenant === TENANT_TEMPLATE || left.tenant?.toLowerCase() === right.tenant?.toLowerCase();
}

/**
 * The metadata that may name the issuer that they name. An issuer is only in the hands of another host where none of the metadata are at its own: so one of several
 * providers cannot publish its keys for the issuer of another.
 */
export function trustedMetadata(metadata: readonly Metadata[]): readonly Metadata[] {
  if (metadata.length < 2) return metadata;
  const homes = metadata.map(({ url, issuer }) => ({
    url: parseMetadataUrl(url, false),
    issuer: parseIssuer(issuer, false),
  }));
  const own = homes.filter(({ url, issuer }) => isSameProvider(url, issuer));
  return metadata.filter((_, index) => {
    const { url, issuer } = homes[index]!;
    return isSameProvider(url, issuer) || !own.some((other) => isSameProvider(other.issuer, issuer));
  });
}

function isSameProvider(left: IssuerAddress, right: IssuerAddress): boolean {
  return left.host === right.host || (left.kind === IssuerKind.ENTRA && right.kind === IssuerKind.ENTRA);
}
