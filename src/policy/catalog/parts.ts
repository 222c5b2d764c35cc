import { PolicySection } from "../model/section";
import {
  type AttributeSpec,
  type ChildSpec,
  type PolicyGateway,
  type CatalogScope,
  type TextSpec,
  type ValueSet,
  type ValueSpec,
} from "./model";

// The building blocks of the entries in the catalog.

export const INBOUND = [PolicySection.INBOUND];
export const OUTBOUND = [PolicySection.OUTBOUND];
export const BACKEND = [PolicySection.BACKEND];
export const ANY_SECTION = [
  PolicySection.INBOUND,
  PolicySection.BACKEND,
  PolicySection.OUTBOUND,
  PolicySection.ON_ERROR,
];
export const ALL_BUT_BACKEND = [PolicySection.INBOUND, PolicySection.OUTBOUND, PolicySection.ON_ERROR];
export const ALL_BUT_ON_ERROR = [PolicySection.INBOUND, PolicySection.BACKEND, PolicySection.OUTBOUND];

export const ANY_SCOPE: readonly CatalogScope[] = ["global", "workspace", "product", "api", "operation"];
/** The page does not mention workspaces, perhaps because it is older than they are. */
export const ANY_SCOPE_BUT_WORKSPACE = {
  scopes: ["global", "product", "api", "operation"],
  doubtfulScopes: ["workspace"],
} as const;

export const ANY_GATEWAY: readonly PolicyGateway[] = ["classic", "v2", "consumption", "self-hosted", "workspace"];
export const ANY_GATEWAY_BUT_WORKSPACE: readonly PolicyGateway[] = ["classic", "v2", "consumption", "self-hosted"];

type AttributeOptions = Partial<Omit<AttributeSpec, "name" | "summary" | "type" | "values">>;
type TextOptions = Partial<Omit<TextSpec, "summary">>;
type ChildOptions = Omit<ChildSpec, "name" | "min" | "max">;

/** Attributes of these names mean nothing when they are empty. */
const NAMES_SOMETHING = /(?:^|-)(?:name|id|key|url)$/;

export function string(name: string, summary: string, options: AttributeOptions = {}): AttributeSpec {
  const format = name.endsWith("header-name") ? { format: "header-name" as const } : {};
  return { name, summary, type: "string", ...(NAMES_SOMETHING.test(name) && NAMED), ...format, ...options };
}

export function boolean(name: string, summary: string, options: AttributeOptions = {}): AttributeSpec {
  return { name, summary, type: "boolean", ...options };
}

export function integer(name: string, summary: string, options: AttributeOptions = {}): AttributeSpec {
  return { name, summary, type: "integer", ...options };
}

export function number(name: string, summary: string, options: AttributeOptions = {}): AttributeSpec {
  return { name, summary, type: "number", ...options };
}

export function choice(name: string, values: ValueSet, summary: string, options: AttributeOptions = {}): AttributeSpec {
  return { name, summary, type: "string", values, ...options };
}

/** Exactly one child of the name. */
export function one(name: string, child: ChildOptions): ChildSpec {
  return { name, min: 1, max: 1, ...child };
}

/** At most one child of the name. */
export function optional(name: string, child: ChildOptions): ChildSpec {
  return { name, max: 1, ...child };
}

/** Any number of children of the name. */
export function any(name: string, child: ChildOptions): ChildSpec {
  return { name, ...child };
}

/** One or more children of the name. */
export function some(name: string, child: ChildOptions): ChildSpec {
  return { name, min: 1, ...child };
}

/** Text between the tags. */
export function text(summary: string, options: TextOptions = {}): TextSpec {
  return { summary, type: "string", ...options };
}

/** An element that contains only text, and means nothing without it. */
export function textOf(
  summary: string,
  options: TextOptions = {},
): { readonly summary: string; readonly text: ValueSpec } {
  return { summary, text: text(summary, { ...NAMED, ...options }) };
}

/** The same, where an empty text is a value as well. */
export function anyTextOf(
  summary: string,
  options: TextOptions = {},
): { readonly summary: string; readonly text: ValueSpec } {
  return { summary, text: text(summary, options) };
}

/** A policy inside another one. */
export function policy(summary: string, options: { prop?: string; undocumented?: true } = {}): ChildOptions {
  return { summary, policy: true, ...options };
}

export const REQUIRED = { required: "certain" } as const;
/** The page requires it, the schema does not. */
export const EXPECTED = { required: "doubtful" } as const;
export const EXPRESSION = { expressions: true } as const;
export const LITERAL = { expressions: false } as const;
export const UNDOCUMENTED = { undocumented: true } as const;
/** An empty value has no meaning. */
export const NAMED = { notEmpty: "doubtful" } as const;
/** The service refuses an empty value, or nobody passes. */
export const FILLED = { notEmpty: "certain" } as const;
export const METHOD = { format: "method" } as const;
export const HEADER_NAME = { format: "header-name" } as const;
export const URL = { format: "absolute-url" } as const;
/** The ranges of amounts, durations and status codes, which the schema does not know. */
export const NOT_NEGATIVE = { doubtfulRange: { min: 0 } } as const;
export const POSITIVE = { doubtfulRange: { min: 1 } } as const;
export const STATUS_CODE = { doubtfulRange: { min: 100, max: 599 } } as const;

/** The attribute that names a statement. */
export const ID: AttributeSpec = string(
  "id",
  "A name for the statement. Error handling sees it as `context.LastError.PolicyId`.",
  LITERAL,
);

const CACHING: ValueSet = {
  name: "CachingType",
  summary: "Which cache is used.",
  values: {
    "prefer-external": "The external cache when there is one, otherwise the built-in one.",
    internal: "The built-in cache.",
    external: "The external cache, such as Azure Cache for Redis.",
  },
};
export const CACHING_TYPE = choice("caching-type", CACHING, "Which cache is used.", {
  ...LITERAL,
  default: "prefer-external",
});

const MATCH: ValueSet = {
  name: "ClaimMatch",
  summary: "How many of the listed values a claim has to hold.",
  values: { all: "Every listed value.", any: "At least one of the listed values." },
};

/** A claim that a token must have. */
export const CLAIM: Omit<ChildSpec, "name" | "min" | "max"> = {
  summary: "A claim that the token has to carry.",
  attributes: [
    string("name", "The name of the claim, such as `scp` or `roles`.", { ...EXPECTED, ...FILLED }),
    choice("match", MATCH, "How many of the values the claim has to hold.", { ...EXPRESSION, default: "all" }),
    string("separator", "What separates the values inside one string claim, such as a space in `scp`.", {
      absent: "a string claim is one value",
    }),
  ],
  children: [
    any("value", {
      ...textOf("A value of the claim, compared exactly.", { ...EXPRESSION, ...FILLED }),
      prop: "values",
    }),
  ],
};

/** The action for a message, or a part of one, that does not match the API's description. */
export const VALIDATION_ACTION: ValueSet = {
  name: "ValidationAction",
  summary: "What is done about content that does not pass.",
  values: {
    ignore: "Nothing: it is not checked.",
    prevent: "The message is refused, and what is wrong is logged.",
    detect: "What is wrong is logged; the message passes.",
  },
};

export const ERRORS_VARIABLE = string(
  "errors-variable-name",
  "The variable that takes what the validation finds.",
  LITERAL,
);

export const EXISTS_ACTION: ValueSet = {
  name: "ExistsAction",
  summary: "What is done when a header or query parameter of the name exists already.",
  values: {
    override: "The given values replace those that exist.",
    append: "The given values are added to those that exist.",
    skip: "What exists stays as it is.",
    delete: "It is removed.",
  },
};

export const REQUEST_MODE: ValueSet = {
  name: "RequestMode",
  summary: "What a request to another service starts from.",
  values: {
    new: "An empty request.",
    copy: "A copy of the current request.",
  },
};

export const EMPTY_VALUES: ValueSet = {
  name: "EmptyValues",
  summary: "What becomes of empty values in a conversion.",
  values: { preserve: "They stay empty.", "as-null": "They become null." },
};
