import { type PolicyGateway, type CatalogScope, type PolicySpec, type ValueSet } from "./model";
import {
  ANY_SECTION,
  any,
  anyTextOf,
  boolean,
  CACHING_TYPE,
  choice,
  EXPRESSION,
  ID,
  integer,
  LITERAL,
  NOT_NEGATIVE,
  one,
  optional,
  policy,
  REQUIRED,
  some,
  string,
  textOf,
  UNDOCUMENTED,
} from "./parts";

const TOKEN_TYPE: ValueSet = {
  name: "AuthenticationTokenType",
  summary: "Where a token comes from.",
  values: { "managed-service-identity": "A managed identity.", "token-service": "The token store." },
};

const UNKNOWN: {
  readonly undocumented: true;
  readonly scopes: readonly CatalogScope[];
  readonly gateways: readonly PolicyGateway[];
} = { ...UNDOCUMENTED, scopes: [], gateways: [] };

const CREDENTIALS = "The credentials of the request.";

/** Policies that the schema of the service has and that Microsoft Learn does not describe. */
export const NOT_DOCUMENTED: readonly PolicySpec[] = [
  {
    name: "authentication-token",
    summary: "Gets a token from a managed identity or the token store.",
    ...UNKNOWN,
    sections: [],
    attributes: [
      ID,
      choice("token-type", TOKEN_TYPE, "Where the token comes from.", {
        ...LITERAL,
        default: "managed-service-identity",
      }),
      string("token-service-url", "The URL of the token service."),
      string("resource-url", "What the token is for."),
      boolean("ignore-error", "Whether an error is passed over."),
    ],
  },
  {
    name: "authentication-token-store",
    summary: "Gets a token from the token store.",
    ...UNKNOWN,
    sections: [],
    attributes: [
      ID,
      string("token-id", "The id of the token."),
      string("client-id", "The client id of an identity."),
      string("output-token-variable-name", "The variable that takes the token."),
      boolean("ignore-error", "Whether an error is passed over."),
    ],
  },
  {
    name: "block",
    summary: "Holds policies.",
    ...UNKNOWN,
    sections: [],
    attributes: [ID],
    inside: "policies",
  },
  {
    name: "cache-value",
    summary: "Gets a value from the cache, and makes it anew when it is not there.",
    ...UNKNOWN,
    sections: ANY_SECTION,
    attributes: [
      ID,
      string("key", "The key of the value in the cache.", { ...REQUIRED, ...EXPRESSION }),
      string("variable-name", "The variable that takes the value.", { ...REQUIRED, ...LITERAL }),
      integer("expires-after", "How long the cache keeps the value.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        unit: "seconds",
      }),
      integer("refresh-after", "How long the value is fresh.", { ...EXPRESSION, ...NOT_NEGATIVE, unit: "seconds" }),
      string("default-value", "The value when there is none.", EXPRESSION),
      CACHING_TYPE,
    ],
    children: [one("value", { summary: "The policies that make the value.", inside: "policies" })],
  },
  {
    name: "graphql-data-source",
    summary: "Resolves a GraphQL field by a GraphQL request.",
    ...UNKNOWN,
    sections: [],
    attributes: [ID],
    children: [
      one("request", {
        summary: "The request.",
        children: [
          optional("authentication-basic", policy(CREDENTIALS)),
          optional("authentication-certificate", policy(CREDENTIALS)),
          optional("authentication-managed-identity", policy(CREDENTIALS)),
          optional("get-authorization-context", policy(CREDENTIALS)),
          optional("set-backend-service", policy("The backend that the request goes to.")),
          optional("set-url", textOf("The URL.", EXPRESSION)),
          optional("set-header", policy("A header.")),
          any("include-fragment", policy("Fragments that run here.")),
          one("document", textOf("The GraphQL document.")),
          optional("operationName", textOf("The operation of the document.")),
          optional("variables", {
            summary: "The variables of the operation.",
            children: [
              some("variable", {
                ...anyTextOf("A variable of the operation."),
                attributes: [string("name", "The name of the variable.", REQUIRED)],
              }),
            ],
          }),
        ],
      }),
      optional("response", {
        summary: "What is done with the response.",
        children: [
          optional("set-body", policy("The body.")),
          any("include-fragment", policy("Fragments that run here.")),
          optional("publish-event", policy("The event that is published.")),
        ],
      }),
    ],
  },
  {
    name: "invoke-request",
    summary: "Sends a request.",
    ...UNKNOWN,
    sections: [],
    attributes: [ID, string("url", "The URL.", { ...REQUIRED, ...EXPRESSION })],
    children: [any("value", anyTextOf("A value."))],
  },
  {
    name: "set-request-metric-dimension-value",
    summary: "Sets a dimension of the request's metric. For services of Microsoft.",
    ...UNKNOWN,
    sections: [],
    attributes: [ID, string("name", "The name of the dimension.", REQUIRED), string("value", "The value.", REQUIRED)],
  },
];
