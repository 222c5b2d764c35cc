import type { Exchange } from "../exchange";
import type { Step } from "../step";
import { headersDrop, LookupDrop, NamedDrop } from "./values";

/** `context` of a template. */
export function contextDrop(step: Step): NamedDrop {
  const { exchange, services } = step;
  const { facts, request, response, variables, lastError } = exchange;
  const text = (value: unknown): unknown =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null
      ? value
      : services.evaluator.toText(value);
  return named("context", {
    Request: () =>
      named("context.Request", {
        Method: () => request.method,
        Url: () => urlDrop(request.url),
        OriginalUrl: () => urlDrop(exchange.originalUrl),
        IpAddress: () => facts.ipAddress,
        MatchedParameters: () => new LookupDrop((name) => facts.matchedParameters.get(name)),
        HasBody: () => !request.body.isEmpty,
        Headers: () => headersDrop(request.headers),
      }),
    Response: () =>
      response &&
      named("context.Response", { StatusCode: () => response.status, Headers: () => headersDrop(response.headers) }),
    Variables: () => new LookupDrop((name) => (variables.has(name) ? text(variables.get(name)) : undefined)),
    ...aboutCaller(exchange),
    RequestId: () => facts.requestId,
    LastError: () =>
      lastError &&
      named("context.LastError", {
        Source: () => lastError.source,
        Reason: () => lastError.reason,
        Message: () => lastError.message,
        Scope: () => lastError.scope,
        Section: () => lastError.section,
        Path: () => lastError.path,
        PolicyId: () => lastError.policyId,
      }),
  });
}

function aboutCaller({ facts }: Exchange): Record<string, () => unknown> {
  const { api, operation, product, subscription, user, service } = facts;
  return {
    Api: () =>
      named("context.Api", {
        Id: () => api.id,
        Name: () => api.name,
        Path: () => api.path,
        Revision: () => api.revision,
        Version: () => api.version,
      }),
    Operation: () =>
      named("context.Operation", {
        Id: () => operation.id,
        Name: () => operation.name,
        Method: () => operation.method,
        UrlTemplate: () => operation.urlTemplate,
      }),
    Product: () => product && named("context.Product", { Id: () => product.id, Name: () => product.name }),
    Subscription: () =>
      subscription &&
      named("context.Subscription", {
        Id: () => subscription.id,
        Name: () => subscription.name,
        Key: () => subscription.key,
      }),
    User: () =>
      user &&
      named("context.User", {
        Id: () => user.id,
        Email: () => user.email,
        FirstName: () => user.firstName,
        LastName: () => user.lastName,
      }),
    Deployment: () =>
      named("context.Deployment", {
        Region: () => service.region,
        ServiceId: () => service.id,
        ServiceName: () => service.name,
      }),
  };
}

function urlDrop(url: URL): NamedDrop {
  return named("Url", {
    Scheme: () => url.protocol.slice(0, -1),
    Host: () => url.hostname,
    Port: () => (url.port === "" ? (url.protocol === "http:" ? 80 : 443) : Number(url.port)),
    Path: () => url.pathname,
    QueryString: () => url.search,
    Query: () => new LookupDrop((name) => url.searchParams.getAll(name).join(",") || undefined),
  });
}

function named(name: string, values: Readonly<Record<string, () => unknown>>): NamedDrop {
  return new NamedDrop(name, new Map(Object.entries(values)));
}
