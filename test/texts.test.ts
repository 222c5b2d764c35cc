import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApimSubscription,
  type ApiProps,
  ApiRevision,
  ApiVersionSet,
  type ApiVersionSetProps,
  type IApi,
  VersioningScheme,
  AppRegistration,
  type ApiTagOptions,
  ApimTag,
  AppRole,
  AzapiProvider,
  FederatedCredential,
  KeyVaultSecret,
  ApiManagement,
  type ApiManagementProps,
  ApimSku,
  Backend,
  BackendAddress,
  BackendPool,
  type BackendProps,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  OpenIdConnectProvider,
  PermissionScope,
  type PermissionScopeOptions,
  PolicyFragment,
  Product,
  ResourceServer,
  SecretValue,
  SubscriptionScope,
  Workspace,
  WorkspacePolicyFragment,
  WorkspaceApiVersionSet,
  type WorkspaceApiVersionSetProps,
} from "cdktf-apim-oauth";
import { PolicyDocument } from "cdktf-apim-oauth/policy";
import { fc } from "./support/fast-check";
import { APIM_RULES } from "../src/apim/rules";
import { BACKEND_RULES } from "../src/apim/api/rules";
import { SERVICE_RULES } from "../src/apim/service/rules";
import { RULES as CORE_RULES, type Rule } from "../src/core/rules";
import { CREDENTIAL_RULES } from "../src/entra/credentials/rules";
import { ENTRA_RULES } from "../src/entra/rules";
import { VAULT_RULES } from "../src/keyvault/rules";
import { terraformValue } from "./support/decode";
import { foreignServer, OIDC } from "./support/issuers";
import { OPEN, type Arguments, newService, newStack, newVault, resourceOf, synth } from "./support/synth";

const RULES = {
  ...CORE_RULES,
  ...ENTRA_RULES,
  ...CREDENTIAL_RULES,
  ...VAULT_RULES,
  ...APIM_RULES,
  ...SERVICE_RULES,
  ...BACKEND_RULES,
};

/** A text of a user, and where Terraform gets it. */
interface Row {
  readonly rule: Rule;
  readonly put: (stack: TerraformStack, text: string) => unknown;
  readonly type: string;
  readonly argument: string | ((found: Arguments) => unknown);
}

const existing = (stack: TerraformStack): IApi =>
  Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });

const versions = (stack: TerraformStack, props: Partial<ApiVersionSetProps>): ApiVersionSet =>
  new ApiVersionSet(stack, "V", { apim: newService(stack), scheme: VersioningScheme.pathSegment(), ...props });

const api = (stack: TerraformStack, props: Partial<ApiProps> = {}): Api =>
  new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", ...props });

const variable = (stack: TerraformStack): SecretValue =>
  SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));

const ENDPOINTS = { tokenEndpoint: "https://id.contoso.com/token", authorizationEndpoint: "https://id.contoso.com/a" };

function server(stack: TerraformStack, props: Partial<Parameters<typeof ResourceServer.oidc>[0]>): void {
  const resource = ResourceServer.oidc({ ...OIDC, ...ENDPOINTS, ...props });
  foreignServer(stack, resource, OAuthGrant.clientCredentials());
}

function portal(stack: TerraformStack, props: { displayName?: string; description?: string }): void {
  const resource = ResourceServer.oidc({ ...OIDC, ...ENDPOINTS });
  foreignServer(stack, resource, OAuthGrant.clientCredentials(), props);
}

function signIn(stack: TerraformStack, props: { displayName?: string; description?: string }): void {
  new OpenIdConnectProvider(stack, "SignIn", {
    apim: newService(stack),
    name: "sign-in",
    resource: ResourceServer.oidc(OIDC),
    client: { clientId: "portal", displayName: "Portal" },
    clientSecret: variable(stack),
    ...props,
  });
}

const scopeText = (option: keyof PermissionScopeOptions, argument: string): Row => ({
  rule: RULES.text,
  put: (stack, text) =>
    new AppRegistration(stack, "R", { displayName: "R", scopes: [PermissionScope.of("read", { [option]: text })] }),
  type: "azuread_application_permission_scope",
  argument,
});

const servicePrincipalText = (option: "description" | "notes"): Row => ({
  rule: RULES.description,
  put: (stack, text) => new AppRegistration(stack, "R", { displayName: "R", servicePrincipal: { [option]: text } }),
  type: "azuread_service_principal",
  argument: option,
});
const service = (stack: TerraformStack, props: Partial<ApiManagementProps>): ApiManagement =>
  new ApiManagement(stack, "New", {
    name: "apim-new",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.developer(),
    ...props,
  });

const backend = (stack: TerraformStack, props: Partial<BackendProps>): Backend =>
  new Backend(stack, "B", {
    apim: newService(stack),
    name: "orders",
    address: BackendAddress.https("https://orders.contoso.com"),
    ...props,
  });

const tagged = (stack: TerraformStack, options: ApiTagOptions): void =>
  new ApimTag(stack, "T", { apim: newService(stack, "TagService"), name: "internal" }).addToApi(
    existing(stack),
    options,
  );

const teamVersions = (stack: TerraformStack, props: Partial<WorkspaceApiVersionSetProps>): WorkspaceApiVersionSet =>
  new WorkspaceApiVersionSet(stack, "V", {
    workspace: Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" }),
    scheme: VersioningScheme.pathSegment(),
    ...props,
  });

const SERVER = "azurerm_api_management_authorization_server";
const NAMED_VALUE = "azurerm_api_management_named_value";

const TEXTS: Readonly<Record<string, Row>> = {
  "ApiProps.displayName": {
    rule: RULES.displayName,
    put: (stack, displayName) => api(stack, { displayName }),
    type: "azurerm_api_management_api",
    argument: "display_name",
  },
  "ApiProps.description": {
    rule: RULES.text,
    put: (stack, description) => api(stack, { description }),
    type: "azurerm_api_management_api",
    argument: "description",
  },
  ...Object.fromEntries(
    (["displayName", "description", "terms"] as const).map((option) => [
      `ProductProps.${option}`,
      {
        rule: { displayName: RULES.title, description: RULES.apimDescription, terms: RULES.text }[option],
        put: (stack: TerraformStack, text: string) =>
          new Product(stack, "Gold", { apim: newService(stack), productId: "gold", [option]: text }),
        type: "azurerm_api_management_product",
        argument: option === "displayName" ? "display_name" : option,
      },
    ]),
  ),
  "ApimSubscriptionProps.displayName": {
    rule: RULES.shortTitle,
    put: (stack, displayName) =>
      new ApimSubscription(stack, "Shop", {
        subscriptionScope: SubscriptionScope.allApis(newService(stack)),
        displayName,
      }),
    type: "azurerm_api_management_subscription",
    argument: "display_name",
  },
  ...Object.fromEntries(
    (["displayName", "description"] as const).map((option) => [
      `WorkspaceProps.${option}`,
      {
        rule: RULES.text,
        put: (stack: TerraformStack, text: string) =>
          new Workspace(stack, "Team", { apim: newService(stack), name: "team", [option]: text }),
        type: "azurerm_api_management_workspace",
        argument: option === "displayName" ? "display_name" : option,
      },
    ]),
  ),
  "WorkspacePolicyFragmentProps.description": {
    rule: RULES.apimDescription,
    put: (stack, description) => {
      const workspace = Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" });
      const document = PolicyDocument.fragment([]);
      new WorkspacePolicyFragment(stack, "Fragment", { workspace, name: "trace", document, description });
    },
    type: "azurerm_api_management_workspace_policy_fragment",
    argument: "description",
  },
  "ApiServingOptions.versionDescription": {
    rule: RULES.versionDescription,
    put: (stack, versionDescription) => api(stack, { versionDescription }),
    type: "azurerm_api_management_api",
    argument: "version_description",
  },
  "ApiServingOptions.revisionDescription": {
    rule: RULES.versionDescription,
    put: (stack, revisionDescription) => api(stack, { revisionDescription }),
    type: "azurerm_api_management_api",
    argument: "revision_description",
  },
  "ApiRevisionProps.description": {
    rule: RULES.versionDescription,
    put: (stack, description) => new ApiRevision(stack, "R", { api: existing(stack), revision: "2", description }),
    type: "azurerm_api_management_api",
    argument: "revision_description",
  },
  "ApiRevisionProps.releaseNotes": {
    rule: RULES.text,
    put: (stack, releaseNotes) =>
      new ApiRevision(stack, "R", { api: existing(stack), revision: "2", isCurrent: true, releaseNotes }),
    type: "azurerm_api_management_api_release",
    argument: "notes",
  },
  "ApiVersionSetProps.displayName": {
    rule: RULES.shortTitle,
    put: (stack, displayName) => versions(stack, { displayName }),
    type: "azurerm_api_management_api_version_set",
    argument: "display_name",
  },
  "ApiVersionSetProps.description": {
    rule: RULES.text,
    put: (stack, description) => versions(stack, { description }),
    type: "azurerm_api_management_api_version_set",
    argument: "description",
  },
  "ApiManagementProps.publisherName": {
    rule: RULES.publisherName,
    put: (stack, publisherName) => service(stack, { publisherName }),
    type: "azurerm_api_management",
    argument: "publisher_name",
  },
  "ApiManagementProps.tags": {
    rule: RULES.tagValue,
    put: (stack, value) => service(stack, { tags: { team: value } }),
    type: "azurerm_api_management",
    argument: (found) => (found.tags as Readonly<Record<string, string>>).team,
  },
  "BackendProps.title": {
    rule: RULES.backendTitle,
    put: (stack, title) => backend(stack, { title }),
    type: "azurerm_api_management_backend",
    argument: "title",
  },
  "BackendProps.description": {
    rule: RULES.backendDescription,
    put: (stack, description) => backend(stack, { description }),
    type: "azurerm_api_management_backend",
    argument: "description",
  },
  "ApimTagProps.displayName": {
    rule: RULES.tagTitle,
    put: (stack, displayName) => new ApimTag(stack, "T", { apim: newService(stack), name: "internal", displayName }),
    type: "azurerm_api_management_tag",
    argument: "display_name",
  },
  "ApiTagOptions.description": {
    rule: RULES.text,
    put: (stack, description) => tagged(stack, { description }),
    type: "azurerm_api_management_api_tag_description",
    argument: "description",
  },
  "ApiTagOptions.documentationDescription": {
    rule: RULES.text,
    put: (stack, documentationDescription) => tagged(stack, { documentationDescription }),
    type: "azurerm_api_management_api_tag_description",
    argument: "external_documentation_description",
  },
  "WorkspaceApiVersionSetProps.displayName": {
    rule: RULES.shortTitle,
    put: (stack, displayName) => teamVersions(stack, { displayName }),
    type: "azurerm_api_management_workspace_api_version_set",
    argument: "display_name",
  },
  "WorkspaceApiVersionSetProps.description": {
    rule: RULES.text,
    put: (stack, description) => teamVersions(stack, { description }),
    type: "azurerm_api_management_workspace_api_version_set",
    argument: "description",
  },
  "BackendPoolProps.description": {
    rule: RULES.poolDescription,
    put: (stack, description) => {
      new AzapiProvider(stack, "azapi");
      new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: backend(stack, {}) }], description });
    },
    type: "azapi_resource",
    argument: (found) => (found.body as { properties: { description: string } }).properties.description,
  },
  "ApiOperationOptions.displayName": {
    rule: RULES.displayName,
    put: (stack, displayName) => api(stack).addOperation("get", { method: "GET", urlTemplate: "/", displayName }),
    type: "azurerm_api_management_api_operation",
    argument: "display_name",
  },
  "ApiOperationOptions.description": {
    rule: RULES.apimDescription,
    put: (stack, description) => api(stack).addOperation("get", { method: "GET", urlTemplate: "/", description }),
    type: "azurerm_api_management_api_operation",
    argument: "description",
  },
  "ApimAuthServerProps.displayName": {
    rule: RULES.authServerTitle,
    put: (stack, displayName) => portal(stack, { displayName }),
    type: SERVER,
    argument: "display_name",
  },
  "ApimAuthServerProps.description": {
    rule: RULES.text,
    put: (stack, description) => portal(stack, { description }),
    type: SERVER,
    argument: "description",
  },
  "ResourceOwnerIdentity.username": {
    rule: RULES.text,
    put: (stack, username) => {
      const password = SecretValue.fromVariable(new TerraformVariable(stack, "password", { sensitive: true }));
      const options = { scopes: ["read"], resourceOwner: { username, password } };
      const resource = ResourceServer.oidc({ ...OIDC, ...ENDPOINTS });
      foreignServer(stack, resource, OAuthGrant.insecureResourceOwnerPassword(options));
    },
    type: SERVER,
    argument: "resource_owner_username",
  },
  "OpenIdConnectProviderProps.displayName": {
    rule: RULES.authServerTitle,
    put: (stack, displayName) => signIn(stack, { displayName }),
    type: "azurerm_api_management_openid_connect_provider",
    argument: "display_name",
  },
  "OpenIdConnectProviderProps.description": {
    rule: RULES.text,
    put: (stack, description) => signIn(stack, { description }),
    type: "azurerm_api_management_openid_connect_provider",
    argument: "description",
  },
  "ResourceServerOptions.roles": {
    rule: RULES.text,
    put: (stack, role) => server(stack, { roles: [role] }),
    type: SERVER,
    argument: "default_scope",
  },
  "OidcResourceServerProps.tokenParameters": {
    rule: RULES.text,
    put: (stack, value) => server(stack, { tokenParameters: { audience: value } }),
    type: SERVER,
    argument: (found) => (found.token_body_parameter as readonly Arguments[])[0]!.value,
  },
  "Auth0ResourceServerProps.audience": {
    rule: RULES.text,
    put: (stack, audience) =>
      foreignServer(
        stack,
        ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience }),
        OAuthGrant.clientCredentials(),
      ),
    type: SERVER,
    argument: (found) => (found.token_body_parameter as readonly Arguments[])[0]!.value,
  },
  "AppRegistrationProps.displayName": {
    rule: RULES.displayName,
    put: (stack, displayName) => new AppRegistration(stack, "R", { displayName }),
    type: "azuread_application_registration",
    argument: "display_name",
  },
  "AppRegistrationProps.description": {
    rule: RULES.description,
    put: (stack, description) => new AppRegistration(stack, "R", { displayName: "R", description }),
    type: "azuread_application_registration",
    argument: "description",
  },
  "AppRegistrationProps.notes": {
    rule: RULES.text,
    put: (stack, notes) => new AppRegistration(stack, "R", { displayName: "R", notes }),
    type: "azuread_application_registration",
    argument: "notes",
  },
  "AppRegistrationProps.serviceManagementReference": {
    rule: RULES.text,
    put: (stack, serviceManagementReference) =>
      new AppRegistration(stack, "R", { displayName: "R", serviceManagementReference }),
    type: "azuread_application_registration",
    argument: "service_management_reference",
  },
  "ServicePrincipalOptions.description": servicePrincipalText("description"),
  "ServicePrincipalOptions.notes": servicePrincipalText("notes"),
  "ServicePrincipalOptions.alternativeNames": {
    rule: RULES.text,
    put: (stack, name) =>
      new AppRegistration(stack, "R", { displayName: "R", servicePrincipal: { alternativeNames: [name] } }),
    type: "azuread_service_principal",
    argument: ({ alternative_names: names }) => (names as unknown[])[0],
  },
  "ServicePrincipalOptions.samlRelayState": {
    rule: RULES.text,
    put: (stack, samlRelayState) =>
      new AppRegistration(stack, "R", { displayName: "R", servicePrincipal: { samlRelayState } }),
    type: "azuread_service_principal",
    argument: ({ saml_single_sign_on: saml }) => (saml as Arguments).relay_state,
  },
  "ClientSecretOptions.displayName": {
    rule: RULES.text,
    put: (stack, displayName) =>
      new AppRegistration(stack, "R", { displayName: "R" }).addClientSecret("S", {
        endDate: "2027-05-31T00:00:00Z",
        displayName,
      }),
    type: "azuread_application_password",
    argument: "display_name",
  },
  "ClientSecretOptions.rotateWhenChanged": {
    rule: RULES.text,
    put: (stack, reason) =>
      new AppRegistration(stack, "R", { displayName: "R" }).addClientSecret("S", {
        endDate: "2027-05-31T00:00:00Z",
        rotateWhenChanged: { reason },
      }),
    type: "azuread_application_password",
    argument: ({ rotate_when_changed }) => (rotate_when_changed as Arguments).reason,
  },
  "FederatedCredentialOptions.description": {
    rule: RULES.credentialDescription,
    put: (stack, description) =>
      new AppRegistration(stack, "R", { displayName: "R" }).addFederatedCredential(
        "Job",
        FederatedCredential.oidc({ issuer: "https://id.contoso.com", subject: "job" }),
        { description },
      ),
    type: "azuread_application_federated_identity_credential",
    argument: "description",
  },
  "KeyVaultSecretProps.contentType": {
    rule: RULES.text,
    put: (stack, contentType) =>
      new KeyVaultSecret(stack, "S", { vault: newVault(stack), name: "s", value: variable(stack), contentType }),
    type: "azurerm_key_vault_secret",
    argument: "content_type",
  },
  "AppRoleOptions.displayName": {
    rule: RULES.text,
    put: (stack, displayName) =>
      new AppRegistration(stack, "R", { displayName: "R", roles: [AppRole.forUsers("read", { displayName })] }),
    type: "azuread_application_app_role",
    argument: "display_name",
  },
  "AppRoleOptions.description": {
    rule: RULES.text,
    put: (stack, description) =>
      new AppRegistration(stack, "R", { displayName: "R", roles: [AppRole.forUsers("read", { description })] }),
    type: "azuread_application_app_role",
    argument: "description",
  },
  "PermissionScopeOptions.adminConsentDisplayName": scopeText("adminConsentDisplayName", "admin_consent_display_name"),
  "PermissionScopeOptions.adminConsentDescription": scopeText("adminConsentDescription", "admin_consent_description"),
  "PermissionScopeOptions.userConsentDisplayName": scopeText("userConsentDisplayName", "user_consent_display_name"),
  "PermissionScopeOptions.userConsentDescription": scopeText("userConsentDescription", "user_consent_description"),
  "PolicyFragmentProps.description": {
    rule: RULES.apimDescription,
    put: (stack, description) =>
      new PolicyFragment(stack, "F", {
        apim: newService(stack),
        name: "shared",
        document: PolicyDocument.fragment([]),
        description,
      }),
    type: "azurerm_api_management_policy_fragment",
    argument: "description",
  },
  "KeyVaultSourceOptions.contentType": {
    rule: RULES.text,
    put: (stack, contentType) =>
      new KeyVaultSecretRef(stack, "K", {
        apim: newService(stack),
        vault: newVault(stack),
        secretName: "key",
        value: variable(stack),
        contentType,
      }),
    type: "azurerm_key_vault_secret",
    argument: "content_type",
  },
  "NamedValueProps.tags": {
    rule: RULES.text,
    put: (stack, tag) =>
      new NamedValue(stack, "N", {
        apim: newService(stack),
        name: "n",
        source: NamedValueSource.plain("x"),
        tags: [tag],
      }),
    type: NAMED_VALUE,
    argument: (found) => (found.tags as readonly string[])[0],
  },
  "NamedValueSource.plain": {
    rule: RULES.namedValueText,
    put: (stack, text) =>
      new NamedValue(stack, "N", { apim: newService(stack), name: "n", source: NamedValueSource.plain(text) }),
    type: NAMED_VALUE,
    argument: "value",
  },
};

/** What a user can write, and what is special to Terraform, to XML and to API Management. */
const TEXT = fc
  .array(
    fc.constantFrom(
      "$",
      "%",
      "{",
      "}",
      "${",
      "%{",
      "$${",
      "%%{",
      "${x}",
      "%{if true}",
      '"',
      "\\",
      "<&>",
      "\n",
      "é",
      "🚚",
      "a",
      " ",
      "@(",
      "1e+30",
    ),
  )
  .map((parts) => parts.join(""));
/** Text, and null for a value that only Terraform knows. */
const PARTS = fc.array(fc.oneof(TEXT, fc.constant(null)), { minLength: 1, maxLength: 5 });

test.each(Object.entries(TEXTS))("%s reads back as it was given, with values of Terraform in it", (_name, row) => {
  const { rule, put, type, argument } = row;
  fc.assert(
    fc.property(PARTS, (parts) => {
      const stack = newStack();
      const token = new TerraformVariable(stack, "given", {}).stringValue;
      const text = parts.map((part) => part ?? token).join("");
      fc.pre(parts.includes(null) || rule.test(text));
      put(stack, text);
      const found = resourceOf(synth(stack), type);
      const template = typeof argument === "string" ? found[argument] : argument(found);
      const read = terraformValue(template as string, (expression) => `⟦${expression}⟧`);
      expect(read).toBe(parts.map((part) => part ?? "⟦var.given⟧").join(""));
    }),
    {
      numRuns: 25,
      examples: [[["${env}"]], [["100%{ok}"]], [["costs $", null]], [["$${", null, "{"]], [["%", null, "${x}"]]],
    },
  );
});

/** The rules of names, ids and addresses, by the prop: none takes a text that Terraform would read as a template. */
const NAMES: Readonly<Record<string, keyof typeof RULES>> = {
  "AppRegistrationProps.identifierUri": "identifierUri",
  "AppRegistrationProps.homepageUrl": "pageUrl",
  "AppRegistrationProps.logoutUrl": "logoutUrl",
  "AppRegistrationProps.marketingUrl": "pageUrl",
  "AppRegistrationProps.privacyStatementUrl": "pageUrl",
  "AppRegistrationProps.supportUrl": "pageUrl",
  "AppRegistrationProps.termsOfServiceUrl": "pageUrl",
  "ServicePrincipalOptions.loginUrl": "pageUrl",
  "ServicePrincipalOptions.tags": "tag",
  "ServicePrincipalOptions.notificationEmailAddresses": "notificationAddress",
  "ClientSecretOptions.endDate": "dateTime",
  "ClientSecretOptions.startDate": "dateTime",
  "CertificateCredentialOptions.endDate": "dateTime",
  "CertificateCredentialOptions.startDate": "dateTime",
  "CertificateCredentialOptions.keyId": "guid",
  "FederatedCredentialOptions.displayName": "credentialName",
  "GithubActionsOptions.owner": "githubOwner",
  "GithubActionsOptions.repository": "githubRepository",
  "GithubActionsOptions.ownerId": "githubId",
  "GithubActionsOptions.repositoryId": "githubId",
  "GithubActionsOptions.branch": "gitRef",
  "GithubActionsOptions.tag": "gitRef",
  "GithubActionsOptions.environment": "githubEnvironment",
  "GithubActionsOptions.issuer": "federatedIssuer",
  "AzureDevOpsOptions.organizationId": "guid",
  "AzureDevOpsOptions.organization": "azureDevOpsName",
  "AzureDevOpsOptions.project": "azureDevOpsName",
  "AzureDevOpsOptions.serviceConnection": "azureDevOpsName",
  "KubernetesOptions.issuer": "federatedIssuer",
  "KubernetesOptions.serviceAccountNamespace": "kubernetesNamespace",
  "KubernetesOptions.serviceAccount": "kubernetesServiceAccount",
  "OidcFederationOptions.issuer": "federatedIssuer",
  "OidcFederationOptions.subject": "federatedSubject",
  "OidcFederationOptions.audience": "federatedAudience",
  "FlexibleFederationOptions.issuer": "federatedIssuer",
  "FlexibleFederationOptions.expression": "matchingExpression",
  "FlexibleFederationOptions.audience": "federatedAudience",
  "KeyVaultSecretProps.name": "secretName",
  "KeyVaultSecretProps.endDate": "dateTime",
  "AppRoleOptions.id": "guid",
  "AppRegistrationAttributes.clientId": "guid",
  "ExistingRegistrationOptions.identifierUri": "identifierUri",
  "IManagedIdentity.principalId": "guid",
  "ManagedIdentityAttributes.principalId": "guid",
  "ManagedIdentityAttributes.clientId": "guid",
  "UserAssignedIdentityAttributes.name": "identityName",
  "UserAssignedIdentityAttributes.resourceGroupName": "resourceGroupName",
  "PermissionScopeOptions.id": "guid",
  "ResourceServerOptions.scopes": "scopeToken",
  "OidcResourceServerProps.metadataUrl": "httpsUrl",
  "OidcResourceServerProps.tokenEndpoint": "httpsUrl",
  "OidcResourceServerProps.authorizationEndpoint": "httpsUrl",
  "Auth0ResourceServerProps.domain": "domain",
  "OktaResourceServerProps.domain": "domain",
  "OktaResourceServerProps.authorizationServerId": "pathSegment",
  "PingOneResourceServerProps.environmentId": "guid",
  "PingOneResourceServerProps.domain": "domain",
  "ExternalIdResourceServerProps.tenantName": "tenantName",
  "ExternalIdResourceServerProps.tenantId": "tenantId",
  "ExternalIdResourceServerProps.clientId": "guid",
  "ExternalIdResourceServerProps.identifierUri": "identifierUri",
  "B2cResourceServerProps.tenantName": "tenantName",
  "B2cResourceServerProps.tenantId": "tenantId",
  "B2cResourceServerProps.userFlows": "userFlow",
  "B2cResourceServerProps.clientId": "guid",
  "B2cResourceServerProps.identifierUri": "identifierUri",
  "B2cResourceServerProps.domain": "domain",
  "KeyVaultAttributes.name": "vaultName",
  "KeyVaultAttributes.resourceGroupName": "resourceGroupName",
  "ApiManagementProps.name": "serviceName",
  "ApiManagementProps.resourceGroupName": "resourceGroupName",
  "ApiManagementProps.location": "location",
  "ApiManagementProps.publisherEmail": "email",
  "ApiManagementProps.notificationSenderEmail": "email",
  "ApiManagementProps.minApiVersion": "managementApiVersion",
  "ApiManagementProps.zones": "zone",
  "AttachedIdentity.resourceId": "attachedIdentityId",
  "HostNameOptions.hostName": "gatewayHostName",
  "CustomDomainOptions.certificateName": "secretName",
  "ApimPkcs12CertificateProps.name": "certificateName",
  "ApimTagProps.name": "childName",
  "ApiTagOptions.documentationUrl": "serviceUrl",
  "WorkspaceApiVersionSetProps.name": "childName",
  "BackendProps.name": "backendName",
  "BackendAttributes.name": "backendName",
  "BackendPoolProps.name": "backendName",
  "AppBackendOptions.hostName": "hostName",
  "AppBackendOptions.path": "backendPath",
  "AppBackendOptions.resourceId": "siteId",
  "ServiceFabricOptions.serviceName": "fabricService",
  "ServiceFabricOptions.managementEndpoints": "managementEndpoint",
  "ServiceFabricOptions.serverThumbprints": "thumbprint",
  "ApiProps.path": "apiPath",
  "ApiProps.name": "apiName",
  "ApiProps.serviceUrl": "serviceUrl",
  "ApiProps.revision": "apiRevision",
  "ApiProps.authScope": "scopeList",
  "ApiAboutOptions.termsOfServiceUrl": "pageUrl",
  "ApiServingOptions.version": "apiVersion",
  "ApiRevisionProps.revision": "apiRevision",
  "ApiRevisionProps.serviceUrl": "httpUrl",
  "ApiVersionSetProps.name": "childName",
  "ApiVersionSetAttributes.name": "childName",
  "ApiAttributes.name": "apiName",
  "ApiOperationOptions.method": "httpMethod",
  "ApiOperationOptions.urlTemplate": "urlTemplate",
  "ApiOperationAttributes.operationId": "childName",
  "ApiOperationOptions.operationId": "childName",
  "ProductProps.productId": "childName",
  "ProductProps.groups": "childName",
  "ProductAttributes.productId": "childName",
  "ApimSubscriptionProps.subscriptionId": "childName",
  "ApimSubscriptionProps.userId": "userId",
  "ApimSubscriptionAttributes.subscriptionId": "childName",
  "WorkspaceProps.name": "workspaceName",
  "WorkspaceAttributes.name": "workspaceName",
  "WorkspaceCertificateProps.name": "workspaceName",
  "WorkspaceKeyVaultCertificateOptions.certificateName": "secretName",
  "WorkspacePolicyFragmentProps.name": "childName",
  "WorkspacePolicyFragmentAttributes.name": "existingFragmentName",
  "ApiSchemaProps.schemaId": "childName",
  "ResourceOwnerPasswordOptions.scopes": "scopeToken",
  "McpServerProps.hostName": "domain",
  "McpServerProps.name": "childName",
  "McpServerProps.path": "apiPath",
  "McpToolOptions.name": "childName",
  "OpenIdConnectProviderProps.name": "childName",
  "DeveloperPortalB2cSignInProps.tenantName": "tenantName",
  "DeveloperPortalB2cSignInProps.domain": "domain",
  "DeveloperPortalB2cSignInProps.signInFlow": "userFlow",
  "DeveloperPortalB2cSignInProps.signUpFlow": "userFlow",
  "DeveloperPortalB2cSignInProps.profileEditingFlow": "userFlow",
  "DeveloperPortalB2cSignInProps.passwordResetFlow": "userFlow",
  "ApimAuthServerProps.name": "childName",
  "ApimAuthServerProps.clientRegistrationEndpoint": "httpUrl",
  "TokenCheckOptions.headerName": "httpToken",
  "CorsPolicyProps.allowedOrigins": "origin",
  "CorsPolicyProps.allowedMethods": "corsMethod",
  "CorsPolicyProps.allowedHeaders": "httpToken",
  "CorsPolicyProps.exposeHeaders": "httpToken",
  "ErrorPolicyProps.correlationHeaderName": "httpToken",
  "ProtectedResourceMetadataProps.gatewayUrl": "httpsOrigin",
  "DescribeOptions.resourceUrl": "resourceUrl",
  "DescribeOptions.authorizationServers": "issuerUrl",
  "PolicyFragmentProps.name": "childName",
  "PolicyFragmentAttributes.name": "existingFragmentName",
  "ApiManagementOptions.developerPortalUrl": "httpsOrigin",
  "ApiManagementOptions.systemIdentityPrincipalId": "guid",
  "ApiManagementAttributes.name": "serviceName",
  "ApiManagementAttributes.resourceGroupName": "resourceGroupName",
  "UserAssignedIdentity.clientId": "guid",
  "UserAssignedIdentity.principalId": "guid",
  "ApimCertificateProps.certificateName": "secretName",
  "ApimCertificateProps.name": "certificateName",
  "ApimCertificateAttributes.name": "certificateName",
  "ApimCertificateAttributes.thumbprint": "thumbprint",
  "KeyVaultSecretRefProps.namedValueName": "namedValueName",
  "KeyVaultSourceOptions.secretName": "secretName",
  "KeyVaultSourceOptions.endDate": "dateTime",
  "NamedValueProps.name": "namedValueName",
  "NamedValueProps.displayName": "namedValueDisplayName",
  "NamedValueAttributes.displayName": "namedValueDisplayName",
};

/** Values of URIs, GUIDs and names, to put a template into. */
const AROUND = fc.constantFrom(
  "",
  "a",
  "A1",
  "/",
  "https://a.b/",
  "api://a",
  "/a/{b}",
  "B2C_1_a",
  "2027-01-01T00:00:00Z",
);

test.each([
  ...new Set([
    ...Object.values(NAMES),
    "claimValue",
    "serviceId",
    "vaultId",
    "redirectUri",
    "publicRedirectUri",
    "optionalClaim",
  ] as const),
])("rule %s takes no template of Terraform", (name) => {
  fc.assert(
    fc.property(
      AROUND,
      fc.constantFrom("${a}", "%{a}", "${", "%{", "$${a}", "%%{a}"),
      AROUND,
      (before, template, after) => {
        expect(RULES[name].test(`${before}${template}${after}`)).toBe(false);
      },
    ),
  );
});
test.each([
  ...new Set([
    ...Object.values(NAMES),
    "claimValue",
    "serviceId",
    "vaultId",
    "redirectUri",
    "subnetId",
    "publicIpAddressId",
    "hostName",
    "tagName",
  ] as const),
])("rule %s takes no template of Terraform", (name) => {
  fc.assert(
    fc.property(
      AROUND,
      fc.constantFrom("${a}", "%{a}", "${", "%{", "$${a}", "%%{a}"),
      AROUND,
      (before, template, after) => {
        expect(RULES[name].test(`${before}${template}${after}`)).toBe(false);
      },
    ),
  );
});

/** Props that become part of a policy, whose tests give them any text, or of messages and lookups only. */
const OTHERS = [
  "PolicyTargetProps.label",
  "PolicyTargetProps.serviceKey",
  "PolicyTargetProps.names",
  "PolicyArgumentProps.label",
  "ProgramFactsProps.text",
  "AppRegistrationAttributes.displayName",
  "ManagedIdentityAttributes.displayName",
  "ResourceServerOptions.displayName",
  "RotatingClientSecretOptions.displayName",
  "OidcResourceServerProps.issuer",
  "OidcResourceServerProps.audiences",
  "OidcResourceServerProps.clientClaim",
  "Auth0ResourceServerProps.clientClaim",
  "OktaResourceServerProps.audience",
  "PingOneResourceServerProps.audience",
  "McpServerProps.displayName",
  "McpServerProps.description",
  "McpToolOptions.description",
  "TokenCheckOptions.failedValidationErrorMessage",
  "TokenCheckOptions.realm",
  "TokenCheckOptions.claimsToHeaders",
  "OnBehalfOfOptions.scopes",
];

test("every prop that is a string has a row here", () => {
  const root = join(__dirname, "../src");
  const props = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?:apim|entra|keyvault)[/\\].*\.ts$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), "utf8");
      const structs = [
        ...source.matchAll(/export interface (\w+(?:Props|Options|Attributes|Identity)) [^{]*\{([^]*?)\n\}/g),
      ];
      return structs.flatMap(([, struct, body]) =>
        [...body!.matchAll(/readonly (\w+)\??: (?:string(?:\[\])?|Record<string, string>);/g)].map(
          ([, prop]) => `${struct}.${prop}`,
        ),
      );
    });
  const rows = [
    ...Object.keys(TEXTS).filter((name) => name !== "NamedValueSource.plain"),
    ...Object.keys(NAMES),
    ...OTHERS,
  ];
  // The struct of a function has the name of the option that it gets.
  expect(rows.sort()).toEqual(props.filter((prop) => prop !== "SecretOptions.contentType").sort());
});
