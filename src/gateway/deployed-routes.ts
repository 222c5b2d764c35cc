import type { DeployedApi } from "./deployed-service";
import { CannotExecute } from "./failure";
import { apisAt, isVersionInPath, type Route, type RoutedRequest, unclearApi } from "./routing";

/**
 * Whether it is known which version a request is for.
 *
 * @throws CannotExecute when only a version set could say so that is not in the deployment
 */
export function requireKnownVersion(
  apis: readonly DeployedApi[],
  request: RoutedRequest,
  route: Route<DeployedApi> | undefined,
): void {
  if (route !== undefined && (isVersionInPath(route.api) || route.api.versioning?.scheme !== "Unknown")) return;
  const unclear = unclearApi(apis, request);
  if (unclear === undefined) return;
  const { name, address, versionSet } = unclear.api;
  throw new CannotExecute(
    `whether ${request.method} ${request.url.pathname} is for the API ${name} (${address}) depends on its version set ${JSON.stringify(versionSet)}, which is not in the deployment; expected the version set as a resource, versionSets in the options of the gateway, or requests with the version in the path if it is there`,
  );
}

/**
 * Whether the operations at the URL of a request are known, where none of them answers it.
 *
 * @throws CannotExecute when Azure makes more of them than the deployment says
 */
export function requireKnownOperations(apis: readonly DeployedApi[], request: RoutedRequest): void {
  const importing = apisAt(apis, request).find(({ api }) => api.otherOperations !== undefined);
  if (importing === undefined) return;
  throw new CannotExecute(
    `no operation of the API ${importing.api.name} (${importing.api.address}) answers ${request.method} ${request.url.pathname}, but it may have more: ${importing.api.otherOperations}; expected operations as resources`,
  );
}
