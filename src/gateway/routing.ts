/** What the gateway needs to know of an API to find the operation of a request. */
export interface RoutedApi {
  readonly id: string;
  /** The path after the host of the gateway; none for the root. */
  readonly path: string;
  readonly version?: string;
  readonly versioning?: Versioning;
  readonly revision: string;
  readonly isCurrent: boolean;
  readonly protocols: readonly string[];
  readonly operations: readonly RoutedOperation[];
}

/** Where the version of an API is in a request. */
export interface Versioning {
  readonly scheme: "Segment" | "Header" | "Query";
  /** The header or the parameter of the query. */
  readonly name?: string;
}

export interface RoutedOperation {
  readonly id: string;
  readonly method: string;
  readonly urlTemplate: string;
}

/** The API and the operation of a request. */
export interface Route<A extends RoutedApi> {
  readonly api: A;
  readonly operation: A["operations"][number];
  readonly matchedParameters: ReadonlyMap<string, string>;
  /** The path after that of the API, which the backend gets. */
  readonly path: string;
}

/** A request, as far as routing looks at it. */
export interface RoutedRequest {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
}

/** The API with the longest path that fits, and its operation. Undefined where there is none. */
export function findRoute<A extends RoutedApi>(apis: readonly A[], request: RoutedRequest): Route<A> | undefined {
  const candidates = apis
    .map((api) => ({ api, rest: restOf(api, request) }))
    .filter((candidate): candidate is { api: A; rest: string } => candidate.rest !== undefined)
    .sort((left, right) => left.rest.length - right.rest.length);
  for (const { api, rest } of candidates) {
    const match = findOperation(api, rest, request);
    if (match !== undefined) return { api, ...match, path: rest };
  }
  return undefined;
}

/** The APIs whose path, version and revision fit a request, whether they have an operation for it or not. */
export function apisAt<A extends RoutedApi>(apis: readonly A[], request: RoutedRequest): A[] {
  return apis.filter((api) => restOf(api, request) !== undefined);
}

/**
 * The route of a preflight request: that of the request which the browser asks about. An operation that answers OPTIONS itself comes first, and so
 * does not get here.
 */
export function findPreflightRoute<A extends RoutedApi>(
  apis: readonly A[],
  request: RoutedRequest,
): Route<A> | undefined {
  const method = request.header("Access-Control-Request-Method");
  if (request.method !== "OPTIONS" || method === undefined || request.header("Origin") === undefined) return undefined;
  return findRoute(apis, { ...request, method });
}

/** What is left of the path after that of the API, if the request is for the API. */
function restOf(api: RoutedApi, { url, header }: RoutedRequest): string | undefined {
  const [path, revision] = splitRevision(url.pathname);
  if (revision === undefined ? !api.isCurrent : revision !== api.revision) return undefined;
  if (!api.protocols.includes(url.protocol.slice(0, -1))) return undefined;
  const { version, versioning } = api;
  const isInPath = version !== undefined && version !== "" && (versioning?.scheme ?? "Segment") === "Segment";
  if (version !== undefined && version !== "" && !isInPath) {
    const name = versioning?.name ?? "";
    const given = versioning?.scheme === "Header" ? header(name) : (url.searchParams.get(name) ?? undefined);
    if (given !== version) return undefined;
  }
  const prefix = [api.path.replace(/^\/|\/$/g, ""), isInPath ? version : ""].filter((part) => part !== "").join("/");
  return prefix === "" ? path : afterPrefix(path, `/${prefix}`);
}

/** `/orders;rev=2/1` is the path `/orders/1` of revision 2. */
function splitRevision(pathname: string): [path: string, revision?: string] {
  const match = /;rev=([^/;]+)/.exec(pathname);
  return match === null ? [pathname] : [pathname.replace(match[0], ""), match[1]];
}

/** Paths are compared without case, whole segments at a time. */
function afterPrefix(path: string, prefix: string): string | undefined {
  if (!path.toLowerCase().startsWith(prefix.toLowerCase())) return undefined;
  const rest = path.slice(prefix.length);
  return rest === "" ? "/" : rest.startsWith("/") ? rest : undefined;
}

interface Match<O> {
  readonly operation: O;
  readonly matchedParameters: ReadonlyMap<string, string>;
}

/** The operation whose template fits best: with the fewest parameters, and a wildcard last. */
function findOperation<O extends RoutedOperation>(
  { operations }: { readonly operations: readonly O[] },
  path: string,
  { method, url }: RoutedRequest,
): Match<O> | undefined {
  let best: (Match<O> & { readonly rank: readonly number[] }) | undefined;
  for (const operation of operations) {
    if (operation.method.toUpperCase() !== method.toUpperCase()) continue;
    const matchedParameters = matchTemplate(operation.urlTemplate, path, url.searchParams);
    if (matchedParameters === undefined) continue;
    const rank = rankOf(operation.urlTemplate);
    if (best === undefined || isBefore(rank, best.rank)) best = { operation, matchedParameters, rank };
  }
  return best;
}

function matchTemplate(template: string, path: string, query: URLSearchParams): Map<string, string> | undefined {
  const [pathTemplate = "", queryTemplate = ""] = template.split("?", 2);
  const found = new Map<string, string>();
  const wanted = segmentsOf(pathTemplate);
  const given = segmentsOf(path);
  for (const [index, segment] of wanted.entries()) {
    const rest = /^\*$|^\{\*([^{}]*)\}$/.exec(segment);
    if (rest !== null && index === wanted.length - 1) {
      found.set(rest[1] ?? "*", given.slice(index).map(decoded).join("/"));
      return matchQuery(queryTemplate, query, found);
    }
    const value = given[index];
    if (value === undefined || !matchSegment(segment, value, found)) return undefined;
  }
  return wanted.length === given.length ? matchQuery(queryTemplate, query, found) : undefined;
}

/** A segment may have text around its parameters, as in `orders({id})`. */
function matchSegment(template: string, value: string, found: Map<string, string>): boolean {
  const names: string[] = [];
  const parts = template.split(/(\{[^{}]+\})/).map((part) => {
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    names.push(name);
    return "(.+?)";
  });
  const match = new RegExp(`^${parts.join("")}$`, "i").exec(value);
  if (match === null) return false;
  names.forEach((name, index) => found.set(name, decoded(match[index + 1] ?? "")));
  return true;
}

function matchQuery(
  template: string,
  query: URLSearchParams,
  found: Map<string, string>,
): Map<string, string> | undefined {
  for (const [name, value] of new URLSearchParams(template)) {
    const given = query.get(name);
    if (given === null) return undefined;
    const parameter = /^\{([^{}]+)\}$/.exec(value)?.[1];
    if (parameter === undefined && given !== value) return undefined;
    if (parameter !== undefined) found.set(parameter, given);
  }
  return found;
}

function rankOf(template: string): readonly number[] {
  const segments = segmentsOf(template.split("?", 1)[0] ?? "");
  const isWild = segments.some((segment) => segment === "*" || segment.startsWith("{*"));
  const weight = (segment: string): number => (/^\{[^{}]+\}$/.test(segment) ? 2 : segment.includes("{") ? 1 : 0);
  const parameters = segments.reduce((sum, segment) => sum + weight(segment), 0);
  const query = template.includes("?") ? 0 : 1;
  return [isWild ? 1 : 0, parameters, isWild ? -segments.length : 0, query];
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
