import { distinctHeaders } from "../policy/headers";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import type { IPolicyTarget } from "../policy-target";
import { JwtPolicy } from "./jwt-policy";
import { OPERATIONS } from "./operation-callers";

/**
 * The headers in which a request to a target can have a token of the caller: `Authorization`, and those that the checks of the target, of broader and of
 * narrower scopes read.
 */
export function tokenHeadersOf(target: IPolicyTarget): string[] {
  const { key } = target.policyTarget;
  const keys = key.map((_, index) => key.slice(0, index + 1));
  const products = keys.flatMap((names) => PRODUCTS_OF_API.of(target, ...names));
  const operations = OPERATIONS.of(target, ...key).map(({ operationId }) => [...key, operationId]);
  const checked = [...keys, ...products.map(({ policyTarget }) => policyTarget.key), ...operations];
  return distinctHeaders([
    "Authorization",
    ...checked.flatMap((names) => JwtPolicy._tryFind(target, names)?._headerName ?? []),
  ]);
}
