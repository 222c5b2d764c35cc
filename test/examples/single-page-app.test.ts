import { SinglePageAppStack } from "../../examples/single-page-app/stack";
import { elementsNamed, parseXml } from "../support/decode";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new SinglePageAppStack(newApp(), "single-page-app");
const configuration = synth(stack);
const policy = policiesOf(configuration)[0]!;

test("makes these resources, without a warning", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has no secret", () => {
  expect(addressesOf(configuration).filter((address) => /password|secret/i.test(address))).toEqual([]);
  expect(JSON.stringify(configuration)).not.toMatch(/client_?secret"/i);
});

test("registers each redirect URI for the platform of its client", () => {
  expect(
    resourcesOf(configuration, "azuread_application_redirect_uris").map(({ type, redirect_uris: uris }) => [
      type,
      uris,
    ]),
  ).toEqual([
    ["PublicClient", ["com.contoso.shop://auth", "http://localhost"]],
    ["SPA", ["https://developers.contoso.com/signin-oauth/code-pkce/callback/basket-users"]],
    ["SPA", ["https://shop.contoso.com/signed-in"]],
  ]);
});

test("makes the authorization server with PKCE, and gives it to the API", () => {
  expect(resourceOf(configuration, "azapi_resource")).toMatchObject({
    type: "Microsoft.ApiManagement/service/authorizationServers@2024-05-01",
    name: "basket-users",
    body: {
      properties: {
        grantTypes: ["authorizationCodeWithPkce"],
        clientId: "${azuread_application_registration.Portal_DF61C365.client_id}",
        defaultScope:
          "${azuread_application_identifier_uri.Basket_IdentifierUri_49A2839D.identifier_uri}/Basket.ReadWrite",
        supportState: true,
      },
    },
  });
  expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({
    oauth2_authorization: { authorization_server_name: "${azapi_resource.AuthServer_289B268F.name}" },
  });
});

test("answers preflight requests of the shop and of the developer portal, before it asks for a token", () => {
  const origins = elementsNamed(parseXml(policy), "origin").map(({ text }) => text);
  expect(origins).toEqual(["https://shop.contoso.com", "https://developers.contoso.com"]);
  expect(elementsNamed(parseXml(policy), "method").map(({ text }) => text)).toEqual(["GET", "POST"]);
  expect(elementsNamed(parseXml(policy), "header").map(({ text }) => text)).toContain("Authorization");
  expect(policy.indexOf("</cors>")).toBeLessThan(policy.indexOf("<validate-jwt"));
});

test.each(["Shop_563325D0", "Mobile_BCEFEECE", "Portal_DF61C365"])(
  "users of %s have access, with the scope",
  (name) => {
    const azp = `\${azuread_application_registration.${name}.client_id}`;
    const call = (claims?: Readonly<Record<string, string>>): unknown =>
      callThrough(policy, { operationId: "get-basket", claims }).outcome;
    expect(call({ scp: "Basket.ReadWrite", azp })).toBe("forwarded");
    expect(call({ scp: "openid", azp })).toBe(403);
    expect(call({ azp })).toBe(403);
    expect(call()).toBe(401);
  },
);

test("refuses users of other clients", () => {
  const claims = { scp: "Basket.ReadWrite", azp: "other" };
  expect(callThrough(policy, { operationId: "get-basket", claims }).outcome).toBe(403);
});
