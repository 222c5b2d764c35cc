import type { DeployedDocuments } from "./deployed-documents";
import type { Api, Container, Operation, Product, Service, Subscription, Workspace } from "../deployment/model";
import { PolicyScope } from "../policy/model/section";
import type { OperationDescription, OperationFacts, ScopedDocument } from "./exchange";
import { descriptionOf } from "./deployed-operation";
import type { RoutedApi, Versioning } from "./routing";

/** An API of a service as the gateway routes to it. */
export interface DeployedApi extends RoutedApi {
  readonly api: Api;
  readonly operations: readonly OperationFacts[];
  /** What it is in: the service, or one of its workspaces. */
  readonly container: Container;
  readonly workspace?: Workspace;
}

/** What a service does where it has no document: it sends every request on. */
const DEFAULT_DOCUMENT =
  "<policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>";

/**
 * The APIs of a service, with those of its workspaces.
 *
 * @param versionSets where requests name the version, by the names of version sets that are not in the deployment
 */
export function apisOf(service: Service, versionSets: ReadonlyMap<string, Versioning> = new Map()): DeployedApi[] {
  return [
    ...apisIn(service, versionSets),
    ...service.workspaces.flatMap((workspace) => apisIn(workspace, versionSets, workspace)),
  ];
}

function apisIn(
  container: Container,
  versionSets: ReadonlyMap<string, Versioning>,
  workspace?: Workspace,
): DeployedApi[] {
  return container.apis.map((api) => {
    const versioning = versioningOf(container, api, versionSets);
    let operations: readonly OperationFacts[] | undefined;
    return {
      api,
      container,
      id: api.name,
      path: api.path,
      revision: api.revision,
      isCurrent: api.isCurrent,
      protocols: api.protocols,
      // Where they are not known, only requests to this API fail.
      get operations() {
        return (operations ??= api.type === "mcp" ? MCP_OPERATIONS : api.operations.map(operationOf));
      },
      ...(workspace !== undefined && { workspace }),
      ...(api.version !== undefined && { version: api.version }),
      ...(versioning !== undefined && { versioning }),
    };
  });
}

/** Where requests name the version of an API. Only its version set says so. */
function versioningOf(
  { versionSets }: Container,
  { versionSet }: Api,
  known: ReadonlyMap<string, Versioning>,
): Versioning | undefined {
  if (versionSet === undefined) return undefined;
  const set = versionSets.find(({ name }) => isSameName(name, versionSet));
  if (set !== undefined) return { scheme: set.scheme, name: set.headerName ?? set.queryName };
  return [...known].find(([name]) => isSameName(name, versionSet))?.[1] ?? { scheme: "Unknown" };
}

/** What a client of an MCP server calls. Its tools are in the messages. */
const MCP_OPERATIONS: readonly OperationFacts[] = ["POST", "GET", "DELETE"].map((method) => ({
  id: "mcp",
  name: "mcp",
  method,
  urlTemplate: "/mcp",
}));

/** What an operation is called, and what its messages look like. That is read when a policy asks for it. */
function operationOf(operation: Operation): OperationFacts {
  const { operationId: id, method, urlTemplate } = operation;
  let description: OperationDescription | undefined;
  return {
    id,
    name: operation.displayName ?? id,
    method,
    urlTemplate,
    get description() {
      return (description ??= descriptionOf(operation));
    },
  };
}

/** The documents that a request runs through, from the narrowest scope to the broadest. */
export function documentsOf(
  service: Service,
  { api, container, workspace }: DeployedApi,
  operationId: string,
  product: Product | undefined,
  documents: DeployedDocuments,
): ScopedDocument[] {
  const operation = api.operations.find((each) => each.operationId === operationId);
  const read = (scope: PolicyScope, text: string | undefined, owner: Container = container): ScopedDocument[] =>
    text === undefined ? [] : [{ scope, document: documents.read(text, owner.namedValues) }];
  return [
    ...read(PolicyScope.OPERATION, operation?.policy?.text),
    ...read(PolicyScope.API, api.policy?.text),
    ...read(PolicyScope.PRODUCT, product?.policy?.text),
    ...read(PolicyScope.WORKSPACE, workspace?.policy?.text),
    ...read(PolicyScope.GLOBAL, service.policy?.text ?? DEFAULT_DOCUMENT, service),
  ];
}

/** The subscription with a key, if it is active. */
export function findSubscription({ subscriptions }: Container, key: string): Subscription | undefined {
  return subscriptions.find(
    ({ state, primaryKey, secondaryKey }) =>
      state === "active" && [primaryKey, secondaryKey].some((each) => each.reveal() === key),
  );
}

/** Whether a subscription opens an API, and through which product. */
export function opens(
  { products }: Container,
  { productId, apiName }: Subscription,
  { name }: Api,
): { readonly isOpen: boolean; readonly product?: Product } {
  if (productId !== undefined) {
    const product = products.find((each) => isSameName(each.productId, productId));
    const isOpen = product !== undefined && hasApi(product, name);
    return isOpen ? { isOpen, product } : { isOpen };
  }
  return { isOpen: apiName === undefined || isSameName(apiName, name) };
}

/** A product that lets everybody in. A request without a key runs through its policy. */
export function openProduct({ products }: Container, { name }: Api): Product | undefined {
  return products.find((product) => product.published && !product.subscriptionRequired && hasApi(product, name));
}

export function hasApi({ apis }: Product, name: string): boolean {
  return apis.some((each) => isSameName(each, name));
}

/** Azure compares names without case. */
export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
