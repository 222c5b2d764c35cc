import type { Api, Container, Product, Service } from "../deployment/model";
import { PolicySection } from "../policy/model/section";
import type { Access } from "./deployed-access";
import { type DeployedDocuments } from "./deployed-documents";
import { type DeployedApi, documentsOf, isSameName } from "./deployed-service";
import type { ApiFacts, ClientCertificate, Exchange, RequestFacts } from "./exchange";
import { MessageBody, type MessageHeaders } from "./message";
import type { Route } from "./routing";

/** A request as it came in. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: MessageHeaders;
  readonly body: string | Uint8Array;
  readonly ipAddress: string;
  readonly certificate?: ClientCertificate;
}

/** A request on its way through a service: with the documents that apply to it, and what is known of it. */
export function exchangeOf(
  service: Service,
  documents: DeployedDocuments,
  route: Route<DeployedApi>,
  incoming: IncomingRequest,
  access: Access,
  startedAt: number,
): Exchange {
  const { method, url, headers, body } = incoming;
  const base = route.api.api.serviceUrl ?? "http://localhost";
  const target = new URL(base.replace(/\/$/, "") + route.path);
  target.search = url.search;
  return {
    facts: factsOf(service, route, incoming, access),
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
  { api: { api, workspace }, operation, matchedParameters }: Route<DeployedApi>,
  { ipAddress, certificate }: IncomingRequest,
  { product, subscription }: Access,
): RequestFacts {
  return {
    api: apiFactsOf(api),
    operation,
    service: { id: service.name, name: service.name, region: "West Europe" },
    matchedParameters,
    ipAddress,
    ...(certificate !== undefined && { certificate }),
    requestId: "00000000-0000-4000-8000-000000000001",
    ...(workspace !== undefined && { workspace: { id: workspace.name, name: workspace.name } }),
    ...(product !== undefined && {
      product: {
        id: product.productId,
        name: product.displayName ?? product.productId,
        isPublished: product.published,
        isApprovalRequired: product.approvalRequired,
        isSubscriptionRequired: product.subscriptionRequired,
        // Few policies ask for them, and what one of them lacks fails those alone.
        get apis() {
          return apisOf(product, workspace ?? service);
        },
      },
    }),
    ...(subscription !== undefined && {
      subscription: {
        id: subscription.subscriptionId,
        name: subscription.displayName ?? subscription.subscriptionId,
        key: subscription.primaryKey.reveal(),
        secondaryKey: subscription.secondaryKey.reveal(),
      },
    }),
  };
}

/** The APIs of a product, or undefined if one of them is not in the deployment. */
function apisOf(product: Product, { apis }: Container): readonly ApiFacts[] | undefined {
  const found = product.apis.map((name) => apis.find((api) => api.isCurrent && isSameName(api.name, name)));
  return found.every((api) => api !== undefined) ? found.map(apiFactsOf) : undefined;
}

function apiFactsOf(api: Api): ApiFacts {
  return {
    id: api.name,
    name: api.displayName ?? api.name,
    path: api.path,
    revision: api.revision,
    isCurrentRevision: api.isCurrent,
    protocols: api.protocols,
    subscriptionKeyParameterNames: { header: api.subscriptionKeyHeader, query: api.subscriptionKeyQuery },
    ...(api.version !== undefined && { version: api.version }),
    ...(api.serviceUrl !== undefined && { serviceUrl: api.serviceUrl }),
  };
}
