/** An API of Microsoft that every tenant has. */
export interface MicrosoftApi {
  readonly name: string;
  /** The client id: the audience of its version 2 tokens. */
  readonly clientId: string;
  /** The hosts of its identifier URIs, in every cloud. A host stands for those below it as well, such as `contoso.vault.azure.net`. */
  readonly hosts: readonly string[];
}

/** Nobody but Microsoft Graph can verify its tokens: the header holds a nonce, and the signature is that of another header. */
export const MICROSOFT_GRAPH = api("Microsoft Graph", "00000003-0000-0000-c000-000000000000", [
  "graph.microsoft.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "graph.microsoft.de",
  "microsoftgraph.chinacloudapi.cn",
]);

/**
 * The APIs of Microsoft that clients often have a token for. The first match counts.
 *
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/services-id-authentication-support
 */
const MICROSOFT_APIS: readonly MicrosoftApi[] = [
  MICROSOFT_GRAPH,
  api("Azure AD Graph", "00000002-0000-0000-c000-000000000000", [
    "graph.windows.net",
    "graph.microsoftazure.us",
    "graph.cloudapi.de",
    "graph.chinacloudapi.cn",
  ]),
  api("Azure Resource Manager", "797f4846-ba00-4fd7-ba43-dac1f8f63013", [
    "management.azure.com",
    "management.core.windows.net",
    "management.usgovcloudapi.net",
    "management.core.usgovcloudapi.net",
    "management.chinacloudapi.cn",
    "management.core.chinacloudapi.cn",
  ]),
  api("Azure Key Vault", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", [
    "vault.azure.net",
    "vault.usgovcloudapi.net",
    "vault.azure.cn",
    "managedhsm.azure.net",
  ]),
  api("Azure Cognitive Services", "7d312290-28c8-473c-a0ed-8e53749b6d6d", [
    "cognitiveservices.azure.com",
    "cognitiveservices.azure.us",
    "cognitiveservices.azure.cn",
    "openai.azure.com",
    "openai.azure.us",
  ]),
  api("Azure Machine Learning", "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe", ["ai.azure.com", "ml.azure.com"]),
  api("Azure Database for PostgreSQL and MySQL", "123cd850-d9df-40bd-94d5-c9f07b7fa203", [
    "ossrdbms-aad.database.windows.net",
    "ossrdbms-aad.database.usgovcloudapi.net",
    "ossrdbms-aad.database.chinacloudapi.cn",
  ]),
  api("Azure SQL Database", "022907d3-0f1b-48f7-badc-1ba6abab6d66", [
    "database.windows.net",
    "database.usgovcloudapi.net",
    "database.chinacloudapi.cn",
  ]),
  api("Azure Cosmos DB", "a232010e-820c-4083-83bb-3ace5fc29d0b", [
    "cosmos.azure.com",
    "documents.azure.com",
    "documents.azure.us",
    "documents.azure.cn",
  ]),
  api("Azure AI Search", "880da380-985e-4198-81b9-e05b1cc53158", [
    "search.azure.com",
    "search.azure.us",
    "search.azure.cn",
    "search.windows.net",
  ]),
  api("Azure Log Analytics", "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5", [
    "api.loganalytics.io",
    "api.loganalytics.azure.com",
    "api.loganalytics.us",
    "api.loganalytics.azure.cn",
  ]),
  api("Application Insights", "f5c26e74-f226-4ae8-85f0-b4af0080ac9e", ["api.applicationinsights.io"]),
  api("Azure Event Hubs", "80369ed6-5f11-4dd9-bef3-692475845e77", ["eventhubs.azure.net"]),
  api("Azure Service Bus", "80a10ef9-8168-493d-abf9-3297c4ef6e3c", [
    "servicebus.azure.net",
    "servicebus.windows.net",
    "servicebus.usgovcloudapi.net",
    "servicebus.chinacloudapi.cn",
  ]),
  api("Azure Event Grid", "4962773b-9cdb-44cf-a8bf-237846a00ab7", ["eventgrid.azure.net"]),
  api("Azure App Configuration", "35ffadb3-7fc1-497e-b61b-381d28e744cc", ["azconfig.io", "azconfig.azure.us"]),
  api("Azure Container Registry", "6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26", ["containerregistry.azure.net"]),
  api("Azure Databricks", "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", []),
  api("Azure Kubernetes Service", "6dae42f8-4368-4678-94ff-3960e28e3630", []),
  api("Azure DevOps", "499b84ac-1321-427f-aa17-267ca6975798", ["app.vssps.visualstudio.com"]),
  api("Azure Batch", "ddbf3205-c6bd-46ae-8127-60eb93363864", ["batch.core.windows.net"]),
  api("Azure Data Lake", "e9f49c6b-5ce5-44c8-925d-015017e9f7ad", ["datalake.azure.net"]),
  api("Power BI", "00000009-0000-0000-c000-000000000000", ["analysis.windows.net"]),
  api("Exchange Online", "00000002-0000-0ff1-ce00-000000000000", ["outlook.office365.com", "outlook.office.com"]),
  api("SharePoint Online", "00000003-0000-0ff1-ce00-000000000000", ["sharepoint.com"]),
  // Below these hosts are also those of services that come before.
  api("Azure Storage", "e406a681-f3d4-42a8-90b6-c2b029497af1", [
    "storage.azure.com",
    "core.windows.net",
    "core.usgovcloudapi.net",
    "core.chinacloudapi.cn",
  ]),
];

/** The API of Microsoft that an audience belongs to: its client id or one of its URIs, with or without a scope. */
export function tryFindMicrosoftApi(audience: string): MicrosoftApi | undefined {
  const [, name] = /^\s*(?:https?:\/\/|api:\/\/|spn:)?([a-z\d.-]+?)(?::443)?(?:\/|\s*$)/i.exec(audience) ?? [];
  const key = name?.toLowerCase();
  if (key === undefined) return undefined;
  return MICROSOFT_APIS.find(
    ({ clientId, hosts }) => key === clientId || hosts.some((host) => key === host || key.endsWith(`.${host}`)),
  );
}

function api(name: string, clientId: string, hosts: readonly string[]): MicrosoftApi {
  return { name, clientId, hosts };
}
