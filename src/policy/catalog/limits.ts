import { type AttributeSpec, type ChildSpec, type PolicySpec } from "./model";
import {
  ANY_GATEWAY,
  ANY_SCOPE,
  ANY_SECTION,
  any,
  boolean,
  EXPECTED,
  EXPRESSION,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NOT_NEGATIVE,
  POSITIVE,
  REQUIRED,
  string,
  UNDOCUMENTED,
} from "./parts";

const RETRY_AFTER: readonly AttributeSpec[] = [
  string("retry-after-header-name", "The response header that says after how many seconds a call may succeed.", {
    ...LITERAL,
    default: "Retry-After",
  }),
  string(
    "retry-after-variable-name",
    "The variable that takes the number of seconds after which a call may succeed.",
    LITERAL,
  ),
];

const REMAINING: readonly AttributeSpec[] = [
  string(
    "remaining-calls-header-name",
    "The response header that says how many calls are left in the window.",
    LITERAL,
  ),
  string("remaining-calls-variable-name", "The variable that takes how many calls are left in the window.", LITERAL),
  string("total-calls-header-name", "The response header that says how many calls the window allows.", LITERAL),
];

const NAME_OR_ID: readonly AttributeSpec[] = [
  string("name", "The name of what is limited. The id wins when both are given.", LITERAL),
  string("id", "The id of what is limited.", LITERAL),
];

/** A limit for one API or operation has the attributes of the whole one, and needs none of them. */
function optionalOf(attributes: readonly AttributeSpec[]): AttributeSpec[] {
  return attributes.map((attribute) => ({ ...attribute, required: undefined }));
}

const RATE: readonly AttributeSpec[] = [
  integer("calls", "How many calls the window allows.", { ...EXPECTED, ...LITERAL, ...NOT_NEGATIVE }),
  integer("renewal-period", "The length of the sliding window.", {
    ...EXPECTED,
    ...LITERAL,
    unit: "seconds",
    range: { min: 1, max: 300 },
  }),
];

const RATE_LIMIT = [...RATE, ...RETRY_AFTER, ...REMAINING];

const QUOTA: readonly AttributeSpec[] = [
  integer("calls", "How many calls a period allows.", { ...LITERAL, ...NOT_NEGATIVE }),
  integer("bandwidth", "How much data a period allows.", { ...LITERAL, ...NOT_NEGATIVE, unit: "kilobytes" }),
];

/** The page has it in its table, and not in its statement. */
const QUOTA_PART_PERIOD = integer("renewal-period", "The length of the period.", {
  ...LITERAL,
  ...NOT_NEGATIVE,
  unit: "seconds",
  absent: "the period of the whole quota",
});

const ONE_OF_NAME_AND_ID = { kind: "atLeastOne", groups: [["id"], ["name"]], certainty: "doubtful" } as const;

const RATE_LIMIT_OPERATION: ChildSpec = any("operation", {
  summary: "A limit for one operation, counted besides the others.",
  prop: "operations",
  struct: "RateLimitOperation",
  attributes: [...NAME_OR_ID, ...optionalOf(RATE_LIMIT)],
  rules: [ONE_OF_NAME_AND_ID],
});

/** Policies that limit how much is called. */
export const LIMITS: readonly PolicySpec[] = [
  {
    name: "limit-concurrency",
    summary: "Lets only so many requests at a time run the enclosed policies; further ones get 429 at once.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("key", "What is counted: requests with the same key share the limit.", { ...REQUIRED, ...EXPRESSION }),
      integer("max-count", "How many requests may run the enclosed policies at a time.", {
        ...REQUIRED,
        ...LITERAL,
        ...POSITIVE,
      }),
    ],
    inside: "policies",
  },
  {
    name: "quota",
    summary: "Limits the calls and the data of each subscription for a period; further calls get 403.",
    sections: INBOUND,
    scopes: ["product"],
    gateways: ANY_GATEWAY,
    once: "document",
    attributes: [
      ID,
      ...QUOTA,
      integer("renewal-period", "The length of the period, which starts with the subscription. 0 is without end.", {
        ...EXPECTED,
        ...LITERAL,
        ...NOT_NEGATIVE,
        unit: "seconds",
      }),
    ],
    rules: [{ kind: "atLeastOne", groups: [["calls"], ["bandwidth"]], certainty: "certain" }],
    children: [
      any("api", {
        summary: "A quota for one API of the product, counted besides the others.",
        prop: "apis",
        attributes: [...NAME_OR_ID, ...QUOTA, QUOTA_PART_PERIOD],
        rules: [ONE_OF_NAME_AND_ID],
        children: [
          any("operation", {
            summary: "A quota for one operation, counted besides the others.",
            prop: "operations",
            attributes: [...NAME_OR_ID, ...QUOTA, QUOTA_PART_PERIOD],
            rules: [ONE_OF_NAME_AND_ID],
          }),
        ],
      }),
    ],
  },
  {
    name: "quota-by-key",
    summary: "Limits the calls and the data of each key for a period; further calls get 403.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ["classic", "self-hosted"],
    attributes: [
      ID,
      ...QUOTA,
      integer("renewal-period", "The length of the fixed period. 0 is without end.", {
        ...EXPECTED,
        ...LITERAL,
        unit: "seconds",
        doubtfulType: true,
        doubtfulRange: { min: 300, or: 0 },
      }),
      string("counter-key", "What is counted: calls with the same key share the quota.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      boolean("increment-condition", "Whether the call counts. It may read the response.", {
        ...EXPRESSION,
        doubtfulType: true,
        absent: "every call counts",
      }),
      integer("increment-count", "How much a call counts.", {
        ...UNDOCUMENTED,
        ...NOT_NEGATIVE,
        doubtfulType: true,
        absent: "1",
      }),
      {
        ...string("first-period-start", "When the first period starts, such as `2026-01-01T00:00:00Z`.", {
          ...LITERAL,
          default: "0001-01-01T00:00:00Z",
        }),
        type: "date-time",
      },
    ],
    rules: [{ kind: "atLeastOne", groups: [["calls"], ["bandwidth"]], certainty: "certain" }],
  },
  {
    name: "rate-limit",
    summary: "Limits the calls of each subscription within a sliding window; further calls get 429.",
    sections: INBOUND,
    scopes: ["workspace", "product", "api", "operation"],
    gateways: ANY_GATEWAY,
    once: "document",
    attributes: [ID, ...RATE_LIMIT],
    children: [
      any("api", {
        summary: "A limit for one API of the product, counted besides the others.",
        prop: "apis",
        attributes: [...NAME_OR_ID, ...optionalOf(RATE_LIMIT)],
        rules: [ONE_OF_NAME_AND_ID],
        children: [RATE_LIMIT_OPERATION],
      }),
      { ...RATE_LIMIT_OPERATION, ...UNDOCUMENTED },
    ],
  },
  {
    name: "rate-limit-by-key",
    summary: "Limits the calls of each key within a sliding window; further calls get 429.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ["classic", "v2", "self-hosted"],
    attributes: [
      ID,
      ...RATE.map((attribute) => ({ ...attribute, ...EXPRESSION })),
      string("counter-key", "What is counted: calls with the same key share the limit, wherever it is configured.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      boolean("increment-condition", "Whether the call counts. It may read the response.", {
        ...EXPRESSION,
        doubtfulType: true,
        absent: "every call counts",
      }),
      integer("increment-count", "How much a call counts.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        doubtfulType: true,
        default: "1",
      }),
      boolean("increment-after-response", "Whether the call is counted when its response is there.", UNDOCUMENTED),
      boolean("flexible-retry-window", "Whether the time to wait may vary.", UNDOCUMENTED),
      ...RETRY_AFTER,
      ...REMAINING,
    ],
  },
];
