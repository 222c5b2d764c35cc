import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { TENANT_TEMPLATE } from "../../oauth/entra-tenant";
import { KnownSignatures } from "./known-signatures";

/** A key that a token may be signed with. */
export interface VerificationKey {
  readonly kid?: string;
  /** The issuer of a published key, which may be a template for the issuers of all tenants; none for a key of the policy itself. */
  readonly issuer?: string;
  /** The only algorithm of a published key, if its JWKS names one. */
  readonly algorithm?: string;
  /** RSA and EC keys are public ones; symmetric ones only come from the policy itself. */
  readonly key: KeyObject | Uint8Array;
}

/** What a metadata URL says. */
export interface Metadata {
  readonly url: string;
  readonly issuer: string;
  readonly keys: readonly VerificationKey[];
}

/** How long the gateway keeps metadata and keys. */
const METADATA_LIFETIME_SECONDS = 3600;

/** How long the gateway waits before it asks again, after an unknown key or a failure. */
const RETRY_SECONDS = 300;

interface CachedMetadata {
  readonly metadata?: Metadata;
  readonly error?: string;
  readonly readAt: number;
}

/**
 * The metadata and keys of issuers, read when they are needed and kept for an hour. An unknown key and a failure make the gateway ask again, at most once in
 * five minutes for an address.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy
 */
export class KeySource {
  public readonly knownSignatures = new KnownSignatures();

  private readonly cache = new Map<string, CachedMetadata>();
  private readonly pending = new Map<string, Promise<CachedMetadata>>();

  /**
   * @param fetch gets a document
   * @param now the time in milliseconds since 1970
   */
  public constructor(
    private readonly fetch: (url: string) => Promise<Response>,
    private readonly now: () => number,
  ) {}

  /** The metadata at a URL. */
  public async read(url: string): Promise<Metadata> {
    const cached = this.cache.get(url);
    const lifetime = cached?.metadata === undefined ? RETRY_SECONDS : METADATA_LIFETIME_SECONDS;
    const isFresh = cached !== undefined && this.ageOf(cached) < lifetime;
    return metadataIn(url, isFresh ? cached : await this.load(url));
  }

  /** The metadata at a URL, read again, if the last time is long enough ago. */
  public async readAgain(url: string): Promise<Metadata> {
    const cached = this.cache.get(url);
    const isFresh = cached !== undefined && this.ageOf(cached) < RETRY_SECONDS;
    return metadataIn(url, isFresh ? cached : await this.load(url));
  }

  private ageOf({ readAt }: CachedMetadata): number {
    return (this.now() - readAt) / 1000;
  }

  /** Many requests at once make one read. What was known stays if it fails. */
  private load(url: string): Promise<CachedMetadata> {
    const running = this.pending.get(url);
    if (running !== undefined) return running;
    const before = this.cache.get(url);
    const loading = this.download(url)
      .then((metadata): CachedMetadata => ({ metadata, readAt: this.now() }))
      .catch((error: unknown): CachedMetadata => ({
        metadata: before?.metadata,
        error: textOf(error),
        readAt: this.now(),
      }))
      .then((entry) => {
        this.cache.set(url, entry);
        this.pending.delete(url);
        return entry;
      });
    this.pending.set(url, loading);
    return loading;
  }

  private async download(url: string): Promise<Metadata> {
    const { issuer, jwks_uri: jwksUri } = await this.json(url);
    if (typeof issuer !== "string" || typeof jwksUri !== "string") {
      throw new Error(`the metadata at ${url} have no issuer or no jwks_uri; expected both`);
    }
    const { keys } = await this.json(jwksUri);
    if (!Array.isArray(keys)) throw new Error(`${jwksUri} has no keys; expected a JWKS`);
    return { url, issuer, keys: keys.flatMap((jwk) => publicKeyOf(jwk, issuer)) };
  }

  private async json(url: string): Promise<Record<string, unknown>> {
    const response = await this.fetch(url);
    if (!response.ok) throw new Error(`${url} answers ${response.status}; expected 200`);
    return (await response.json()) as Record<string, unknown>;
  }
}

/**
 * An RSA or EC key for signatures. A symmetric or a private key in a public document is no secret, so none is taken.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4
 */
function publicKeyOf(given: unknown, metadataIssuer: string): VerificationKey[] {
  if (typeof given !== "object" || given === null) return [];
  const jwk = given as JsonWebKey;
  const { kty, use, kid, alg, key_ops: operations } = jwk;
  const isForSignatures =
    (use === undefined || use === "sig") &&
    (operations === undefined || (Array.isArray(operations) && operations.includes("verify")));
  if (alg !== undefined && typeof alg !== "string") return [];
  if ((kty !== "RSA" && kty !== "EC") || jwk.d !== undefined || !isForSignatures) return [];
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const issuer = issuerOfKey(metadataIssuer, jwk.issuer);
    return [
      {
        key,
        issuer,
        ...(typeof kid === "string" && { kid }),
        ...(alg !== undefined && { algorithm: alg }),
      },
    ];
  } catch {
    return [];
  }
}

/** The issuer in whose name a key may sign: that of its metadata or, where these are for any tenant, the one that the key itself names. */
function issuerOfKey(metadataIssuer: string, jwkIssuer: unknown): string {
  return metadataIssuer.includes(TENANT_TEMPLATE) && typeof jwkIssuer === "string" ? jwkIssuer : metadataIssuer;
}

function metadataIn(url: string, { metadata, error }: CachedMetadata): Metadata {
  if (metadata === undefined) throw new MetadataError(url, error ?? "not read");
  return metadata;
}

/** Metadata that cannot be read. No token passes then. */
export class MetadataError extends Error {
  public constructor(url: string, cause: string) {
    super(`IDX20803: Unable to obtain configuration from: '${url}'. ${cause}`);
    this.name = "MetadataError";
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
