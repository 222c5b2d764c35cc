import type { Api, Container, NamedValue, Product, Service, Subscription } from "../deployment/model";
import { PolicyDocument } from "../policy/document";
import { PolicyScope } from "../policy/model/section";
import type { ScopedDocument } from "./exchange";
import { CannotExecute } from "./failure";
import type { RoutedApi, RoutedOperation } from "./routing";

/** An API of a service as the gateway routes to it. */
export interface DeployedApi extends RoutedApi {
  readonly api: Api;
  readonly operations: readonly RoutedOperation[];
}

/** What a service does where it has no document: it sends every request on. */
const DEFAULT_DOCUMENT =
  "<policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>";

/** The APIs of a service. */
export function apisOf({ apis, versionSets }: Container): DeployedApi[] {
  return apis.map((api) => {
    const set = versionSets.find(({ name }) => name === api.versionSet);
    return {
      api,
      id: api.name,
      path: api.path,
      revision: api.revision,
      isCurrent: api.isCurrent,
      protocols: api.protocols,
      operations: api.operations.map(({ operationId, method, urlTemplate }) => ({
        id: operationId,
        method,
        urlTemplate,
      })),
      ...(api.version !== undefined && { version: api.version }),
      ...(set !== undefined && { versioning: { scheme: set.scheme, name: set.headerName ?? set.queryName } }),
    };
  });
}

/** The documents that a request runs through, from the narrowest scope to the broadest. */
export function documentsOf(
  service: Service,
  { api }: DeployedApi,
  operationId: string,
  product: Product | undefined,
  documents: DeployedDocuments,
): ScopedDocument[] {
  const operation = api.operations.find((each) => each.operationId === operationId);
  const read = (scope: PolicyScope, text: string | undefined): ScopedDocument[] =>
    text === undefined ? [] : [{ scope, document: documents.read(text) }];
  return [
    ...read(PolicyScope.OPERATION, operation?.policy?.text),
    ...read(PolicyScope.API, api.policy?.text),
    ...read(PolicyScope.PRODUCT, product?.policy?.text),
    ...read(PolicyScope.GLOBAL, service.policy?.text ?? DEFAULT_DOCUMENT),
  ];
}

const PLACE = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** The documents of a service, each read once. */
export class DeployedDocuments {
  private readonly known = new Map<string, PolicyDocument>();

  public constructor(private readonly namedValues: readonly NamedValue[]) {}

  public read(text: string): PolicyDocument {
    let document = this.known.get(text);
    if (document === undefined) {
      document = PolicyDocument.parse(withNamedValues(text, this.namedValues));
      this.known.set(text, document);
    }
    return document;
  }
}

/** The text with the named values in it. The service replaces them before it reads the document, whatever they hold. */
function withNamedValues(text: string, namedValues: readonly NamedValue[]): string {
  return text.replace(PLACE, (_, name: string) => {
    const found = namedValues.find(({ displayName }) => displayName === name);
    const value = found?.value ?? found?.secret?.reveal();
    if (value !== undefined) return value;
    throw new CannotExecute(
      found === undefined
        ? `the named value ${name} is not in the deployment`
        : `the named value ${name} (${found.address}) is in Key Vault; give its value to the gateway`,
    );
  });
}

/** The subscription with a key, if it is active. */
export function findSubscription({ subscriptions }: Service, key: string): Subscription | undefined {
  return subscriptions.find(
    ({ state, primaryKey, secondaryKey }) =>
      state === "active" && [primaryKey, secondaryKey].some((each) => each.reveal() === key),
  );
}

/** Whether a subscription opens an API, and through which product. */
export function opens(
  { products }: Service,
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
export function openProduct({ products }: Service, { name }: Api): Product | undefined {
  return products.find(
    ({ apis, published, subscriptionRequired }) => published && !subscriptionRequired && apis.includes(name),
  );
}
