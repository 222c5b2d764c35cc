import { constructWith, type Kind, kind, listOf, objectWith } from "../core/kinds";
import { isDependable } from "../core/dependables";
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

export const PRODUCT: Kind = constructWith(["policyTarget", "apim", "productId", "addApi"], {
  expected: "a product",
  fix: "use a Product, or Product.fromId with the id of a resource",
});

export const WORKSPACE: Kind = constructWith(["policyTarget", "apim", "name", "workspaceId"], {
  expected: "a workspace",
  fix: "use a Workspace, or Workspace.fromName with the name of a resource",
});

export const SUBSCRIPTION_SCOPE: Kind = objectWith(["apim", "_ids"], {
  expected: "a SubscriptionScope",
  fix: "use SubscriptionScope.product, SubscriptionScope.api or SubscriptionScope.allApis",
});

export const TARGET: Kind = constructWith(["policyTarget"], {
  expected: "a service, a workspace, a product, an API or an operation",
  fix: "use ApiManagement.fromName, Api.fromName or addOperation; the first two take the names of resources",
});

/** What has a name and is no construct of another kind: the interface asks for no more. */
export const AUTH_SERVER: Kind = constructWith(
  ["name"],
  { expected: "an authorization server", fix: "use an ApimAuthServer, or ApimAuthServer.fromName" },
  ["policyTarget", "vaultUri", "metadataUrl"],
);

/** Like {@link AUTH_SERVER}. */
/** Like an authorization server, of which only the name is sure. */
export const OPENID_PROVIDER: Kind = constructWith(
  ["name"],
  {
    expected: "an OpenID Connect provider",
    fix: "use an OpenIdConnectProvider, or OpenIdConnectProvider.fromName",
  },
  ["policyTarget", "vaultUri", "grant"],
);

export const OPERATION: Kind = constructWith(["policyTarget", "apim", "operationId"], {
  expected: "an operation of an API",
  fix: "use addOperation of an Api, or ApiOperation.fromId",
});

export const CALLERS: Kind = objectWith(
  ["roles", "scopes", "isAnonymous"],
  { expected: "Callers", fix: "use Callers.applications, Callers.users or Callers.anyOf" },
  ["node", "grantType"],
);

export const CALLER_LIMIT: Kind = objectWith(["_statement"], {
  expected: "a CallerLimit",
  fix: "use CallerLimit.rate or CallerLimit.quota",
});

export const BACKEND_TOKEN: Kind = objectWith(["_isForUsers", "_statements"], {
  expected: "a BackendToken",
  fix: "use BackendToken.forward, BackendToken.strip, BackendToken.managedIdentity or BackendToken.onBehalfOf",
});

export const CLIENT_AUTHENTICATION: Kind = objectWith(["_credential"], {
  expected: "a ClientAuthentication",
  fix: "use ClientAuthentication.managedIdentity, ClientAuthentication.certificate or ClientAuthentication.secret",
  hidesText: true,
});

export const SERVICE_CERTIFICATE: Kind = constructWith(["name", "_serviceKey"], {
  expected: "a certificate of the service",
  fix: "use an ApimCertificate, or ApimCertificate.fromName with its thumbprint",
  hidesText: true,
});

export const NAMED_VALUE: Kind = constructWith(["displayName", "reference"], {
  expected: "a named value",
  fix: "use a NamedValue, a KeyVaultSecretRef, or fromName of either",
  hidesText: true,
});

/** What has a policy that checks tokens. */
export const JWT_POLICY: Kind = constructWith(["resource", "callers", "tokenVariable", "metadataUrl"], {
  expected: "a JwtPolicy",
  fix: "use the JwtPolicy of the API",
});

export const GRANT: Kind = objectWith(["grantType", "scopes", "isForUsers", "bind"], {
  expected: "an OAuthGrant",
  fix: "use OAuthGrant.clientCredentials or OAuthGrant.authorizationCode",
});

export const IDENTITY: Kind = objectWith(["principalOf"], {
  expected: "an ApimIdentity",
  fix: "use ApimIdentity.systemAssigned or ApimIdentity.userAssigned",
});

export const ATTACHED_IDENTITY: Kind = objectWith(["resourceId", "clientId", "principalId"], {
  expected: "an object with resourceId, clientId and principalId",
  fix: "give the attributes of an azurerm_user_assigned_identity",
});

export const BACKEND: Kind = constructWith(["backendId", "apim", "useIn"], {
  expected: "a backend",
  fix: "use a Backend or Backend.fromName",
});

/** What something can be created after. */
export const DEPENDABLE: Kind = kind(
  { expected: "a construct, or what a method that grants something returns", fix: "give one of the two" },
  isDependable,
);

export const NAMED_VALUE_SOURCE: Kind = objectWith(["_bind"], {
  expected: "a NamedValueSource",
  fix: "use NamedValueSource.plain, NamedValueSource.secret or NamedValueSource.keyVault",
  hidesText: true,
});

export const WORKSPACE_CERTIFICATE_SOURCE: Kind = objectWith(["_bindCertificate"], {
  expected: "a WorkspaceCertificateSource",
  fix: "use WorkspaceCertificateSource.keyVault or WorkspaceCertificateSource.pkcs12",
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
