import { SinglePageAppStack } from "../../examples/single-page-app/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourceOf, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new SinglePageAppStack(newApp(), "single-page-app");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);

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

test("answers preflight requests of the shop and of the developer portal, without a token", async () => {
  const answer = async (origin: string, method: string): Promise<unknown> => {
    const headers = {
      Origin: origin,
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": "Authorization",
    };
    const path = method === "GET" ? "/basket" : "/basket/items";
    const { forwarded, headers: allowed } = await gateway.request("OPTIONS", path, { headers });
    return [forwarded, allowed.get("access-control-allow-origin")];
  };
  for (const origin of ["https://shop.contoso.com", "https://developers.contoso.com"]) {
    expect(await answer(origin, "GET")).toEqual([undefined, [origin]]);
    expect(await answer(origin, "POST")).toEqual([undefined, [origin]]);
    expect(await answer(origin, "DELETE")).toEqual([undefined, undefined]);
  }
  expect(await answer("https://other.contoso.com", "GET")).toEqual([undefined, undefined]);
});

test("lets the users of its three clients in, with the scope", async () => {
  const table = await gateway.access();
  const answers = (operation: string): string[] => [
    `${operation}: a user of Shop for phones and computers with Basket.ReadWrite: in`,
    `${operation}: a user of APIM developer portal with Basket.ReadWrite: in`,
    `${operation}: a user of Shop with Basket.ReadWrite: in`,
    `${operation}: no token: 401 TokenNotPresent`,
  ];
  expect(answersIn(table)).toEqual([...answers("POST /basket/items"), ...answers("GET /basket")]);
  expect(table).toProtectEveryOperation();
});

test("refuses users of other clients, and those without the scope", async () => {
  const refused = [{ azp: "other" }, { scp: "openid" }, { scp: undefined }];
  for (const claims of refused) {
    const token = await gateway.tokenForUser({ client: "Shop", scopes: ["Basket.ReadWrite"], claims });
    expect(await gateway.get("/basket", { token })).toBeRefused(403);
  }
});
