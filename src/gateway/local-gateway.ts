import { Deployment } from "../deployment";
import type { Product, Registration, Service, Subscription } from "../deployment/model";
import type { EntraApplication, EntraUser } from "../issuer/directory";
import { LocalEntraId } from "../issuer/local-entra-id";
import type { KeyRing } from "../issuer/signing-key";
import { type TokenChanges, TokenMint } from "../issuer/token-mint";
import { ENTRA_HOSTS } from "../oauth/entra-tenant";
import { type GatewayClock, SYSTEM_CLOCK } from "./clock";
import { CsharpEvaluator } from "./csharp-evaluator";
import { directoryOf } from "./deployed-directory";
import {
  apisOf,
  type DeployedApi,
  DeployedDocuments,
  documentsOf,
  findSubscription,
  openProduct,
  opens,
} from "./deployed-service";
import type { Exchange, RequestFacts } from "./exchange";
import { PolicyFailure } from "./failure";
import { MessageBody, MessageHeaders, newResponse, type RequestMessage, type ResponseMessage } from "./message";
import { errorResponse, Pipeline } from "./pipeline";
import { findRoute, type Route } from "./routing";
import type { GatewayServices, PolicyStub } from "./services";
import { GatewayStore, SlidingWindow } from "./store";
import { KeySource } from "./token/key-source";
import type { TraceEntry } from "./trace";
import { PolicySection } from "../policy/model/section";

/** What a test gives to a gateway. */
export interface LocalGatewayOptions {
  /** The name of the service, if the deployment has several. */
  readonly service?: string;
  readonly clock?: GatewayClock;
  readonly random?: () => number;
  /** Answers what the gateway sends to backends and other servers; 200 with the request as JSON by default. */
  readonly backend?: (request: RequestMessage) => ResponseMessage | Promise<ResponseMessage>;
  /** The users of the tenant. */
  readonly users?: readonly EntraUser[];
  /** The keys that Entra ID signs with; new ones by default. */
  readonly keys?: KeyRing;
  /** What a test does in the place of policies that cannot run here. */
  readonly stubs?: ReadonlyMap<string, PolicyStub>;
}

/** A request of a test. */
export interface GatewayRequest {
  /** Each header with its value, or with several. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly token?: string;
  readonly subscriptionKey?: string;
  readonly body?: string | Uint8Array;
  readonly ipAddress?: string;
}

/** What the caller gets, and what happened on the way. */
export interface GatewayResult {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
  /** The body as it is. */
  readonly content: Uint8Array;
  /** The request that the backend got, if it got one. */
  readonly forwarded?: RequestMessage;
  /** The reason of `context.LastError`. */
  readonly reason?: string;
  readonly trace: readonly TraceEntry[];
}

/** Runs the policies of a deployment on this machine: whom do they let in? */
export class LocalGateway {
  /** Reads what cdktf synthesized: a folder, files, or JSON of one or several stacks. */
  public static fromSynth(
    input: Parameters<typeof Deployment.fromSynth>[0],
    options?: LocalGatewayOptions,
  ): LocalGateway {
    return new LocalGateway(Deployment.fromSynth(input), options);
  }

  public readonly entra: LocalEntraId;
  private readonly mint: TokenMint;
  private readonly service: Service;
  private readonly apis: readonly DeployedApi[];
  private readonly documents: DeployedDocuments;
  private readonly services: GatewayServices;
  private readonly clock: GatewayClock;

  public constructor(
    private readonly deployment: Deployment,
    private readonly options: LocalGatewayOptions = {},
  ) {
    this.service = serviceOf(deployment, options.service);
    this.clock = options.clock ?? SYSTEM_CLOCK;
    const now = (): number => this.clock.now();
    this.entra = new LocalEntraId(directoryOf(deployment, options.users ?? []), { now, keys: options.keys });
    this.mint = new TokenMint(this.entra.context);
    this.apis = apisOf(this.service);
    this.documents = new DeployedDocuments(this.service.namedValues);
    this.services = this.servicesWith(now, options.random ?? Math.random);
  }

  public get(path: string, request?: GatewayRequest): Promise<GatewayResult> {
    return this.request("GET", path, request);
  }

  /** The token that an application of the deployment gets for an API, by the display names or client ids of both. */
  public applicationToken(client: string, api: string, changes?: TokenChanges): Promise<string> {
    return this.mint.forApplication(this.application(client), this.application(api), changes);
  }

  /** The token that a client gets for a user. */
  public userToken(
    user: EntraUser,
    client: string,
    api: string,
    scopes: readonly string[],
    changes?: TokenChanges,
  ): Promise<string> {
    return this.mint.forUser(user, this.application(client), this.application(api), scopes, changes);
  }

  /** Sends a request through the gateway. */
  public async request(method: string, path: string, given: GatewayRequest = {}): Promise<GatewayResult> {
    const url = new URL(path, this.service.gatewayUrl);
    const headers = new MessageHeaders(
      Object.entries(given.headers ?? {}).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      ),
    );
    if (given.token !== undefined) headers.set("Authorization", [`Bearer ${given.token}`]);
    const route = findRoute(this.apis, { method, url, header: (name) => headers.get(name) });
    if (route === undefined) return refusedRequest(404, "Resource not found", "OperationNotFound");
    const { api } = route.api;
    if (given.subscriptionKey !== undefined) headers.set(api.subscriptionKeyHeader, [given.subscriptionKey]);
    const access = this.access(route.api, headers, url);
    const exchange = this.exchangeOf(route, method, url, headers, given, access);
    const pipeline = new Pipeline(exchange, this.services);
    const failure = access instanceof PolicyFailure ? access : undefined;
    await (failure === undefined ? pipeline.run() : pipeline.fail("authorization", failure));
    return resultOf(exchange);
  }

  private exchangeOf(
    route: Route<DeployedApi>,
    method: string,
    url: URL,
    headers: MessageHeaders,
    { body = "", ipAddress = "127.0.0.1" }: GatewayRequest,
    access: Access | PolicyFailure,
  ): Exchange {
    const { api } = route.api;
    const product = access instanceof PolicyFailure ? undefined : access.product;
    const base = api.serviceUrl ?? "http://localhost";
    const target = new URL(base.replace(/\/$/, "") + route.path);
    target.search = url.search;
    return {
      facts: this.factsOf(route, ipAddress, access),
      documents: documentsOf(this.service, route.api, route.operation.id, product, this.documents),
      originalUrl: url,
      request: { method, url: target, headers, body: new MessageBody(body) },
      variables: new Map(),
      section: PolicySection.INBOUND,
      startedAt: this.clock.now(),
      trace: [],
      countedQuotas: new Set(),
      atEnd: [],
      backend: { base, path: route.path },
    };
  }

  private factsOf(
    { api: { api }, operation, matchedParameters }: Route<DeployedApi>,
    ipAddress: string,
    access: Access | PolicyFailure,
  ): RequestFacts {
    const { product, subscription } = access instanceof PolicyFailure ? {} : access;
    return {
      api: {
        id: api.name,
        name: api.displayName ?? api.name,
        path: api.path,
        revision: api.revision,
        ...(api.version !== undefined && { version: api.version }),
        ...(api.serviceUrl !== undefined && { serviceUrl: api.serviceUrl }),
      },
      operation: {
        ...operation,
        name: api.operations.find(({ operationId }) => operationId === operation.id)?.displayName ?? operation.id,
      },
      service: { id: this.service.name, name: this.service.name, region: "West Europe" },
      matchedParameters,
      ipAddress,
      requestId: "00000000-0000-4000-8000-000000000001",
      ...(product !== undefined && {
        product: { id: product.productId, name: product.displayName ?? product.productId },
      }),
      ...(subscription !== undefined && {
        subscription: {
          id: subscription.subscriptionId,
          name: subscription.displayName ?? subscription.subscriptionId,
          key: subscription.primaryKey.reveal(),
        },
      }),
    };
  }

  /** By which subscription and product a request comes in. */
  private access({ api }: DeployedApi, headers: MessageHeaders, url: URL): Access | PolicyFailure {
    const key = headers.get(api.subscriptionKeyHeader) ?? url.searchParams.get(api.subscriptionKeyQuery) ?? undefined;
    const subscription = key === undefined ? undefined : findSubscription(this.service, key);
    if (subscription !== undefined) {
      const { isOpen, product } = opens(this.service, subscription, api);
      if (isOpen) return { subscription, product };
    }
    const product = openProduct(this.service, api);
    if (!api.subscriptionRequired || product !== undefined) return { product };
    return key === undefined
      ? new PolicyFailure("SubscriptionKeyNotFound", MISSING_KEY, 401)
      : new PolicyFailure("SubscriptionKeyInvalid", INVALID_KEY, 401);
  }

  private application(name: string): EntraApplication {
    const found = this.entra.context.directory.applications.filter(
      ({ clientId, displayName }) => clientId === name || displayName === name,
    );
    const [application] = found;
    if (application !== undefined && found.length === 1) return application;
    const known = this.deployment.registrations.map(
      ({ displayName, clientId }: Registration) => displayName ?? clientId,
    );
    throw new Error(
      `${found.length} applications are named ${JSON.stringify(name)}; expected one of ${known.join(", ")}`,
    );
  }

  private servicesWith(now: () => number, random: () => number): GatewayServices {
    const { clock, service, options } = this;
    return {
      clock,
      random,
      evaluator: new CsharpEvaluator(clock, random),
      keys: new KeySource((url) => this.fetch(url), now),
      send: async (request) => (await this.answerOf(request)) ?? (await (options.backend ?? echo)(request)),
      windows: new SlidingWindow(now),
      quotas: new GatewayStore(now),
      responses: new GatewayStore(now),
      values: new GatewayStore(now),
      running: new Map(),
      fragment: (id) => {
        const found = service.fragments.find(({ name }) => name === id);
        return found && this.documents.read(found.text).root.elements;
      },
      backend: (id) => {
        const found = service.backends.find(({ name }) => name === id);
        return found && { url: found.url, headers: new Map() };
      },
      certificateKey: () => undefined,
      identityToken: (resource) => Promise.resolve(`token of ${service.name} for ${resource}`),
      schema: () => undefined,
      credential: (provider) => Promise.reject(new Error(`there is no connection of ${provider} on this machine`)),
      emit: () => Promise.resolve(undefined),
      stubs: options.stubs ?? new Map(),
    };
  }

  private fetch(url: string): Promise<Response> {
    if (isEntra(new URL(url))) return this.entra.handle(new Request(url));
    return Promise.reject(new Error(`${url} cannot be reached from the local gateway`));
  }

  /** Policies that ask Entra ID get their answer from the local one. */
  private async answerOf(request: RequestMessage): Promise<ResponseMessage | undefined> {
    if (!isEntra(request.url)) return undefined;
    const headers = [...request.headers].flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const body = request.method === "GET" ? undefined : request.body.text;
    const response = await this.entra.handle(new Request(request.url, { method: request.method, headers, body }));
    const answer = newResponse(response.status);
    response.headers.forEach((value, name) => answer.headers.append(name, value));
    answer.body = new MessageBody(await response.text());
    return answer;
  }
}

interface Access {
  readonly subscription?: Subscription;
  readonly product?: Product;
}

const MISSING_KEY =
  "Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.";
const INVALID_KEY =
  "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.";

function isEntra({ hostname }: URL): boolean {
  return Object.values(ENTRA_HOSTS).some(({ loginHost }) => loginHost === hostname);
}

function serviceOf({ services }: Deployment, name: string | undefined): Service {
  const found = name === undefined ? services : services.filter((service) => service.name === name);
  const [service] = found;
  if (service !== undefined && found.length === 1) return service;
  const names = services.map((each) => each.name).join(", ") || "none";
  throw new Error(
    `the deployment has ${found.length} services to choose from; expected one: give its name as service (${names})`,
  );
}

/** A backend that says what it got. */
function echo({ method, url, headers, body }: RequestMessage): ResponseMessage {
  const response = newResponse(200);
  response.headers.set("Content-Type", ["application/json"]);
  response.body = new MessageBody(
    JSON.stringify({ method, url: url.href, headers: Object.fromEntries(headers), body: body.text }),
  );
  return response;
}

function refusedRequest(status: number, message: string, reason: string): GatewayResult {
  const { headers, body } = errorResponse(status, message);
  return { status, headers: new Map(headers), body: body.text, content: body.bytes, reason, trace: [] };
}

function resultOf({ response = newResponse(200), lastError, isForwarded, request, trace }: Exchange): GatewayResult {
  return {
    status: response.status,
    headers: new Map([...response.headers].map(([name, values]) => [name.toLowerCase(), values])),
    body: response.body.text,
    content: response.body.bytes,
    ...(isForwarded === true && { forwarded: request }),
    ...(lastError !== undefined && { reason: lastError.reason }),
    trace,
  };
}
