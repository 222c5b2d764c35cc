import type { Operation } from "../deployment/model";
import { accessTo, type SubscriptionScope } from "../gateway/deployed-access";
import { type DeployedApi, hasApi, isSameName } from "../gateway/deployed-service";
import { PolicyFailure } from "../gateway/failure";
import { MessageHeaders } from "../gateway/message";
import { findRoute, isVersionInPath } from "../gateway/routing";

/** What of an operation a request for it is made from. */
export type AskedOperation = Pick<
  Operation,
  "operationId" | "method" | "urlTemplate" | "templateParameters" | "queryParameters" | "headers" | "policy"
>;

/** A request for an operation, without a token. */
export interface OperationRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A way to an API: without a key, or with a subscription. */
export interface Door {
  readonly name: string;
  readonly subscription?: SubscriptionScope;
}

/** An operation by the address at which callers see it, such as `GET /orders/{id}`. */
export function addressOf({ api }: DeployedApi, { method, urlTemplate }: AskedOperation, path = urlTemplate): string {
  return `${method} ${pathOf(api.path, path)}${api.isCurrent ? "" : `;rev=${api.revision}`}${
    api.version === undefined || api.version === "" ? "" : ` ${api.version}`
  }`;
}

/** A request that the operation is for. Undefined if another operation gets every such request. */
export function tryRequestFor(
  apis: readonly DeployedApi[],
  deployed: DeployedApi,
  operation: AskedOperation,
  gatewayUrl: string,
): OperationRequest | undefined {
  const { api, versioning } = deployed;
  const version = api.version ?? "";
  const scheme = version === "" ? undefined : versioning?.scheme;
  const [template = "", query = ""] = operation.urlTemplate.split("?", 2);
  const samples = new Map(operation.templateParameters.map((parameter) => [parameter.name, sampleOf(parameter)]));
  const fill = (text: string): string =>
    text.replace(/\{\*?([^{}]*)\}|\*$/g, (_, name: string | undefined) => samples.get(name ?? "") ?? "1");
  const parameters = new URLSearchParams(fill(query));
  const headers: Record<string, string> = {};
  if (scheme === "Query") parameters.set(versioning?.name ?? "", version);
  if (scheme === "Header") headers[versioning?.name ?? ""] = version;
  for (const parameter of operation.queryParameters.filter(({ required }) => required)) {
    if (!parameters.has(parameter.name)) parameters.set(parameter.name, sampleOf(parameter));
  }
  // A token and a key are what the table is about.
  const given = ["authorization", api.subscriptionKeyHeader.toLowerCase()];
  for (const { name, ...parameter } of operation.headers.filter(({ required }) => required)) {
    if (!given.includes(name.toLowerCase())) headers[name] = sampleOf(parameter);
  }
  const base = pathOf(api.path, isVersionInPath(deployed) ? version : "").replace(/\/$/, "");
  const revision = api.isCurrent ? "" : `;rev=${api.revision}`;
  const search = parameters.toString();
  const path = `${base}${revision}${pathOf("", fill(template))}${search === "" ? "" : `?${search}`}`;
  const request = { method: operation.method, path, headers };
  const message = new MessageHeaders(Object.entries(headers));
  const url = new URL(path, gatewayUrl);
  const route = findRoute(apis, { method: request.method, url, header: (name) => message.get(name) });
  return route?.api === deployed && route.operation.id === operation.operationId ? request : undefined;
}

/** The ways to an API. What a request runs through depends on them: the policy of a product only runs for those who come by it. */
export function doorsOf({ api, container }: DeployedApi, url: URL): Door[] {
  const products = container.products.filter((product) => hasApi(product, api.name));
  const byProduct = products
    .filter(({ subscriptionRequired }) => subscriptionRequired)
    .map(({ productId: product }): Door => ({ name: `by the product ${product}`, subscription: { product } }));
  const isOpen = !(accessTo(container, api, new MessageHeaders(), url) instanceof PolicyFailure);
  if (isOpen) return [{ name: "" }, ...byProduct];
  const isForApi = container.subscriptions.some(
    ({ productId, apiName }) => productId === undefined && (apiName === undefined || isSameName(apiName, api.name)),
  );
  if (byProduct.length > 0 && !isForApi) return byProduct;
  return [{ name: "with a key", subscription: "all-apis" }, ...byProduct];
}

function sampleOf({ type, values: [first] }: { readonly type: string; readonly values: readonly string[] }): string {
  return first ?? (type === "boolean" ? "true" : "1");
}

function pathOf(base: string, path: string): string {
  return `/${[base, path]
    .map((part) => part.replace(/^\/+|\/+$/g, ""))
    .filter((part) => part !== "")
    .join("/")}`;
}
