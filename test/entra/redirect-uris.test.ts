import { AppRegistration, Authority, RedirectPlatform, SignInAudience } from "cdktf-apim-oauth";
import { newClient, newStack, resourceOf, resourcesOf, synth, TENANT } from "../support/synth";

const { WEB, SPA, PUBLIC_CLIENT } = RedirectPlatform;

function personal(): AppRegistration {
  return new AppRegistration(newStack(), "Client", {
    displayName: "Client",
    authority: Authority.publicCloud(TENANT),
    signInAudience: SignInAudience.multipleTenantsAndPersonalAccounts(["22222222-2222-4222-8222-222222222222"]),
  });
}

test("each platform is one resource", () => {
  const stack = newStack();
  const client = newClient(stack);
  client.addRedirectUri("https://app.contoso.com/");
  client.addRedirectUri("https://spa.contoso.com/", SPA);
  client.addRedirectUri("msal00000000-0000-4000-8000-000000000001://auth", PUBLIC_CLIENT);
  client.addRedirectUri("http://localhost/", PUBLIC_CLIENT);
  const uris = resourcesOf(synth(stack), "azuread_application_redirect_uris");
  expect(uris.map(({ type, redirect_uris: given }) => [type, given])).toEqual(
    expect.arrayContaining([
      ["Web", ["https://app.contoso.com/"]],
      ["SPA", ["https://spa.contoso.com/"]],
      ["PublicClient", ["msal00000000-0000-4000-8000-000000000001://auth", "http://localhost/"]],
    ]),
  );
});

describe.each([
  "msal00000000-0000-4000-8000-000000000001://auth",
  "myapp://auth",
  "com.contoso.orders://auth/done?a=b",
  "ms-appx-web://Microsoft.AAD.BrokerPlugin/00000000-0000-4000-8000-000000000001",
  "msauth://com.contoso.orders/2pmj9i4rSx0yEb%2FviWBYkE%2FZQrk%3D",
  "urn:ietf:wg:oauth:2.0:oob",
  "https://contoso.com",
  "https://login.microsoftonline.com/common/oauth2/nativeclient",
])("the redirect URI %s", (uri) => {
  const hasPath = uri.startsWith("https://login");

  test("is one of a mobile or desktop application", () => {
    const stack = newStack();
    newClient(stack).addRedirectUri(uri, PUBLIC_CLIENT);
    expect(resourceOf(synth(stack), "azuread_application_redirect_uris").redirect_uris).toEqual([uri]);
  });

  test.each([WEB, SPA])(hasPath ? "is also one of platform %s" : "fails for platform %s", (platform) => {
    const add = (): void => newClient(newStack()).addRedirectUri(uri, platform);
    if (hasPath) expect(add).not.toThrow();
    else expect(add).toThrow(/^Stack\/Client: redirect URI is ".*"; expected an absolute https:\/\/ URL with a path/);
  });
});

test.each([
  "",
  "myapp",
  "myapp:/callback",
  "myapp://",
  "my app://auth",
  "http://app.contoso.com/cb",
  "http://localhost.contoso.com/",
  "https://*.contoso.com/",
  "https://contoso.com/#fragment",
  "https://user@contoso.com/",
  "https://[::1]/cb",
  "https://contoso.com/a;b",
  "javascript://contoso.com/%0aalert",
  "data://contoso.com/",
  "file://contoso.com/",
  "myapp://auth#token",
  "myapp://*",
  "urn:contoso:orders",
  `myapp://${"a".repeat(250)}`,
])("fails for the redirect URI %j of a mobile or desktop application", (uri) => {
  expect(() => newClient(newStack()).addRedirectUri(uri, PUBLIC_CLIENT)).toThrow(/redirect URI is ".*"; expected/);
});

test("fails for one URI on two platforms", () => {
  const client = newClient(newStack());
  client.addRedirectUri("https://app.contoso.com/");
  expect(() => client.addRedirectUri("https://app.contoso.com/", SPA)).toThrow(/there already for platform Web/);
});

test("fails for more URIs than Entra ID takes, on all platforms together", () => {
  const client = newClient(newStack());
  for (let index = 0; index < 256; index++) {
    client.addRedirectUri(`https://app.contoso.com/${index}`, index % 2 === 0 ? WEB : SPA);
  }
  expect(() => client.addRedirectUri("https://app.contoso.com/0")).not.toThrow();
  expect(() => client.addRedirectUri("https://app.contoso.com/more")).toThrow(
    "Stack/Client: there are 257 redirect URIs; expected at most 256",
  );
});

test("fails for a query, and for more than 100 URIs, where personal accounts sign in", () => {
  const client = personal();
  expect(() => client.addRedirectUri("https://app.contoso.com/?a=b")).toThrow(/expected one without a query/);
  for (let index = 0; index < 100; index++) client.addRedirectUri(`https://app.contoso.com/${index}`);
  expect(() => client.addRedirectUri("https://app.contoso.com/more")).toThrow(/expected at most 100/);
});
