import { type ChildSpec, type ElementRule, type PolicySpec, type ValueSet } from "./model";
import {
  ALL_BUT_BACKEND,
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  ANY_SCOPE_BUT_WORKSPACE,
  ANY_SECTION,
  any,
  anyTextOf,
  boolean,
  choice,
  EXPECTED,
  EXPRESSION,
  FILLED,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NAMED,
  NOT_NEGATIVE,
  one,
  optional,
  policy,
  REQUEST_MODE,
  REQUIRED,
  some,
  string,
  text,
  textOf,
  UNDOCUMENTED,
  URL,
} from "./parts";

const DAPR_TEMPLATE: ValueSet = {
  name: "DaprTemplate",
  summary: "How the text of a message for Dapr is read.",
  values: { liquid: "As a Liquid template." },
  anyCase: true,
};

const DAPR_CONTENT_TYPE: ValueSet = {
  name: "DaprContentType",
  summary: "The content type of a message for Dapr.",
  values: { "application/json": "JSON." },
};

const DAPR_TIMEOUT = integer("timeout", "How long to wait for the Dapr runtime.", {
  ...EXPRESSION,
  unit: "seconds",
  default: "5",
  doubtfulRange: { min: 1, max: 240 },
});
const DAPR_RESPONSE = string(
  "response-variable-name",
  "The variable that takes the response of the Dapr runtime.",
  LITERAL,
);
const DAPR_IGNORE_ERROR = boolean(
  "ignore-error",
  "Whether an error of the Dapr runtime is passed over. Otherwise it leads to `on-error`.",
  {
    ...LITERAL,
    default: "false",
  },
);
const DAPR_LIQUID = choice("template", DAPR_TEMPLATE, "How the text is read.", { absent: "as it is" });

const REQUEST_PARTS: readonly ChildSpec[] = [
  optional("set-url", {
    ...textOf("The URL. It is needed unless the request is a copy.", {
      ...EXPRESSION,
      ...FILLED,
      ...URL,
    }),
    prop: "url",
  }),
  optional("set-method", policy("The method. It is needed unless the request is a copy.", { prop: "method" })),
  any("set-header", policy("The headers.", { prop: "headers" })),
  optional("set-body", policy("The body.", { prop: "body" })),
  optional("authentication-certificate", policy("The client certificate that is presented.")),
  optional("authentication-token", policy("A token.", { undocumented: true })),
  optional("authentication-token-store", policy("A token.", { undocumented: true })),
  optional("authentication-managed-identity", policy("The managed identity whose token is sent.")),
  optional("proxy", policy("The HTTP proxy that the request goes through.")),
];

const URL_AND_METHOD_UNLESS_COPY: ElementRule = {
  kind: "childrenUnless",
  children: ["set-url", "set-method"],
  attribute: "mode",
  values: ["copy"],
  certainty: "doubtful",
};

const MODE = choice("mode", REQUEST_MODE, "What the request starts from.", { ...EXPRESSION, default: "new" });
const TIMEOUT = integer("timeout", "How long to wait for the response.", {
  ...EXPRESSION,
  ...NOT_NEGATIVE,
  unit: "seconds",
  default: "60",
});

/** Policies that talk to other services. */
export const INTEGRATION: readonly PolicySpec[] = [
  {
    name: "invoke-dapr-binding",
    summary: "Calls an output binding of Dapr.",
    sections: ALL_BUT_BACKEND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: ["self-hosted"],
    attributes: [
      ID,
      string("name", "The name of the binding.", { ...REQUIRED, ...EXPRESSION }),
      string("operation", "The operation of the binding.", { ...LITERAL, default: "create" }),
      DAPR_IGNORE_ERROR,
      DAPR_RESPONSE,
      DAPR_TIMEOUT,
      DAPR_LIQUID,
      choice("content-type", DAPR_CONTENT_TYPE, "The content type of the message."),
    ],
    text: text("Text that the schema lets in.", UNDOCUMENTED),
    children: [
      optional("metadata", {
        summary: "Properties for the binding.",
        children: [
          any("item", {
            summary: "A property for the binding.",
            attributes: [string("key", "The name of the property.", REQUIRED)],
            text: text("The value of the property.", { ...EXPRESSION, ...EXPECTED }),
          }),
        ],
      }),
      optional("data", { ...anyTextOf("What is sent to the binding.", EXPRESSION), inside: "xml" }),
    ],
  },
  {
    name: "log-to-eventhub",
    summary: "Sends a message to an event hub. What is longer than 200 KB is cut off.",
    sections: ANY_SECTION,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("logger-id", "The id of the logger.", { ...REQUIRED, ...LITERAL }),
      string("partition-id", "The partition that the message goes to.", LITERAL),
      string("partition-key", "What decides about the partition that the message goes to.", EXPRESSION),
    ],
    rules: [{ kind: "atMostOne", names: ["partition-id", "partition-key"], certainty: "doubtful" }],
    text: text("The message. Never put a token or a secret into it.", { ...EXPRESSION, ...EXPECTED, prop: "message" }),
  },
  {
    name: "publish-to-dapr",
    summary: "Publishes a message to a Dapr topic.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ["self-hosted"],
    attributes: [
      ID,
      string("pubsub-name", "The name of the Dapr component.", { ...EXPRESSION, absent: "the default component" }),
      string("topic", "The name of the topic.", { ...REQUIRED, ...EXPRESSION, ...NAMED }),
      DAPR_IGNORE_ERROR,
      DAPR_RESPONSE,
      DAPR_TIMEOUT,
      DAPR_LIQUID,
      choice("content-type", DAPR_CONTENT_TYPE, "The content type of the message."),
    ],
    text: text("The message.", { ...EXPRESSION, ...EXPECTED, prop: "message" }),
    inside: "xml",
  },
  {
    name: "send-one-way-request",
    summary: "Sends a request to another service and does not wait for the response.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID, MODE, TIMEOUT],
    rules: [URL_AND_METHOD_UNLESS_COPY],
    children: REQUEST_PARTS,
  },
  {
    name: "send-request",
    summary: "Sends a request to another service and keeps the response in a variable.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      MODE,
      string("response-variable-name", "The variable that takes the response.", {
        ...EXPECTED,
        ...EXPRESSION,
      }),
      TIMEOUT,
      integer("timeout-ms", "Used instead of `timeoutSeconds` where seconds are too coarse.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        unit: "milliseconds",
        ...UNDOCUMENTED,
      }),
      boolean(
        "ignore-error",
        "Whether an error is passed over: the variable is then null. Otherwise it leads to `on-error`.",
        {
          ...LITERAL,
          default: "false",
        },
      ),
      boolean("buffer-response", "Whether the response is kept until it is complete.", {
        default: "true",
        ...UNDOCUMENTED,
      }),
      boolean("fail-on-error-status-code", "Whether a response with a status of 400 to 599 is an error.", {
        default: "false",
        ...UNDOCUMENTED,
      }),
    ],
    rules: [URL_AND_METHOD_UNLESS_COPY, { kind: "atMostOne", names: ["timeout", "timeout-ms"], certainty: "doubtful" }],
    children: REQUEST_PARTS,
  },
  {
    name: "send-service-bus-message",
    summary: "Sends a message to a queue or topic of Azure Service Bus.",
    doubtfulContent: true,
    sections: ALL_BUT_BACKEND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("namespace", "The host name of the Service Bus namespace.", {
        ...EXPRESSION,
        prop: "serviceBusNamespace",
      }),
      string("queue-name", "The name of the queue.", EXPRESSION),
      string("topic-name", "The name of the topic.", EXPRESSION),
      string("client-id", "The client id of a user-assigned identity of the service.", {
        ...EXPRESSION,
        absent: "the system-assigned identity",
      }),
      string("message-id", "The id of the message, a GUID.", { ...EXPRESSION, absent: "a new GUID" }),
      string("session-id", "The id of the session, a GUID.", EXPRESSION),
      string("time-to-live", "How long the message lives, such as `00:10:00`."),
      string("response-variable-name", "The variable that takes what became of the message."),
      boolean("ignore-error", "Whether an error is passed over. Otherwise it leads to `on-error`.", {
        default: "false",
      }),
    ],
    rules: [{ kind: "exactlyOne", names: ["queue-name", "topic-name"], certainty: "doubtful" }],
    order: "any",
    children: [
      optional("message-properties", {
        summary: "Properties of the message.",
        children: [
          some("message-property", {
            summary: "A property of the message.",
            struct: "SendServiceBusMessageProperty",
            attributes: [string("name", "The name of the property.", REQUIRED)],
            text: text("The value of the property.", { ...EXPRESSION, ...EXPECTED }),
          }),
        ],
      }),
      one("payload", anyTextOf("The content of the message.", EXPRESSION)),
    ],
  },
];
