import { Deployment } from "../deployment";
import type { Registration, Service } from "../deployment/model";
import type { EntraApplication, EntraUser } from "../issuer/directory";
import { LocalEntraId } from "../issuer/local-entra-id";
import type { KeyRing } from "../issuer/signing-key";
import { type TokenChanges, TokenMint } from "../issuer/token-mint";
import { tokenExchangeAudience } from "../oauth/token-exchange";
import { type GatewayClock, SYSTEM_CLOCK } from "./clock";
import { accessBy, accessTo, type SubscriptionScope } from "./deployed-access";
import { directoryOf } from "./deployed-directory";
import { exchangeOf } from "./deployed-exchange";
import { DeployedDocuments } from "./deployed-documents";
import { requireKnownOperations, requireKnownVersion } from "./deployed-routes";
import { apisOf, type DeployedApi } from "./deployed-service";
import { isEntra, type RequestHandler, servicesOf, type Surroundings, withoutMemory } from "./deployed-services";
import type { ClientCertificate } from "./exchange";
import { PolicyFailure } from "./failure";
import { type GatewayResult, refusedRequest, resultOf } from "./gateway-result";
import type { LocalBackends } from "./local-backend";
import { MessageHeaders } from "./message";
import { Pipeline } from "./pipeline";
import { findPreflightRoute, findRoute, type Versioning } from "./routing";
import type { GatewayServices, PolicyStub } from "./services";

/** What a test gives to a gateway. */
export interface LocalGatewayOptions {
  /** The name of the service, if the deployment has several. */
  readonly service?: string;
  readonly clock?: GatewayClock;
  readonly random?: () => number;
  /**
   * What answers what the gateway sends.
   *
   * The URL of a server, such as `http://127.0.0.1:7071` of a Function host, answers for all backends: it gets the path that they would get. A
   * function answers for other servers as well. A map has a URL or a function for each backend, by its id or by its host, and for other hosts;
   * `*` is every other backend. What is in no map fails the request.
   *
   * @default - 200 with the request as JSON
   */
  readonly backend?: LocalBackends;
  /** The users of the tenant. */
  readonly users?: readonly EntraUser[];
  /** The keys that Entra ID signs with; new ones by default. */
  readonly keys?: KeyRing;
  /** What a test does in the place of policies that cannot run here. */
  readonly stubs?: ReadonlyMap<string, PolicyStub>;
  /**
   * Values of named values, by their names.
   *
   * @default - what the deployment sets; `secret-of-<name>` for one in Key Vault
   */
  readonly namedValues?: ReadonlyMap<string, string>;
  /**
   * Where requests name the version, by the names of version sets that are not in the deployment.
   *
   * @default - not known: only requests with the version in the path are answered
   */
  readonly versionSets?: ReadonlyMap<string, Versioning>;
  /** Certificates of the service with their private keys in PEM, by their names: those in Key Vault and in PKCS#12 cannot be read here. */
  readonly certificates?: ReadonlyMap<string, string>;
}

/** A request of a test. */
export interface GatewayRequest {
  /** Each header with its value, or with several. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly token?: string;
  readonly subscriptionKey?: string;
  /** What the caller has a subscription for, where the test knows no key: every API, or the product with an id. */
  readonly subscription?: SubscriptionScope;
  readonly body?: string | Uint8Array;
  readonly ipAddress?: string;
  /** The certificate with which the caller connects. */
  readonly certificate?: ClientCertificate;
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
  /** Answers for the issuers other than Entra ID. */
  protected readonly otherIssuers?: RequestHandler;
  protected readonly service: Service;
  protected readonly clock: GatewayClock;
  private readonly mint: TokenMint;
  private readonly documents: DeployedDocuments;
  private readonly services: GatewayServices;
  private routed: readonly DeployedApi[] | undefined;

  public constructor(
    protected readonly deployment: Deployment,
    protected readonly options: LocalGatewayOptions = {},
  ) {
    this.service = serviceOf(deployment, options.service);
    this.clock = options.clock ?? SYSTEM_CLOCK;
    const directory = directoryOf(deployment, options.users ?? [], deployment.cloud);
    this.entra = new LocalEntraId(directory, { now: () => this.clock.now(), keys: options.keys });
    this.mint = new TokenMint(this.entra.context);
    this.documents = new DeployedDocuments(this.service.namedValues, options.namedValues);
    const issuerOf = (url: URL): RequestHandler | undefined => (isEntra(url) ? this.entra : this.otherIssuers);
    const exchangeToken: Surroundings["exchangeToken"] = (resource, clientId) => this.exchangeToken(resource, clientId);
    const surroundings = { ...options, clock: this.clock, exchangeToken };
    this.services = servicesOf(this.service, this.documents, issuerOf, surroundings);
  }

  /** Read by the first request: what of them is not known fails the request that needs it. */
  protected get apis(): readonly DeployedApi[] {
    return (this.routed ??= apisOf(this.service, this.options.versionSets));
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
  public request(method: string, path: string, given: GatewayRequest = {}): Promise<GatewayResult> {
    return this.send(method, path, given, this.services);
  }

  /** Sends a request as the first one that the gateway gets: no limit is reached, and no response is cached. */
  public requestAlone(method: string, path: string, given: GatewayRequest): Promise<GatewayResult> {
    return this.send(method, path, given, withoutMemory(this.services));
  }

  private async send(
    method: string,
    path: string,
    given: GatewayRequest,
    services: GatewayServices,
  ): Promise<GatewayResult> {
    const { service } = this;
    const url = new URL(path, service.gatewayUrl);
    const headers = new MessageHeaders(
      Object.entries(given.headers ?? {}).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      ),
    );
    if (given.token !== undefined) headers.set("Authorization", [`Bearer ${given.token}`]);
    const routed = { method, url, header: (name: string) => headers.get(name) };
    const own = findRoute(this.apis, routed);
    const route = own ?? findPreflightRoute(this.apis, routed);
    requireKnownVersion(this.apis, routed, route);
    if (route === undefined) {
      requireKnownOperations(this.apis, routed);
      return refusedRequest(404, "Resource not found", "OperationNotFound");
    }
    const { api } = route.api;
    if (given.subscriptionKey !== undefined) headers.set(api.subscriptionKeyHeader, [given.subscriptionKey]);
    const { container } = route.api;
    const { subscription } = given;
    const access =
      subscription === undefined ? accessTo(container, api, headers, url) : accessBy(container, api, subscription);
    const failure = access instanceof PolicyFailure ? access : undefined;
    const { body = "", ipAddress = "127.0.0.1" } = given;
    const incoming = { method, url, headers, body, ipAddress, certificate: given.certificate };
    const known = access instanceof PolicyFailure ? {} : access;
    const exchange = exchangeOf(service, this.documents, route, incoming, known, this.clock.now());
    const pipeline = new Pipeline(exchange, services);
    if (own === undefined) await pipeline.runPreflight();
    else await (failure === undefined ? pipeline.run() : pipeline.fail("authorization", failure));
    return resultOf(exchange);
  }

  private exchangeToken(resource: string, clientId: string | undefined): Promise<string> | undefined {
    if (resource !== tokenExchangeAudience(this.deployment.cloud)) return undefined;
    const { applications } = this.entra.context.directory;
    const identity = applications.find((each) => each.clientId === clientId?.toLowerCase());
    if (identity !== undefined) return this.mint.forExchange(identity, resource);
    const expected = "expected an azurerm_user_assigned_identity of the deployment";
    throw new Error(`the identity with the client id ${clientId ?? "of the service"} is not known; ${expected}`);
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
