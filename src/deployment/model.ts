import type { Secret } from "./terraform/value";

/**
 * A deployment as a gateway and a token issuer see it.
 *
 * Whoever reads a value that could not be resolved gets a `DeploymentError` that names it. So does whoever reads a list that may not be complete,
 * because an item that belongs to it could not be placed.
 */
export interface DeploymentModel {
  readonly tenantId: string;
  readonly services: readonly Service[];
  readonly registrations: readonly Registration[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly appRoleAssignments: readonly AppRoleAssignment[];
  readonly delegatedGrants: readonly DelegatedGrant[];
  readonly managedIdentities: readonly ManagedIdentity[];
}

/** What every item has. */
export interface Item {
  /** The Terraform address. A service that is only referred to by its name has none. */
  readonly address: string;
  /** The stack that it is in, or "" for a plan or a state. */
  readonly stack: string;
}

/** What is in a service and in a workspace alike. */
export interface Container extends Item {
  readonly name: string;
  readonly apis: readonly Api[];
  readonly versionSets: readonly VersionSet[];
  readonly products: readonly Product[];
  readonly subscriptions: readonly Subscription[];
  readonly backends: readonly Backend[];
  readonly namedValues: readonly NamedValue[];
  readonly fragments: readonly Fragment[];
  readonly certificates: readonly Certificate[];
  readonly policy: Policy | undefined;
}

export interface Service extends Container {
  readonly resourceGroupName: string;
  /** Whether the deployment makes it, and does not only refer to it. */
  readonly isCreated: boolean;
  readonly gatewayUrl: string;
  readonly identity: ServiceIdentity;
  readonly workspaces: readonly Workspace[];
  /** The schemas that all APIs share. */
  readonly schemas: readonly Schema[];
  readonly authorizationServers: readonly AuthorizationServer[];
  readonly openIdProviders: readonly OpenIdProvider[];
}

/** The managed identities of a service. */
export interface ServiceIdentity {
  readonly principalId: string | undefined;
  readonly userAssignedIds: readonly string[];
}

export type Workspace = Container;

/** A policy document. */
export interface Policy extends Item {
  readonly text: string;
}

/** How a document is written: as XML, where C# is escaped, or raw. */
export type PolicyFormat = "xml" | "rawxml";

export interface Api extends Item {
  readonly name: string;
  readonly displayName: string | undefined;
  readonly revision: string;
  /** Whether callers reach it without naming a revision. */
  readonly isCurrent: boolean;
  readonly path: string;
  readonly protocols: readonly string[];
  readonly type: string;
  readonly serviceUrl: string | undefined;
  readonly version: string | undefined;
  /** The name of its version set. */
  readonly versionSet: string | undefined;
  readonly subscriptionRequired: boolean;
  readonly subscriptionKeyHeader: string;
  readonly subscriptionKeyQuery: string;
  /** The name of its authorization server. */
  readonly authorizationServer: string | undefined;
  readonly openIdProvider: string | undefined;
  /** Why Azure may make operations that are not among these. */
  readonly otherOperations: string | undefined;
  readonly operations: readonly Operation[];
  readonly schemas: readonly Schema[];
  readonly policy: Policy | undefined;
}

export interface VersionSet extends Item {
  readonly name: string;
  readonly scheme: "Segment" | "Header" | "Query";
  readonly headerName: string | undefined;
  readonly queryName: string | undefined;
}

export interface Operation extends Item {
  readonly operationId: string;
  readonly displayName: string | undefined;
  readonly method: string;
  readonly urlTemplate: string;
  readonly templateParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly requestBodies: readonly OperationBody[];
  readonly responses: readonly OperationResponse[];
  readonly policy: Policy | undefined;
}

/** A form of a body, by its content type. */
export interface OperationBody {
  readonly contentType: string;
  /** The id of its schema among those of the API. */
  readonly schemaId: string | undefined;
  /** The definition in the schema. */
  readonly typeName: string | undefined;
  readonly examples: readonly string[];
}

/** What an API says of its responses with a status. */
export interface OperationResponse {
  readonly status: number;
  readonly headers: readonly Parameter[];
  readonly bodies: readonly OperationBody[];
}

/** A schema of an API, or one of the service. */
export interface Schema extends Item {
  readonly schemaId: string;
  readonly contentType: string;
  /** The schema, or the definitions or components in it. */
  readonly text: string | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly values: readonly string[];
}

export interface Product extends Item {
  readonly productId: string;
  readonly displayName: string | undefined;
  readonly published: boolean;
  readonly subscriptionRequired: boolean;
  readonly approvalRequired: boolean;
  /** The names of its APIs. */
  readonly apis: readonly string[];
  readonly policy: Policy | undefined;
}

export interface Subscription extends Item {
  readonly subscriptionId: string;
  readonly displayName: string | undefined;
  readonly state: string;
  /** What its keys open: one API, one product, or with neither every API. */
  readonly productId: string | undefined;
  readonly apiName: string | undefined;
  readonly primaryKey: Secret;
  readonly secondaryKey: Secret;
}

export interface Backend extends Item {
  readonly name: string;
  readonly protocol: string | undefined;
  /** None for a pool. */
  readonly url: string | undefined;
  readonly validatesCertificateChain: boolean;
  readonly validatesCertificateName: boolean;
  /** What every request gets, as JSON: `authorization`, `header`, `query` and `certificate`; the values may be secrets. */
  readonly credentials: Secret | undefined;
  readonly circuitBreaker: CircuitBreaker | undefined;
  /** The backends of a pool; none for another backend. */
  readonly members: readonly PoolMember[];
}

/** When the gateway sends no requests to a backend for a while. */
export interface CircuitBreaker {
  /** How many failures within the interval trip it, or which percentage of the requests. */
  readonly failures: number | undefined;
  readonly failurePercentage: number | undefined;
  readonly intervalSeconds: number;
  readonly tripSeconds: number;
  readonly statuses: readonly StatusRange[];
  /** Reasons of `context.LastError` that are failures. */
  readonly errorReasons: readonly string[];
  /** Whether the header `Retry-After` of the backend says how long. */
  readonly acceptsRetryAfter: boolean;
}

export interface StatusRange {
  readonly min: number;
  readonly max: number;
}

export interface PoolMember {
  /** The name of the backend. */
  readonly backend: string;
  /** Lower numbers come first. */
  readonly priority: number;
  readonly weight: number;
}

export interface NamedValue extends Item {
  readonly name: string;
  /** The name that policies use, in double braces. */
  readonly displayName: string;
  readonly isSecret: boolean;
  /** The text of one that is not secret. */
  readonly value: string | undefined;
  /** The text of a secret that the deployment sets. */
  readonly secret: Secret | undefined;
  /** The id of the secret in Key Vault. */
  readonly keyVaultSecretId: string | undefined;
}

export interface Fragment extends Item {
  readonly name: string;
  readonly format: PolicyFormat;
  readonly text: string;
}

export interface Certificate extends Item {
  readonly name: string;
  readonly thumbprint: string | undefined;
  readonly data: Secret | undefined;
  readonly keyVaultSecretId: string | undefined;
}

export interface AuthorizationServer extends Item {
  readonly name: string;
  readonly displayName: string | undefined;
  readonly grantTypes: readonly string[];
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string | undefined;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  readonly defaultScope: string | undefined;
}

export interface OpenIdProvider extends Item {
  readonly name: string;
  readonly displayName: string | undefined;
  readonly metadataEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
}

/** An application in Entra ID. */
export interface Registration extends Item {
  readonly clientId: string;
  readonly objectId: string;
  readonly displayName: string | undefined;
  /** Whether the deployment makes it, and does not only read it. */
  readonly isCreated: boolean;
  readonly signInAudience: string;
  /** The version of the access tokens for it. */
  readonly tokenVersion: 1 | 2;
  readonly identifierUris: readonly string[];
  readonly scopes: readonly Scope[];
  readonly roles: readonly Role[];
  readonly redirectUris: readonly RedirectUri[];
  readonly optionalClaims: readonly OptionalClaim[];
  readonly groupMembershipClaims: readonly string[];
  readonly preAuthorized: readonly PreAuthorizedClient[];
  readonly requestedPermissions: readonly RequestedPermission[];
  readonly knownClientIds: readonly string[];
  /** Whether clients without a secret may ask for tokens that clients with one usually do. */
  readonly isFallbackPublicClient: boolean;
  readonly credentials: readonly Credential[];
}

export interface Scope extends Item {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
  /** `User` or `Admin`: who may consent. */
  readonly consent: string;
}

export interface Role extends Item {
  readonly id: string;
  readonly value: string | undefined;
  readonly isEnabled: boolean;
  /** `User`, `Application`, or both. */
  readonly memberTypes: readonly string[];
}

export interface RedirectUri extends Item {
  /** `Web`, `SPA` or `PublicClient`. */
  readonly platform: string;
  readonly uri: string;
}

export interface OptionalClaim extends Item {
  readonly token: "access" | "id";
  readonly name: string;
  readonly source: string | undefined;
  readonly isEssential: boolean;
  readonly additionalProperties: readonly string[];
}

export interface PreAuthorizedClient extends Item {
  readonly clientId: string;
  readonly permissionIds: readonly string[];
}

/** Permissions that a client asks for at one API. */
export interface RequestedPermission extends Item {
  readonly apiClientId: string;
  readonly roleIds: readonly string[];
  readonly scopeIds: readonly string[];
}

export type Credential = SecretCredential | CertificateCredential | FederatedCredential;

export interface SecretCredential extends Item {
  readonly kind: "secret";
  readonly keyId: string;
  readonly displayName: string | undefined;
  readonly endDate: string | undefined;
  readonly secret: Secret;
}

export interface CertificateCredential extends Item {
  readonly kind: "certificate";
  readonly keyId: string;
  readonly encoding: string;
  /** The public certificate. */
  readonly value: string;
  readonly endDate: string | undefined;
}

export interface FederatedCredential extends Item {
  readonly kind: "federated";
  readonly issuer: string;
  /** The subject; a flexible credential has an expression in its place. */
  readonly subject: string | undefined;
  readonly claimsMatchingExpression: string | undefined;
  readonly audiences: readonly string[];
}

export interface ServicePrincipal extends Item {
  readonly clientId: string;
  readonly objectId: string;
  readonly isEnabled: boolean;
  readonly isCreated: boolean;
  readonly appRoleAssignmentRequired: boolean;
  readonly credentials: readonly Credential[];
}

export interface AppRoleAssignment extends Item {
  readonly appRoleId: string;
  readonly principalObjectId: string;
  readonly resourceObjectId: string;
}

/** Scopes that are granted to a client, for one user or for all. */
export interface DelegatedGrant extends Item {
  readonly clientObjectId: string;
  readonly resourceObjectId: string;
  readonly scopes: readonly string[];
  readonly userObjectId: string | undefined;
}

export interface ManagedIdentity extends Item {
  readonly name: string;
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string;
  readonly tenantId: string;
  readonly isCreated: boolean;
  readonly credentials: readonly Credential[];
}
