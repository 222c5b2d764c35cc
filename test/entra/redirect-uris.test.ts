import { AppRegistration, Authority, RedirectPlatform, SignInAudience } from "cdktf-apim-oauth";
import { newClient, newStack, resourcesOf, synth, TENANT, warningsIn } from "../support/synth";

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

/** Each URI, and the platforms that take it: a web application, a single-page application, a public client. */
const TAKEN: readonly [string, string][] = [
  // https
  ["https://app.contoso.com/callback", "WSP"],
  ["https://app.contoso.com/", "WSP"],
  ["https://app.contoso.com", "WSP"],
  ["https://app.contoso.com:8443/callback", "WSP"],
  ["https://app.contoso.com:8443", "WSP"],
  ["https://app.contoso.com/callback?tenant=a", "WSP"],
  ["https://app.contoso.com?tenant=a", "WSP"],
  ["https://app.contoso.com/a%20b", "WSP"],
  ["https://app.contoso.com/Callback", "WSP"],
  ["https://app.contoso.com/a//b", "WSP"],
  ["https://app.contoso.com/a=b&c", "WSP"],
  ["https://app.contoso.com/a+b@c:d", "WSP"],
  ["https://app.contoso.com/[a]", "WSP"],
  ["https://app.contoso.com/~orders/_a-b.c", "WSP"],
  ["https://10.0.0.4/callback", "WSP"],
  ["https://intranet/callback", "WSP"],
  ["https://login.microsoftonline.com/common/oauth2/nativeclient", "WSP"],
  ["https://oauth.pstmn.io/v1/callback", "WSP"],
  [`https://app.contoso.com/${"a".repeat(232)}`, "WSP"],
  ["http://app.contoso.com/callback", ""],
  ["https://*.contoso.com/callback", ""],
  ["https://app.contoso.com/*", ""],
  ["https://app.contoso.com/callback#token", ""],
  ["https://app.contoso.com/#", ""],
  ["https://user@app.contoso.com/", ""],
  ["https://user:password@app.contoso.com/", ""],
  ["https://app.contoso.com/a!b", ""],
  ["https://app.contoso.com/a$b", ""],
  ["https://app.contoso.com/a'b", ""],
  ["https://app.contoso.com/a(b)", ""],
  ["https://app.contoso.com/a,b", ""],
  ["https://app.contoso.com/a;b", ""],
  ["https://app.contoso.com/${a}", ""],
  ["https://app.contoso.com/%{a}", ""],
  ["https://app.contoso.com/%zz", ""],
  ["https://app.contoso.com/a b", ""],
  ["https://app.contoso.com/a\\b", ""],
  ['https://app.contoso.com/"', ""],
  ["https://app.contoso.com/<a>", ""],
  ["https://app.contoso.com/\n", ""],
  [" https://app.contoso.com/", ""],
  ["https://app.contoso.com:99999/", ""],
  ["https:/app.contoso.com/", ""],
  ["https:///callback", ""],
  ["https://", ""],
  [`https://app.contoso.com/${"a".repeat(233)}`, ""],
  ["app.contoso.com/callback", ""],
  ["/callback", ""],
  ["", ""],
  // The user's own machine
  ["http://localhost", "WSP"],
  ["http://localhost/", "WSP"],
  ["http://localhost/callback", "WSP"],
  ["http://localhost:3000", "WSP"],
  ["http://localhost:5000/signin-oidc", "WSP"],
  ["https://localhost:5001/signin-oidc", "WSP"],
  ["http://127.0.0.1", "WSP"],
  ["http://127.0.0.1:8400/callback", "WSP"],
  ["http://[::1]/callback", ""],
  ["https://[::1]:5001/callback", ""],
  ["http://127.0.0.2/callback", ""],
  ["http://0.0.0.0/callback", ""],
  ["http://localhost.contoso.com/callback", ""],
  ["http://localhost@contoso.com/callback", ""],
  ["http://localhost:80a/callback", ""],
  ["http://app.localhost/callback", ""],
  // Schemes of applications
  ["msal00000000-0000-4000-8000-000000000001://auth", "P"],
  ["msauth://com.contoso.orders/2pmj9i4rSx0yEb%2FviWBYkE%2FZQrk%3D", "P"],
  ["msauth.com.contoso.orders://auth", "P"],
  ["ms-app://s-1-15-2-1234567890-1234567890", "P"],
  ["ms-appx-web://Microsoft.AAD.BrokerPlugin/00000000-0000-4000-8000-000000000001", "P"],
  ["com.contoso.orders://auth/done?a=b", "P"],
  ["myapp://auth", "P"],
  ["myapp://auth:8080/done", "P"],
  ["MyApp://auth", "P"],
  ["urn:ietf:wg:oauth:2.0:oob", "P"],
  ["urn:ietf:wg:oauth:2.0:oob:auto", "P"],
  ["brk-multihub://orders.contoso.com", "SP"],
  ["brk-multihub://localhost:3000", "SP"],
  ["brk-multihub://orders.contoso.com/callback", "P"],
  ["myapp:/callback", ""],
  ["myapp:callback", ""],
  ["myapp://", ""],
  ["myapp:///callback", ""],
  ["myapp", ""],
  ["my app://auth", ""],
  ["1app://auth", ""],
  ["myapp://*", ""],
  ["myapp://auth#token", ""],
  ["myapp://user@auth", ""],
  ["urn:contoso:orders", ""],
  ["javascript://contoso.com/%0aalert", ""],
  ["JavaScript://contoso.com/", ""],
  ["data://contoso.com/", ""],
  ["file://contoso.com/", ""],
  ["blob://contoso.com/", ""],
  ["wss://contoso.com/", ""],
  [`myapp://${"a".repeat(249)}`, ""],
];

describe("Entra ID", () => {
  const client = newClient(newStack());

  test.each(TAKEN)("takes the redirect URI %j on the platforms %j, and fails for others", (uri, platforms) => {
    const added = [WEB, SPA, PUBLIC_CLIENT].filter((platform) => {
      try {
        // One of another platform is refused for another reason, and only if it is good.
        client.addRedirectUri(uri, platform);
        return true;
      } catch (thrown) {
        const { message } = thrown as Error;
        expect(message).toMatch(/^Stack\/Client: redirect URI (?:is ".*"; expected |".*" is (?:there|"))/);
        return !message.includes(" URI is ");
      }
    });
    expect(added.map((platform) => platform[0]).join("")).toBe(platforms);
  });
});

test("fails for one URI on two platforms", () => {
  const client = newClient(newStack());
  client.addRedirectUri("https://app.contoso.com/");
  expect(() => client.addRedirectUri("https://app.contoso.com/", SPA)).toThrow(/there already for platform Web/);
});

test("the user's own machine has one URI for all its ports, on one platform", () => {
  const stack = newStack();
  const client = newClient(stack);
  for (const uri of ["http://localhost", "http://127.0.0.1", "https://localhost", "http://localhost/a?b=c"]) {
    client.addRedirectUri(uri, PUBLIC_CLIENT);
  }
  expect(warningsIn(stack)).toEqual([]);
  client.addRedirectUri("http://localhost/A?b=c", WEB);
  client.addRedirectUri("http://localhost/A?b=c", WEB);
  expect(warningsIn(stack)).toEqual([
    expect.stringContaining('"http://localhost/A?b=c" of platform Web is on the machine'),
  ]);
  client.addRedirectUri("http://localhost:8400", PUBLIC_CLIENT);
  expect(warningsIn(stack)[1]).toContain('"http://localhost:8400" differs from "http://localhost" only in its port');
  expect(() => client.addRedirectUri("http://localhost:3000", SPA)).toThrow(
    /of platform PublicClient with another port/,
  );
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
