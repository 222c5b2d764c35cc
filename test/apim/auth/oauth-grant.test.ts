import {
  ApimAuthServer,
  AppRole,
  OAuthGrant,
  type OAuthGrantBinding,
  PermissionScope,
  RedirectPlatform,
  ResourceServer,
  SecretValue,
} from "cdktf-apim-oauth";
import { TerraformVariable } from "cdktf";
import { importedApi, newClient, newService, newStack, resourceOf, synth } from "../../support/synth";

const resource = importedApi(newStack(), "Orders", { identifierUri: "api://orders" });
const context = { resource, serverName: "AzureAD-OAuth", developerPortalUrl: "https://portal.contoso.com" };

test("client credentials ask for the API's default scope, and come back to no URI", () => {
  const grant = OAuthGrant.clientCredentials();
  expect([grant.grantType, grant.scopes, grant.isForUsers]).toEqual(["clientCredentials", [], false]);
  expect(grant.bind(context)).toEqual({ scope: "api://orders/.default", supportsState: false });
});

test("client credentials send no scope where the API's issuer asks for none", () => {
  const auth0 = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" });
  expect(OAuthGrant.clientCredentials().bind({ ...context, resource: auth0 })).toEqual({ supportsState: false });
});

test("an authorization code asks for its scopes and comes back to the developer portal, with the name of the server in the path", () => {
  const grant = OAuthGrant.authorizationCode("read", "write");
  expect([grant.grantType, grant.scopes, grant.isForUsers]).toEqual(["authorizationCode", ["read", "write"], true]);
  expect(grant.bind(context)).toEqual({
    scope: "api://orders/read api://orders/write",
    redirectUri: "https://portal.contoso.com/signin-oauth/code/callback/AzureAD-OAuth",
    supportsState: true,
  });
});

test("a grant of a user's own is all that an authorization server needs to know", () => {
  class Implicit extends OAuthGrant {
    public constructor() {
      super("implicit", ["read"]);
    }
    public bind(): OAuthGrantBinding {
      return { scope: "api://orders/read", supportsState: true };
    }
  }
  const stack = newStack();
  new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "portal",
    resource: importedApi(stack, "Orders", {
      scopes: [PermissionScope.of("read")],
      roles: [AppRole.forUsers("Admin")],
    }),
    client: { clientId: "portal", displayName: "Portal" },
    clientSecret: SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true })),
    grant: new Implicit(),
  });
  expect(resourceOf(synth(stack), "azurerm_api_management_authorization_server")).toMatchObject({
    grant_types: ["implicit"],
    default_scope: "api://orders/read",
    support_state: true,
    client_id: "portal",
  });
});

test("a grant of a script in the browser gets a redirect URI of that platform", () => {
  class Pkce extends OAuthGrant {
    public constructor() {
      super("authorizationCode", ["read"]);
    }
    public bind(): OAuthGrantBinding {
      const redirectUri = "https://portal.contoso.com/signin-oauth/code-pkce/callback/portal";
      return { redirectUri, redirectPlatform: RedirectPlatform.SPA, supportsState: true };
    }
  }
  const stack = newStack();
  const client = newClient(stack);
  new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "portal",
    resource: importedApi(stack),
    client,
    clientSecret: client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    grant: new Pkce(),
  });
  expect(resourceOf(synth(stack), "azuread_application_redirect_uris")).toMatchObject({
    type: "SPA",
    redirect_uris: ["https://portal.contoso.com/signin-oauth/code-pkce/callback/portal"],
  });
});

test("fails for an authorization code without a scope, or with one twice", () => {
  expect(() => OAuthGrant.authorizationCode()).toThrow(/^OAuthGrant.authorizationCode: no scope is given; /);
  expect(() => OAuthGrant.authorizationCode("read", "read")).toThrow(/expected each scope once/);
});
