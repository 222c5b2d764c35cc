import { PolicySection } from "../model/section";
import { type ElementSpec, type PolicyGateway, type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_SCOPE,
  ANY_SCOPE_BUT_WORKSPACE,
  any,
  boolean,
  choice,
  EXPECTED,
  EXPRESSION,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NOT_NEGATIVE,
  number,
  optional,
  OUTBOUND,
  POSITIVE,
  REQUIRED,
  some,
  string,
  textOf,
  UNDOCUMENTED,
} from "./parts";

const VALUE_TYPE: ValueSet = {
  name: "TokenMetricType",
  summary: "Which tokens a metric counts.",
  values: {
    all: "Prompt, completion and both together, each in its own metric.",
    "total-tokens": "Prompt and completion together.",
    "prompt-tokens": "Those of the prompt.",
    "completion-tokens": "Those of the completion.",
  },
};

const EMBEDDINGS_AUTH: ValueSet = {
  name: "EmbeddingsBackendAuth",
  summary: "How API Management signs in to the backend that makes embeddings.",
  values: {
    "system-assigned": "With the system-assigned identity of the service.",
    header: "With a header.",
  },
};

const QUOTA_PERIOD: ValueSet = {
  name: "TokenQuotaPeriod",
  summary: "How long a token quota lasts.",
  values: {
    Indefinite: "For ever.",
    Hourly: "An hour.",
    Daily: "A day.",
    Weekly: "A week.",
    Monthly: "A month.",
    Yearly: "A year.",
  },
};

const PROMPT_TYPE: ValueSet = {
  name: "PromptType",
  summary: "What kind of request to a language model it is.",
  values: {
    auto: "API Management finds out.",
    "chat-completion": "A chat completion.",
    completion: "A completion.",
    embeddings: "Embeddings.",
  },
};

const OUTPUT_TYPE: ValueSet = {
  name: "ContentSafetyOutputType",
  summary: "How finely content safety rates a text.",
  values: {
    FourSeverityLevels: "Four levels: 0, 2, 4 and 6.",
    EightSeverityLevels: "Eight levels, from 0 to 7.",
  },
};

const CATEGORY: ValueSet = {
  name: "ContentSafetyCategoryName",
  summary: "A kind of harmful content.",
  values: {
    Hate: "Hate.",
    SelfHarm: "Self-harm.",
    Sexual: "Sexual content.",
    Violence: "Violence.",
  },
};

type Part = Required<Pick<ElementSpec, "attributes">> & Pick<ElementSpec, "rules" | "children">;

const EMIT: Part = {
  attributes: [
    ID,
    string("namespace", "The namespace of the metric.", {
      ...LITERAL,
      default: "API Management",
      prop: "metricNamespace",
    }),
    string("name", "The name of the metric.", UNDOCUMENTED),
    choice("value-type", VALUE_TYPE, "Which tokens are counted.", { ...LITERAL, default: "all" }),
    boolean("ignore-prompt", "Whether the prompt is left out.", { default: "false" }),
  ],
  children: [
    {
      ...any("dimension", {
        summary: "What the metric is broken down by.",
        prop: "dimensions",
        attributes: [
          string("name", "The name of the dimension, such as `API ID`.", REQUIRED),
          string("value", "The value.", {
            ...EXPRESSION,
            absent: "the value that API Management knows under this name",
          }),
        ],
      }),
      max: 10,
    },
  ],
};

const LOOKUP: Part = {
  attributes: [
    ID,
    number("score-threshold", "How near a prompt has to be to a former one to get its response: 0 is the nearest.", {
      ...REQUIRED,
      doubtfulRange: { min: 0, max: 1 },
    }),
    string("embeddings-backend-id", "The id of the backend that makes embeddings.", REQUIRED),
    choice("embeddings-backend-auth", EMBEDDINGS_AUTH, "How API Management signs in to that backend.", {
      ...EXPECTED,
      ...LITERAL,
    }),
    boolean("ignore-system-messages", "Whether system messages of the prompt are left out of the comparison.", {
      default: "false",
      doubtfulType: true,
    }),
    integer("max-message-count", "The number of messages from which a conversation is not kept.", {
      ...NOT_NEGATIVE,
      doubtfulType: true,
      absent: "no limit",
    }),
    string("cache-id", "The id of a cache.", UNDOCUMENTED),
  ],
  children: [any("vary-by", textOf("A value that the responses vary by, such as the subscription's id.", EXPRESSION))],
};

const STORE: Part = {
  attributes: [
    ID,
    integer("duration", "How long the cache keeps it.", {
      ...REQUIRED,
      ...EXPRESSION,
      ...NOT_NEGATIVE,
      unit: "seconds",
    }),
  ],
};

const LIMIT: Part = {
  attributes: [
    ID,
    string("counter-key", "What is counted: calls with the same key share the limit.", { ...REQUIRED, ...EXPRESSION }),
    integer("tokens-per-minute", "How many tokens a minute allows.", { ...EXPRESSION, ...NOT_NEGATIVE }),
    integer("token-quota", "How many tokens a period allows.", { ...EXPRESSION, ...NOT_NEGATIVE }),
    choice("token-quota-period", QUOTA_PERIOD, "How long the period of the quota is.", {
      ...EXPRESSION,
      default: "Indefinite",
    }),
    boolean(
      "estimate-prompt-tokens",
      "Whether the tokens of a prompt are estimated, so that a call over the limit does not reach the model.",
      // The page requires it, and leaves it out in its own example.
      EXPECTED,
    ),
    choice("prompt-type", PROMPT_TYPE, "What kind of request it is.", { ...LITERAL, default: "auto" }),
    boolean("ignore-prompt", "Whether the prompt is left out.", { default: "false" }),
    string("retry-after-header-name", "The response header that says after how many seconds a call may succeed.", {
      ...LITERAL,
      default: "Retry-After",
    }),
    string(
      "retry-after-variable-name",
      "The variable that takes the number of seconds after which a call may succeed.",
      LITERAL,
    ),
    string(
      "remaining-tokens-header-name",
      "The response header that says how many tokens are left in the minute.",
      LITERAL,
    ),
    string(
      "remaining-tokens-variable-name",
      "The variable that takes how many tokens are left in the minute.",
      LITERAL,
    ),
    string(
      "remaining-quota-tokens-header-name",
      "The response header that says how many tokens are left of the quota.",
    ),
    string("remaining-quota-tokens-variable-name", "The variable that takes how many tokens are left of the quota."),
    string("tokens-consumed-header-name", "The response header that says how many tokens the call took.", LITERAL),
    string("tokens-consumed-variable-name", "The variable that takes how many tokens the call took."),
  ],
  rules: [
    {
      kind: "atLeastOne",
      groups: [["tokens-per-minute"], ["token-quota", "token-quota-period"]],
      certainty: "doubtful",
    },
    { kind: "requires", name: "token-quota-period", needs: "token-quota", certainty: "doubtful" },
    ...["remaining-tokens-header-name", "remaining-tokens-variable-name"].map(
      (name) => ({ kind: "requires", name, needs: "tokens-per-minute", certainty: "doubtful" }) as const,
    ),
    ...["remaining-quota-tokens-header-name", "remaining-quota-tokens-variable-name"].map(
      (name) => ({ kind: "requires", name, needs: "token-quota", certainty: "doubtful" }) as const,
    ),
  ],
};

const MODEL_GATEWAYS: readonly PolicyGateway[] = ["classic", "v2", "consumption", "self-hosted"];
const LIMIT_GATEWAYS: readonly PolicyGateway[] = ["classic", "v2", "self-hosted", "workspace"];
const INBOUND_ANY_SCOPE = { sections: INBOUND, scopes: ANY_SCOPE };

/** Policies for language models behind the gateway. */
export const AI: readonly PolicySpec[] = [
  {
    name: "azure-openai-emit-token-metric",
    summary: "Sends the number of tokens that a call of Azure OpenAI took to Application Insights.",
    ...INBOUND_ANY_SCOPE,
    gateways: ANY_GATEWAY,
    ...EMIT,
    attributes: [
      ...EMIT.attributes,
      number("value", "The value of the metric. A newer page does not have it.", { ...EXPRESSION, ...UNDOCUMENTED }),
    ],
  },
  {
    name: "azure-openai-semantic-cache-lookup",
    summary: "Answers a call of Azure OpenAI from the cache when a similar prompt was answered before.",
    sections: INBOUND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: MODEL_GATEWAYS,
    once: "section",
    ...LOOKUP,
  },
  {
    name: "azure-openai-semantic-cache-store",
    summary: "Keeps the response of Azure OpenAI in the cache.",
    sections: OUTBOUND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: MODEL_GATEWAYS,
    once: "section",
    ...STORE,
  },
  {
    name: "azure-openai-token-limit",
    summary:
      "Limits the tokens of Azure OpenAI that each key may use; further calls get 429, or 403 when the quota is used up.",
    ...INBOUND_ANY_SCOPE,
    gateways: LIMIT_GATEWAYS,
    ...LIMIT,
  },
  {
    name: "llm-content-safety",
    summary:
      "Refuses prompts, or in outbound answers of the model, that Azure AI Content Safety rates as harmful, with 403.",
    sections: [PolicySection.INBOUND, PolicySection.OUTBOUND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("backend-id", "The id of the backend that is Azure AI Content Safety.", { ...REQUIRED, ...EXPRESSION }),
      boolean("shield-prompt", "Whether attacks on the model by the prompt are looked for.", {
        ...EXPRESSION,
        default: "false",
        doubtfulType: true,
      }),
      boolean(
        "enforce-on-completions",
        "Whether the model's answer is rated as well as the prompt. In outbound, where only answers are rated, it has no effect.",
        {
          ...EXPRESSION,
          default: "false",
          doubtfulType: true,
        },
      ),
      integer("window-size", "How many characters of an answer are rated at once.", {
        ...EXPRESSION,
        default: "10000",
        ...POSITIVE,
        doubtfulType: true,
        unit: "characters",
      }),
      integer("window-overlap-size", "How many characters two windows have in common.", {
        ...EXPRESSION,
        absent: "windows do not overlap",
        ...NOT_NEGATIVE,
        doubtfulType: true,
        unit: "characters",
      }),
    ],
    rules: [{ kind: "ascending", names: ["window-overlap-size", "window-size"], certainty: "doubtful" }],
    order: "any",
    children: [
      optional("categories", {
        summary: "The kinds of harm that are looked for.",
        hoist: true,
        attributes: [
          choice("output-type", OUTPUT_TYPE, "How finely a prompt is rated. It needs `categories`.", {
            ...EXPRESSION,
            default: "FourSeverityLevels",
          }),
        ],
        children: [
          some("category", {
            summary: "A kind of harm that is looked for.",
            attributes: [
              choice("name", CATEGORY, "The kind of harm.", { ...REQUIRED, ...EXPRESSION }),
              integer("threshold", "The level from which a prompt is refused.", {
                ...REQUIRED,
                ...EXPRESSION,
                doubtfulRange: { min: 0, max: 7 },
              }),
            ],
          }),
        ],
      }),
      optional("blocklists", {
        summary: "The ids of the lists of words that are refused.",
        children: [some("id", textOf("The id of a list."))],
      }),
    ],
  },
  {
    name: "llm-emit-token-metric",
    summary: "Sends the number of tokens that a call of a language model took to Application Insights.",
    ...INBOUND_ANY_SCOPE,
    gateways: ANY_GATEWAY,
    ...EMIT,
  },
  {
    name: "llm-semantic-cache-lookup",
    summary: "Answers a call of a language model from the cache when a similar prompt was answered before.",
    sections: INBOUND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: MODEL_GATEWAYS,
    once: "section",
    ...LOOKUP,
  },
  {
    name: "llm-semantic-cache-store",
    summary: "Keeps the response of a language model in the cache.",
    sections: OUTBOUND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: MODEL_GATEWAYS,
    once: "section",
    attributes: [
      ...STORE.attributes,
      boolean("cache-response", "Whether this response is kept.", {
        ...EXPRESSION,
        absent: "responses with status 200 are kept",
      }),
    ],
  },
  {
    name: "llm-token-limit",
    summary:
      "Limits the tokens of a language model that each key may use; further calls get 429, or 403 when the quota is used up.",
    ...INBOUND_ANY_SCOPE,
    gateways: LIMIT_GATEWAYS,
    ...LIMIT,
  },
];
