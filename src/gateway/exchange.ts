import type { X509Certificate } from "node:crypto";
import type { PolicyDocument } from "../policy/document";
import type { PolicyScope, PolicySection } from "../policy/model/section";
import type { RequestMessage, ResponseMessage } from "./message";
import type { TraceEntry } from "./trace";

/** A policy document that applies to a request. */
export interface ScopedDocument {
  readonly scope: PolicyScope;
  readonly document: PolicyDocument;
}

/** `context.LastError`. */
export interface LastError {
  readonly source: string;
  readonly reason: string;
  readonly message: string;
  readonly scope: string;
  readonly section: string;
  readonly path: string;
  readonly policyId?: string;
}

/** What is known of the API, the operation and the caller of a request: what `context` says of them. */
export interface RequestFacts {
  readonly api: ApiFacts;
  readonly operation: OperationFacts;
  readonly product?: ProductFacts;
  readonly subscription?: SubscriptionFacts;
  readonly user?: UserFacts;
  readonly service: ServiceFacts;
  readonly workspace?: WorkspaceFacts;
  readonly matchedParameters: ReadonlyMap<string, string>;
  readonly ipAddress: string;
  /** The certificate with which the caller connected. */
  readonly certificate?: ClientCertificate;
  readonly requestId: string;
}

export interface ApiFacts {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly revision: string;
  readonly version?: string;
  readonly serviceUrl?: string;
  readonly isCurrentRevision?: boolean;
  readonly protocols?: readonly string[];
  readonly subscriptionKeyParameterNames?: { readonly header: string; readonly query: string };
}

export interface OperationFacts {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly urlTemplate: string;
  /** What the API says of the messages. */
  readonly description?: OperationDescription;
}

/** What the messages of an operation look like. */
export interface OperationDescription {
  /** The parameters of the URL template and of the query, and the headers of the request. */
  readonly parameters: readonly ParameterDescription[];
  readonly requestBodies: readonly BodyDescription[];
  readonly responses: readonly ResponseDescription[];
}

export interface ParameterDescription {
  readonly place: "path" | "query" | "header";
  readonly name: string;
  readonly isRequired: boolean;
  /** A type of JSON Schema. */
  readonly type?: string;
  /** The only values that it may have; none if it may have others. */
  readonly values?: readonly string[];
}

export interface ResponseDescription {
  readonly status: number;
  readonly headers: readonly ParameterDescription[];
  readonly bodies: readonly BodyDescription[];
}

export interface BodyDescription {
  readonly contentType: string;
  /** An example, for `mock-response`. */
  readonly example?: string;
  /** The id of the schema that the body has to conform to. */
  readonly schemaId?: string;
  /** The definition in the schema. */
  readonly typeName?: string;
}

/** A certificate of a caller, and what whoever checks its chain finds. */
export interface ClientCertificate {
  readonly certificate: X509Certificate;
  /** The certificate of who signed it. */
  readonly issuer?: X509Certificate;
  /** Whether its chain ends at an authority that the gateway trusts. */
  readonly isTrusted: boolean;
  readonly isRevoked: boolean;
}

export interface ProductFacts {
  readonly id: string;
  readonly name: string;
  readonly isPublished?: boolean;
  readonly isApprovalRequired?: boolean;
  readonly isSubscriptionRequired?: boolean;
  /** Its APIs; undefined if they are not all known. */
  readonly apis?: readonly ApiFacts[] | undefined;
}

export interface SubscriptionFacts {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly secondaryKey?: string;
  /** When it began, in milliseconds since 1970: the periods of its quotas begin then. */
  readonly startedAt?: number;
}

export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
}

export interface UserFacts {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface ServiceFacts {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

/** One request on its way through the gateway. */
export interface Exchange {
  readonly facts: RequestFacts;
  /** The documents from the narrowest scope to the broadest. */
  readonly documents: readonly ScopedDocument[];
  /** The URL that the caller asked for. */
  readonly originalUrl: URL;
  readonly request: RequestMessage;
  response?: ResponseMessage;
  /** The request that the backend got, if it got one. */
  forwarded?: RequestMessage;
  /** Whether the body of the request was sent, and not kept to be sent again. */
  isBodyGone?: boolean;
  /** The key of the response in the cache, after a `cache-lookup`. */
  cacheKey?: string;
  /** `context.Variables`. */
  readonly variables: Map<string, unknown>;
  lastError?: LastError;
  section: PolicySection;
  /** Whether a `cors` let the origin of the request call: the first that does so wins. */
  isCorsDecided?: boolean;
  /** The response that a `return-response` makes: policies in it act on this one. */
  building?: ResponseMessage;
  /** When the request came, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly trace: TraceEntry[];
  /** The quotas that the request counts for already. */
  readonly countedQuotas: Set<string>;
  /** What runs when the request is answered, such as the counting of a limit. */
  readonly atEnd: (() => Promise<void> | void)[];
  /** How the request goes to the backend, if a policy said so. */
  readonly backend: BackendChoice;
}

/** Where the request goes. Policies change it. */
export interface BackendChoice {
  /** The address of the backend. */
  base: string;
  /** The path after it. */
  path: string;
  backendId?: string;
  /** The workspace of the backend. */
  workspace?: string;
  /** The certificate of the gateway, by thumbprint or id. */
  certificate?: string;
}
