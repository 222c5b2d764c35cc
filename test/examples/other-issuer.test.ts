import { OtherIssuerStack } from "../../examples/other-issuer/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, synth, warningsIn } from "../support/synth";

const stack = new OtherIssuerStack(newApp(), "other-issuer");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);
const AUTH0 = "https://contoso.eu.auth0.com/";
const EXTERNAL_ID =
  "https://contoso.ciamlogin.com/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration";
const CUSTOMER = { scp: "Tickets.ReadWrite" };
const PARTNER = { sub: "fabrikam@clients", permissions: ["tickets:read"] };

test("makes these resources, without a warning", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has no secret", () => {
  expect(addressesOf(configuration).filter((address) => /password|secret/i.test(address))).toEqual([]);
  expect(JSON.stringify(configuration)).not.toMatch(/client_?secret"/i);
});

test("needs no provider for Entra ID", () => {
  expect(addressesOf(configuration).join()).not.toContain("azuread");
});

test("lets customers in everywhere, and partners where tickets are listed", async () => {
  const table = await gateway.access({
    callers: {
      "a customer": await gateway.tokenFrom(EXTERNAL_ID, CUSTOMER),
      "a partner": await gateway.tokenFrom(AUTH0, PARTNER),
    },
  });
  expect(answersIn(table)).toEqual([
    "POST /tickets: a customer: in",
    "POST /tickets: a partner: 403",
    "POST /tickets: no token: 401 TokenNotPresent",
    "GET /tickets: a customer: in",
    "GET /tickets: a partner: in",
    "GET /tickets: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
});

test.each<[string, string, Readonly<Record<string, unknown>>, number, string | undefined]>([
  ["a customer without the scope", EXTERNAL_ID, { scp: "openid" }, 403, undefined],
  ["a customer with the role of partners", EXTERNAL_ID, { roles: ["tickets:read"] }, 403, undefined],
  ["a partner with another permission", AUTH0, { ...PARTNER, permissions: ["tickets:write"] }, 403, undefined],
  ["a user of the partners", AUTH0, { ...PARTNER, sub: "auth0|a-user" }, 403, undefined],
  // Each issuer speaks for its own API only.
  [
    "a customer with the audience of partners",
    EXTERNAL_ID,
    { ...CUSTOMER, aud: "https://tickets.contoso.com" },
    401,
    "TokenAudienceNotAllowed",
  ],
  [
    "another tenant of Auth0",
    AUTH0,
    { ...PARTNER, iss: "https://fabrikam.eu.auth0.com/" },
    401,
    "TokenSignatureKeyNotFound",
  ],
])("refuses %s", async (_title, issuer, claims, status, reason) => {
  const token = await gateway.tokenFrom(issuer, claims);
  expect(await gateway.get("/tickets", { token })).toBeRefused(status, reason);
});
