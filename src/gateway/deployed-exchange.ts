import type { Service } from "../deployment/model";
import { PolicySection } from "../policy/model/section";
import type { Access } from "./deployed-access";
import { type DeployedApi, type DeployedDocuments, documentsOf } from "./deployed-service";
import type { Exchange, RequestFacts } from "./exchange";
import { MessageBody, type MessageHeaders } from "./message";
import type { Route } from "./routing";

/** A request as it came in. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: MessageHeaders;
  readonly body: string;
  readonly ipAddress: string;
}

/** A request on its way through a service: with the documents that apply to it, and what is known of it. */
export function exchangeOf(
  service: Service,
  documents: DeployedDocuments,
  route: Route<DeployedApi>,
  { method, url, headers, body, ipAddress }: IncomingRequest,
  access: Access,
  startedAt: number,
): Exchange {
  const base = route.api.api.serviceUrl ?? "http://localhost";
  const target = new URL(base.replace(/\/$/, "") + route.path);
  target.search = url.search;
  return {
    facts: factsOf(service, route, ipAddress, access),
    documents: documentsOf(service, route.api, route.operation.id, access.product, documents),
    originalUrl: url,
    request: { method, url: target, headers, body: new MessageBody(body) },
    variables: new Map(),
    section: PolicySection.INBOUND,
    startedAt,
    trace: [],
    countedQuotas: new Set(),
    atEnd: [],
    backend: { base, path: route.path },
  };
}

function factsOf(
  service: Service,
  { api: { api }, operation, matchedParameters }: Route<DeployedApi>,
  ipAddress: string,
  { product, subscription }: Access,
): RequestFacts {
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
    service: { id: service.name, name: service.name, region: "West Europe" },
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
