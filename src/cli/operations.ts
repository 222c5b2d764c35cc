import { attempt } from "../deployment/attempt";
import type { Service } from "../deployment/model";
import { apisOf, type DeployedApi } from "../gateway/deployed-service";
import { findRoute } from "../gateway/routing";
import { type Door, doorsOf, type OperationRequest, tryRequestFor } from "../testing/access-requests";

/** An operation of an API, with an example of a request for it: its path, and what of a version or a parameter is in headers. */
export type Operation = OperationRequest;

/** The operations that callers reach without naming a revision, with 1 in the place of each parameter. Those that only read come first. */
export function operationsOf(service: Service): Operation[] {
  const apis = apisOf(service);
  const all = apis
    .filter(({ api }) => api.isCurrent)
    .flatMap((deployed) =>
      deployed.api.operations.flatMap(
        (operation) => attempt(() => tryRequestFor(apis, deployed, operation, service.gatewayUrl)) ?? [],
      ),
    );
  return [...all.filter(({ method }) => method === "GET"), ...all.filter(({ method }) => method !== "GET")];
}

/** The ways to an operation: without a key, or with a subscription. None if no operation is for the request. */
export function doorsTo(service: Service, { method, path, headers }: Operation): Door[] {
  const url = new URL(path, service.gatewayUrl);
  const header = (name: string): string | undefined => headers[name];
  const deployed: DeployedApi | undefined = findRoute(apisOf(service), { method, url, header })?.api;
  return deployed === undefined ? [] : doorsOf(deployed, url);
}
