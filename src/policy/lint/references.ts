/** The attributes that refer to something in the service by its name, by element. */
export type ReferringAttributes = Readonly<Record<string, string>>;

export const FRAGMENT_IDS: ReferringAttributes = { "include-fragment": "fragment-id" };

export const BACKEND_IDS: ReferringAttributes = {
  "set-backend-service": "backend-id",
  "llm-content-safety": "backend-id",
  "llm-semantic-cache-lookup": "embeddings-backend-id",
  "azure-openai-semantic-cache-lookup": "embeddings-backend-id",
};

export const CERTIFICATE_IDS: ReferringAttributes = {
  "authentication-certificate": "certificate-id",
  identity: "certificate-id",
  key: "certificate-id",
};
