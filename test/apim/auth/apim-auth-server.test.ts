import { TerraformVariable, Testing } from "cdktf";
import {
  ApiManagement,
  ApimAuthServer,
  type ApimAuthServerProps,
  AppRegistration,
  AppRole,
  Authority,
  AzureCloud,
  OAuthGrant,
  PermissionScope,
  SecretValue,
  TokenVersion,
} from "cdktf-apim-oauth";
import {
  addressesOf,
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  resourceOf,
  resourcesOf,
  synth,
  synthApp,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const END = { endDate: "2027-05-31T00:00:00Z" };
const SERVER = "azurerm_api_management_authorization_server";

function server(stack: Stack, props: Partial<ApimAuthServerProps> = {}, id = "Server"): ApimAuthServer {
  const client = props.client ?? newClient(stack, `${id}Client`);
  return new ApimAuthServer(stack, id, {
    apim: newService(stack, `${id}Apim`),
    name: "AzureAD-OAuth",
    resource: props.resource ?? newOrders(stack, `${id}Orders`),
    client,
    clientSecret: client instanceof AppRegistration ? client.addClientSecret(id, END) : variable(stack),
    grant: OAuthGrant.clientCredentials(),
    ...props,
  });
}

function variable(stack: Stack): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
}

test("a name beyond 50 characters needs a shorter display name", () => {
  const name = "a".repeat(51);
  expect(() => server(newStack(), { name })).toThrow(/^Stack\/Server: displayName is "a{51}"; expected 1 to 50 /);
  const stack = newStack();
  const [resource, client] = [newOrders(stack), newClient(stack)];
  client.grantRole(resource, "Orders.Read");
  server(stack, { name, displayName: "Entra ID", resource, client });
  expect(resourceOf(synth(stack), SERVER)).toMatchObject({ name, display_name: "Entra ID" });
});

describe("with client credentials", () => {
  function clientCredentials(stack = newStack()): { stack: Stack; made: ApimAuthServer } {
    const [resource, client] = [newOrders(stack), newClient(stack)];
    client.grantRole(resource, "Orders.Read");
    return { stack, made: server(stack, { resource, client }) };
  }

  test("asks for all roles of the API, and sends nobody anywhere", () => {
    const { stack, made } = clientCredentials();
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(resourceOf(configuration, SERVER)).toEqual({
      api_management_name: "apim-contoso",
      authorization_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
      authorization_methods: ["GET"],
      bearer_token_sending_methods: ["authorizationHeader"],
      client_authentication_method: ["Body"],
      client_id: "${azuread_application_registration.Client_4A7F64DF.client_id}",
      client_registration_endpoint: "https://localhost",
      client_secret: "${azuread_application_password.Client_Secret-Server_650392DB.value}",
      default_scope: "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}/.default",
      display_name: "AzureAD-OAuth",
      grant_types: ["clientCredentials"],
      lifecycle: { create_before_destroy: true },
      name: "AzureAD-OAuth",
      resource_group_name: "rg-apim",
      support_state: false,
      token_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    });
    expect(made.redirectUri).toBeUndefined();
    expect(resourcesOf(configuration, "azuread_application_redirect_uris")).toEqual([]);
    expect(resourceOf(configuration, "azuread_application_api_access")).not.toHaveProperty("scope_ids");
  });

  test("has logical ids that stay", () => {
    const { stack } = clientCredentials();
    expect(addressesOf(synth(stack)).filter((address) => address.includes("Server"))).toEqual(
      [`${SERVER}.Server_7E7D21FA`, "azuread_application_password.Client_Secret-Server_650392DB"].sort(),
    );
  });

  test("gives the same bytes each time", () => {
    expect(Testing.synth(clientCredentials().stack)).toBe(Testing.synth(clientCredentials().stack));
  });

  test("fails where the client has no role of the API, when an app is synthesized", () => {
    const app = newApp();
    server(newStack("Stack", app));
    expect(() => synthApp(app)).toThrow(
      /\[Stack\/Server\] the client Client has no role of Orders API; expected one, .*: call grantRole on the client\n/,
    );
  });

  test("fails where the API has no role for applications", () => {
    const stack = newStack();
    const roles = [AppRole.forUsers("Orders.Approve")];
    const scopes = [PermissionScope.of("read")];
    server(stack, { resource: new AppRegistration(stack, "Orders", { displayName: "Orders API", roles, scopes }) });
    expect(() => synth(stack)).toThrow(/\[Stack\/Server\] the resource Orders API has no role for applications; /);
  });

  test("takes a role that is added and granted after it", () => {
    const stack = newStack();
    const orders = new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      scopes: [PermissionScope.of("read")],
    });
    const client = newClient(stack);
    server(stack, { resource: orders, client });
    orders.addRole(AppRole.forApplications("Orders.Read"));
    client.grantRole(orders, "Orders.Read");
    expect(() => synth(stack)).not.toThrow();
  });

  test("takes a role that is granted through another import of the API", () => {
    const stack = newStack();
    const client = newClient(stack);
    client.grantRole(importedApi(stack, "One"), "Orders.Read");
    server(stack, { resource: importedApi(stack, "Two"), client });
    expect(() => synth(stack)).not.toThrow();
  });

  test("takes a client that exists already, whose roles nobody knows", () => {
    const stack = newStack();
    server(stack, { client: importedApi(stack, "Portal", { clientId: guid("b") }) });
    expect(resourceOf(synth(stack), SERVER)).toMatchObject({ client_id: guid("b"), client_secret: "${var.secret}" });
    expect(warningsIn(stack)).toEqual([]);
  });

  test("fails where imported roles have none for applications", () => {
    const stack = newStack();
    const resource = importedApi(stack, "Orders", { displayName: "Orders API", roles: [AppRole.forUsers("read")] });
    server(stack, { resource });
    expect(() => synth(stack)).toThrow(/the resource Orders API has no role for applications/);
  });
});

describe("with an authorization code", () => {
  function authorizationCode(stack = newStack(), ...scopes: string[]): { stack: Stack; made: ApimAuthServer } {
    const resource = newOrders(stack);
    resource.addScope(PermissionScope.of("Orders/Write"));
    const grant = OAuthGrant.authorizationCode("access_as_user", ...scopes);
    return { stack, made: server(stack, { resource, client: newClient(stack), grant }) };
  }

  test("asks for the scopes by their full names, and comes back to the developer portal", () => {
    const { stack, made } = authorizationCode(newStack(), "Orders/Write");
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    const uri = "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}";
    expect(resourceOf(configuration, SERVER)).toMatchObject({
      default_scope: `${uri}/access_as_user ${uri}/Orders/Write`,
      grant_types: ["authorizationCode"],
      support_state: true,
    });
    const redirectUri = "https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/AzureAD-OAuth";
    expect(made.redirectUri).toBe(redirectUri);
    expect(resourceOf(configuration, "azuread_application_redirect_uris")).toEqual({
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      redirect_uris: [redirectUri],
      type: "Web",
    });
  });

  test("asks for the scopes in the registration of the client, and needs no role", () => {
    const { stack } = authorizationCode();
    expect(resourceOf(synth(stack), "azuread_application_api_access")).toEqual({
      api_client_id: "${azuread_application_registration.Orders_A9B65338.client_id}",
      application_id: "${azuread_application_registration.Client_4A7F64DF.id}",
      scope_ids: ["${azuread_application_permission_scope.Orders_Scope-access_as_user_96A666C9.scope_id}"],
    });
  });

  test("comes back to a portal with a domain of its own", () => {
    const stack = newStack();
    const names = { name: "apim-contoso", resourceGroupName: "rg-apim" };
    const apim = ApiManagement.fromName(stack, "Apim", { ...names, developerPortalUrl: "https://portal.contoso.com/" });
    const made = server(stack, { apim, grant: OAuthGrant.authorizationCode("access_as_user") });
    expect(made.redirectUri).toBe("https://portal.contoso.com/signin-oauth/code/callback/AzureAD-OAuth");
  });

  test("warns that the redirect URI of a client that exists already is to be registered", () => {
    const stack = newStack();
    const client = importedApi(stack, "Portal", { clientId: guid("b"), displayName: "Developer portal" });
    server(stack, { client, grant: OAuthGrant.authorizationCode("access_as_user") });
    expect(warningsIn(stack)).toEqual([
      expect.stringMatching(
        /^Stack\/Server: Developer portal is not created here, .*\/callback\/AzureAD-OAuth as a Web/,
      ),
    ]);
  });

  test("fails for a scope that the API does not have", () => {
    const stack = newStack();
    expect(() => server(stack, { grant: OAuthGrant.authorizationCode("access_as_usr") })).toThrow(
      /^Stack\/Server: scope "access_as_usr" does not exist on Orders API; expected "access_as_user": correct the name$/,
    );
  });
});

describe("ApimAuthServer", () => {
  test("takes every option", () => {
    const stack = newStack();
    server(stack, {
      displayName: 'Azure "AD" 🚚',
      description: "Gets tokens.",
      clientRegistrationEndpoint: "https://contoso.com/register",
      resource: importedApi(stack, "Orders", { tokenVersion: TokenVersion.V1, identifierUri: "api://orders" }),
      client: importedApi(stack, "Portal", { clientId: guid("b") }),
    });
    expect(resourceOf(synth(stack), SERVER)).toMatchObject({
      client_registration_endpoint: "https://contoso.com/register",
      default_scope: "api://orders/.default",
      description: "Gets tokens.",
      display_name: 'Azure "AD" 🚚',
      // The endpoint is the same for tokens of version 1: the API decides the version.
      token_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    });
  });

  test.each([
    [Authority.usGovernment(TENANT), AzureCloud.US_GOVERNMENT, "login.microsoftonline.us", "azure-api.us"],
    [Authority.china(TENANT), AzureCloud.CHINA, "login.partner.microsoftonline.cn", "azure-api.cn"],
  ])("has the hosts of its cloud", (authority, cloud, host, domain) => {
    const stack = newStack();
    const made = server(stack, {
      apim: ApiManagement.fromName(stack, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim", cloud }),
      resource: importedApi(stack, "Orders", { authority }),
      client: importedApi(stack, "Portal", { authority, clientId: guid("b") }),
      grant: OAuthGrant.authorizationCode("read"),
    });
    expect(resourceOf(synth(stack), SERVER)).toMatchObject({
      authorization_endpoint: `https://${host}/${TENANT}/oauth2/v2.0/authorize`,
      token_endpoint: `https://${host}/${TENANT}/oauth2/v2.0/token`,
    });
    expect(made.redirectUri).toBe(`https://apim-contoso.developer.${domain}/signin-oauth/code/callback/AzureAD-OAuth`);
  });

  test("fails for one registration as client and API", () => {
    const stack = newStack();
    const orders = newOrders(stack);
    expect(() => server(stack, { resource: orders, client: orders })).toThrow(
      /^Stack\/Server: client and resource are both Orders API; .*AADSTS90009/,
    );
  });

  test("fails for a client of another tenant or cloud", () => {
    const stack = newStack();
    const client = importedApi(stack, "Client", { clientId: guid("b"), authority: Authority.publicCloud(guid(9)) });
    expect(() => server(stack, { client })).toThrow(/^Stack\/Server: the client belongs to tenant 9{8}-/);
  });

  test("fails for a second server of one name, in any capitals", () => {
    const stack = newStack();
    server(stack, {}, "First");
    expect(() => server(stack, { name: "azuread-oauth" }, "Second")).toThrow(
      /^Stack\/Second: the authorization server "azuread-oauth" is already created by Stack\/First; expected one of each/,
    );
  });

  test("takes its secret from a vault, through a data source", () => {
    const stack = newStack();
    const client = importedApi(stack, "Portal", { clientId: guid("b") });
    const clientSecret = newVault(stack).secret("portal-secret");
    new ApimAuthServer(stack, "Server", {
      apim: newService(stack),
      name: "AzureAD-OAuth",
      resource: newOrders(stack),
      client,
      clientSecret,
      grant: OAuthGrant.clientCredentials(),
    });
    expect(resourceOf(synth(stack), SERVER).client_secret).toBe(
      "${data.azurerm_key_vault_secret.Vault_Secret-portal-secret_AE16E9E3.value}",
    );
  });
});

describe("ApimAuthServer.fromName", () => {
  test("has the name that it is given, and makes nothing", () => {
    const stack = newStack();
    expect(ApimAuthServer.fromName(stack, "Server", "AzureAD-OAuth").name).toBe("AzureAD-OAuth");
    expect(addressesOf(synth(stack))).toEqual([]);
  });
});
