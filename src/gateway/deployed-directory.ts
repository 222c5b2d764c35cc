import type { EntraHosts } from "../oauth/entra-tenant";
import { TokenVersion } from "../oauth/token-version";
import type { Credential, DeploymentModel, Registration } from "../deployment/model";
import type { Credentials, EntraApplication, EntraDirectory, EntraUser, RedirectUris } from "../issuer/directory";

/** The tenant that a deployment makes: its applications and identities, and who was given what. */
export function directoryOf(
  deployment: DeploymentModel,
  users: readonly EntraUser[],
  hosts: EntraHosts,
): EntraDirectory {
  return {
    tenantId: deployment.tenantId,
    domains: [],
    hosts,
    applications: [
      ...deployment.registrations.flatMap((each) => applicationOf(deployment, each)),
      ...identities(deployment),
    ],
    users,
    roleAssignments: deployment.appRoleAssignments.map(({ principalObjectId, resourceObjectId, appRoleId }) => ({
      principalId: principalObjectId,
      resourceId: resourceObjectId,
      roleId: appRoleId,
    })),
    scopeGrants: deployment.delegatedGrants.map(({ clientObjectId, resourceObjectId, scopes, userObjectId }) => ({
      clientPrincipalId: clientObjectId,
      resourceId: resourceObjectId,
      scopes,
      ...(userObjectId !== undefined && { userId: userObjectId }),
    })),
  };
}

/**
 * An application is in the tenant through its service principal; without one it is unknown there. What the input does not say fails the request that asks for
 * it: existing applications, which data sources read, are mostly not what a request is about.
 */
function applicationOf(deployment: DeploymentModel, registration: Registration): EntraApplication[] {
  const { clientId } = registration;
  const principal = deployment.servicePrincipals.find((each) => each.clientId === clientId);
  if (principal === undefined) return [];
  return [
    {
      clientId,
      principalId: principal.objectId,
      displayName: registration.displayName ?? clientId,
      get tokenVersion() {
        return registration.tokenVersion === 2 ? TokenVersion.V2 : TokenVersion.V1;
      },
      get identifierUris() {
        return registration.identifierUris;
      },
      get scopes() {
        return registration.scopes.filter(({ isEnabled }) => isEnabled).map(({ id, value }) => ({ id, value }));
      },
      get roles() {
        return registration.roles.flatMap(({ id, value, isEnabled }) =>
          isEnabled && value !== undefined ? [{ id, value }] : [],
        );
      },
      get redirectUris() {
        return redirectUrisOf(registration);
      },
      get isAssignmentRequired() {
        return principal.appRoleAssignmentRequired;
      },
      get preAuthorizedClients() {
        return registration.preAuthorized.map((client) => ({
          clientId: client.clientId,
          scopes: registration.scopes.filter(({ id }) => client.permissionIds.includes(id)).map(({ value }) => value),
        }));
      },
      get optionalClaims() {
        return registration.optionalClaims.filter(({ token }) => token === "access");
      },
      get groupMembershipClaims() {
        return registration.groupMembershipClaims;
      },
      get credentials() {
        return credentialsOf([...registration.credentials, ...principal.credentials]);
      },
    },
  ];
}

/** Managed identities get tokens without a credential of their own, so they have none here. */
function identities({ managedIdentities }: DeploymentModel): EntraApplication[] {
  return managedIdentities.map(({ clientId, principalId, name }) => ({
    clientId,
    principalId,
    displayName: name,
    tokenVersion: TokenVersion.V1,
    identifierUris: [],
    scopes: [],
    roles: [],
    redirectUris: { web: [], singlePage: [], publicClient: [] },
    isAssignmentRequired: false,
    preAuthorizedClients: [],
    optionalClaims: [],
    credentials: { secrets: [], certificates: [], federated: [] },
  }));
}

function redirectUrisOf({ redirectUris }: Registration): RedirectUris {
  const of = (platform: string): string[] =>
    redirectUris.filter((each) => each.platform === platform).map(({ uri }) => uri);
  return { web: of("Web"), singlePage: of("SPA"), publicClient: of("PublicClient") };
}

function credentialsOf(credentials: readonly Credential[]): Credentials {
  return {
    secrets: credentials.flatMap((each) =>
      each.kind === "secret" ? [{ value: each.secret.reveal(), keyId: each.keyId }] : [],
    ),
    certificates: credentials.flatMap((each) => (each.kind === "certificate" ? [each.value] : [])),
    federated: credentials.flatMap((each) =>
      each.kind === "federated" && each.subject !== undefined
        ? each.audiences.map((audience) => ({ issuer: each.issuer, subject: each.subject ?? "", audience }))
        : [],
    ),
  };
}
