import { DeploymentError } from "../deployment/errors";
import type { Service } from "../deployment/model";
import { apisOf, type DeployedApi } from "../gateway/deployed-service";
import { findRoute } from "../gateway/routing";
import { type OperationRequest, tryRequestFor } from "../testing/access-requests";

/** A request that an operation is for, and the API of the operation. */
export interface KnownRequest extends OperationRequest {
  readonly api: DeployedApi;
}

/**
 * The operations that callers reach without naming a revision, with 1 in the place of each parameter. Those that only read come first.
 *
 * @param leaveOut is told why the deployment does not know an operation, or those of an API
 */
export function operationsOf(service: Service, leaveOut: (reason: string) => void = () => undefined): KnownRequest[] {
  const apis = apisOf(service);
  const known = <T>(read: () => readonly T[]): readonly T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DeploymentError)) throw error;
      leaveOut(error.message);
      return [];
    }
  };
  const all = apis
    .filter(({ isCurrent }) => isCurrent)
    .flatMap((api) =>
      known(() => api.api.operations).flatMap((operation) =>
        known(() => {
          const request = tryRequestFor(apis, api, operation, service.gatewayUrl);
          return request === undefined ? [] : [{ ...request, api }];
        }),
      ),
    );
  return [...all.filter(({ method }) => method === "GET"), ...all.filter(({ method }) => method !== "GET")];
}

/** The requests with a method and a path that an operation is for: one for each version that a header names. */
export function requestsAt(service: Service, method: string, path: string): KnownRequest[] {
  const url = new URL(service.gatewayUrl).origin + path;
  if (!URL.canParse(url)) return [];
  const apis = apisOf(service);
  const versions = apis.flatMap(({ version = "", versioning }) =>
    versioning?.scheme === "Header" && version !== "" ? [{ [versioning.name ?? ""]: version }] : [],
  );
  const found = new Map<DeployedApi, KnownRequest>();
  for (const headers of [{}, ...versions] as Readonly<Record<string, string>>[]) {
    const api = findRoute(apis, { method, url: new URL(url), header: (name) => headers[name] })?.api;
    if (api !== undefined && !found.has(api)) found.set(api, { method, path, headers, api });
  }
  return [...found.values()];
}
