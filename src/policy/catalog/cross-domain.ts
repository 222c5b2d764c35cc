import { type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  any,
  boolean,
  choice,
  EXPRESSION,
  HEADER_NAME,
  ID,
  INBOUND,
  integer,
  METHOD,
  NAMED,
  one,
  optional,
  OUTBOUND,
  REQUIRED,
  some,
  string,
  textOf,
} from "./parts";

const PERMITTED_POLICIES: ValueSet = {
  name: "PermittedCrossDomainPolicies",
  summary: "Which cross-domain policy files of a host count.",
  values: {
    all: "All of them.",
    "by-content-type": "Those that are served as `text/x-cross-domain-policy`.",
    "master-only": "Only this one.",
    none: "None, not even this one.",
  },
};

const SECURE = boolean("secure", "Whether only documents that were loaded over HTTPS have access.", {
  default: "true",
});

/** Policies that let browsers call from other origins. */
export const CROSS_DOMAIN: readonly PolicySpec[] = [
  {
    name: "cors",
    summary:
      "Lets browsers call from other origins. On a preflight request nothing else runs, so it comes first in inbound.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      boolean("allow-credentials", "Whether the browser may send cookies and the like.", {
        ...EXPRESSION,
        default: "false",
      }),
      boolean(
        "terminate-unmatched-request",
        "Whether a request from another origin ends here with an empty 200. Give it, because the reference contradicts itself about the default.",
        {
          ...EXPRESSION,
          absent: "not settled by the reference",
        },
      ),
    ],
    order: "any",
    children: [
      one("allowed-origins", {
        summary: "The origins that may call: scheme, host and port, or `*` for all.",
        children: [some("origin", textOf("An origin, such as `https://contoso.com`.", EXPRESSION))],
      }),
      optional("allowed-methods", {
        summary: "The methods that may be called, or `*` for all. Without them: GET and POST.",
        hoist: true,
        attributes: [
          integer(
            "preflight-result-max-age",
            "How long the browser may keep the answer to a preflight request. It needs `allowedMethods`.",
            {
              ...EXPRESSION,
              unit: "seconds",
              range: { min: 0 },
              default: "0",
            },
          ),
        ],
        children: [some("method", textOf("A method.", { ...EXPRESSION, ...METHOD }))],
      }),
      optional("allowed-headers", {
        summary: "The headers that requests may carry, or `*` for all.",
        children: [some("header", textOf("The name of a header.", { ...EXPRESSION, ...HEADER_NAME }))],
      }),
      optional("expose-headers", {
        summary: "The response headers that scripts may read, or `*` for all.",
        children: [some("header", textOf("The name of a header.", { ...EXPRESSION, ...HEADER_NAME }))],
      }),
    ],
  },
  {
    name: "cross-domain",
    summary: "Serves a cross-domain policy file for Adobe Flash and Acrobat clients.",
    sections: INBOUND,
    scopes: ["global"],
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [ID],
    children: [
      optional("cross-domain-policy", {
        summary: "The policy file.",
        struct: "CrossDomainPolicy",
        children: [
          optional("site-control", {
            summary: "Which policy files of the host count.",
            struct: "CrossDomainSiteControl",
            attributes: [
              choice(
                "permitted-cross-domain-policies",
                PERMITTED_POLICIES,
                "Which policy files of the host count.",
                REQUIRED,
              ),
            ],
          }),
          any("allow-access-from", {
            summary: "The domains that may read data.",
            struct: "CrossDomainAccess",
            attributes: [string("domain", "A domain, such as `*.contoso.com`.", { ...REQUIRED, ...NAMED }), SECURE],
          }),
          any("allow-http-request-headers-from", {
            summary: "The domains that may send request headers.",
            struct: "CrossDomainRequestHeaders",
            attributes: [
              string("domain", "A domain, such as `*.contoso.com`.", { ...REQUIRED, ...NAMED }),
              string("headers", "The names of the headers, separated by commas.", REQUIRED),
              SECURE,
            ],
          }),
        ],
      }),
    ],
  },
  {
    name: "jsonp",
    summary: "Wraps a JSON response in a call of a function that the caller names.",
    sections: OUTBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    once: "section",
    attributes: [
      ID,
      string("callback-parameter-name", "The query parameter that names the function.", { ...REQUIRED, ...EXPRESSION }),
    ],
  },
];
