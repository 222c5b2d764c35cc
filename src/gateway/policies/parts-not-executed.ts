const NOT_DOCUMENTED = "Microsoft does not say what it does";
const SERVICE_FABRIC = "there is no Service Fabric here";
const NO_DAPR = "there is no Dapr here";

/**
 * The attributes and children that the gateway does not execute, each with the reason. A request that reaches a policy with one fails, unless the
 * test gives a stub for the policy.
 */
export const PARTS_NOT_EXECUTED: ReadonlyMap<string, string> = new Map([
  ["azure-openai-emit-token-metric@name", NOT_DOCUMENTED],
  ["azure-openai-emit-token-metric@value", NOT_DOCUMENTED],
  ["get-authorization-context@identity", "connections have no access policies here"],
  ["json-to-xml@namespace-block-name", NOT_DOCUMENTED],
  ["json-to-xml@namespace-prefix", "Microsoft does not say where the namespace goes"],
  ["json-to-xml@namespace-separator", "Microsoft does not say where the namespace goes"],
  ["json-to-xml@null-values", NOT_DOCUMENTED],
  ["json-to-xml@trim-values", NOT_DOCUMENTED],
  ["json-to-xml@empty-values", NOT_DOCUMENTED],
  ["rate-limit-by-key@flexible-retry-window", NOT_DOCUMENTED],
  ["rate-limit-by-key@increment-after-response", NOT_DOCUMENTED],
  ["send-one-way-request/authentication-token", NOT_DOCUMENTED],
  ["send-one-way-request/authentication-token-store", NOT_DOCUMENTED],
  ["send-request/authentication-token", NOT_DOCUMENTED],
  ["send-request/authentication-token-store", NOT_DOCUMENTED],
  ["set-backend-service@dapr-app-id", NO_DAPR],
  ["set-backend-service@dapr-method", NO_DAPR],
  ["set-backend-service@dapr-namespace", NO_DAPR],
  ["set-backend-service@sf-listener-name", SERVICE_FABRIC],
  ["set-backend-service@sf-partition-key", SERVICE_FABRIC],
  ["set-backend-service@sf-replica-type", SERVICE_FABRIC],
  ["set-backend-service@sf-resolve-condition", SERVICE_FABRIC],
  ["set-backend-service@sf-service-instance-name", SERVICE_FABRIC],
  ["set-body@html-decode-expression", NOT_DOCUMENTED],
  ["validate-azure-ad-token@allow-proof-of-possession-tokens", NOT_DOCUMENTED],
  ["validate-azure-ad-token@allow-protected-forwarded-tokens", NOT_DOCUMENTED],
  ["validate-jwt/decryption-keys/key@e", "it belongs to keys that sign"],
  ["validate-jwt/decryption-keys/key@n", "it belongs to keys that sign"],
  ["validate-jwt/issuer-signing-keys/zumo-master-key", NOT_DOCUMENTED],
  ["validate-jwt/issuer-signing-tokens", NOT_DOCUMENTED],
  ["validate-jwt/openid-config@host", NOT_DOCUMENTED],
  ["xml-to-json@empty-values", NOT_DOCUMENTED],
  ["xml-to-json@preserve-whitespace-nodes", NOT_DOCUMENTED],
  ["xml-to-json@trim-values", NOT_DOCUMENTED],
]);

const ONE_CACHE = "there is one cache here";
const NO_CONNECTION = "it is about the connection, not the message";
const SAME_PROMPT = "only the same prompt is found here, without a model";
const COUNTS_ALL = "all tokens are counted here";
const NOT_SENT = "the message is not sent here";

/** The attributes and children that change nothing on this machine, each with the reason. */
export const PARTS_WITHOUT_EFFECT: ReadonlyMap<string, string> = new Map([
  ["authentication-certificate@password", "the certificate is not opened here"],
  ["azure-openai-emit-token-metric@ignore-prompt", COUNTS_ALL],
  ["azure-openai-emit-token-metric@value-type", COUNTS_ALL],
  ["azure-openai-semantic-cache-lookup@cache-id", ONE_CACHE],
  ["azure-openai-semantic-cache-lookup@embeddings-backend-auth", SAME_PROMPT],
  ["azure-openai-semantic-cache-lookup@embeddings-backend-id", SAME_PROMPT],
  ["azure-openai-semantic-cache-lookup@score-threshold", SAME_PROMPT],
  ["azure-openai-token-limit@ignore-prompt", COUNTS_ALL],
  ["azure-openai-token-limit@prompt-type", "prompts of all kinds are estimated alike"],
  ["cache-lookup-value@caching-type", ONE_CACHE],
  ["cache-lookup@caching-type", ONE_CACHE],
  ["cache-remove-value@caching-type", ONE_CACHE],
  ["cache-remove-value@fail-on-cache-removal-error", "removal does not fail here"],
  ["cache-store-value@caching-type", ONE_CACHE],
  ["cache-store@caching-mode", ONE_CACHE],
  ["emit-metric@default-dimensions", "the caller sees no metrics"],
  ["forward-request@buffer-response", NO_CONNECTION],
  ["forward-request@continue-timeout", NO_CONNECTION],
  ["forward-request@http-version", NO_CONNECTION],
  ["get-authorization-context@identity-type", "connections have no access policies here"],
  ["json-to-xml@parse-date", "dates stay as they are written"],
  ["llm-emit-token-metric@ignore-prompt", COUNTS_ALL],
  ["llm-emit-token-metric@value-type", COUNTS_ALL],
  ["llm-semantic-cache-lookup@cache-id", ONE_CACHE],
  ["llm-semantic-cache-lookup@embeddings-backend-auth", SAME_PROMPT],
  ["llm-semantic-cache-lookup@embeddings-backend-id", SAME_PROMPT],
  ["llm-semantic-cache-lookup@score-threshold", SAME_PROMPT],
  ["llm-token-limit@ignore-prompt", COUNTS_ALL],
  ["llm-token-limit@prompt-type", "prompts of all kinds are estimated alike"],
  ["proxy@password", NO_CONNECTION],
  ["proxy@username", NO_CONNECTION],
  ["send-request@buffer-response", NO_CONNECTION],
  ["send-service-bus-message@client-id", NOT_SENT],
  ["send-service-bus-message@message-id", NOT_SENT],
  ["send-service-bus-message@namespace", NOT_SENT],
  ["send-service-bus-message@session-id", NOT_SENT],
  ["send-service-bus-message@time-to-live", NOT_SENT],
  ["trace/metadata", "the trace of the gateway has the message only"],
  ["trace@severity", "the trace of the gateway has every message"],
  ["validate-jwt/openid-config@validate-connectivity", "it is about saving the document"],
]);
