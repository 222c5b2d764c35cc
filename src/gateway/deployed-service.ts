import type {
  Api,
  Container,
  NamedValue,
  Operation,
  Product,
  Service,
  Subscription,
  Workspace,
} from "../deployment/model";
import { PolicyDocument } from "../policy/document";
import { PolicyScope } from "../policy/model/section";
import type { OperationDescription, OperationFacts, ScopedDocument } from "./exchange";
import { descriptionOf } from "./deployed-operation";
import { CannotExecute } from "./failure";
import type { RoutedApi } from "./routing";

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

/** The APIs of a service, with those of its workspaces. */
export function apisOf(service: Service): DeployedApi[] {
  return [
    ...apisIn(service),
    ...service.workspaces.flatMap((workspace) => apisIn(workspace).map((api) => ({ ...api, workspace }))),
  ];
}

function apisIn(container: Container): DeployedApi[] {
  return container.apis.map((api) => {
    const set = container.versionSets.find(({ name }) => name === api.versionSet);
    return {
      api,
      container,
      id: api.name,
      path: api.path,
      revision: api.revision,
      isCurrent: api.isCurrent,
      protocols: api.protocols,
      operations: api.type === "mcp" ? MCP_OPERATIONS : api.operations.map(operationOf),
      ...(api.version !== undefined && { version: api.version }),
      ...(set !== undefined && { versioning: { scheme: set.scheme, name: set.headerName ?? set.queryName } }),
    };
  });
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

const PLACE = /\{\{\s*([\w.-]+)\s*\}\}/g;

const TEMPLATE = /<set-body\b[^>]*\btemplate\s*=\s*(["'])liquid\1[^>]*>[\s\S]*?<\/set-body>/gi;

/** The documents of a service, each read once. */
export class DeployedDocuments {
  private readonly known = new Map<readonly NamedValue[], Map<string, PolicyDocument>>();

  public constructor(private readonly namedValues: readonly NamedValue[]) {}

  /** @param namedValues those of the workspace, for a document in one */
  public read(text: string, namedValues = this.namedValues): PolicyDocument {
    let known = this.known.get(namedValues);
    if (known === undefined) this.known.set(namedValues, (known = new Map<string, PolicyDocument>()));
    let document = known.get(text);
    if (document === undefined) {
      document = PolicyDocument.parse(withNamedValues(text, namedValues));
      known.set(text, document);
    }
    return document;
  }
}

/** The text with the named values in it. The service replaces them before it reads the document, whatever they hold. */
function withNamedValues(text: string, namedValues: readonly NamedValue[]): string {
  const templates = [...text.matchAll(TEMPLATE)].map(({ index, 0: { length } }) => [index, index + length] as const);
  return text.replace(PLACE, (place, name: string, offset: number) => {
    const found = namedValues.find(({ displayName }) => displayName === name);
    const value = found?.value ?? found?.secret?.reveal();
    if (value !== undefined) return value;
    // In a template, the braces may also be those of Liquid.
    if (found === undefined && templates.some(([start, end]) => start <= offset && offset < end)) return place;
    throw new CannotExecute(
      found === undefined
        ? `the named value ${name} is not in the deployment`
        : `the named value ${name} (${found.address}) is in Key Vault; give its value to the gateway`,
    );
  });
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
    const product = products.find((each) => each.productId === productId);
    const isOpen = product !== undefined && product.apis.includes(name);
    return isOpen ? { isOpen, product } : { isOpen };
  }
  return { isOpen: apiName === undefined || apiName === name };
}

/** A product that lets everybody in. A request without a key runs through its policy. */
export function openProduct({ products }: Container, { name }: Api): Product | undefined {
  return products.find(
    ({ apis, published, subscriptionRequired }) => published && !subscriptionRequired && apis.includes(name),
  );
}
