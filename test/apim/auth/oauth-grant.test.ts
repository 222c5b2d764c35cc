import { OAuthGrant } from "cdktf-apim-oauth";

test("client credentials have no scopes and no redirect", () => {
  const grant = OAuthGrant.clientCredentials();
  expect([grant.grantType, grant.scopes, grant._redirects]).toEqual(["clientCredentials", [], false]);
});

test("an authorization code has scopes and a redirect, with the name of the server in its path", () => {
  const grant = OAuthGrant.authorizationCode("read", "write");
  expect([grant.grantType, grant.scopes, grant._redirects]).toEqual(["authorizationCode", ["read", "write"], true]);
  expect(grant._redirectPath("AzureAD-OAuth")).toBe("/signin-oauth/code/callback/AzureAD-OAuth");
});

test("fails for an authorization code without a scope, or with one twice", () => {
  expect(() => OAuthGrant.authorizationCode()).toThrow(/^OAuthGrant.authorizationCode: no scope is given; /);
  expect(() => OAuthGrant.authorizationCode("read", "read")).toThrow(/expected each scope once/);
});
