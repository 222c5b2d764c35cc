import { TerraformVariable } from "cdktf";
import {
  Api,
  ApimAuthServer,
  type ApimAuthServerProps,
  AzapiProvider,
  Callers,
  ClientAuthenticationMethod,
  JwtPolicy,
  OAuthGrant,
  ResourceServer,
  SecretValue,
} from "cdktf-apim-oauth";
import { OIDC } from "../../support/issuers";
import {
  guid,
  importedApi,
  newClient,
  newOrders,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const SERVER = "azurerm_api_management_authorization_server";
const REDIRECTS = "azuread_application_redirect_uris";
const PORTAL = "https://apim-contoso.developer.azure-api.net";

function secret(stack: Stack, id = "secret"): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, id, { sensitive: true }));
}

/** An authorization server in a stack with AzAPI, for a client that the program creates. */
function server(
  stack: Stack,
  props: Pick<ApimAuthServerProps, "grant"> & Partial<ApimAuthServerProps>,
): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "AzureAD-OAuth",
    resource: props.resource ?? newOrders(stack),
    client: props.client ?? newClient(stack),
    ...props,
  });
}

describe("with an authorization code and PKCE", () => {
  function pkce(stack = newStack(), props: Partial<ApimAuthServerProps> = {}): { stack: Stack; made: ApimAuthServer } {
    new AzapiProvider(stack, "azapi");
    return { stack, made: server(stack, { grant: OAuthGrant.authorizationCodeWithPkce("access_as_user"), ...props }) };
  }

  test("is made with the AzAPI provider, and keeps no secret", () => {
    const configuration = synth(pkce().stack);
    expect(resourcesOf(configuration, SERVER)).toEqual([]);
    expect(resourcesOf(configuration, "azuread_application_password")).toEqual([]);
    expect(resourceOf(configuration, "azapi_resource")).toEqual({
      body: {
        properties: {
          authorizationEndpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
          authorizationMethods: ["GET"],
          bearerTokenSendingMethods: ["authorizationHeader"],
          clientAuthenticationMethod: ["Body"],
          clientId: "${azuread_application_registration.Client_4A7F64DF.client_id}",
          clientRegistrationEndpoint: "https://localhost",
          defaultScope:
            "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}/access_as_user",
          displayName: "AzureAD-OAuth",
          grantTypes: ["authorizationCodeWithPkce"],
          supportState: true,
          tokenEndpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
        },
      },
      lifecycle: { create_before_destroy: true },
      name: "AzureAD-OAuth",
      parent_id:
        "/subscriptions/${data.azurerm_client_config.AzurermClientConfig.subscription_id}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
      schema_validation_enabled: false,
      type: "Microsoft.ApiManagement/service/authorizationServers@2024-05-01",
    });
  });

  test("comes back to the script of the portal", () => {
    const { stack, made } = pkce();
    expect(made.redirectUri).toBe(`${PORTAL}/signin-oauth/code-pkce/callback/AzureAD-OAuth`);
    expect(resourceOf(synth(stack), REDIRECTS)).toMatchObject({ redirect_uris: [made.redirectUri], type: "SPA" });
  });

  test("is the server of an API by a name that Terraform orders by", () => {
    const stack = newStack();
    const resource = newOrders(stack);
    const { made } = pkce(stack, { resource });
    const target = new Api(stack, "Api", {
      apim: newService(stack, "Same"),
      path: "orders",
      authServer: made,
    });
    new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
    expect(resourceOf(synth(stack), "azurerm_api_management_api").oauth2_authorization).toEqual({
      authorization_server_name: "${azapi_resource.Server_7E7D21FA.name}",
    });
  });

  test("keeps a literal template in its texts a text, and sends the parameters that the issuer needs", () => {
    const resource = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders-${x}" });
    const stack = newStack();
    const client = { clientId: "portal", displayName: "Portal" };
    pkce(stack, { resource, client, displayName: "a ${b}", description: 'a "quoted" %{b}' });
    const { properties } = resourceOf(synth(stack), "azapi_resource").body as { properties: object };
    expect(properties).toMatchObject({
      displayName: "a $${b}",
      description: 'a "quoted" %%{b}',
      tokenBodyParameters: [{ name: "audience", value: "orders-$${x}" }],
    });
    expect(warningsIn(stack)).toEqual([expect.stringContaining("as a SPA redirect URI")]);
  });

  test("fails where the service is in another cloud than the provider, and in a stack without it", () => {
    const stack = newStack();
    server(stack, { grant: OAuthGrant.authorizationCodeWithPkce("access_as_user") });
    expect(() => synth(stack)).toThrow(/\[Stack\/Server\] an authorization server with PKCE is made with the AzAPI/);
  });

  test.each(["authorizationCodeWithPkce", "insecureImplicit"] as const)("fails for a secret with %s", (grant) => {
    const stack = newStack();
    expect(() => server(stack, { grant: OAuthGrant[grant]("access_as_user"), clientSecret: secret(stack) })).toThrow(
      /^Stack\/Server: clientSecret is given for the grant ".*"; expected none/,
    );
  });
});

describe("with an implicit grant", () => {
  test("gets the token with the redirect, which the client allows", () => {
    const stack = newStack();
    const made = server(stack, { grant: OAuthGrant.insecureImplicit("access_as_user") });
    const configuration = synth(stack);
    expect(made.redirectUri).toBe(`${PORTAL}/signin-oauth/implicit/callback`);
    expect(resourceOf(configuration, SERVER)).toMatchObject({ grant_types: ["implicit"], support_state: true });
    expect(resourceOf(configuration, SERVER)).not.toHaveProperty("client_secret");
    expect(resourceOf(configuration, REDIRECTS)).toMatchObject({ redirect_uris: [made.redirectUri], type: "Web" });
    const registrations = configuration.resource!.azuread_application_registration!;
    expect(registrations.Client_4A7F64DF).toMatchObject({ implicit_access_token_issuance_enabled: true });
    expect(registrations.Orders_A9B65338).not.toHaveProperty("implicit_access_token_issuance_enabled");
  });

  test("needs no token endpoint", () => {
    const stack = newStack();
    const resource = ResourceServer.oidc({ ...OIDC, authorizationEndpoint: "https://login.contoso.com/authorize" });
    const client = { clientId: "portal", displayName: "Portal" };
    const made = server(stack, { resource, client, grant: OAuthGrant.insecureImplicit("read") });
    expect(made.tokenEndpoint).toBeUndefined();
    expect(resourceOf(synth(stack), SERVER)).not.toHaveProperty("token_endpoint");
    expect(warningsIn(stack)).toEqual([expect.stringContaining("as a Web (implicit flow) redirect URI")]);
  });
});

describe("with the password of a user", () => {
  test("asks in the portal for name and password", () => {
    const stack = newStack();
    const client = newClient(stack);
    const made = server(stack, {
      client,
      clientSecret: secret(stack),
      grant: OAuthGrant.insecureResourceOwnerPassword({ scopes: ["access_as_user"] }),
    });
    expect(made.redirectUri).toBeUndefined();
    const found = resourceOf(synth(stack), SERVER);
    expect(found).toMatchObject({ client_secret: "${var.secret}", grant_types: ["resourceOwnerPassword"] });
    expect(Object.keys(found).filter((name) => name.startsWith("resource_owner"))).toEqual([]);
  });

  test("sends those of a test user", () => {
    const stack = newStack();
    const resourceOwner = { username: 'a "${b}"', password: secret(stack, "password") };
    server(stack, {
      clientSecret: secret(stack),
      grant: OAuthGrant.insecureResourceOwnerPassword({ scopes: ["access_as_user"], resourceOwner }),
    });
    expect(resourceOf(synth(stack), SERVER)).toMatchObject({
      resource_owner_password: "${var.password}",
      resource_owner_username: 'a "$${b}"',
    });
  });

  test("fails without a scope, for a scope given twice, and for an empty name", () => {
    const grant = (options: Parameters<typeof OAuthGrant.insecureResourceOwnerPassword>[0]) => () =>
      OAuthGrant.insecureResourceOwnerPassword(options);
    expect(grant({ scopes: [] })).toThrow(/^OAuthGrant.insecureResourceOwnerPassword: no scope is given/);
    expect(grant({ scopes: ["a", "a"] })).toThrow(/scope is "a"; expected each scope once/);
    const password = secret(newStack());
    expect(grant({ scopes: ["a"], resourceOwner: { username: " ", password } })).toThrow(/username is " "; expected/);
  });
});

test("an API for users and applications gets a server for each, with its own scope", () => {
  const stack = newStack();
  const [apim, resource, client] = [newService(stack), newOrders(stack), newClient(stack)];
  client.grantRole(resource, "Orders.Read");
  const common = {
    apim,
    resource,
    client,
    clientSecret: client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
  };
  const users = OAuthGrant.authorizationCode("access_as_user");
  new ApimAuthServer(stack, "Users", { ...common, name: "users", grant: users });
  new ApimAuthServer(stack, "Applications", { ...common, name: "apps", grant: OAuthGrant.clientCredentials() });
  const uri = "${azuread_application_identifier_uri.Orders_IdentifierUri_94A5EE5F.identifier_uri}";
  expect(resourcesOf(synth(stack), SERVER).map((found) => found.default_scope)).toEqual([
    `${uri}/.default`,
    `${uri}/access_as_user`,
  ]);
});

test("the client sends its secret as the issuer wants it, and the token in the URL only where that is allowed", () => {
  const stack = newStack();
  server(stack, {
    clientSecret: secret(stack),
    grant: OAuthGrant.authorizationCode("access_as_user"),
    clientAuthentication: [
      ClientAuthenticationMethod.BASIC,
      ClientAuthenticationMethod.BODY,
      ClientAuthenticationMethod.BASIC,
    ],
    acceptsPost: true,
    allowTokenInUrl: true,
  });
  expect(resourceOf(synth(stack), SERVER)).toMatchObject({
    authorization_methods: ["GET", "POST"],
    bearer_token_sending_methods: ["authorizationHeader", "query"],
    client_authentication_method: ["Basic", "Body"],
  });
});

test("an imported client of a grant with a redirect is named with what to register", () => {
  const stack = newStack();
  new AzapiProvider(stack, "azapi");
  const client = importedApi(stack, "Portal", { clientId: guid("b"), displayName: "Developer portal" });
  server(stack, { client, grant: OAuthGrant.authorizationCodeWithPkce("access_as_user") });
  expect(warningsIn(stack)).toEqual([
    expect.stringMatching(/register .*\/code-pkce\/callback\/AzureAD-OAuth as a SPA /),
  ]);
});
