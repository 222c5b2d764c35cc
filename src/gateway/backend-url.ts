import type { Exchange } from "./exchange";
import { serverUrl } from "./http-form";

/** Changes the address of the backend: the path of the operation and the query come after it. */
export function withBase(exchange: Exchange, base: string): void {
  const { request, backend } = exchange;
  const url = serverUrl(base, "the backend");
  url.pathname = joinPaths(url.pathname, backend.path);
  url.search = request.url.search;
  backend.base = base;
  request.url = url;
}

/** Changes the path after the address of the backend. */
export function withPath(exchange: Exchange, path: string): void {
  const { request, backend } = exchange;
  const url = new URL(request.url);
  backend.path = path;
  url.pathname = joinPaths(new URL(backend.base).pathname, path);
  request.url = url;
}

function joinPaths(left: string, right: string): string {
  return `${left.replace(/\/$/, "")}/${right.replace(/^\//, "")}`;
}
