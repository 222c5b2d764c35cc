import { type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_SCOPE,
  ANY_SECTION,
  any,
  boolean,
  CACHING_TYPE,
  choice,
  EXPRESSION,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NOT_NEGATIVE,
  OUTBOUND,
  REQUIRED,
  string,
  textOf,
  UNDOCUMENTED,
} from "./parts";

const DOWNSTREAM_CACHING_TYPE: ValueSet = {
  name: "DownstreamCachingType",
  summary: "Whether the caller and proxies on the way may keep a response.",
  values: {
    none: "No cache may.",
    private: "The caller may.",
    public: "The caller and shared proxies may.",
  },
};

const KEY = string("key", "The key of the value in the cache.", { ...REQUIRED, ...EXPRESSION });
const DURATION = integer("duration", "How long the cache keeps it.", {
  ...REQUIRED,
  ...EXPRESSION,
  ...NOT_NEGATIVE,
  unit: "seconds",
});

/** Policies that keep responses and values. */
export const CACHING: readonly PolicySpec[] = [
  {
    name: "cache-lookup",
    summary: "Answers a GET request from the cache when the response is there. It needs a `cache-store` in outbound.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      boolean("vary-by-developer", "Whether each developer of a subscription has responses of his own.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      boolean("vary-by-developer-groups", "Whether the responses vary by user group.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      CACHING_TYPE,
      choice(
        "downstream-caching-type",
        DOWNSTREAM_CACHING_TYPE,
        "Whether the caller and proxies on the way may keep the response.",
        {
          ...EXPRESSION,
          default: "none",
        },
      ),
      boolean("must-revalidate", "Whether downstream caches have to ask again when the response has expired.", {
        ...EXPRESSION,
        default: "true",
      }),
      boolean(
        "allow-private-response-caching",
        "Whether responses to requests with an `Authorization` header are kept.",
        {
          ...EXPRESSION,
          default: "false",
        },
      ),
    ],
    order: "any",
    children: [
      any("vary-by-header", {
        ...textOf("A header that the responses vary by, such as `Accept`.", EXPRESSION),
        prop: "varyByHeaders",
      }),
      any("vary-by-query-parameter", {
        ...textOf(
          "A query parameter that the responses vary by, or several names separated by `;`. Without any, all parameters count.",
          EXPRESSION,
        ),
        prop: "varyByQueryParameters",
      }),
    ],
  },
  {
    name: "cache-lookup-value",
    summary: "Puts a value from the cache into a variable.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      KEY,
      string("variable-name", "The variable that takes the value.", { ...REQUIRED, ...LITERAL }),
      string("default-value", "What the variable takes when the cache does not have the key.", {
        ...EXPRESSION,
        absent: "the variable is not set",
      }),
      CACHING_TYPE,
    ],
  },
  {
    name: "cache-remove-value",
    summary: "Removes a value from the cache.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      KEY,
      CACHING_TYPE,
      boolean("fail-on-cache-removal-error", "Whether a failure to remove the value leads to the section `on-error`.", {
        ...EXPRESSION,
        default: "false",
      }),
    ],
  },
  {
    name: "cache-store",
    summary: "Keeps the response to a GET request in the cache. It needs a `cache-lookup` in inbound.",
    sections: OUTBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      DURATION,
      boolean("cache-response", "Whether this response is kept, whatever its status.", {
        ...EXPRESSION,
        absent: "responses with status 200 are kept",
      }),
      string("caching-mode", "A mode that the schema lets in.", UNDOCUMENTED),
    ],
  },
  {
    name: "cache-store-value",
    summary: "Puts a value into the cache. It may arrive there after the request has gone on.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID, KEY, string("value", "The value.", { ...REQUIRED, ...EXPRESSION }), DURATION, CACHING_TYPE],
  },
];
