import { type ChildSpec, type PolicySpec, type ValueSet } from "./model";
import {
  ANY_GATEWAY,
  ANY_GATEWAY_BUT_WORKSPACE,
  ANY_SCOPE,
  ANY_SCOPE_BUT_WORKSPACE,
  any,
  boolean,
  choice,
  CLAIM,
  EXPECTED,
  EXPRESSION,
  FILLED,
  HEADER_NAME,
  ID,
  INBOUND,
  integer,
  LITERAL,
  NAMED,
  NOT_NEGATIVE,
  optional,
  REQUIRED,
  some,
  STATUS_CODE,
  string,
  text,
  textOf,
  UNDOCUMENTED,
} from "./parts";
import { PolicySection } from "../model/section";

const IP_FILTER_ACTION: ValueSet = {
  name: "IpFilterAction",
  summary: "What an IP filter does with callers from the listed addresses.",
  values: {
    allow: "Only callers from the listed addresses pass.",
    forbid: "Callers from the listed addresses are refused.",
  },
};

/** The page names inbound only. The schema does not restrict the sections, and documents in use have it in others. */
const OUTSIDE_INBOUND = [PolicySection.BACKEND, PolicySection.OUTBOUND, PolicySection.ON_ERROR];

const IP_ADDRESS = { format: "ip-address" } as const;

const AUTHORIZATION_IDENTITY: ValueSet = {
  name: "AuthorizationIdentityType",
  summary: "Whose access to a connection of the credential manager is checked.",
  values: {
    managed: "That of the service's own identity.",
    jwt: "That of the token in `identity`.",
  },
};

const OUTPUT_TOKEN = string("output-token-variable-name", "The variable that takes the validated token, a `Jwt`.", {
  ...LITERAL,
  ...FILLED,
});

const FAILED_CODE = integer(
  "failed-validation-httpcode",
  "The status code of the response to a token that does not pass.",
  {
    ...EXPRESSION,
    ...STATUS_CODE,
    default: "401",
  },
);

const FAILED_MESSAGE = string(
  "failed-validation-error-message",
  "The message of the response to a token that does not pass.",
  { ...EXPRESSION, absent: "a message that depends on what is wrong" },
);

const TOKEN_VALUE = string("token-value", "The token itself, without `Bearer `. An expression as a rule.", {
  ...EXPRESSION,
  ...FILLED,
});
const QUERY_PARAMETER = string("query-parameter-name", "The query parameter that carries the token.", {
  ...EXPRESSION,
  ...FILLED,
});

const AUDIENCES: Pick<ChildSpec, "name" | "max" | "summary"> = {
  name: "audiences",
  max: 1,
  summary: "The audiences that are accepted: the token's `aud` has to be one of them.",
};
const AUDIENCE = "An audience that is accepted.";
const CLIENT_ID = textOf("The client id of an application.", { ...LITERAL, ...FILLED });
const REQUIRED_CLAIMS = "The claims that the token has to carry, all of them.";

/** Policies that decide who may call, and that present APIM to the backend. */
export const ACCESS: readonly PolicySpec[] = [
  {
    name: "authentication-basic",
    summary: "Sends a user name and a password to the backend, with basic authentication.",
    sections: INBOUND,
    doubtfulSections: [PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    once: "section",
    attributes: [
      ID,
      string("username", "The user name.", { ...REQUIRED, ...EXPRESSION, ...NAMED }),
      string("password", "The password. Use a secret named value for it.", { ...REQUIRED, ...EXPRESSION }),
    ],
  },
  {
    name: "authentication-certificate",
    summary: "Presents a client certificate to the backend.",
    sections: INBOUND,
    doubtfulSections: [PolicySection.BACKEND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string(
        "thumbprint",
        "The thumbprint of a certificate of the service. It changes when the certificate is renewed.",
        { ...EXPRESSION, ...NAMED },
      ),
      string(
        "certificate-id",
        "The id of a certificate of the service. Use it for certificates that Key Vault renews.",
        EXPRESSION,
      ),
      string("body", "The certificate itself, as bytes that an expression returns.", EXPRESSION),
      string("password", "The password of the certificate in `body`.", EXPRESSION),
    ],
    rules: [
      { kind: "exactlyOne", names: ["thumbprint", "certificate-id", "body"], certainty: "certain" },
      { kind: "requires", name: "password", needs: "body", certainty: "doubtful" },
    ],
  },
  {
    name: "authentication-managed-identity",
    summary: "Gets a token for a managed identity of the service and sends it to the backend as a bearer token.",
    sections: INBOUND,
    doubtfulSections: OUTSIDE_INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("resource", "The App ID URI of what is called, such as `https://vault.azure.net`.", {
        ...EXPECTED,
        ...EXPRESSION,
        ...NAMED,
      }),
      string("client-id", "The client id of a user-assigned identity of the service.", {
        ...LITERAL,
        absent: "the system-assigned identity",
      }),
      string("output-token-variable-name", "The variable that takes the token.", LITERAL),
      boolean("ignore-error", "Whether the request goes on when there is no token.", { default: "false" }),
    ],
  },
  {
    name: "check-header",
    summary: "Refuses requests that lack a header, or whose header has none of the listed values.",
    sections: INBOUND,
    doubtfulSections: [PolicySection.OUTBOUND],
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY_BUT_WORKSPACE,
    attributes: [
      ID,
      string("name", "The name of the header.", { ...REQUIRED, ...EXPRESSION, ...HEADER_NAME }),
      integer("failed-check-httpcode", "The status code of the refusal.", {
        ...REQUIRED,
        ...EXPRESSION,
        ...STATUS_CODE,
      }),
      string("failed-check-error-message", "The message of the refusal.", { ...EXPECTED, ...EXPRESSION }),
      boolean("ignore-case", "Whether values are compared without regard to case.", { ...EXPECTED, ...EXPRESSION }),
    ],
    children: [any("value", { ...textOf("A value that is accepted.", EXPRESSION), prop: "values" })],
  },
  {
    name: "get-authorization-context",
    summary: "Gets a token from a connection of the credential manager.",
    sections: INBOUND,
    doubtfulSections: OUTSIDE_INBOUND,
    ...ANY_SCOPE_BUT_WORKSPACE,
    gateways: ["classic", "v2", "consumption"],
    attributes: [
      ID,
      string("provider-id", "The id of the credential provider.", { ...REQUIRED, ...EXPRESSION }),
      string("authorization-id", "The id of the connection.", { ...REQUIRED, ...EXPRESSION }),
      string("context-variable-name", "The variable that takes the `Authorization` with its token.", {
        ...REQUIRED,
        ...EXPRESSION,
      }),
      choice("identity-type", AUTHORIZATION_IDENTITY, "Whose access to the connection is checked.", {
        ...EXPRESSION,
        doubtfulType: true,
        default: "managed",
      }),
      string(
        "identity",
        "The token that is checked against the connection's access policy, without `Bearer `.",
        EXPRESSION,
      ),
      boolean(
        "ignore-error",
        "Whether the request goes on without a token: the variable is then null. Otherwise the caller gets 500.",
        {
          ...EXPRESSION,
          default: "false",
        },
      ),
    ],
    rules: [
      { kind: "onlyIf", name: "identity", attribute: "identity-type", value: "jwt", certainty: "doubtful" },
      { kind: "neededIf", name: "identity", attribute: "identity-type", value: "jwt", certainty: "doubtful" },
    ],
  },
  {
    name: "ip-filter",
    summary: "Lets requests pass, or refuses them with 403, by the address of the caller.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      choice("action", IP_FILTER_ACTION, "What is done with callers from the listed addresses.", {
        ...EXPECTED,
        ...EXPRESSION,
      }),
    ],
    rules: [{ kind: "atLeastOneChild", names: ["address", "address-range"], certainty: "certain" }],
    order: "any",
    children: [
      any("address", { ...textOf("An IP address.", IP_ADDRESS), prop: "addresses" }),
      any("address-range", {
        summary: "A range of IP addresses, both ends included.",
        prop: "addressRanges",
        attributes: [
          string("from", "The first address.", { ...REQUIRED, ...IP_ADDRESS, prop: "fromAddress" }),
          string("to", "The last address.", { ...REQUIRED, ...IP_ADDRESS, prop: "toAddress" }),
        ],
        rules: [{ kind: "ascending", names: ["from", "to"], certainty: "doubtful" }],
      }),
    ],
  },
  {
    name: "validate-azure-ad-token",
    summary: "Refuses requests without a valid Microsoft Entra ID token of a tenant.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("tenant-id", "The tenant: its id, one of its domains or the URL of its authority.", {
        ...REQUIRED,
        ...EXPRESSION,
        ...FILLED,
      }),
      string("header-name", "The header that carries the token.", {
        ...EXPRESSION,
        ...FILLED,
        default: "Authorization",
      }),
      QUERY_PARAMETER,
      TOKEN_VALUE,
      FAILED_CODE,
      FAILED_MESSAGE,
      OUTPUT_TOKEN,
      string(
        "authentication-endpoint",
        "The authority host of a sovereign cloud, such as `login.microsoftonline.us`.",
        {
          absent: "the public cloud",
        },
      ),
      string("require-scheme", "The scheme that the header has to begin with, such as `Bearer`.", UNDOCUMENTED),
      boolean("allow-protected-forwarded-tokens", "Whether protected forwarded tokens are accepted.", {
        ...EXPRESSION,
        ...UNDOCUMENTED,
      }),
      boolean("allow-proof-of-possession-tokens", "Whether proof-of-possession tokens are accepted.", {
        ...EXPRESSION,
        ...UNDOCUMENTED,
      }),
    ],
    rules: [
      { kind: "atMostOne", names: ["header-name", "query-parameter-name", "token-value"], certainty: "certain" },
      { kind: "atLeastOneChild", names: ["client-application-ids", "audiences"], certainty: "doubtful" },
    ],
    order: "any",
    children: [
      optional("backend-application-ids", {
        summary: "The client ids of the applications that the token has to be issued for.",
        children: [some("application-id", CLIENT_ID)],
      }),
      optional("client-application-ids", {
        summary:
          "The client ids of the applications that may call. Without them every application with a token for an accepted audience may.",
        children: [some("application-id", CLIENT_ID)],
      }),
      {
        ...AUDIENCES, // The page allows an expression here, and the gateway does not evaluate it.
        children: [some("audience", textOf(AUDIENCE, { ...LITERAL, ...FILLED }))],
      },
      optional("required-claims", {
        summary: REQUIRED_CLAIMS,
        children: [some("claim", CLAIM)],
      }),
      optional("decryption-keys", {
        summary: "The keys that encrypted tokens are decrypted with.",
        children: [
          some("key", {
            summary: "A key that encrypted tokens are decrypted with.",
            attributes: [
              string("certificate-id", "The id of a certificate of the service that holds the key.", EXPECTED),
              string("id", "The id of the key.", UNDOCUMENTED),
            ],
          }),
        ],
      }),
    ],
  },
  {
    name: "validate-client-certificate",
    summary: "Refuses requests without a client certificate that passes the given rules.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      boolean("validate-revocation", "Whether the certificate is looked up in the revocation lists.", {
        ...LITERAL,
        default: "true",
      }),
      boolean("validate-trust", "Whether the certificate's chain has to end at a trusted authority.", {
        ...LITERAL,
        default: "true",
      }),
      boolean("validate-not-before", "Whether the certificate has to be valid already.", {
        ...LITERAL,
        default: "true",
      }),
      boolean("validate-not-after", "Whether the certificate must not have expired.", { ...LITERAL, default: "true" }),
      boolean("ignore-error", "Whether the request goes on when the certificate does not pass.", {
        ...LITERAL,
        default: "false",
      }),
    ],
    children: [
      optional("identities", {
        summary: "The identities that are accepted: everything given in at least one of them has to match.",
        children: [
          {
            ...some("identity", {
              summary: "An identity that is accepted. Everything that is given has to match.",
              attributes: [
                string("thumbprint", "The certificate's thumbprint."),
                string("serial-number", "The certificate's serial number."),
                string("common-name", "The common name in the certificate's subject."),
                string("subject", "The certificate's subject, a distinguished name."),
                string("dns-name", "A DNS name among the subject's alternative names."),
                string("issuer-subject", "The issuer's subject, a distinguished name."),
                string("issuer-thumbprint", "The issuer's thumbprint."),
                string("issuer-certificate-id", "The id of a certificate of the service that is the issuer's."),
              ],
              rules: [
                { kind: "atMostOne", names: ["issuer-certificate-id", "issuer-subject"], certainty: "doubtful" },
                { kind: "atMostOne", names: ["issuer-certificate-id", "issuer-thumbprint"], certainty: "doubtful" },
              ],
              text: text("Text that the schema lets in.", UNDOCUMENTED),
            }),
            max: 10,
          },
        ],
      }),
    ],
  },
  {
    name: "validate-jwt",
    summary: "Refuses requests without a valid JSON Web Token.",
    sections: INBOUND,
    scopes: ANY_SCOPE,
    gateways: ANY_GATEWAY,
    attributes: [
      ID,
      string("header-name", "The header that carries the token, such as `Authorization`.", {
        ...EXPRESSION,
        ...FILLED,
      }),
      QUERY_PARAMETER,
      TOKEN_VALUE,
      FAILED_CODE,
      FAILED_MESSAGE,
      string(
        "require-scheme",
        "The scheme that the header has to begin with, such as `Bearer`. Only the header `Authorization` is checked for it.",
        {
          ...EXPRESSION,
          absent: "any scheme",
        },
      ),
      boolean("require-expiration-time", "Whether the token has to carry an expiration time.", {
        ...EXPRESSION,
        default: "true",
      }),
      boolean("require-signed-tokens", "Whether the token has to be signed.", { ...EXPRESSION, default: "true" }),
      integer("clock-skew", "How far the clocks of the issuer and of API Management may differ.", {
        ...EXPRESSION,
        ...NOT_NEGATIVE,
        unit: "seconds",
        default: "0",
      }),
      OUTPUT_TOKEN,
    ],
    rules: [
      { kind: "exactlyOne", names: ["header-name", "query-parameter-name", "token-value"], certainty: "certain" },
      { kind: "requires", name: "require-scheme", needs: "header-name", certainty: "doubtful" },
    ],
    order: "strict",
    children: [
      any("openid-config", {
        summary:
          "The OpenID Connect metadata of an issuer: its signing keys and, where no issuer is listed, its name come from there.",
        prop: "openidConfigs",
        attributes: [
          string(
            "url",
            "The URL of the metadata, such as `https://login.microsoftonline.com/<tenant>/v2.0/.well-known/openid-configuration`.",
            { ...REQUIRED, ...FILLED },
          ),
          boolean(
            "validate-connectivity",
            "Whether the URL has to answer when the policy is saved. Set it to false for a host that public DNS does not know.",
            { absent: "the URL has to answer" },
          ),
          string("host", "A host name that the schema lets in.", UNDOCUMENTED),
        ],
      }),
      optional("issuer-signing-tokens", {
        summary: "Signing keys, in an older form.",
        ...UNDOCUMENTED,
        children: [any("token", textOf("A signing key."))],
      }),
      optional("issuer-signing-keys", {
        summary: "The keys that sign tokens, besides those of the metadata.",
        order: "any",
        children: [
          any("key", {
            summary: "A key that signs tokens. Give the text for a symmetric key, or `certificateId`, or `n` and `e`.",
            struct: "ValidateJwtIssuerSigningKey",
            attributes: [
              string("id", "The id of the key, as the token's `kid` has it."),
              string("certificate-id", "The id of a certificate of the service that holds the public key."),
              string("n", "The modulus of an RSA key, in base64url.", LITERAL),
              string("e", "The exponent of an RSA key, in base64url.", LITERAL),
            ],
            rules: [{ kind: "allOrNone", names: ["n", "e"], certainty: "doubtful" }],
            text: text("A symmetric key in base64. Use a secret named value for it."),
          }),
          any("zumo-master-key", {
            summary: "A key of Azure Mobile Services.",
            ...UNDOCUMENTED,
            attributes: [string("id", "The id of the key.")],
            text: text("The key."),
          }),
        ],
      }),
      optional("decryption-keys", {
        summary: "The keys that encrypted tokens are decrypted with.",
        doubtfulOrder: true,
        children: [
          some("key", {
            summary: "A key that encrypted tokens are decrypted with. Give the text or `certificateId`.",
            struct: "ValidateJwtDecryptionKey",
            attributes: [
              string("id", "The id of the key.", UNDOCUMENTED),
              string("certificate-id", "The id of a certificate of the service that holds the private key."),
              string("n", "The modulus of an RSA key, in base64url.", { ...LITERAL, ...UNDOCUMENTED }),
              string("e", "The exponent of an RSA key, in base64url.", { ...LITERAL, ...UNDOCUMENTED }),
            ],
            text: text("A symmetric key in base64. Use a secret named value for it."),
          }),
        ],
      }),
      {
        ...AUDIENCES,
        children: [{ ...any("audience", textOf(AUDIENCE, { ...EXPRESSION, ...FILLED })), doubtfulMin: 1 }],
      },
      optional("issuers", {
        summary: "The issuers that are accepted: the token's `iss` has to be one of them.",
        children: [
          { ...any("issuer", textOf("An issuer that is accepted.", { ...EXPRESSION, ...FILLED })), doubtfulMin: 1 },
        ],
      }),
      optional("required-claims", {
        summary: REQUIRED_CLAIMS,
        children: [{ ...any("claim", CLAIM), doubtfulMin: 1 }],
      }),
    ],
  },
];
