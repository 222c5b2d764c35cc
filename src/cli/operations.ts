import { attempt } from "../deployment/attempt";
import type { Service } from "../deployment/model";
import { apisOf } from "../gateway/deployed-service";
import { findRoute } from "../gateway/routing";
import { type Door, doorsOf, type OperationRequest, tryRequestFor } from "../testing/access-requests";

/** The operations that callers reach without naming a revision, with 1 in the place of each parameter. Those that only read come first. */
export function operationsOf(service: Service): OperationRequest[] {
  const apis = apisOf(service);
  const all = apis
    .filter(({ isCurrent }) => isCurrent)
    .flatMap((deployed) =>
      deployed.api.operations.flatMap(
        (operation) => attempt(() => tryRequestFor(apis, deployed, operation, service.gatewayUrl)) ?? [],
      ),
    );
  return [...all.filter(({ method }) => method === "GET"), ...all.filter(({ method }) => method !== "GET")];
}

/** The ways to an operation: without a key, or with a subscription. None if no operation is for the request. */
export function doorsTo(service: Service, { method, path, headers }: OperationRequest): Door[] {
  const url = new URL(path, service.gatewayUrl);
  const deployed = findRoute(apisOf(service), { method, url, header: (name) => headers[name] })?.api;
  return deployed === undefined ? [] : doorsOf(deployed, url);
}

/** The requests with a method and a path that an operation is for: one for each version that a header names. */
export function requestsAt(service: Service, method: string, path: string): OperationRequest[] {
  const url = new URL(service.gatewayUrl).origin + path;
  if (!URL.canParse(url)) return [];
  const apis = apisOf(service);
  const versions = apis.flatMap(({ version = "", versioning }) =>
    versioning?.scheme === "Header" && version !== "" ? [{ [versioning.name ?? ""]: version }] : [],
  );
  const found = [{}, ...versions].flatMap((headers: Readonly<Record<string, string>>) => {
    const route = findRoute(apis, { method, url: new URL(url), header: (name) => headers[name] });
    return route === undefined ? [] : [[route.api, { method, path, headers }] as const];
  });
  return [...new Map([...found].reverse()).values()].reverse();
}
