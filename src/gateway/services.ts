import type { KeyObject, X509Certificate } from "node:crypto";
import type { PolicyElement } from "../policy/model/node";
import type { CircuitBreaker, PoolMember } from "../deployment/model";
import type { GatewayClock } from "./clock";
import type { Evaluator } from "./evaluator";
import type { RequestMessage, ResponseMessage } from "./message";
import type { GatewayStore, SlidingWindow } from "./store";
import type { KeySource } from "./token/key-source";

/** What the policies of a gateway use. */
export interface GatewayServices {
  readonly clock: GatewayClock;
  /** A number from 0 up to, but without, 1. */
  readonly random: () => number;
  readonly evaluator: Evaluator;
  readonly keys: KeySource;
  /** Sends a request to a backend or another server, and gives its response as it is. */
  readonly send: (request: RequestMessage, signal: AbortSignal, destination: Destination) => Promise<ResponseMessage>;
  readonly windows: SlidingWindow;
  /** Counters of quotas, by their keys. */
  readonly quotas: GatewayStore<QuotaCounter>;
  readonly responses: GatewayStore<ResponseMessage>;
  readonly values: GatewayStore<unknown>;
  /** How many requests are in a `limit-concurrency`, by its key. */
  readonly running: Map<string, number>;
  /** The backends that get no requests for a while, by their ids. */
  readonly trips: GatewayStore<true>;
  /** The statements of a fragment, of the workspace where one is named. */
  readonly fragment: (id: string, workspace: string | undefined) => readonly PolicyElement[] | undefined;
  /** Where a backend is, or which backends are in a pool. */
  readonly backend: (id: string, workspace: string | undefined) => BackendTarget | undefined;
  /** Whether the service has a certificate, by its id or its thumbprint. */
  readonly hasCertificate: (idOrThumbprint: string, workspace: string | undefined) => boolean;
  /** A certificate of the service or the workspace. It fails where there is none that can be read. */
  readonly certificate: (id: string, workspace: string | undefined) => X509Certificate;
  /** The private key of a certificate. It fails where nobody gave one. */
  readonly privateKey: (id: string, workspace: string | undefined) => KeyObject;
  /** The token that an identity of the service gets for a resource. */
  readonly identityToken: (resource: string, clientId: string | undefined) => Promise<string>;
  /** A schema of an API or of the service, as JSON. */
  readonly schema: (id: string, apiId: string) => unknown;
  /** The token that the credential manager has for a connection of a provider. */
  readonly credential: (providerId: string, authorizationId: string) => Promise<CredentialToken>;
  /** Takes what policies send to other services than backends. It fails where the service does not take it. */
  readonly emit: (message: EmittedMessage) => Promise<ResponseMessage | undefined>;
  /** What a test does in the place of a policy that cannot run here, by the name of the policy. */
  readonly stubs: ReadonlyMap<string, PolicyStub>;
}

/** Where a request goes: to a backend, perhaps one with an id, or to another server that a policy names. */
export interface Destination {
  readonly isBackend: boolean;
  readonly backendId?: string;
}

/** What a policy does in a test. */
export type PolicyStub = (request: RequestMessage, response: ResponseMessage | undefined) => Promise<void> | void;

/** A backend of the service, as policies name it. */
export interface BackendTarget {
  /** None for a pool. */
  readonly url?: string;
  /** The headers that the service adds. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The parameters of the query that the service adds. */
  readonly query?: ReadonlyMap<string, readonly string[]>;
  /** The thumbprints of the certificates that the service connects with. */
  readonly certificates?: readonly string[];
  readonly circuitBreaker?: CircuitBreaker;
  /** The backends of a pool. */
  readonly members?: readonly PoolMember[];
}

export interface QuotaCounter {
  calls: number;
  kilobytes: number;
}

/** A token of the credential manager. */
export interface CredentialToken {
  readonly accessToken: string;
  readonly claims: ReadonlyMap<string, unknown>;
}

/** What a policy sends to another service. */
export interface EmittedMessage {
  readonly kind: "event-hub" | "service-bus" | "dapr-topic" | "dapr-binding" | "metric";
  /** Where it goes: a logger, a queue or a topic, a binding, a metric. */
  readonly target: string;
  readonly body: string;
  /** What comes with it, such as a partition key, metadata or dimensions. */
  readonly properties: ReadonlyMap<string, string>;
}
