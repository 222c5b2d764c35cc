import { OtherIssuerStack } from "../../examples/other-issuer/stack";
import { elementsNamed, parseXml } from "../support/decode";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, synth, warningsIn } from "../support/synth";

const stack = new OtherIssuerStack(newApp(), "other-issuer");
const configuration = synth(stack);
const policy = policiesOf(configuration)[0]!;
// The places of the issuers in the policy.
const AUTH0 = 0;
const EXTERNAL_ID = 1;
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

test("takes the keys of each issuer from its metadata", () => {
  expect(elementsNamed(parseXml(policy), "openid-config").map(({ attributes }) => attributes.url)).toEqual([
    "https://contoso.eu.auth0.com/.well-known/openid-configuration",
    "https://contoso.ciamlogin.com/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration",
  ]);
});

test.each([
  ["list-tickets", EXTERNAL_ID, CUSTOMER, "forwarded"],
  ["list-tickets", EXTERNAL_ID, { scp: "openid" }, 403],
  ["list-tickets", EXTERNAL_ID, { roles: ["tickets:read"] }, 403],
  ["list-tickets", AUTH0, PARTNER, "forwarded"],
  ["list-tickets", AUTH0, { ...PARTNER, permissions: ["tickets:write"] }, 403],
  ["list-tickets", AUTH0, { ...PARTNER, sub: "auth0|a-user" }, 403],
  // Each issuer speaks for its own API only.
  ["list-tickets", EXTERNAL_ID, { ...CUSTOMER, aud: "https://tickets.contoso.com" }, 401],
  ["list-tickets", AUTH0, { ...PARTNER, iss: "https://fabrikam.eu.auth0.com/" }, 401],
  ["list-tickets", AUTH0, undefined, 401],
  ["create-ticket", EXTERNAL_ID, CUSTOMER, "forwarded"],
  ["create-ticket", AUTH0, PARTNER, 403],
  ["create-ticket", AUTH0, undefined, 401],
])("%s with a token of issuer %i and the claims %j is answered %s", (operationId, issuer, claims, outcome) => {
  expect(callThrough(policy, { operationId, claims, issuer }).outcome).toBe(outcome);
});
