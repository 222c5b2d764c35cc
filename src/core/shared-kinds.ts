import { type Kind, objectWith } from "./kinds";

/** The kinds of objects that constructs of several folders take. */

export const CLOUD: Kind = objectWith(["environment", "loginHost", "apimDomain", "vaultDomain"], {
  expected: "an AzureCloud",
  fix: "use AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT or AzureCloud.CHINA",
});

export const SECRET: Kind = objectWith(["_expression", "_mayBelongTo", "_version"], {
  expected: "a SecretValue",
  fix: "use SecretValue.fromVariable, addClientSecret of a registration or secret of a vault",
  hidesText: true,
});

/** A text in its place may be a private key. */
export const CERTIFICATE: Kind = objectWith(["_data"], {
  expected: "a PublicCertificate",
  fix: "use PublicCertificate.fromPem, or certificate of a vault",
  hidesText: true,
});

export const PRINCIPAL: Kind = objectWith(["_key", "objectId"], {
  expected: "a Principal",
  fix: "use Principal.fromObjectId, such as with the principalId of a ManagedIdentity, or principalOf of an ApimIdentity",
});

/** The API that tokens are for. */
export const RESOURCE_SERVER: Kind = objectWith(
  ["displayName", "realm", "metadataUrl", "issuers", "audiences", "claims", "requestedScope"],
  { expected: "a resource server", fix: "use an AppRegistration, AppRegistration.fromClientId or a ResourceServer" },
);

/** An application that asks for tokens. */
export const CLIENT: Kind = objectWith(["clientId", "displayName"], {
  expected: "a client",
  fix: "use an AppRegistration, or an object with its clientId and displayName",
});

/** The claims of tokens that hold scopes or roles. */
export const TOKEN_CLAIM: Kind = objectWith(["name", "form"], {
  expected: "a TokenClaim",
  fix: "use TokenClaim.spaceDelimited or TokenClaim.list",
});

/** How the tokens of applications differ from those of users. */
export const APPLICATION_TOKENS: Kind = objectWith(["claim", "test"], {
  expected: "ApplicationTokens",
  fix: "use ApplicationTokens.withoutClaim, ApplicationTokens.withClaim or ApplicationTokens.withSuffix",
});
