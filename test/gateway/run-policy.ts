import { PolicyDocument } from "../../src/policy/document";
import type { PolicyElement } from "../../src/policy/model/node";
import { PolicyScope, PolicySection } from "../../src/policy/model/section";
import { TestClock } from "../../src/gateway/clock";
import { CannotExecute } from "../../src/gateway/failure";
import type { Exchange, RequestFacts } from "../../src/gateway/exchange";
import { CsharpEvaluator } from "../../src/gateway/csharp-evaluator";
import {
  MessageBody,
  MessageHeaders,
  newResponse,
  type RequestMessage,
  type ResponseMessage,
} from "../../src/gateway/message";
import { Pipeline } from "../../src/gateway/pipeline";
import type { GatewayServices } from "../../src/gateway/services";
import { GatewayStore, SlidingWindow } from "../../src/gateway/store";
import { KeySource } from "../../src/gateway/token/key-source";
import { NOW } from "../issuer/example-tenant";

/** What a test says about a request and the gateway. */
export interface Call {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly facts?: Partial<RequestFacts>;
  readonly services?: Partial<GatewayServices>;
  /** What the backend answers. */
  readonly backend?: (request: RequestMessage) => ResponseMessage | Promise<ResponseMessage>;
  /** The documents of broader scopes, from the next one on. */
  readonly broader?: readonly string[];
}

/** What came of it. */
export interface Outcome {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly exchange: Exchange;
  /** The requests that left the gateway. */
  readonly sent: readonly RequestMessage[];
}

/** A gateway that several requests share. */
export function newServices(change: Partial<GatewayServices> = {}, sent: RequestMessage[] = []): GatewayServices {
  const clock = change.clock ?? new TestClock(NOW);
  const now = (): number => clock.now();
  return {
    clock,
    random: () => 0.5,
    evaluator: new CsharpEvaluator(clock, () => 0.5),
    keys: new KeySource(() => Promise.reject(new Error("no network")), now),
    send: (request) => {
      sent.push(request);
      return Promise.resolve(newResponse(200));
    },
    windows: new SlidingWindow(now),
    quotas: new GatewayStore(now),
    responses: new GatewayStore(now),
    values: new GatewayStore(now),
    running: new Map(),
    trips: new GatewayStore(now),
    hasCertificate: () => true,
    fragment: () => undefined,
    backend: () => undefined,
    certificate: unknownCertificate,
    privateKey: unknownCertificate,
    identityToken: () => Promise.reject(new Error("no identity")),
    schema: () => undefined,
    credential: () => Promise.reject(new Error("no credential")),
    emit: () => Promise.resolve(undefined),
    stubs: new Map(),
    ...change,
  };
}

function unknownCertificate(id: string): never {
  throw new CannotExecute(`the certificate ${id} is not in the deployment`);
}

const FORWARD = "<policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>";

/** Sends a request through the inbound policies of an operation, to a backend that answers 200. */
export async function run(inbound: string, call: Call = {}): Promise<Outcome> {
  return runDocument(
    `<policies><inbound>${inbound}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`,
    call,
  );
}

export async function runDocument(text: string, call: Call = {}): Promise<Outcome> {
  const sent: RequestMessage[] = [];
  const answer = call.backend ?? ((): ResponseMessage => newResponse(200));
  const services = newServices(
    { send: async (request) => (sent.push(request), answer(request)), ...call.services },
    sent,
  );
  const documents = [text, ...(call.broader ?? [FORWARD])].map((xml, index, all) => ({
    scope: index === all.length - 1 ? PolicyScope.GLOBAL : index === 0 ? PolicyScope.OPERATION : PolicyScope.API,
    document: PolicyDocument.parse(xml),
  }));
  const originalUrl = new URL(call.url ?? "https://apim-contoso.azure-api.net/orders/1");
  const path = originalUrl.pathname.replace("/orders", "");
  const exchange: Exchange = {
    facts: { ...FACTS, ...call.facts },
    documents,
    originalUrl,
    request: {
      method: call.method ?? "GET",
      url: new URL(`https://backend.contoso.com/api${path}${originalUrl.search}`),
      headers: new MessageHeaders(call.headers),
      body: new MessageBody(call.body ?? ""),
    },
    variables: new Map(),
    section: PolicySection.INBOUND,
    startedAt: services.clock.now(),
    trace: [],
    countedQuotas: new Set(),
    atEnd: [],
    backend: { base: "https://backend.contoso.com/api", path },
  };
  await new Pipeline(exchange, services).run();
  const { response } = exchange;
  return {
    status: response?.status,
    body: response?.body.text ?? "",
    headers: Object.fromEntries([...(response?.headers ?? [])].map(([name, values]) => [name, values.join(" | ")])),
    exchange,
    sent,
  };
}

/** The statements of a fragment. */
export function fragment(text: string): readonly PolicyElement[] {
  return PolicyDocument.parse(`<fragment>${text}</fragment>`).root.elements;
}

const FACTS: RequestFacts = {
  api: { id: "orders", name: "Orders", path: "orders", revision: "1" },
  operation: { id: "get-order", name: "Get order", method: "GET", urlTemplate: "/{id}" },
  service: { id: "apim-contoso", name: "apim-contoso", region: "West Europe" },
  matchedParameters: new Map([["id", "1"]]),
  ipAddress: "203.0.113.7",
  requestId: "00000000-0000-4000-8000-000000000001",
};
