import type { ApiType } from "./api-type";
import type { IApiVersionSet } from "./api-version-set";
import type { IApi } from "./i-api";

/** Where callers put their subscription key. */
export interface SubscriptionKeyNames {
  /** The header. */
  readonly header: string;
  /** The parameter of the query. */
  readonly query: string;
}

/** How an API is served. */
export interface ApiServingOptions {
  /**
   * What the API is, if it is no HTTP API with operations of this program.
   *
   * @default - an HTTP API
   */
  readonly apiType?: ApiType;
  /**
   * The version set. Several APIs of one set, each with another `version`, share a path.
   *
   * @default - the API has no versions
   */
  readonly versionSet?: IApiVersionSet;
  /**
   * The version in the set, such as `v1`.
   *
   * @default - with a set, the original: requests without a version
   */
  readonly version?: string;
  /**
   * What is new in the version, in up to 256 characters.
   *
   * @default - no description
   */
  readonly versionDescription?: string;
  /**
   * What is new in the revision, in up to 256 characters.
   *
   * @default - no description
   */
  readonly revisionDescription?: string;
  /**
   * The API that Azure copies once, with its operations and policies.
   *
   * @default - none
   */
  readonly sourceApi?: IApi;
  /**
   * Where callers put their subscription key.
   *
   * @default - the header `Ocp-Apim-Subscription-Key` and the parameter `subscription-key`
   */
  readonly subscriptionKeyNames?: SubscriptionKeyNames;
  /**
   * Whether the API is also served over `http`, a WebSocket API over `ws`, where anyone on the way can read tokens.
   *
   * @default false
   */
  readonly allowUnencryptedCalls?: boolean;
}
