import { type PolicySpec, type ValueSet } from "./model";
import {
  ALL_BUT_BACKEND,
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  ANY_SECTION,
  any,
  anyTextOf,
  boolean,
  choice,
  EMPTY_VALUES,
  EXISTS_ACTION,
  EXPECTED,
  EXPRESSION,
  FILLED,
  HEADER_NAME,
  ID,
  INBOUND,
  integer,
  LITERAL,
  METHOD,
  NAMED,
  NOT_NEGATIVE,
  one,
  optional,
  policy,
  REQUIRED,
  STATUS_CODE,
  string,
  text,
  UNDOCUMENTED,
} from "./parts";
import { PolicySection } from "../model/section";

const JSON_TO_XML_APPLY: ValueSet = {
  name: "JsonToXmlApply",
  summary: "When a body is converted from JSON to XML.",
  values: { always: "Always.", "content-type-json": "When the `Content-Type` header says that it is JSON." },
};

const XML_TO_JSON_APPLY: ValueSet = {
  name: "XmlToJsonApply",
  summary: "When a body is converted from XML to JSON.",
  values: { always: "Always.", "content-type-xml": "When the `Content-Type` header says that it is XML." },
};

const XML_TO_JSON_KIND: ValueSet = {
  name: "XmlToJsonKind",
  summary: "What JSON looks like that is made from XML.",
  values: {
    "javascript-friendly": "As JavaScript developers expect it.",
    direct: "As close to the XML as possible.",
  },
};

const BODY_TEMPLATE: ValueSet = {
  name: "BodyTemplate",
  summary: "How the text of a body is read.",
  values: { none: "As it is.", liquid: "As a Liquid template." },
};

const XSI_NIL: ValueSet = {
  name: "XsiNil",
  summary: "What an XML element with `xsi:nil` becomes in a Liquid template.",
  values: { blank: "An empty string.", null: "Null." },
};

const CONSIDER_ACCEPT = boolean(
  "consider-accept-header",
  "Whether the body is converted only when the request's `Accept` header asks for the target format.",
  { ...EXPRESSION, default: "true" },
);

const EXISTS = choice("exists-action", EXISTS_ACTION, "What is done when the name exists already.", {
  ...EXPRESSION,
  default: "override",
});

const VALUES_UNLESS_DELETED = {
  kind: "childrenUnless",
  children: ["value"],
  attribute: "exists-action",
  values: ["delete"],
  certainty: "doubtful",
} as const;

/** Policies that change the request or the response. */
export const TRANSFORMATION: readonly PolicySpec[] = [
  {
    name: "find-and-replace",
    summary: "Replaces a text wherever it occurs in the body.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("from", "The text to look for.", { ...REQUIRED, ...EXPRESSION, ...NAMED, prop: "fromText" }),
      string("to", "The text that takes its place. Empty to remove it.", {
        ...REQUIRED,
        ...EXPRESSION,
        prop: "toText",
      }),
    ],
  },
  {
    name: "json-to-xml",
    summary: "Converts the body from JSON to XML.",
    sections: ALL_BUT_BACKEND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      choice("apply", JSON_TO_XML_APPLY, "When the body is converted.", { ...REQUIRED, ...EXPRESSION }),
      CONSIDER_ACCEPT,
      boolean("parse-date", "Whether text that looks like a date is converted to the XML form of dates.", {
        ...LITERAL,
        default: "true",
      }),
      string("namespace-separator", "What separates a namespace prefix from the name.", {
        ...EXPRESSION,
        default: "_",
      }),
      string("namespace-prefix", "What marks a property as the namespace.", EXPRESSION),
      string("namespace-block-name", "The property that holds namespaces.", UNDOCUMENTED),
      string("attribute-block-name", "The property whose properties become attributes.", EXPRESSION),
      string("attribute-prefix", "What marks a property as an attribute.", UNDOCUMENTED),
      string("invalid-character-replacement", "What replaces characters that a name cannot hold.", UNDOCUMENTED),
      string("null-values", "What becomes of null values.", UNDOCUMENTED),
      choice("empty-values", EMPTY_VALUES, "What becomes of empty values.", { ...EXPRESSION, ...UNDOCUMENTED }),
      boolean("trim-values", "Whether whitespace around values is removed.", UNDOCUMENTED),
    ],
  },
  {
    name: "mock-response",
    summary: "Answers with an example or a sample of the operation's response, and ends the pipeline.",
    sections: ALL_BUT_BACKEND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      integer("status-code", "The status code; it also selects the example.", {
        ...LITERAL,
        ...STATUS_CODE,
        default: "200",
      }),
      string("content-type", "The value of the `Content-Type` header; it also selects the example.", {
        ...LITERAL,
        absent: "the first type that the operation describes",
      }),
      integer("index", "Which of several examples is taken.", { ...LITERAL, ...NOT_NEGATIVE, ...UNDOCUMENTED }),
      boolean("enabled", "Whether the policy does anything.", UNDOCUMENTED),
    ],
  },
  {
    name: "redirect-content-urls",
    summary:
      "Replaces the backend's address in links inside the body by the gateway's, and the other way round in inbound.",
    sections: [PolicySection.INBOUND, PolicySection.OUTBOUND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [ID],
  },
  {
    name: "return-response",
    summary: "Answers the caller and ends the pipeline: status 200 and no body, when nothing else is given.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string(
        "response-variable-name",
        "A variable that holds a response, as `send-request` makes it. What else is given changes that response.",
        {
          ...LITERAL,
          absent: "an empty response",
        },
      ),
    ],
    children: [
      optional("set-status", policy("The status of the response.", { prop: "status" })),
      any("set-header", policy("The headers of the response.", { prop: "headers" })),
      optional("set-body", policy("The body of the response. A Liquid template does not work here.", { prop: "body" })),
    ],
  },
  {
    name: "rewrite-uri",
    summary: "Sends the request to another path of the backend than the operation's own.",
    sections: INBOUND,
    doubtfulSections: [PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string(
        "template",
        "The path, with `{name}` for parameters of the operation, and a query. An expression has to be the whole value.",
        {
          ...REQUIRED,
          ...EXPRESSION,
          ...NAMED,
        },
      ),
      boolean("copy-unmatched-params", "Whether query parameters that the operation does not name are kept.", {
        default: "true",
      }),
    ],
  },
  {
    name: "set-body",
    summary:
      "Sets the body of the request or, in outbound and on-error, of the response. The `Content-Type` header stays as it is.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      choice("template", BODY_TEMPLATE, "How the text is read.", { absent: "as it is" }),
      choice("xsi-nil", XSI_NIL, "What an element with `xsi:nil` becomes in a Liquid template.", {
        ...LITERAL,
        default: "blank",
      }),
      boolean("parse-date", "Whether text that looks like a date is read as one.", UNDOCUMENTED),
      boolean("html-decode-expression", "Whether HTML entities in the expression are decoded.", UNDOCUMENTED),
    ],
    rules: [{ kind: "onlyIf", name: "xsi-nil", attribute: "template", value: "liquid", certainty: "doubtful" }],
    text: text(
      "The body: text, an expression or a Liquid template. Give a template by `PolicyValue.parse`: in a plain string `{{` has no meaning.",
      { ...EXPRESSION, ...EXPECTED, prop: "body" },
    ),
    inside: "xml",
  },
  {
    name: "set-header",
    summary: "Sets, adds to or removes a header of the request or, in outbound and on-error, of the response.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID, string("name", "The name of the header.", { ...REQUIRED, ...EXPRESSION, ...HEADER_NAME }), EXISTS],
    rules: [VALUES_UNLESS_DELETED],
    children: [
      any("value", {
        ...anyTextOf("The values. They are needed, except to delete the header.", EXPRESSION),
        prop: "values",
      }),
    ],
  },
  {
    name: "set-method",
    summary: "Sets the method of the request.",
    sections: [PolicySection.INBOUND, PolicySection.ON_ERROR],
    doubtfulSections: [PolicySection.BACKEND, PolicySection.OUTBOUND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID],
    text: text("The method, such as `POST`.", {
      ...EXPRESSION,
      ...FILLED,
      ...METHOD,
      required: "certain",
      prop: "method",
    }),
  },
  {
    name: "set-query-parameter",
    summary: "Sets, adds to or removes a query parameter of the request.",
    sections: [PolicySection.INBOUND, PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [ID, string("name", "The name of the query parameter.", { ...REQUIRED, ...EXPRESSION }), EXISTS],
    rules: [VALUES_UNLESS_DELETED],
    children: [
      any("value", {
        ...anyTextOf("The values. They are needed, except to delete the parameter.", EXPRESSION),
        prop: "values",
      }),
    ],
  },
  {
    name: "set-status",
    summary: "Sets the status of the response.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      integer("code", "The status code.", { ...EXPECTED, ...EXPRESSION, ...STATUS_CODE, range: { min: 1 } }),
      string("reason", "The reason, such as `Not Found`.", EXPRESSION),
    ],
  },
  {
    name: "set-variable",
    summary: "Puts a value into a variable of the request's context.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("name", "The name of the variable.", { ...REQUIRED, ...LITERAL }),
      string("value", "The value. A literal is kept as a string; an expression may return any simple type.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
    ],
  },
  {
    name: "xml-to-json",
    summary: "Converts the body from XML to JSON.",
    sections: ALL_BUT_BACKEND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      choice("kind", XML_TO_JSON_KIND, "What the JSON looks like.", { ...REQUIRED, ...EXPRESSION }),
      choice("apply", XML_TO_JSON_APPLY, "When the body is converted.", { ...REQUIRED, ...EXPRESSION }),
      CONSIDER_ACCEPT,
      boolean("always-array-child-elements", "Whether child elements always become an array, even a single one.", {
        ...EXPRESSION,
        default: "false",
      }),
      boolean("preserve-whitespace-nodes", "Whether text that is only whitespace is kept.", {
        ...EXPRESSION,
        ...UNDOCUMENTED,
      }),
      choice("empty-values", EMPTY_VALUES, "What becomes of empty values.", { ...EXPRESSION, ...UNDOCUMENTED }),
      boolean("trim-values", "Whether whitespace around values is removed.", { ...EXPRESSION, ...UNDOCUMENTED }),
    ],
  },
  {
    name: "xsl-transform",
    summary: "Transforms an XML body with an XSL stylesheet.",
    doubtfulContent: true,
    once: "section",
    sections: [PolicySection.INBOUND, PolicySection.OUTBOUND],
    doubtfulSections: [PolicySection.ON_ERROR],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [ID],
    children: [
      any("parameter", {
        summary: "A parameter of the stylesheet.",
        prop: "parameters",
        attributes: [string("name", "The name of the parameter.", EXPECTED)],
        text: text("The value of the parameter.", { ...EXPRESSION, ...EXPECTED }),
      }),
      one("xsl:stylesheet", {
        summary: "The stylesheet: an element `xsl:stylesheet`.",
        prop: "stylesheet",
        inside: "xml",
      }),
    ],
  },
];
