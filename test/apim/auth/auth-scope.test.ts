import { TerraformVariable } from "cdktf";
import { Api, ApimAuthServer, Callers, JwtPolicy, OAuthGrant, Product, SecretValue } from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import { newClient, newOrders, newService, newStack, OPEN, synth } from "../../support/synth";

const APPLICATIONS = OAuthGrant.clientCredentials();
const USERS = OAuthGrant.authorizationCode("access_as_user");

function server(stack: TerraformStack, grant = USERS): ApimAuthServer {
  const [resource, client] = [newOrders(stack), newClient(stack)];
  client.grantRole(resource, "Orders.Read");
  const clientSecret = SecretValue.fromVariable(new TerraformVariable(stack, "Secret", { sensitive: true }));
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "entra",
    resource,
    client,
    grant,
    clientSecret,
  });
}

function apiAsking(grant: OAuthGrant, authScope: string): () => Api {
  const stack = newStack();
  const authServer = server(stack, grant);
  return () =>
    new Api(stack, "Api", { ...OPEN, apim: newService(stack, "ApiService"), path: "orders", authServer, authScope });
}

test.each<[string, OAuthGrant, string]>([
  ["all roles", APPLICATIONS, "api://orders/.default"],
  ["a scope", USERS, "api://orders/access_as_user"],
  ["a scope and what a user signs in with", USERS, "openid offline_access api://orders/access_as_user"],
  ["two scopes of one API", USERS, "api://orders/read api://orders/write"],
  ["all scopes", USERS, "api://orders/.default"],
  ["what only Terraform knows", USERS, "${TfToken[TOKEN.0]}"],
])("an API asks for %s", (_, grant, authScope) => {
  expect(apiAsking(grant, authScope)).not.toThrow();
});

test.each<[string, OAuthGrant, string]>([
  ["a scope by its name", APPLICATIONS, "api://orders/access_as_user"],
  ["a scope beside all roles", APPLICATIONS, "api://orders/.default openid"],
  ["what a user signs in with alone", USERS, "openid profile"],
  ["a scope of Microsoft Graph", USERS, "User.Read"],
  ["scopes of two APIs", USERS, "api://orders/read api://stock/read"],
  ["all scopes and one by its name", USERS, "api://orders/.default api://orders/read"],
])("fails for %s", (_, grant, authScope) => {
  expect(apiAsking(grant, authScope)).toThrow(`Stack/Api: authScope is "${authScope}"`);
});

test.each(["operation", "product"])("fails if the only check is that of the %s, for another API", (kind) => {
  const stack = newStack();
  const authServer = server(stack);
  const apim = newService(stack, "ApiService");
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer });
  const operation = api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const product = new Product(stack, "Gold", { apim, productId: "gold", apis: [api] });
  const target = kind === "operation" ? operation : product;
  const callers = Callers.users("access_as_user");
  new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack, "Billing"), callers });
  expect(() => synth(stack)).toThrow(/the authorization server gets tokens for Orders API and the policy accepts/);
});
