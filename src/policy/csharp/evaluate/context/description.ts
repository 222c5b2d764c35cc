import { type NetValue } from "../contract/values";

/** What `context` says of one call, as plain data. What is left out is null, or empty for a collection. */
export interface ContextDescription {
  readonly requestId?: string;
  /** Milliseconds since 1970. */
  readonly timestamp?: number;
  readonly elapsedMilliseconds?: number;
  readonly isTracing?: boolean;
  readonly request: RequestDescription;
  readonly response?: ResponseDescription;
  /** The variables. A policy changes the map; an expression only reads it. */
  readonly variables?: ReadonlyMap<string, NetValue>;
  readonly api?: ApiDescription;
  /** The backend that the call goes to. */
  readonly backend?: Fields<"id" | "type" | "azureRegion">;
  /** Of a call that resolves a field of GraphQL: its arguments and its parent, as JSON. */
  readonly graphQL?: Fields<"arguments" | "parent">;
  readonly operation?: Fields<"id" | "method" | "name" | "urlTemplate">;
  readonly product?: Fields<"id" | "name"> & {
    readonly isApprovalRequired?: boolean;
    readonly isSubscriptionRequired?: boolean;
    readonly isPublished?: boolean;
    readonly subscriptionsLimit?: number;
    readonly apis?: readonly ApiDescription[] | undefined;
    readonly groups?: readonly Fields<"id" | "name">[];
  };
  readonly subscription?: Fields<"id" | "name" | "key" | "primaryKey" | "secondaryKey"> & {
    readonly createdDate?: number;
    readonly startDate?: number;
    readonly endDate?: number;
  };
  readonly user?: Fields<"id" | "email" | "firstName" | "lastName" | "note"> & {
    readonly groups?: readonly Fields<"id" | "name">[];
    readonly identities?: readonly Fields<"id" | "provider">[];
    readonly registrationDate?: number;
  };
  readonly deployment?: Fields<"region" | "serviceId" | "serviceName" | "gatewayId"> & {
    readonly gateway?: Fields<"id" | "instanceId"> & { readonly isManaged?: boolean };
    /** `NotAvailable`, `VeryLow`, `Low`, `Medium`, `High` or `VeryHigh`. */
    readonly carbonIntensity?: string;
    /** By their names. Asked only when an expression reads them. */
    readonly certificates?: () => ReadonlyMap<string, NetValue>;
  };
  readonly workspace?: Fields<"id" | "name">;
  readonly lastError?: Fields<"source" | "reason" | "message" | "scope" | "section" | "path" | "policyId">;
}

type Fields<K extends string> = { readonly [P in K]?: string };

export type ApiDescription = Fields<"id" | "name" | "path" | "revision" | "version"> & {
  readonly isCurrentRevision?: boolean;
  /** An absolute address. */
  readonly serviceUrl?: string;
  readonly protocols?: readonly string[];
  readonly subscriptionKeyParameterNames?: Fields<"header" | "query">;
};

export interface RequestDescription {
  readonly method?: string;
  /** An absolute address. */
  readonly url: string;
  /** The address that the caller used, if it is another one. */
  readonly originalUrl?: string;
  readonly ipAddress?: string;
  readonly headers?: Iterable<readonly [name: string, values: readonly string[]]>;
  readonly matchedParameters?: ReadonlyMap<string, string>;
  readonly body?: MessageBody;
  readonly certificate?: NetValue;
  readonly privateEndpointConnection?: Fields<"name" | "groupId" | "memberName">;
}

export interface ResponseDescription {
  readonly statusCode: number;
  readonly statusReason?: string;
  readonly headers?: Iterable<readonly [name: string, values: readonly string[]]>;
  readonly body?: MessageBody;
}

/** The body of a message. Reading it takes it away, unless the reader preserves it. */
export class MessageBody {
  protected readonly content: Uint8Array;
  /** Whether it has been consumed. */
  protected isConsumed = false;

  public constructor(content: Uint8Array | string) {
    this.content = typeof content === "string" ? new TextEncoder().encode(content) : content;
  }

  /** The bytes; undefined if they were read before. */
  public read(preserves: boolean): Uint8Array | undefined {
    if (this.isConsumed) return undefined;
    this.isConsumed = !preserves;
    return this.content;
  }
}
