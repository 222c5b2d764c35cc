import { ORIGINAL_ANSWERS_UNKNOWN_VERSIONS } from "./inferred";
import { matchTemplate, segmentsOf, templateOf } from "./url-template";

/** What the gateway needs to know of an API to find the operation of a request. */
export interface RoutedApi {
  readonly id: string;
  /** The path after the host of the gateway; none for the root. */
  readonly path: string;
  /** Its version. With `versioning` and no version, it is the original: what requests without a version get. */
  readonly version?: string;
  readonly versioning?: Versioning;
  readonly revision: string;
  readonly isCurrent: boolean;
  readonly protocols: readonly string[];
  readonly operations: readonly RoutedOperation[];
}

/** Where the version of an API is in a request. Where that is unknown, a version in the path is one. */
export interface Versioning {
  readonly scheme: "Segment" | "Header" | "Query" | "Unknown";
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
  const destination = destinationOf(request);
  const candidates: { readonly api: A; readonly rest: string }[] = [];
  for (const api of apis) {
    const rest = restOf(api, destination);
    if (rest !== undefined) candidates.push({ api, rest });
  }
  candidates.sort((left, right) => left.rest.length - right.rest.length);
  for (const { api, rest } of candidates) {
    const match = findOperation(api, rest, request);
    if (match !== undefined) return { api, ...match, path: rest };
  }
  return undefined;
}

/** The APIs whose path, version and revision fit a request, whether they have an operation for it or not. */
export function apisAt<A extends RoutedApi>(apis: readonly A[], request: RoutedRequest): A[] {
  const destination = destinationOf(request);
  return apis.filter((api) => restOf(api, destination) !== undefined);
}

/** The API of which it is unknown whether a request is for it, because only its version set could say where the version is. */
export function unclearApi<A extends RoutedApi>(apis: readonly A[], request: RoutedRequest): A | undefined {
  const destination = destinationOf(request);
  return apis.find((api) => {
    const { id, path, revision, isCurrent, protocols, versioning } = api;
    if (versioning?.scheme !== "Unknown") return false;
    const original = { id, path, revision, isCurrent, protocols, versioning, version: "", operations: [] };
    return restOf(original, destination) !== undefined;
  });
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

/** Where a request goes, read once for all APIs. */
interface Destination {
  readonly request: RoutedRequest;
  readonly path: string;
  readonly lowerPath: string;
  readonly revision?: string;
  readonly protocol: string;
}

function destinationOf(request: RoutedRequest): Destination {
  const [path, revision] = splitRevision(request.url.pathname);
  return { request, path, lowerPath: path.toLowerCase(), revision, protocol: protocolOf(request) };
}

/** What opens a connection of WebSocket is a request of HTTP. */
const HANDSHAKES: ReadonlyMap<string, string> = new Map([
  ["wss", "https"],
  ["ws", "http"],
]);

function protocolOf({ url }: RoutedRequest): string {
  const protocol = url.protocol.slice(0, -1);
  return HANDSHAKES.get(protocol) ?? protocol;
}

/** What is left of the path after that of the API, if the request is for the API. */
function restOf(api: RoutedApi, destination: Destination): string | undefined {
  const rest = afterPrefix(destination, prefixOf(api));
  if (rest === undefined) return undefined;
  const { revision, protocol, request } = destination;
  if (revision === undefined ? !api.isCurrent : revision !== api.revision) return undefined;
  if (!api.protocols.some((each) => (HANDSHAKES.get(each) ?? each) === protocol)) return undefined;
  return fitsVersion(api, request) ? rest : undefined;
}

/** Whether the header or the query of a request names the version of an API, where these name it. A path does so by its prefix. */
function fitsVersion({ version = "", versioning }: RoutedApi, { url, header }: RoutedRequest): boolean {
  const { scheme = "Segment", name = "" } = versioning ?? {};
  if (scheme === "Segment" || scheme === "Unknown") return true;
  const given = (scheme === "Header" ? header(name) : url.searchParams.get(name)) ?? "";
  return given === version || (version === "" && ORIGINAL_ANSWERS_UNKNOWN_VERSIONS);
}

export function isVersionInPath({ version = "", versioning }: RoutedApi): boolean {
  return version !== "" && ["Segment", "Unknown"].includes(versioning?.scheme ?? "Segment");
}

const prefixes = new WeakMap<RoutedApi, string>();

/** What the paths of the requests for an API begin with, in lower case. */
function prefixOf(api: RoutedApi): string {
  let prefix = prefixes.get(api);
  if (prefix === undefined) {
    const parts = [api.path.replace(/^\/|\/$/g, ""), isVersionInPath(api) ? (api.version ?? "") : ""];
    prefix = parts
      .filter((part) => part !== "")
      .map((part) => `/${part.toLowerCase()}`)
      .join("");
    prefixes.set(api, prefix);
  }
  return prefix;
}

/** `/orders;rev=2/1` is the path `/orders/1` of revision 2. */
function splitRevision(pathname: string): [path: string, revision?: string] {
  const match = /;rev=([^/;]+)/.exec(pathname);
  return match === null ? [pathname] : [pathname.replace(match[0], ""), match[1]];
}

/** Paths are compared without case, whole segments at a time. */
function afterPrefix({ path, lowerPath }: Destination, prefix: string): string | undefined {
  if (prefix === "") return path;
  if (!lowerPath.startsWith(prefix)) return undefined;
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
  const given = segmentsOf(path);
  for (const operation of operations) {
    if (operation.method.toUpperCase() !== method.toUpperCase()) continue;
    const template = templateOf(operation);
    const matchedParameters = matchTemplate(template, given, url.searchParams);
    if (matchedParameters === undefined) continue;
    if (best === undefined || isBefore(template.rank, best.rank))
      best = { operation, matchedParameters, rank: template.rank };
  }
  return best;
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}
