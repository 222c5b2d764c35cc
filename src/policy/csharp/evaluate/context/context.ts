import { enumValue } from "../contract/define";
import { typeNamed } from "../contract/type";
import { UnsupportedError } from "../contract/errors";
import { NetArray, type NetValue, stringArray } from "../contract/values";
import { NetBody } from "./body";
import {
  type ApiDescription,
  type ContextDescription,
  type RequestDescription,
  type ResponseDescription,
} from "./description";
import {
  callStatic,
  dateTime,
  type Fields,
  guid,
  NetRecord,
  objects,
  type Properties,
  SETUP,
  textLists,
  texts,
  timeSpan,
  uri,
} from "./record";

/** `context` of a description. */
export function contextValue(description: ContextDescription): NetValue {
  const { api, request, response, variables, operation, workspace, lastError } = description;
  const { requestId = "00000000-0000-0000-0000-000000000000", timestamp = 0, elapsedMilliseconds = 0 } = description;
  return new NetRecord("IProxyRequestContext", {
    RequestId: () => guid(requestId),
    Timestamp: () => dateTime(timestamp),
    Elapsed: () => timeSpan(elapsedMilliseconds),
    Tracing: description.isTracing ?? false,
    Backend: () => fieldsOf("IBackend", description.backend) ?? notDescribed("context.Backend")(),
    GraphQL: () => graphQLOf(description) ?? notDescribed("context.GraphQL")(),
    Request: () => requestValue(request),
    Response: () => response && responseValue(response),
    Variables: () => objects(variables ?? []),
    Api: () => api && apiValue(api, workspace),
    Operation: () => fieldsOf("IOperation", operation),
    Product: () => productOf(description),
    Subscription: () => subscriptionOf(description),
    User: () => userOf(description),
    Deployment: () => deploymentOf(description),
    Workspace: () => fieldsOf("IWorkspace", workspace),
    LastError: () => fieldsOf("ILastError", lastError),
  });
}

/** An object with properties for the fields of a description, and with more. Undefined where nothing is described. */
function fieldsOf(typeName: string, fields: Fields | undefined, more: Properties = {}): NetRecord | undefined {
  return fields && new NetRecord(typeName, more, fields);
}

function list(typeName: string, items: readonly Fields[] = []): NetArray {
  return new NetArray(
    typeNamed(typeName),
    items.map((item) => fieldsOf(typeName, item) ?? null),
  );
}

/** What only the service knows: whether it is null is not known either. */
function notDescribed(feature: string): () => never {
  return () => {
    throw new UnsupportedError(feature);
  };
}

/** What a resolver of GraphQL gets. */
function graphQLOf({ graphQL }: ContextDescription): NetRecord | undefined {
  if (graphQL === undefined) return undefined;
  const parsed =
    (json = "null") =>
    () =>
      callStatic("JToken", "Parse", [json], SETUP);
  return new NetRecord("IGraphQLDataArgument", {
    Arguments: parsed(graphQL.arguments),
    GraphQLArguments: parsed(graphQL.arguments),
    Parent: parsed(graphQL.parent),
  });
}

function apiValue(api: ApiDescription, workspace: ContextDescription["workspace"]): NetRecord | undefined {
  const { serviceUrl, subscriptionKeyParameterNames: names } = api;
  return fieldsOf(
    "IApi",
    { ...api },
    {
      IsCurrentRevision: api.isCurrentRevision ?? true,
      Workspace: fieldsOf("IWorkspace", workspace),
      ServiceUrl: serviceUrl === undefined ? undefined : urlValue(serviceUrl),
      Protocols: stringArray(api.protocols ?? ["https"]),
      SubscriptionKeyParameterNames: fieldsOf("ISubscriptionKeyParameterNames", names),
    },
  );
}

function productOf(description: ContextDescription): NetRecord | undefined {
  const { product, workspace } = description;
  return fieldsOf("IProduct", product && { id: product.id, name: product.name }, {
    Apis: () => {
      const apis = product?.apis ?? notDescribed("IProduct.Apis")();
      return new NetArray(
        typeNamed("IApi"),
        apis.map((api) => apiValue(api, workspace) ?? null),
      );
    },
    SubscriptionLimit: product?.subscriptionsLimit,
    SubscriptionsLimit: product?.subscriptionsLimit,
    Workspace: fieldsOf("IWorkspace", workspace),
    ApprovalRequired: product?.isApprovalRequired ?? false,
    SubscriptionRequired: product?.isSubscriptionRequired ?? true,
    State: enumValue("ProductState", product?.isPublished === false ? 0 : 1),
    Groups: list("IGroup", product?.groups),
  });
}

function subscriptionOf({ subscription }: ContextDescription): NetRecord | undefined {
  const date = (value: number | undefined) => (value === undefined ? undefined : () => dateTime(value));
  return fieldsOf("ISubscription", subscription, {
    CreatedDate: date(subscription?.createdDate ?? 0),
    StartDate: date(subscription?.startDate),
    EndDate: date(subscription?.endDate),
  });
}

function userOf({ user }: ContextDescription): NetRecord | undefined {
  const registered = user?.registrationDate ?? 0;
  return fieldsOf("IUser", user, {
    Groups: list("IGroup", user?.groups),
    Identities: list("IUserIdentity", user?.identities),
    RegistrationDate: () => dateTime(registered),
  });
}

function deploymentOf({ deployment }: ContextDescription): NetRecord | undefined {
  const { gateway, carbonIntensity } = deployment ?? {};
  return fieldsOf("IDeployment", deployment, {
    SustainabilityInfo:
      carbonIntensity === undefined
        ? notDescribed("IDeployment.SustainabilityInfo")
        : fieldsOf("ISustainabilityInfo", { currentCarbonIntensity: carbonIntensity }),
    GatewayId: deployment?.gatewayId ?? gateway?.id ?? null,
    Gateway: fieldsOf("IGateway", gateway, { IsManaged: gateway?.isManaged ?? true }),
    Certificates: () => objects(deployment?.certificates?.() ?? [], "X509Certificate2"),
  });
}

function requestValue(request: RequestDescription): NetRecord {
  const { originalUrl } = request;
  const value: NetRecord = new NetRecord("IRequest", {
    Method: request.method ?? "GET",
    Url: () => urlValue(request.url),
    OriginalUrl: () => (originalUrl === undefined ? value.read("Url") : urlValue(originalUrl)),
    IpAddress: request.ipAddress ?? "127.0.0.1",
    Headers: () => textLists(request.headers ?? []),
    MatchedParameters: () => texts(request.matchedParameters ?? []),
    Body: () => request.body && new NetBody(request.body),
    Certificate: request.certificate,
    PrivateEndpointConnection: () => fieldsOf("IPrivateEndpointConnection", request.privateEndpointConnection),
  });
  return value;
}

/** An `IResponse`: `context.Response`, or what a request of a policy put into a variable. */
export function responseValue(response: ResponseDescription): NetRecord {
  return new NetRecord("IResponse", {
    StatusCode: response.statusCode,
    StatusReason: response.statusReason ?? "",
    Headers: () => textLists(response.headers ?? []),
    Body: () => response.body && new NetBody(response.body),
  });
}

/** An `Authorization`, which `get-authorization-context` puts into a variable. */
export function authorizationValue(accessToken: string, claims: ReadonlyMap<string, NetValue> = new Map()): NetRecord {
  return new NetRecord("Authorization", { AccessToken: accessToken, Claims: objects(claims) });
}

/** An `IUrl`. */
export function urlValue(address: string): NetRecord {
  const url = new URL(address);
  const query = new Map<string, string[]>();
  for (const [name, value] of url.searchParams) query.set(name, [...(query.get(name) ?? []), value]);
  const port = url.port === "" ? (url.protocol === "http:" ? 80 : 443) : Number(url.port);
  return new NetRecord("IUrl", {
    Scheme: url.protocol.slice(0, -1),
    Host: url.hostname,
    Port: port,
    Path: url.pathname,
    QueryString: url.search,
    Query: () => textLists(query),
    Address: url.href,
    Uri: () => uri(address),
  });
}
