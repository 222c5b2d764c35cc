import type { Service } from "../deployment/model";
import { IssuerKind, tryReadAddress } from "../oauth/issuer-address";
import type { GatewayClock } from "./clock";
import { CsharpEvaluator } from "./csharp-evaluator";
import { DeployedCertificates } from "./deployed-certificates";
import { partsOf } from "./deployed-parts";
import type { DeployedDocuments } from "./deployed-documents";
import { type LocalBackends, sendTo } from "./local-backend";
import { MessageBody, newResponse, type RequestMessage, type ResponseMessage } from "./message";
import type { GatewayServices, PolicyStub } from "./services";
import { GatewayStore, SlidingWindow } from "./store";
import { KeySource } from "./token/key-source";

/** What a test replaces of the gateway's surroundings. */
export interface Surroundings {
  readonly clock: GatewayClock;
  readonly random?: () => number;
  readonly backend?: LocalBackends;
  readonly stubs?: ReadonlyMap<string, PolicyStub>;
  readonly certificates?: ReadonlyMap<string, string>;
  /** The token of an identity with which it authenticates as an application, or undefined for any other resource. */
  readonly exchangeToken?: (resource: string, clientId: string | undefined) => Promise<string> | undefined;
}

/** An issuer of tokens, as a server on the way of a request. */
export interface RequestHandler {
  handle(request: Request): Promise<Response>;
}

/** The issuer that may answer at an address. */
export type IssuerOf = (url: URL) => RequestHandler | undefined;

/** What the policies of a service use on this machine. */
export function servicesOf(
  service: Service,
  documents: DeployedDocuments,
  issuerOf: IssuerOf,
  { clock, random = Math.random, backend, stubs = new Map(), certificates = new Map(), exchangeToken }: Surroundings,
): GatewayServices {
  const now = (): number => clock.now();
  const send = sendTo(backend);
  const known = new DeployedCertificates(service, certificates);
  return {
    clock,
    random,
    evaluator: new CsharpEvaluator(clock, random, () => known.forExpressions()),
    keys: new KeySource((url) => fetchFrom(issuerOf(new URL(url)), url), now),
    send: async (request, signal, destination) =>
      (await answerOf(request, issuerOf)) ?? (await send(request, signal, destination)),
    windows: new SlidingWindow(now),
    quotas: new GatewayStore(now),
    responses: new GatewayStore(now),
    values: new GatewayStore(now),
    running: new Map(),
    trips: new GatewayStore(now),
    ...partsOf(service, documents, known),
    identityToken: async (resource, clientId) =>
      (await exchangeToken?.(resource, clientId)) ?? `token of ${service.name} for ${resource}`,
    credential: (provider) => Promise.reject(new Error(`there is no connection of ${provider} on this machine`)),
    emit: () => Promise.resolve(undefined),
    stubs,
  };
}

/** The same without what earlier requests left: counters and caches. Keys of issuers stay. */
export function withoutMemory(services: GatewayServices): GatewayServices {
  const now = (): number => services.clock.now();
  return {
    ...services,
    windows: new SlidingWindow(now),
    quotas: new GatewayStore(now),
    responses: new GatewayStore(now),
    values: new GatewayStore(now),
    running: new Map(),
    trips: new GatewayStore(now),
  };
}

async function fetchFrom(issuer: RequestHandler | undefined, url: string): Promise<Response> {
  const response = await issuer?.handle(new Request(url));
  if (response !== undefined && response.status !== 404) return response;
  throw new Error(`${url} cannot be reached from the local gateway`);
}

/** Policies that ask an issuer get their answer from the local one. */
async function answerOf(request: RequestMessage, issuerOf: IssuerOf): Promise<ResponseMessage | undefined> {
  const issuer = issuerOf(request.url);
  if (issuer === undefined) return undefined;
  const headers = [...request.headers].flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const body = request.method === "GET" ? undefined : request.body.text;
  const response = await issuer.handle(new Request(request.url, { method: request.method, headers, body }));
  if (response.status === 404 && !isEntra(request.url)) return undefined;
  const answer = newResponse(response.status);
  response.headers.forEach((value, name) => answer.headers.append(name, value));
  answer.body = new MessageBody(await response.text());
  return answer;
}

/** Whether Entra ID answers at an address, which may be the older one of a tenant of Azure AD B2C. */
export function isEntra({ href }: URL): boolean {
  return tryReadAddress(href)?.kind === IssuerKind.ENTRA;
}
