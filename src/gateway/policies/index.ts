import type { Step } from "../step";
import { authenticationBasic } from "./authentication-basic";
import { authenticationCertificate } from "./authentication-certificate";
import { authenticationManagedIdentity } from "./authentication-managed-identity";
import { cacheLookupValue } from "./cache-lookup-value";
import { cacheLookup } from "./cache-lookup";
import { cacheRemoveValue } from "./cache-remove-value";
import { cacheStoreValue } from "./cache-store-value";
import { cacheStore } from "./cache-store";
import { checkHeader } from "./check-header";
import { choose } from "./choose";
import { cors } from "./cors";
import { emitMetric } from "./emit-metric";
import { findAndReplace } from "./find-and-replace";
import { forwardRequest } from "./forward-request";
import { includeFragment } from "./include-fragment";
import { ipFilter } from "./ip-filter";
import { limitConcurrency } from "./limit-concurrency";
import { mockResponse } from "./mock-response";
import { quotaByKey } from "./quota-by-key";
import { quota } from "./quota";
import { rateLimitByKey } from "./rate-limit-by-key";
import { rateLimit } from "./rate-limit";
import { retry } from "./retry";
import { returnResponse } from "./return-response";
import { rewriteUri } from "./rewrite-uri";
import { sendOneWayRequest } from "./send-one-way-request";
import { sendRequest } from "./send-request";
import { setBackendService } from "./set-backend-service";
import { setBody } from "./set-body";
import { setHeader } from "./set-header";
import { setMethod } from "./set-method";
import { setQueryParameter } from "./set-query-parameter";
import { setStatus } from "./set-status";
import { setVariable } from "./set-variable";
import { trace } from "./trace";
import { validateAzureAdToken } from "./validate-azure-ad-token";
import { validateJwt } from "./validate-jwt";
import { validateContent } from "./validate-content";
import { validateHeaders } from "./validate-headers";
import { validateParameters } from "./validate-parameters";
import { validateStatusCode } from "./validate-status-code";
import { wait } from "./wait";

export { NOT_EXECUTED_POLICIES } from "./not-executed";

/** Runs one policy. */
export type PolicyExecutor = (step: Step) => Promise<void> | void;

const POLICIES: ReadonlyMap<string, PolicyExecutor> = new Map<string, PolicyExecutor>([
  ["authentication-basic", authenticationBasic],
  ["authentication-certificate", authenticationCertificate],
  ["authentication-managed-identity", authenticationManagedIdentity],
  ["cache-lookup-value", cacheLookupValue],
  ["cache-lookup", cacheLookup],
  ["cache-remove-value", cacheRemoveValue],
  ["cache-store-value", cacheStoreValue],
  ["cache-store", cacheStore],
  ["check-header", checkHeader],
  ["choose", choose],
  ["cors", cors],
  ["emit-metric", emitMetric],
  ["find-and-replace", findAndReplace],
  ["forward-request", forwardRequest],
  ["include-fragment", includeFragment],
  ["ip-filter", ipFilter],
  ["limit-concurrency", limitConcurrency],
  ["mock-response", mockResponse],
  ["quota-by-key", quotaByKey],
  ["quota", quota],
  ["rate-limit-by-key", rateLimitByKey],
  ["rate-limit", rateLimit],
  ["retry", retry],
  ["return-response", returnResponse],
  ["rewrite-uri", rewriteUri],
  ["send-one-way-request", sendOneWayRequest],
  ["send-request", sendRequest],
  ["set-backend-service", setBackendService],
  ["set-body", setBody],
  ["set-header", setHeader],
  ["set-method", setMethod],
  ["set-query-parameter", setQueryParameter],
  ["set-status", setStatus],
  ["set-variable", setVariable],
  ["trace", trace],
  ["validate-azure-ad-token", validateAzureAdToken],
  ["validate-jwt", validateJwt],
  ["validate-content", validateContent],
  ["validate-headers", validateHeaders],
  ["validate-parameters", validateParameters],
  ["validate-status-code", validateStatusCode],
  ["wait", wait],
]);

/** What runs a policy, by its name. */
export function findPolicy(name: string): PolicyExecutor | undefined {
  return POLICIES.get(name);
}

/** The policies that the gateway executes. The pipeline itself runs `base`. */
export const EXECUTED_POLICIES: readonly string[] = ["base", ...POLICIES.keys()];
