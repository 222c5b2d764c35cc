import { type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  BACKEND,
  boolean,
  choice,
  EXPRESSION,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NOT_NEGATIVE,
  REQUIRED,
  string,
  URL,
} from "./parts";
import { PolicySection } from "../model/section";

const SF_REPLICA_TYPE: ValueSet = {
  name: "ServiceFabricReplicaType",
  summary: "Which replica of a Service Fabric partition is called.",
  values: { primary: "The primary replica.", secondary: "A secondary replica." },
};

const HTTP_VERSION: ValueSet = {
  name: "HttpVersion",
  summary: "The version of HTTP to the backend.",
  values: { "1": "HTTP/1.1.", "2or1": "HTTP/2 where the backend has it, otherwise HTTP/1.1.", "2": "HTTP/2." },
};

/** Policies that send the request on. */
export const ROUTING: readonly PolicySpec[] = [
  {
    name: "forward-request",
    summary: "Sends the request to the backend and takes its response. Without it nothing is sent.",
    sections: BACKEND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      choice("http-version", HTTP_VERSION, "The version of HTTP to the backend.", {
        ...LITERAL,
        doubtfulType: true,
        default: "1",
      }),
      integer(
        "timeout",
        "How long to wait for the status and the headers of the response. More than 240 seconds may not be kept.",
        {
          ...EXPRESSION,
          ...NOT_NEGATIVE,
          unit: "seconds",
          default: "300",
        },
      ),
      integer("timeout-ms", "Used instead of `timeoutSeconds` where seconds are too coarse.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        unit: "milliseconds",
      }),
      integer("continue-timeout", "How long to wait for `100 Continue`.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        unit: "seconds",
      }),
      boolean("follow-redirects", "Whether the gateway follows redirects of the backend itself.", {
        ...EXPRESSION,
        default: "false",
      }),
      boolean("buffer-request-body", "Whether the request's body is kept, so that it can be sent again by a retry.", {
        ...LITERAL,
        default: "false",
      }),
      boolean("buffer-response", "Whether the response is kept until it is complete. Turn it off for streams.", {
        ...LITERAL,
        default: "true",
      }),
      boolean(
        "fail-on-error-status-code",
        "Whether a response with a status of 400 to 599 leads to the section `on-error`.",
        {
          ...LITERAL,
          default: "false",
        },
      ),
    ],
    rules: [{ kind: "atMostOne", names: ["timeout", "timeout-ms"], certainty: "doubtful" }],
  },
  {
    name: "proxy",
    summary: "Sends the request to the backend through an HTTP proxy.",
    sections: INBOUND,
    doubtfulSections: [PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("url", "The URL of the proxy, with `http`.", { ...REQUIRED, ...EXPRESSION, ...URL }),
      string("username", "The user name for the proxy.", { ...EXPRESSION, absent: "no authentication" }),
      string("password", "The password for the proxy. Use a secret named value for it.", EXPRESSION),
    ],
    rules: [{ kind: "requires", name: "password", needs: "username", certainty: "doubtful" }],
  },
  {
    name: "set-backend-service",
    summary: "Sends the request to another backend than the API's own.",
    sections: [PolicySection.INBOUND, PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("base-url", "The URL of the backend. The path of the operation and the query are appended.", {
        ...EXPRESSION,
        ...URL,
      }),
      string("backend-id", "The id of a backend of the service. `dapr` is the backend of the Dapr form.", EXPRESSION),
      boolean(
        "sf-resolve-condition",
        "When to look up the address of a Service Fabric replica again: an expression that returns a `bool`.",
        EXPRESSION,
      ),
      string("sf-service-instance-name", "The name of a Service Fabric service instance.", EXPRESSION),
      string("sf-partition-key", "The key of a Service Fabric partition.", EXPRESSION),
      choice("sf-replica-type", SF_REPLICA_TYPE, "Which Service Fabric replica is called.", EXPRESSION),
      string("sf-listener-name", "The name of a Service Fabric listener.", EXPRESSION),
      string("dapr-app-id", "The name of a Dapr application."),
      string("dapr-method", "The method or URL of the Dapr application that is called."),
      string("dapr-namespace", "The namespace of the Dapr application."),
    ],
    rules: [
      { kind: "atLeastOne", groups: [["base-url"], ["backend-id"], ["dapr-app-id"]], certainty: "certain" },
      { kind: "atMostOne", names: ["base-url", "backend-id"], certainty: "doubtful" },
      { kind: "allOrNone", names: ["dapr-app-id", "dapr-method"], certainty: "doubtful" },
      { kind: "requires", name: "dapr-namespace", needs: "dapr-app-id", certainty: "doubtful" },
    ],
  },
];
