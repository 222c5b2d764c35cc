import { Deployment } from "../../src/deployment";
import { guid } from "../support/synth";

const GUID = /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const APP = "${azuread_application_registration.orders.id}";

function read(resource: object, more: object = {}): Deployment {
  return Deployment.fromSynth({ resource, ...more });
}

describe("a registration in several resources", () => {
  const deployment = read({
    azuread_application_registration: {
      orders: { display_name: "Orders", requested_access_token_version: 2, sign_in_audience: "AzureADMultipleOrgs" },
      client: { display_name: "Client" },
    },
    azuread_application_identifier_uri: {
      u: { application_id: APP, identifier_uri: "api://${azuread_application_registration.orders.client_id}" },
    },
    azuread_application_permission_scope: {
      s: { application_id: APP, scope_id: guid(1), value: "read", type: "Admin" },
    },
    azuread_application_app_role: {
      r: { application_id: APP, role_id: guid(2), value: "Sync", allowed_member_types: ["Application"] },
    },
    azuread_application_redirect_uris: {
      w: { application_id: APP, type: "SPA", redirect_uris: ["https://a", "https://b"] },
    },
    azuread_application_optional_claims: {
      c: {
        application_id: APP,
        access_token: [{ name: "idtyp", additional_properties: ["include_user_token"] }],
        id_token: { name: "upn", essential: true },
      },
    },
    azuread_application_pre_authorized: {
      p: {
        application_id: APP,
        authorized_client_id: "${azuread_application_registration.client.client_id}",
        permission_ids: ["${azuread_application_permission_scope.s.scope_id}"],
      },
    },
    azuread_application_known_clients: { k: { application_id: APP, known_client_ids: [guid(3)] } },
    azuread_application_fallback_public_client: { f: { application_id: APP, enabled: true } },
    azuread_application_api_access: {
      a: {
        application_id: "${azuread_application_registration.client.id}",
        api_client_id: "${azuread_application_registration.orders.client_id}",
        role_ids: ['${azuread_service_principal.orders.app_role_ids["Sync"]}'],
        scope_ids: ['${azuread_service_principal.orders.oauth2_permission_scope_ids["read"]}'],
      },
    },
    azuread_service_principal: {
      orders: { client_id: "${azuread_application_registration.orders.client_id}", app_role_assignment_required: true },
      client: { client_id: "${azuread_application_registration.client.client_id}" },
    },
    azuread_app_role_assignment: {
      g: {
        app_role_id: "${azuread_application_app_role.r.role_id}",
        principal_object_id: "${azuread_service_principal.client.object_id}",
        resource_object_id: "${azuread_service_principal.orders.object_id}",
      },
    },
    azuread_service_principal_delegated_permission_grant: {
      d: {
        service_principal_object_id: "${azuread_service_principal.client.object_id}",
        resource_service_principal_object_id: "${azuread_service_principal.orders.object_id}",
        claim_values: ["read"],
      },
    },
    azuread_application_password: {
      s: { application_id: "${azuread_application_registration.client.id}", end_date: "2027-01-01T00:00:00Z" },
    },
    azuread_application_certificate: {
      c: { application_id: "${azuread_application_registration.client.id}", value: "PEM" },
    },
    azuread_application_federated_identity_credential: {
      f: {
        application_id: "${azuread_application_registration.client.id}",
        issuer: "https://i",
        subject: "repo:x",
        audiences: ["api://AzureADTokenExchange"],
      },
    },
    azuread_application_flexible_federated_identity_credential: {
      f: {
        application_id: "${azuread_application_registration.client.id}",
        issuer: "https://i",
        claims_matching_expression: "claims['sub'] eq 'x'",
        audience: "api://AzureADTokenExchange",
      },
    },
  });
  const [orders, client] = deployment.registrations;
  const [ordersPrincipal, clientPrincipal] = deployment.servicePrincipals;

  test("has all that the resources say", () => {
    expect(deployment.unresolved).toEqual([]);
    expect(orders).toMatchObject({
      displayName: "Orders",
      tokenVersion: 2,
      signInAudience: "AzureADMultipleOrgs",
      identifierUris: [`api://${String(orders?.clientId)}`],
      scopes: [{ id: guid(1), value: "read", consent: "Admin", isEnabled: true }],
      roles: [{ id: guid(2), value: "Sync", memberTypes: ["Application"] }],
      redirectUris: [
        { platform: "SPA", uri: "https://a" },
        { platform: "SPA", uri: "https://b" },
      ],
      optionalClaims: [
        { token: "access", name: "idtyp", additionalProperties: ["include_user_token"], isEssential: false },
        { token: "id", name: "upn", isEssential: true },
      ],
      preAuthorized: [{ clientId: client?.clientId, permissionIds: [guid(1)] }],
      knownClientIds: [guid(3)],
      isFallbackPublicClient: true,
      credentials: [],
    });
  });

  test("has version 1 and one tenant where nothing is said", () => {
    expect(client).toMatchObject({
      tokenVersion: 1,
      signInAudience: "AzureADMyOrg",
      scopes: [],
      isFallbackPublicClient: false,
    });
  });

  test("has the same ids wherever they are referred to", () => {
    expect(orders?.clientId).toMatch(GUID);
    expect(
      new Set([
        orders?.clientId,
        orders?.objectId,
        client?.clientId,
        ordersPrincipal?.objectId,
        clientPrincipal?.objectId,
      ]).size,
    ).toBe(5);
    expect(ordersPrincipal?.clientId).toBe(orders?.clientId);
    expect(client?.requestedPermissions).toMatchObject([
      { apiClientId: orders?.clientId, roleIds: [guid(2)], scopeIds: [guid(1)] },
    ]);
    expect(deployment.appRoleAssignments).toMatchObject([
      { appRoleId: guid(2), principalObjectId: clientPrincipal?.objectId, resourceObjectId: ordersPrincipal?.objectId },
    ]);
    expect(deployment.delegatedGrants).toMatchObject([
      {
        clientObjectId: clientPrincipal?.objectId,
        resourceObjectId: ordersPrincipal?.objectId,
        scopes: ["read"],
        userObjectId: undefined,
      },
    ]);
    expect(ordersPrincipal?.appRoleAssignmentRequired).toBe(true);
    expect(clientPrincipal?.appRoleAssignmentRequired).toBe(false);
  });

  test("has the credentials of each kind", () => {
    expect(client?.credentials).toMatchObject([
      { kind: "secret", endDate: "2027-01-01T00:00:00Z" },
      { kind: "certificate", encoding: "pem", value: "PEM" },
      { kind: "federated", issuer: "https://i", subject: "repo:x", audiences: ["api://AzureADTokenExchange"] },
      {
        kind: "federated",
        subject: undefined,
        claimsMatchingExpression: "claims['sub'] eq 'x'",
        audiences: ["api://AzureADTokenExchange"],
      },
    ]);
  });
});

test("a registration in one resource says the same", () => {
  const deployment = read({
    azuread_application: {
      orders: {
        display_name: "Orders",
        identifier_uris: ["api://orders"],
        api: {
          requested_access_token_version: 2,
          known_client_applications: [guid(3)],
          oauth2_permission_scope: [{ id: guid(1), value: "read", enabled: false, type: "User" }],
        },
        app_role: [{ id: guid(2), value: "Sync", allowed_member_types: ["Application", "User"] }],
        web: { redirect_uris: ["https://w"] },
        single_page_application: [{ redirect_uris: ["https://s"] }],
        public_client: { redirect_uris: ["http://localhost"] },
        optional_claims: { access_token: [{ name: "idtyp" }] },
        required_resource_access: [
          {
            resource_app_id: guid(5),
            resource_access: [
              { id: guid(6), type: "Role" },
              { id: guid(7), type: "Scope" },
            ],
          },
        ],
        group_membership_claims: ["SecurityGroup"],
        fallback_public_client_enabled: true,
      },
    },
    azuread_application_password: { s: { application_id: "${azuread_application.orders.id}" } },
    azuread_service_principal: { s: { client_id: "${azuread_application.orders.client_id}" } },
    azuread_app_role_assignment: {
      g: {
        app_role_id: '${azuread_service_principal.s.app_role_ids["Sync"]}',
        principal_object_id: "${azuread_service_principal.s.object_id}",
        resource_object_id: "${azuread_service_principal.s.object_id}",
      },
    },
  });
  expect(deployment.unresolved).toEqual([]);
  expect(deployment.registrations).toMatchObject([
    {
      tokenVersion: 2,
      identifierUris: ["api://orders"],
      scopes: [{ id: guid(1), value: "read", isEnabled: false }],
      roles: [{ id: guid(2), memberTypes: ["Application", "User"], isEnabled: true }],
      redirectUris: [
        { platform: "Web", uri: "https://w" },
        { platform: "SPA", uri: "https://s" },
        { platform: "PublicClient", uri: "http://localhost" },
      ],
      optionalClaims: [{ token: "access", name: "idtyp" }],
      requestedPermissions: [{ apiClientId: guid(5), roleIds: [guid(6)], scopeIds: [guid(7)] }],
      knownClientIds: [guid(3)],
      groupMembershipClaims: ["SecurityGroup"],
      isFallbackPublicClient: true,
      credentials: [{ kind: "secret" }],
    },
  ]);
  expect(deployment.appRoleAssignments[0]?.appRoleId).toBe(guid(2));
});

test("a registration in one resource has what others add to it, each once", () => {
  const ofOrders = { application_id: "${azuread_application.orders.id}" };
  const deployment = read({
    azuread_application: {
      orders: {
        display_name: "Orders",
        identifier_uris: ["api://orders", "api://a"],
        app_role: [{ id: guid(2), value: "Sync", allowed_member_types: ["Application"] }],
      },
    },
    azuread_application_identifier_uri: {
      a: { ...ofOrders, identifier_uri: "api://a" },
      own: { ...ofOrders, identifier_uri: "api://${azuread_application.orders.client_id}" },
    },
    azuread_application_app_role: {
      sync: { ...ofOrders, role_id: guid(2), value: "Sync", allowed_member_types: ["Application"] },
      read: { ...ofOrders, role_id: guid(3), value: "Read", allowed_member_types: ["Application"] },
    },
    azuread_application_redirect_uris: { spa: { ...ofOrders, type: "SPA", redirect_uris: ["https://s"] } },
  });
  const [orders] = deployment.registrations;
  expect(orders?.identifierUris).toEqual(["api://orders", "api://a", `api://${orders?.clientId}`]);
  expect(orders?.roles.map(({ value }) => value)).toEqual(["Sync", "Read"]);
  expect(orders?.redirectUris).toMatchObject([{ platform: "SPA", uri: "https://s" }]);
});

test("a registration that is only read has no list that could be wrong", () => {
  const deployment = Deployment.fromSynth({
    data: {
      azuread_application: { orders: { client_id: guid(9) } },
      azuread_service_principal: { orders: { client_id: guid(9) } },
    },
  });
  const [orders] = deployment.registrations;
  expect(orders).toMatchObject({ clientId: guid(9), isCreated: false });
  expect(() => orders?.roles).toThrow("the data source reads it from Entra ID");
  expect(() => orders?.tokenVersion).toThrow("the data source reads it from Entra ID");
  expect(() => deployment.servicePrincipals[0]?.appRoleAssignmentRequired).toThrow("the data source reads it");
});

test("all clients of an API of Microsoft see one service principal, with one id for each role", () => {
  const graph = { client_id: "${data.azuread_application_published_app_ids.all.result.MicrosoftGraph}" };
  const grant = (name: string): object => ({
    app_role_id: `\${data.azuread_service_principal.${name}.app_role_ids["User.Read.All"]}`,
    principal_object_id: guid(1),
    resource_object_id: `\${data.azuread_service_principal.${name}.object_id}`,
  });
  const deployment = read(
    { azuread_app_role_assignment: { a: grant("a"), b: grant("b") } },
    { data: { azuread_application_published_app_ids: { all: {} }, azuread_service_principal: { a: graph, b: graph } } },
  );
  const [a, b] = deployment.appRoleAssignments;
  expect(deployment.servicePrincipals[0]?.clientId).toBe("00000003-0000-0000-c000-000000000000");
  expect(a?.resourceObjectId).toBe(b?.resourceObjectId);
  expect(a?.appRoleId).toBe(b?.appRoleId);
  expect(a?.appRoleId).toMatch(GUID);
});

describe("the tenant", () => {
  const identity = { azurerm_user_assigned_identity: { i: { name: "i", resource_group_name: "rg", location: "w" } } };

  test("is one for all that says nothing else", () => {
    const deployment = read(identity, { data: { azurerm_client_config: { c: {} }, azuread_client_config: { c: {} } } });
    expect(deployment.tenantId).toMatch(GUID);
    expect(deployment.managedIdentities[0]?.tenantId).toBe(deployment.tenantId);
  });

  test("is that of the provider", () => {
    const deployment = read(identity, {
      provider: { azuread: [{ tenant_id: guid(4) }, { alias: "b", tenant_id: guid(5) }] },
    });
    expect(deployment.tenantId).toBe(guid(4));
    expect(deployment.managedIdentities[0]?.tenantId).toBe(guid(4));
  });

  test.each([
    ["that of the policies, if the program has it in its text", {}, guid(6)],
    ["not that of the policies, if the provider is asked", { data: { azuread_client_config: { c: {} } } }, undefined],
  ])("is %s", (_title, others, expected) => {
    const metadata = (tenant: string): string =>
      `<openid-config url="https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration" />`;
    const policy = { xml_content: `<policies><inbound>${metadata(guid(6))}${metadata(guid(7))}</inbound></policies>` };
    const { tenantId } = read({ ...identity, azurerm_api_management_api_policy: { p: policy } }, others);
    expect(tenantId === guid(6) ? tenantId : undefined).toBe(expected);
  });

  test.each([
    [
      "usgovernment",
      `<openid-config url="https://login.microsoftonline.us/${guid(6)}/.well-known/openid-configuration" />`,
    ],
    [
      "china",
      `<validate-azure-ad-token tenant-id="${guid(6)}" authentication-endpoint="login.partner.microsoftonline.cn" />`,
    ],
    ["public", `<validate-azure-ad-token id="a" tenant-id="https://login.microsoftonline.com/${guid(6)}" />`],
  ])("is in the cloud %s with a check of its tokens", (environment, check) => {
    const policy = { xml_content: `<policies><inbound>${check}</inbound></policies>` };
    const { tenantId, cloud } = read({ ...identity, azurerm_api_management_api_policy: { p: policy } });
    expect([tenantId, cloud.environment]).toEqual([guid(6), environment]);
  });

  test("is another one for another provider", () => {
    const sp = (provider?: string): object => ({ client_id: "${data.azuread_client_config.c.tenant_id}", provider });
    const deployment = Deployment.fromSynth({
      provider: { azuread: [{ tenant_id: guid(4) }, { alias: "b", tenant_id: guid(5) }] },
      data: { azuread_client_config: { c: { provider: "azuread.b" } } },
      resource: { azuread_service_principal: { s: sp("azuread.b") } },
    });
    expect(deployment.servicePrincipals[0]?.clientId).toBe(guid(5));
  });
});

test("a managed identity has the credentials below it", () => {
  const [identity] = read({
    azurerm_user_assigned_identity: { i: { name: "i", resource_group_name: "rg", location: "w" } },
    azurerm_federated_identity_credential: {
      f: { parent_id: "${azurerm_user_assigned_identity.i.id}", issuer: "https://i", subject: "s", audience: ["a"] },
    },
  }).managedIdentities;
  expect(identity).toMatchObject({
    isCreated: true,
    credentials: [{ kind: "federated", subject: "s", audiences: ["a"] }],
  });
  expect(identity?.id).toMatch(
    /^\/subscriptions\/[\da-f-]{36}\/resourceGroups\/rg\/providers\/Microsoft.ManagedIdentity\/userAssignedIdentities\/i$/,
  );
});
