/**
 * What the gateway does where Microsoft documents nothing. Each is a choice that can be wrong; where one lets fewer tokens pass, it is that one.
 */

/** Whether a request whose header or query names a version that no API of the set has gets the API without a version, and not 404. */
export const ORIGINAL_ANSWERS_UNKNOWN_VERSIONS: boolean = false;

/** Whether metadata for any tenant let every tenant in where the policy lists issuers as well. Issuers of metadata for one tenant count beside those of the list. */
export const TEMPLATE_COUNTS_BESIDE_LIST: boolean = false;

/** Algorithms for the symmetric keys of a policy. The page of `validate-jwt` names HS256 in an older version only. */
export const SYMMETRIC_ALGORITHMS: readonly string[] = ["HS256", "HS384", "HS512"];

/** Bytes that a symmetric key needs: the least that Microsoft's token library takes. RFC 7518 asks for as many as the hash has. */
export const MIN_SYMMETRIC_KEY_BYTES = 16;

/** Characters of a token. The service refuses long headers before a policy sees them. */
export const MAX_TOKEN_LENGTH = 32_768;

/** What a token that is refused before its claims are read is called: wrong form, no `exp`, not valid yet, not signed. */
export const OTHER_REASON = "JwtInvalid" as const;

/** A value of a claim is compared exactly, in the case in which it is written. */
export const CLAIM_COMPARISON = (left: string, right: string): boolean => left === right;

/** What a response says to the caches after the gateway, by `downstream-caching-type`. */
export const DOWNSTREAM_CACHE_CONTROL: ReadonlyMap<string, string> = new Map([
  ["none", "no-store"],
  ["private", "private"],
  ["public", "public"],
]);

/** What a Liquid template may need: characters of its text, milliseconds, and characters or items of what it makes. */
export const LIQUID_LIMITS = { parseLimit: 1_000_000, renderLimit: 2000, memoryLimit: 10_000_000 } as const;

/** Requests within the interval of a circuit breaker from which on a percentage of failures trips it. Microsoft names no number. */
export const MIN_REQUESTS_OF_PERCENTAGE = 1;

/** Whether a `rate-limit` counts a call before the limits of its `api` and `operation` elements, so that it also counts those that they refuse. */
export const IS_OUTER_LIMIT_FIRST: boolean = true;

/** Between which factors of `delta` the wait of an exponential retry is random, as the printed formula says. */
export const RETRY_JITTER: readonly [number, number] = [0.8, 1.2];

/** The status of a request that does not pass a validation, and that of a response. */
export const VALIDATION_STATUS = { request: 400, response: 502 } as const;

/** What a failed validation is called in `context.LastError`. */
export const VALIDATION_REASON = "ValidationFailed";

/** Headers of a request that need no description, as clients and the gateway itself send them. */
export const STANDARD_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "host",
  "ocp-apim-subscription-key",
  "user-agent",
]);

/** Headers of a response that need no description, because servers send them by themselves. */
export const STANDARD_RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-type",
  "date",
  "server",
  "transfer-encoding",
]);

/** The end of the path that asks for the cross-domain file. */
export const CROSS_DOMAIN_PATH = "/crossdomain.xml";

/** Bytes of a message to an event hub; the rest is cut. Microsoft writes 200 KB. */
export const EVENT_HUB_MAX_BYTES = 200 * 1024;

/** How long a message to Azure Service Bus may take. */
export const SERVICE_BUS_TIMEOUT_SECONDS = 60;

/** Characters of a token of a model, where a prompt is estimated. */
export const CHARACTERS_PER_TOKEN = 4;

/** What a caller without a valid certificate gets, and what that is called in `context.LastError`. */
export const CERTIFICATE_STATUS = 403;
export const CERTIFICATE_REASON = "ClientCertificateInvalid";

/** What a body that cannot be converted is called in `context.LastError`. */
export const CONVERSION_REASON = "BodyConversionFailure";

/** The root element that `json-to-xml` writes, and that of an item of a list in a list. */
export const JSON_ROOT_NAME = "Document";
export const JSON_ITEM_NAME = "item";

/** Values within each other that `json-to-xml` writes; a body with deeper ones is not converted. */
export const MAX_JSON_DEPTH = 200;

/**
 * The names that `xml-to-json` gives to attributes and to text beside them, and what it writes for the colon of a prefix. Those of `direct` are
 * those of Newtonsoft.Json, which Microsoft uses for JSON. Those of `javascript-friendly` can be written after a dot.
 */
export const XML_MEMBER_NAMES: ReadonlyMap<
  string,
  { readonly attribute: string; readonly text: string; readonly colon: string }
> = new Map([
  ["direct", { attribute: "@", text: "#text", colon: ":" }],
  ["javascript-friendly", { attribute: "", text: "text", colon: "_" }],
]);
