import { MultiTenantStack } from "../../examples/multi-tenant/stack";
import { elementsNamed, parseXml } from "../support/decode";
import { callThrough, policiesOf } from "../support/example-calls";
import { addressesOf, newApp, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new MultiTenantStack(newApp(), "multi-tenant");
const configuration = synth(stack);
const policy = policiesOf(configuration)[0]!;
const HOME = "${data.azuread_client_config.AzureadClientConfig.tenant_id}";
const TENANTS = [HOME, "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"];
const USER = { scp: "Shipments.Read", tid: "the tenant" };
const APPLICATION = { roles: ["Shipments.Track"], tid: "the tenant" };

test("makes these resources, without a warning", () => {
  expect(addressesOf(configuration)).toMatchSnapshot();
  expect(warningsIn(stack)).toEqual([]);
});

test("has no secret", () => {
  expect(addressesOf(configuration).filter((address) => /password|secret/i.test(address))).toEqual([]);
  expect(JSON.stringify(configuration)).not.toMatch(/client_?secret"/i);
});

test("registers the API and the page for several tenants", () => {
  expect(
    resourcesOf(configuration, "azuread_application_registration").map(({ sign_in_audience: audience }) => audience),
  ).toEqual(["AzureADMultipleOrgs", "AzureADMultipleOrgs"]);
});

test("accepts the issuers and the keys of these tenants, and of no other", () => {
  const [check] = elementsNamed(parseXml(policy), "validate-jwt");
  expect(elementsNamed(check!, "issuer").map(({ text }) => text)).toEqual(
    TENANTS.map((tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`),
  );
  expect(elementsNamed(check!, "openid-config").map(({ attributes }) => attributes.url)).toEqual(
    TENANTS.map((tenant) => `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`),
  );
});

test.each([0, 1, 2])("users and applications of tenant %i have access", (issuer) => {
  const call = (claims: Readonly<Record<string, string | readonly string[]>>): unknown =>
    callThrough(policy, { operationId: "get-shipment", claims, issuer }).outcome;
  expect(call(USER)).toBe("forwarded");
  expect(call(APPLICATION)).toBe("forwarded");
  expect(call({ scp: "openid" })).toBe(403);
  expect(call({ roles: [] })).toBe(403);
});

test("refuses another tenant, and a call without a token", () => {
  const iss = "https://login.microsoftonline.com/44444444-4444-4444-8444-444444444444/v2.0";
  expect(callThrough(policy, { operationId: "get-shipment", claims: { ...USER, iss } }).outcome).toBe(401);
  expect(callThrough(policy, { operationId: "get-shipment" }).outcome).toBe(401);
});

test("says to the backend whose shipments to answer with, whatever the caller sent", () => {
  const headers = { "x-tenant-id": "another tenant" };
  const call = callThrough(policy, { operationId: "get-shipment", claims: USER, headers });
  expect(call.headers["x-tenant-id"]).toBe("the tenant");
});
