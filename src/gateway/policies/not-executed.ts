/** The policies that the gateway does not execute, each with the reason. A request that reaches one fails, unless the test gives a stub. */
export const NOT_EXECUTED_POLICIES: ReadonlyMap<string, string> = new Map([
  ["authentication-token", "Microsoft does not document it"],
  ["authentication-token-store", "Microsoft does not document it"],
  ["block", "Microsoft does not document it"],
  ["cache-value", "Microsoft does not document it"],
  ["cosmosdb-data-source", "it resolves a field of GraphQL, and there is no GraphQL here"],
  ["graphql-data-source", "it resolves a field of GraphQL, and there is no GraphQL here"],
  ["http-data-source", "it resolves a field of GraphQL, and there is no GraphQL here"],
  ["invoke-request", "Microsoft does not document it"],
  ["llm-content-safety", "it asks a model"],
  ["publish-event", "it resolves a field of GraphQL, and there is no GraphQL here"],
  ["set-request-metric-dimension-value", "Microsoft does not document it"],
  ["sql-data-source", "it resolves a field of GraphQL, and there is no GraphQL here"],
  ["validate-graphql-request", "it needs the schema of a GraphQL API, and there is no GraphQL here"],
  ["validate-odata-request", "it needs the metadata of an OData API, and there is no OData here"],
  ["xsl-transform", "there is no XSLT here"],
]);
