import { type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  ANY_SECTION,
  any,
  boolean,
  choice,
  EXPRESSION,
  ID,
  LITERAL,
  number,
  REQUIRED,
  string,
  text,
  textOf,
  UNDOCUMENTED,
} from "./parts";

const SEVERITY: ValueSet = {
  name: "TraceSeverity",
  summary: "How important a trace entry is.",
  values: {
    verbose: "For debugging.",
    information: "Worth knowing.",
    error: "Something went wrong.",
  },
};

/** Policies that record what happened. */
export const LOGGING: readonly PolicySpec[] = [
  {
    name: "emit-metric",
    summary: "Sends a metric of your own to Application Insights.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("name", "The name of the metric.", { ...REQUIRED, ...LITERAL }),
      string("namespace", "The namespace of the metric.", {
        ...LITERAL,
        default: "API Management",
        prop: "metricNamespace",
      }),
      number("value", "The value of the metric.", { ...EXPRESSION, default: "1" }),
      boolean("default-dimensions", "Whether the dimensions that API Management knows are added.", UNDOCUMENTED),
    ],
    children: [
      {
        ...any("dimension", {
          summary: "What the metric is broken down by.",
          prop: "dimensions",
          doubtfulMin: 1,
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
  },
  {
    name: "trace",
    summary: "Adds an entry to the request trace and to Application Insights.",
    sections: ANY_SECTION,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("source", "Where the entry comes from, in words of your own.", REQUIRED),
      choice("severity", SEVERITY, "How important the entry is.", { ...LITERAL, default: "verbose" }),
    ],
    text: text("Text that the schema lets in.", UNDOCUMENTED),
    order: "any",
    children: [
      any("message", {
        ...textOf("The message. Never put a token or a secret into it.", EXPRESSION),
        doubtfulMin: 1,
        doubtfulMax: 1,
      }),
      any("metadata", {
        summary: "Properties of the entry.",
        attributes: [
          string("name", "The name of the property.", REQUIRED),
          string("value", "The value of the property.", REQUIRED),
        ],
      }),
    ],
  },
];
