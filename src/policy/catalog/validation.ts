import { type ChildSpec, type PolicySpec, type ValueSet } from "./model";
import {
  ALL_BUT_BACKEND,
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  any,
  boolean,
  choice,
  ERRORS_VARIABLE,
  EXPECTED,
  EXPRESSION,
  ID,
  INBOUND,
  integer,
  optional,
  POSITIVE,
  REQUIRED,
  some,
  STATUS_CODE,
  string,
  UNDOCUMENTED,
  VALIDATION_ACTION,
} from "./parts";
import { PolicySection } from "../model/section";

const VALIDATE_AS: ValueSet = {
  name: "ContentFormat",
  summary: "The format that a body is validated as.",
  values: { json: "JSON.", xml: "XML.", soap: "SOAP." },
};

const RULE_ACTION: ValueSet = {
  name: "GraphqlRuleAction",
  summary: "What a rule does with a part of a GraphQL request.",
  values: {
    allow: "The part passes.",
    remove: "The part is taken out of the request, and an error is noted.",
    reject: "The request is refused.",
    ignore: "The rule has no effect.",
  },
};

const action = (name: string, summary: string) =>
  choice(name, VALIDATION_ACTION, summary, { ...REQUIRED, ...EXPRESSION });

const SPECIFIED = action(
  "specified-parameter-action",
  "What is done about parameters that the API describes otherwise.",
);
const UNSPECIFIED = action(
  "unspecified-parameter-action",
  "What is done about parameters that the API does not describe.",
);

/** The page says both that these are required and that they are given where they differ. */
const OVERRIDES = [
  { ...SPECIFIED, ...EXPECTED },
  { ...UNSPECIFIED, ...EXPECTED },
] as const;

const PARAMETER: ChildSpec = any("parameter", {
  summary: "Exceptions for single parameters.",
  prop: "parameters",
  attributes: [
    string("name", "The name of the parameter.", REQUIRED),
    action("action", "What is done about this parameter."),
  ],
});

const ERROR_VARIABLE = string("error-variable-name", "The variable that takes what the validation finds.");

/** Policies that compare messages with what the API describes. */
export const VALIDATION: readonly PolicySpec[] = [
  {
    name: "validate-content",
    summary: "Checks the size and the content of a body against the schemas of the API.",
    sections: ALL_BUT_BACKEND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      action("unspecified-content-type-action", "What is done about bodies of a type that the API does not describe."),
      integer("max-size", "The size from which a body is not checked but treated as too large.", {
        ...REQUIRED,
        ...EXPRESSION,
        unit: "bytes",
        range: { min: 0 },
      }),
      action("size-exceeded-action", "What is done about bodies that are too large."),
      ERRORS_VARIABLE,
    ],
    children: [
      optional("content-type-map", {
        summary: "Which content types are treated as which.",
        attributes: [
          string("any-content-type-value", "The type that every body is treated as."),
          string("missing-content-type-value", "The type of bodies without a `Content-Type` header."),
        ],
        children: [
          any("type", {
            summary: "Which type is treated as which other one.",
            prop: "types",
            attributes: [
              string("from", "The type of the body. Give it or `when`.", { prop: "fromType" }),
              boolean("when", "When the body is treated as another type. Give it or `fromType`.", EXPRESSION),
              string("to", "The type that it is treated as.", { ...REQUIRED, prop: "toType" }),
            ],
            rules: [{ kind: "atLeastOne", groups: [["from"], ["when"]], certainty: "doubtful" }],
          }),
        ],
      }),
      any("content", {
        summary: "What is checked in bodies of a type.",
        prop: "contents",
        attributes: [
          choice("validate-as", VALIDATE_AS, "The format that the body is validated as.", REQUIRED),
          string("type", "The content type of the bodies.", { prop: "contentType" }),
          string("schema-id", "The id of a schema of the service.", { absent: "the schema that the API names" }),
          string("schema-ref", "The part of the schema that is used, as a JSON pointer."),
          action("action", "What is done about bodies that do not pass."),
          boolean("allow-additional-properties", "Whether properties that the schema does not have are accepted.", {
            absent: "what the schema says",
          }),
          boolean(
            "case-insensitive-property-names",
            "Whether the names of properties are compared without regard to case.",
            {
              absent: "names are compared exactly",
            },
          ),
        ],
        rules: [
          { kind: "requires", name: "schema-ref", needs: "schema-id", certainty: "doubtful" },
          ...["allow-additional-properties", "case-insensitive-property-names"].map(
            (name) =>
              ({ kind: "onlyIf", name, attribute: "validate-as", value: "json", certainty: "doubtful" }) as const,
          ),
        ],
      }),
    ],
  },
  {
    name: "validate-graphql-request",
    summary: "Checks a GraphQL request: its size, its depth, and who may ask for which part.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    once: "section",
    attributes: [
      ID,
      ERROR_VARIABLE,
      integer("max-size", "The largest size of the request.", {
        ...EXPECTED,
        ...POSITIVE,
        doubtfulType: true,
        unit: "bytes",
      }),
      integer("max-depth", "The largest depth of a query.", { ...POSITIVE, default: "6", doubtfulType: true }),
      integer("max-total-depth", "The largest depth of all queries together.", {
        ...POSITIVE,
        doubtfulType: true,
        ...UNDOCUMENTED,
      }),
      integer("max-complexity", "The largest complexity of a query.", {
        ...POSITIVE,
        doubtfulType: true,
        ...UNDOCUMENTED,
      }),
    ],
    children: [
      optional("authorize", {
        summary: "Rules for parts of the request.",
        prop: "authorizeRules",
        children: [
          {
            ...some("rule", {
              summary: "A rule for a part of the request.",
              attributes: [
                string("path", "The path of the part, such as `/Query/orders`.", REQUIRED),
                choice("action", RULE_ACTION, "What is done with the part.", { ...EXPRESSION, default: "allow" }),
              ],
            }),
            max: 100,
          },
        ],
      }),
    ],
  },
  {
    name: "validate-headers",
    summary: "Checks the headers of a response against what the API describes.",
    sections: [PolicySection.OUTBOUND, PolicySection.ON_ERROR],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    once: "section",
    attributes: [
      ID,
      action("specified-header-action", "What is done about headers that the API describes otherwise."),
      action("unspecified-header-action", "What is done about headers that the API does not describe."),
      ERRORS_VARIABLE,
    ],
    children: [
      any("header", {
        summary: "Exceptions for single headers.",
        prop: "headers",
        attributes: [
          string("name", "The name of the header.", REQUIRED),
          action("action", "What is done about this header."),
        ],
      }),
    ],
  },
  {
    name: "validate-odata-request",
    summary: "Checks that a request to an OData API has a valid URL, query and headers.",
    sections: INBOUND,
    scopes: ["global", "workspace", "product", "api"],
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      ERROR_VARIABLE,
      string("default-odata-version", "The version that is assumed when the request does not name one.", {
        default: "4.0",
      }),
      string("min-odata-version", "The oldest version that is accepted."),
      string("max-odata-version", "The newest version that is accepted."),
      integer("max-size", "The largest size of the request.", { ...POSITIVE, doubtfulType: true, unit: "bytes" }),
    ],
  },
  {
    name: "validate-parameters",
    summary: "Checks headers, query and path of a request against what the API describes.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    once: "section",
    attributes: [ID, SPECIFIED, UNSPECIFIED, ERRORS_VARIABLE],
    children: [
      optional("headers", {
        summary: "What is done about headers.",
        attributes: OVERRIDES,
        children: [PARAMETER],
      }),
      optional("query", {
        summary: "What is done about query parameters.",
        attributes: OVERRIDES,
        children: [PARAMETER],
      }),
      optional("path", {
        summary: "What is done about parameters in the path.",
        attributes: [OVERRIDES[0]],
        children: [PARAMETER],
      }),
    ],
  },
  {
    name: "validate-status-code",
    summary: "Checks the status code of a response against what the API describes.",
    sections: [PolicySection.OUTBOUND, PolicySection.ON_ERROR],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    once: "section",
    attributes: [
      ID,
      action("unspecified-status-code-action", "What is done about status codes that the API does not describe."),
      ERRORS_VARIABLE,
    ],
    children: [
      any("status-code", {
        summary: "Exceptions for single status codes.",
        prop: "statusCodes",
        attributes: [
          integer("code", "The status code.", { ...REQUIRED, ...STATUS_CODE, range: { min: 0 } }),
          action("action", "What is done about this status code."),
        ],
      }),
    ],
  },
];
