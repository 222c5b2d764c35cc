import type { Service } from "../deployment/model";
import type { LocalEntraId } from "../issuer/local-entra-id";
import { ENTRA_HOSTS } from "../oauth/entra-tenant";
import type { GatewayClock } from "./clock";
import { CsharpEvaluator } from "./csharp-evaluator";
import { certificatesOf, partsOf } from "./deployed-parts";
import type { DeployedDocuments } from "./deployed-service";
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
}

/** What the policies of a service use on this machine. */
export function servicesOf(
  service: Service,
  documents: DeployedDocuments,
  entra: LocalEntraId,
  { clock, random = Math.random, backend, stubs = new Map(), certificates = new Map() }: Surroundings,
): GatewayServices {
  const now = (): number => clock.now();
  const send = sendTo(backend);
  return {
    clock,
    random,
    evaluator: new CsharpEvaluator(clock, random, () => certificatesOf(service, certificates)),
    keys: new KeySource((url) => fetchFrom(entra, url), now),
    send: async (request, signal, destination) =>
      (await answerOf(entra, request)) ?? (await send(request, signal, destination)),
    windows: new SlidingWindow(now),
    quotas: new GatewayStore(now),
    responses: new GatewayStore(now),
    values: new GatewayStore(now),
    running: new Map(),
    trips: new GatewayStore(now),
    ...partsOf(service, documents, certificates),
    identityToken: (resource) => Promise.resolve(`token of ${service.name} for ${resource}`),
    credential: (provider) => Promise.reject(new Error(`there is no connection of ${provider} on this machine`)),
    emit: () => Promise.resolve(undefined),
    stubs,
  };
}

function fetchFrom(entra: LocalEntraId, url: string): Promise<Response> {
  if (isEntra(new URL(url))) return entra.handle(new Request(url));
  return Promise.reject(new Error(`${url} cannot be reached from the local gateway`));
}

/** Policies that ask Entra ID get their answer from the local one. */
async function answerOf(entra: LocalEntraId, request: RequestMessage): Promise<ResponseMessage | undefined> {
  if (!isEntra(request.url)) return undefined;
  const headers = [...request.headers].flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const body = request.method === "GET" ? undefined : request.body.text;
  const response = await entra.handle(new Request(request.url, { method: request.method, headers, body }));
  const answer = newResponse(response.status);
  response.headers.forEach((value, name) => answer.headers.append(name, value));
  answer.body = new MessageBody(await response.text());
  return answer;
}

function isEntra({ hostname }: URL): boolean {
  return Object.values(ENTRA_HOSTS).some(({ loginHost }) => loginHost === hostname);
}
