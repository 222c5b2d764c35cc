import { type ChildSpec, type CatalogScope, type PolicySpec, type ValueSet } from "./model";
import {
  any,
  boolean,
  choice,
  EXPECTED,
  EXPRESSION,
  FILLED,
  ID,
  one,
  optional,
  policy,
  REQUIRED,
  some,
  string,
  text,
  textOf,
  UNDOCUMENTED,
  URL,
} from "./parts";

const RESOLVER: { readonly sections: []; readonly scopes: readonly CatalogScope[] } = {
  sections: [],
  scopes: ["graphql-resolver"],
};

const HTTP_METHOD: ValueSet = {
  name: "ResolverHttpMethod",
  summary: "The method of a resolver's request.",
  values: { GET: "GET.", POST: "POST.", PUT: "PUT.", PATCH: "PATCH.", DELETE: "DELETE." },
};

const FRAGMENTS = any("include-fragment", policy("Fragments that run here.", { prop: "includeFragments" }));
const BODY = optional("set-body", policy("The body.", { prop: "body" }));
const PUBLISH = optional("publish-event", policy("The event that is published."));
const AUTHORIZATION = optional(
  "get-authorization-context",
  policy("A token of the credential manager.", { prop: "authorizationContext" }),
);
const CERTIFICATE = optional("authentication-certificate", policy("The client certificate that is presented."));
const STRAY_TEXT = text("Text that the schema lets in.", UNDOCUMENTED);

const COSMOSDB_TEMPLATE: ValueSet = {
  name: "CosmosdbTemplate",
  summary: "How a text for Cosmos DB is read.",
  values: { liquid: "As a Liquid template." },
};
const TEMPLATE = choice("template", COSMOSDB_TEMPLATE, "How the text is read.", { absent: "as it is" });

const COSMOSDB_PARAMETER_TYPE: ValueSet = {
  name: "CosmosdbParameterType",
  summary: "The type of a parameter of a query for Cosmos DB.",
  values: { string: "Text.", number: "A number.", bool: "True or false.", null: "No value." },
};
const COSMOSDB_KEY_TYPE: ValueSet = {
  name: "CosmosdbKeyType",
  summary: "The type of a partition key of Cosmos DB.",
  values: { string: "Text.", number: "A number.", bool: "True or false.", none: "No key.", null: "The key null." },
};
const COSMOSDB_ETAG_TYPE: ValueSet = {
  name: "CosmosdbEtagType",
  summary: "How the entity tag of an item is compared.",
  values: { match: "The item has to have the tag.", "no-match": "The item must not have the tag." },
};
const COSMOSDB_WRITE_TYPE: ValueSet = {
  name: "CosmosdbWriteType",
  summary: "What a write to Cosmos DB does.",
  values: {
    insert: "It adds an item that must not exist.",
    replace: "It replaces an item that has to exist.",
    upsert: "It adds or replaces an item.",
  },
};
const COSMOSDB_CONSISTENCY: ValueSet = {
  name: "CosmosdbConsistencyLevel",
  summary: "The consistency level of a request to Cosmos DB, from the strongest on.",
  values: {
    strong: "Every read sees the last write.",
    "bounded-staleness": "Reads lag behind by no more than a bound.",
    session: "A session reads what it wrote.",
    "consistent-prefix": "Reads see writes in their order.",
    eventual: "Reads see writes at some time.",
  },
};
const COSMOSDB_INDEXING: ValueSet = {
  name: "CosmosdbIndexingDirective",
  summary: "Whether an item of Cosmos DB is indexed.",
  values: { default: "As the container says.", include: "It is indexed.", exclude: "It is not indexed." },
};

const PARTITION_KEY = optional("partition-key", {
  summary: "The partition key.",
  struct: "CosmosdbDataSourcePartitionKey",
  attributes: [
    choice("data-type", COSMOSDB_KEY_TYPE, "The type of the key.", { doubtfulType: true, default: "string" }),
    TEMPLATE,
  ],
  text: text("The key.", { ...EXPRESSION, ...EXPECTED }),
});

const ETAG = optional("etag", {
  summary: "The entity tag that the item has to have.",
  struct: "CosmosdbDataSourceEtag",
  attributes: [
    choice("type", COSMOSDB_ETAG_TYPE, "How the tag is compared.", {
      doubtfulType: true,
      prop: "etagType",
      default: "match",
    }),
    TEMPLATE,
  ],
  text: text("The tag.", { ...EXPRESSION, ...EXPECTED }),
});

const ITEM_ID = {
  summary: "The id of the item.",
  struct: "CosmosdbDataSourceItemId",
  prop: "itemId",
  attributes: [TEMPLATE],
  text: text("The id.", { ...EXPRESSION, ...EXPECTED }),
};
const CONSISTENCY = choice("consistency-level", COSMOSDB_CONSISTENCY, "The consistency level of Cosmos DB.", {
  doubtfulType: true,
});
const PRE_TRIGGER = string("pre-trigger", "The id of a trigger that runs before.");
const POST_TRIGGER = string("post-trigger", "The id of a trigger that runs afterwards.");

const CLIENT_ID_OF_IDENTITY = {
  kind: "onlyIf",
  name: "client-id",
  attribute: "use-managed-identity",
  value: "true",
  certainty: "doubtful",
} as const;

const COSMOSDB_PARTS: readonly ChildSpec[] = [
  one("connection-info", {
    summary: "Where the data is.",
    children: [
      one("connection-string", {
        summary: "How to connect.",
        attributes: [
          boolean("use-managed-identity", "Whether to sign in with a managed identity.", {
            default: "false",
            doubtfulType: true,
          }),
          string("client-id", "The client id of a user-assigned identity of the service.", {
            absent: "the system-assigned identity",
          }),
        ],
        rules: [CLIENT_ID_OF_IDENTITY],
        text: text("The connection string. Use a secret named value for it.", { ...EXPRESSION, ...EXPECTED }),
      }),
      one("database-name", textOf("The name of the database.", EXPRESSION)),
      one("container-name", textOf("The name of the container.", EXPRESSION)),
    ],
  }),
  optional("query-request", {
    summary: "A query.",
    attributes: [boolean("enable-low-precision-order-by", "Whether sorting by numbers may be imprecise.")],
    text: STRAY_TEXT,
    children: [
      optional("sql-statement", textOf("The query.", EXPRESSION)),
      optional("parameters", {
        summary: "The parameters of the query.",
        children: [
          any("parameter", {
            summary: "A parameter of the query.",
            attributes: [
              string("name", "The name, with `@`.", REQUIRED),
              choice("type", COSMOSDB_PARAMETER_TYPE, "The type of the value.", {
                doubtfulType: true,
                prop: "parameterType",
              }),
            ],
            text: text("The value.", { ...EXPRESSION, ...EXPECTED }),
          }),
        ],
      }),
      PARTITION_KEY,
      optional("paging", {
        summary: "Which page of the result is read.",
        children: [
          one("max-item-count", {
            summary: "How many items a page holds.",
            attributes: [TEMPLATE],
            text: text("The number.", { ...EXPRESSION, ...EXPECTED }),
          }),
          one("continuation-token", {
            summary: "The token of the page before.",
            attributes: [TEMPLATE],
            text: text("The token.", { ...EXPRESSION, ...EXPECTED }),
          }),
        ],
      }),
    ],
  }),
  optional("read-request", {
    summary: "A read of one item.",
    text: STRAY_TEXT,
    children: [one("id", ITEM_ID), PARTITION_KEY],
  }),
  optional("delete-request", {
    summary: "A deletion of one item.",
    attributes: [CONSISTENCY, PRE_TRIGGER, POST_TRIGGER],
    text: STRAY_TEXT,
    children: [one("id", ITEM_ID), PARTITION_KEY, ETAG],
  }),
  optional("write-request", {
    summary: "A write of one item.",
    attributes: [
      choice("type", COSMOSDB_WRITE_TYPE, "What is done.", {
        doubtfulType: true,
        prop: "writeType",
        default: "upsert",
      }),
      CONSISTENCY,
      PRE_TRIGGER,
      POST_TRIGGER,
      boolean("enable-content-response-on-write", "Whether the response holds the item.", { doubtfulType: true }),
      choice("indexing-directive", COSMOSDB_INDEXING, "Whether the item is indexed.", { doubtfulType: true }),
    ],
    text: STRAY_TEXT,
    children: [optional("id", ITEM_ID), PARTITION_KEY, ETAG, BODY, FRAGMENTS],
  }),
  optional("response", {
    summary: "What is done with the result.",
    children: [BODY, PUBLISH, FRAGMENTS],
  }),
];

/** Policies that resolve fields of a GraphQL API. Each has its own document. */
export const GRAPHQL: readonly PolicySpec[] = [
  {
    name: "cosmosdb-data-source",
    summary: "Resolves a GraphQL field from a Cosmos DB database.",
    ...RESOLVER,
    gateways: ["classic", "v2"],
    attributes: [ID],
    children: COSMOSDB_PARTS,
  },
  {
    name: "http-data-source",
    summary: "Resolves a GraphQL field by an HTTP request.",
    ...RESOLVER,
    gateways: ["classic", "v2", "consumption"],
    attributes: [ID],
    children: [
      one("http-request", {
        summary: "The request.",
        struct: "HttpDataSourceRequest",
        children: [
          AUTHORIZATION,
          optional("set-backend-service", policy("The backend that the request goes to.", { prop: "backendService" })),
          one("set-method", { ...textOf("The method.", { values: HTTP_METHOD }), prop: "method" }),
          one("set-url", { ...textOf("The URL.", { ...EXPRESSION, ...FILLED, ...URL }), prop: "url" }),
          FRAGMENTS,
          any("set-header", policy("The headers.", { prop: "headers" })),
          BODY,
          CERTIFICATE,
        ],
      }),
      optional("backend", {
        summary: "How the request is sent.",
        prop: "forwardRequest",
        children: [optional("forward-request", policy("How the request is sent."))],
      }),
      optional("http-response", {
        summary: "What is done with the response.",
        struct: "HttpDataSourceResponse",
        children: [
          BODY,
          optional("json-to-xml", policy("The conversion from JSON to XML.")),
          optional("xml-to-json", policy("The conversion from XML to JSON.")),
          optional("find-and-replace", policy("A replacement in the body.")),
          PUBLISH,
          FRAGMENTS,
        ],
      }),
    ],
  },
  {
    name: "publish-event",
    summary: "Publishes an event to GraphQL subscriptions. It belongs in the response of a resolver.",
    ...RESOLVER,
    gateways: ["classic", "v2", "consumption"],
    attributes: [ID],
    children: [
      one("targets", {
        summary: "The subscriptions that get the event.",
        children: [
          some("graphql-subscription", {
            summary: "A subscription that gets the event.",
            attributes: [string("id", "The name of the subscription field.", REQUIRED)],
          }),
        ],
      }),
    ],
  },
  {
    name: "sql-data-source",
    summary: "Resolves a GraphQL field from an Azure SQL database.",
    ...RESOLVER,
    gateways: ["classic", "v2"],
    attributes: [ID],
    children: [
      one("connection-info", {
        summary: "Where the data is.",
        children: [
          AUTHORIZATION,
          one("connection-string", {
            summary: "How to connect.",
            attributes: [
              boolean("use-managed-identity", "Whether to sign in with a managed identity.", {
                ...EXPRESSION,
                default: "false",
              }),
              string("client-id", "The client id of a user-assigned identity of the service.", {
                absent: "the system-assigned identity",
              }),
              string("scope", "The scope of the token."),
            ],
            rules: [CLIENT_ID_OF_IDENTITY],
            text: text("The connection string. Use a secret named value for it.", { ...EXPRESSION, ...EXPECTED }),
          }),
          FRAGMENTS,
          CERTIFICATE,
        ],
      }),
      FRAGMENTS,
      one("request", {
        summary: "The query.",
        attributes: [
          boolean("single-result", "Whether the query returns one row at most.", { ...EXPRESSION, default: "false" }),
        ],
        children: [
          optional("include-fragment", policy("A fragment that runs here.")),
          BODY,
          one("sql-statement", textOf("The query.", EXPRESSION)),
          optional("parameters", {
            summary: "The parameters of the query.",
            children: [
              some("parameter", {
                summary: "A parameter of the query.",
                attributes: [
                  string("name", "The name, with `@`.", REQUIRED),
                  string("sql-type", "The SQL type of the parameter."),
                ],
                text: text("The value.", { ...EXPRESSION, ...EXPECTED }),
              }),
            ],
          }),
        ],
      }),
      optional("response", {
        summary: "What is done with the result.",
        children: [optional("include-fragment", policy("A fragment that runs here.")), BODY, PUBLISH],
      }),
    ],
  },
];
