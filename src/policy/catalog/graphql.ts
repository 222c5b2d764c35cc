import { type ChildSpec, type CatalogScope, type PolicySpec, type ValueSet } from "./model";
import {
  any,
  boolean,
  choice,
  EXPECTED,
  EXPRESSION,
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

const PARTITION_KEY = optional("partition-key", {
  summary: "The partition key.",
  struct: "CosmosdbDataSourcePartitionKey",
  attributes: [
    string("data-type", "The type of the key: `string`, `number`, `bool`, `none` or `null`.", { default: "string" }),
    TEMPLATE,
  ],
  text: text("The key.", { ...EXPRESSION, ...EXPECTED }),
});

const ETAG = optional("etag", {
  summary: "The entity tag that the item has to have.",
  struct: "CosmosdbDataSourceEtag",
  attributes: [
    string("type", "How the tag is compared: `match` or `no-match`.", { prop: "etagType", default: "match" }),
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
const CONSISTENCY = string("consistency-level", "The consistency level of Cosmos DB.");
const PRE_TRIGGER = string("pre-trigger", "The id of a trigger that runs before.");
const POST_TRIGGER = string("post-trigger", "The id of a trigger that runs afterwards.");

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
              string("type", "The type: `string`, `number`, `bool` or `null`.", { prop: "parameterType" }),
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
      string("type", "What is done: `insert`, `replace` or `upsert`.", { prop: "writeType", default: "upsert" }),
      CONSISTENCY,
      PRE_TRIGGER,
      POST_TRIGGER,
      string("enable-content-response-on-write", "Whether the response holds the item."),
      string("indexing-directive", "Whether the item is indexed: `default`, `include` or `exclude`."),
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
          one("set-url", { ...textOf("The URL.", EXPRESSION), prop: "url" }),
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
