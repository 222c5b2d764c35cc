/** The attributes that refer to something in the service by its name, by element. */
export type ReferringAttributes = ReadonlyMap<string, string>;

export const FRAGMENT_IDS: ReferringAttributes = new Map([["include-fragment", "fragment-id"]]);

export const BACKEND_IDS: ReferringAttributes = new Map([
  ["set-backend-service", "backend-id"],
  ["llm-content-safety", "backend-id"],
  ["llm-semantic-cache-lookup", "embeddings-backend-id"],
  ["azure-openai-semantic-cache-lookup", "embeddings-backend-id"],
]);

export const CERTIFICATE_IDS: ReferringAttributes = new Map([
  ["authentication-certificate", "certificate-id"],
  ["identity", "certificate-id"],
  ["key", "certificate-id"],
]);
