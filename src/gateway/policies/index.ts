import type { Step } from "../step";
import { authenticationBasic } from "./authentication-basic";
import { authenticationCertificate } from "./authentication-certificate";
import { authenticationManagedIdentity } from "./authentication-managed-identity";
import { cacheLookup } from "./cache-lookup";
import { cacheLookupValue } from "./cache-lookup-value";
import { cacheRemoveValue } from "./cache-remove-value";
import { cacheStore } from "./cache-store";
import { cacheStoreValue } from "./cache-store-value";
import { checkHeader } from "./check-header";
import { choose } from "./choose";
import { cors } from "./cors";
import { crossDomain } from "./cross-domain";
import { emitMetric } from "./emit-metric";
import { findAndReplace } from "./find-and-replace";
import { forwardRequest } from "./forward-request";
import { getAuthorizationContext } from "./get-authorization-context";
import { includeFragment } from "./include-fragment";
import { invokeDaprBinding } from "./invoke-dapr-binding";
import { ipFilter } from "./ip-filter";
import { jsonToXml } from "./json-to-xml";
import { jsonp } from "./jsonp";
import { limitConcurrency } from "./limit-concurrency";
import { llmEmitTokenMetric } from "./llm-emit-token-metric";
import { llmTokenLimit } from "./llm-token-limit";
import { logToEventhub } from "./log-to-eventhub";
import { mockResponse } from "./mock-response";
import { proxy } from "./proxy";
import { publishToDapr } from "./publish-to-dapr";
import { quota } from "./quota";
import { quotaByKey } from "./quota-by-key";
import { rateLimit } from "./rate-limit";
import { rateLimitByKey } from "./rate-limit-by-key";
import { redirectContentUrls } from "./redirect-content-urls";
import { retry } from "./retry";
import { returnResponse } from "./return-response";
import { rewriteUri } from "./rewrite-uri";
import { semanticCacheLookup, semanticCacheStore } from "./semantic-cache";
import { sendOneWayRequest } from "./send-one-way-request";
import { sendRequest } from "./send-request";
import { sendServiceBusMessage } from "./send-service-bus-message";
import { setBackendService } from "./set-backend-service";
import { setBody } from "./set-body";
import { setHeader } from "./set-header";
import { setMethod } from "./set-method";
import { setQueryParameter } from "./set-query-parameter";
import { setStatus } from "./set-status";
import { setVariable } from "./set-variable";
import { trace } from "./trace";
import { validateAzureAdToken } from "./validate-azure-ad-token";
import { validateClientCertificate } from "./validate-client-certificate";
import { validateContent } from "./validate-content";
import { validateHeaders } from "./validate-headers";
import { validateJwt } from "./validate-jwt";
import { validateParameters } from "./validate-parameters";
import { validateStatusCode } from "./validate-status-code";
import { wait } from "./wait";
import { xmlToJson } from "./xml-to-json";

export { NOT_EXECUTED_POLICIES } from "./not-executed";

/** Runs one policy. */
export type PolicyExecutor = (step: Step) => Promise<void> | void;

const POLICIES: ReadonlyMap<string, PolicyExecutor> = new Map<string, PolicyExecutor>([
  ["authentication-basic", authenticationBasic],
  ["authentication-certificate", authenticationCertificate],
  ["authentication-managed-identity", authenticationManagedIdentity],
  ["azure-openai-emit-token-metric", llmEmitTokenMetric],
  ["azure-openai-semantic-cache-lookup", semanticCacheLookup],
  ["azure-openai-semantic-cache-store", semanticCacheStore],
  ["azure-openai-token-limit", llmTokenLimit],
  ["cache-lookup", cacheLookup],
  ["cache-lookup-value", cacheLookupValue],
  ["cache-remove-value", cacheRemoveValue],
  ["cache-store", cacheStore],
  ["cache-store-value", cacheStoreValue],
  ["check-header", checkHeader],
  ["choose", choose],
  ["cors", cors],
  ["cross-domain", crossDomain],
  ["emit-metric", emitMetric],
  ["find-and-replace", findAndReplace],
  ["forward-request", forwardRequest],
  ["get-authorization-context", getAuthorizationContext],
  ["include-fragment", includeFragment],
  ["invoke-dapr-binding", invokeDaprBinding],
  ["ip-filter", ipFilter],
  ["json-to-xml", jsonToXml],
  ["jsonp", jsonp],
  ["limit-concurrency", limitConcurrency],
  ["llm-emit-token-metric", llmEmitTokenMetric],
  ["llm-semantic-cache-lookup", semanticCacheLookup],
  ["llm-semantic-cache-store", semanticCacheStore],
  ["llm-token-limit", llmTokenLimit],
  ["log-to-eventhub", logToEventhub],
  ["mock-response", mockResponse],
  ["proxy", proxy],
  ["publish-to-dapr", publishToDapr],
  ["quota", quota],
  ["quota-by-key", quotaByKey],
  ["rate-limit", rateLimit],
  ["rate-limit-by-key", rateLimitByKey],
  ["redirect-content-urls", redirectContentUrls],
  ["retry", retry],
  ["return-response", returnResponse],
  ["rewrite-uri", rewriteUri],
  ["send-one-way-request", sendOneWayRequest],
  ["send-request", sendRequest],
  ["send-service-bus-message", sendServiceBusMessage],
  ["set-backend-service", setBackendService],
  ["set-body", setBody],
  ["set-header", setHeader],
  ["set-method", setMethod],
  ["set-query-parameter", setQueryParameter],
  ["set-status", setStatus],
  ["set-variable", setVariable],
  ["trace", trace],
  ["validate-azure-ad-token", validateAzureAdToken],
  ["validate-client-certificate", validateClientCertificate],
  ["validate-content", validateContent],
  ["validate-headers", validateHeaders],
  ["validate-jwt", validateJwt],
  ["validate-parameters", validateParameters],
  ["validate-status-code", validateStatusCode],
  ["wait", wait],
  ["xml-to-json", xmlToJson],
]);

/** What runs a policy, by its name. */
export function findPolicy(name: string): PolicyExecutor | undefined {
  return POLICIES.get(name);
}

/** The policies that the gateway executes. The pipeline itself runs `base`. */
export const EXECUTED_POLICIES: readonly string[] = ["base", ...POLICIES.keys()];
