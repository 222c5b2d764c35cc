import { constructWith, type Kind, kind, listOf, objectWith } from "../core/kinds";
import { PolicyElement } from "../policy/model/node";

/** The kinds of objects of this folder. */

export const SERVICE: Kind = constructWith(["policyTarget", "name", "resourceGroupName", "cloud", "gatewayUrl"], {
  expected: "an API Management service",
  fix: "use ApiManagement.fromName or ApiManagement.fromResourceId; both take the attributes of a resource",
});

export const API: Kind = constructWith(["policyTarget", "apim", "name", "addOperation"], {
  expected: "an API",
  fix: "use an Api, or Api.fromName with the name of a resource",
});

export const OPERATION: Kind = constructWith(["policyTarget", "apim", "operationId"], {
  expected: "an operation of an API",
  fix: "use addOperation of an Api, or ApiOperation.fromId",
});

export const TARGET: Kind = constructWith(["policyTarget"], {
  expected: "a service, an API or an operation",
  fix: "use ApiManagement.fromName, Api.fromName or addOperation; the first two take the names of resources",
});

/** What has a name and is no construct of another kind: the interface asks for no more. */
export const AUTH_SERVER: Kind = constructWith(
  ["name"],
  { expected: "an authorization server", fix: "use an ApimAuthServer, or ApimAuthServer.fromName" },
  ["policyTarget", "vaultUri", "metadataUrl"],
);

/** Like an authorization server, of which only the name is sure. */
export const OPENID_PROVIDER: Kind = constructWith(
  ["name"],
  {
    expected: "an OpenID Connect provider",
    fix: "use an OpenIdConnectProvider, or OpenIdConnectProvider.fromName",
  },
  ["policyTarget", "vaultUri", "grant"],
);

export const CALLERS: Kind = objectWith(
  ["roles", "scopes", "isAnonymous"],
  { expected: "Callers", fix: "use Callers.applications, Callers.users or Callers.anyOf" },
  ["node", "grantType"],
);

export const GRANT: Kind = objectWith(["grantType", "scopes", "isForUsers", "bind"], {
  expected: "an OAuthGrant",
  fix: "use OAuthGrant.clientCredentials or OAuthGrant.authorizationCode",
});

export const IDENTITY: Kind = objectWith(["principalOf"], {
  expected: "an ApimIdentity",
  fix: "use ApimIdentity.systemAssigned or ApimIdentity.userAssigned",
});

export const NAMED_VALUE_SOURCE: Kind = objectWith(["_bind"], {
  expected: "a NamedValueSource",
  fix: "use NamedValueSource.plain, NamedValueSource.secret or NamedValueSource.keyVault",
  hidesText: true,
});

export const DOCUMENT: Kind = objectWith(["root", "diagnostics", "trySection", "withSection"], {
  expected: "a PolicyDocument",
  fix: "read a text with PolicyDocument.parse, or write the document with PolicyDocument.of",
  hidesText: true,
});

export const STATEMENTS: Kind = listOf(
  kind(
    {
      expected: "a statement",
      fix: "use a class such as SetHeader, or PolicyDocument.parseElement for a text",
      hidesText: true,
    },
    (value) => value instanceof PolicyElement,
  ),
  "statements",
);

/** What is accepted, each with a reason. */
export const SUPPRESSIONS: Kind = listOf(
  kind(
    { expected: "an object with rule and reason", fix: 'write { rule: "open-operation", reason: "…" }' },
    (value) =>
      typeof value === "object" &&
      value !== null &&
      ["rule", "reason"].every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === "string"),
  ),
  "suppressions",
);
