import { MultiTenantStack } from "../../examples/multi-tenant/stack";
import { answersIn, gatewayOf } from "../support/access";
import { addressesOf, newApp, resourcesOf, synth, warningsIn } from "../support/synth";

const stack = new MultiTenantStack(newApp(), "multi-tenant");
const configuration = synth(stack);
const gateway = gatewayOf(configuration);
const HOME = gateway.entra.context.directory.tenantId;
const FABRIKAM = "22222222-2222-4222-8222-222222222222";
const NORTHWIND = "33333333-3333-4333-8333-333333333333";
const STRANGER = "44444444-4444-4444-8444-444444444444";

/** The claims that say which tenant a token is of. */
function of(tid: string): Readonly<Record<string, string>> {
  return { tid, iss: `https://login.microsoftonline.com/${tid}/v2.0` };
}

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

test("lets users and applications of our tenant in, and nobody without a token", async () => {
  const table = await gateway.access();
  expect(answersIn(table)).toEqual([
    "GET /shipments/{id}: an application with Shipments.Track: in",
    "GET /shipments/{id}: a user of Shipment tracking with Shipments.Read: in",
    "GET /shipments/{id}: no token: 401 TokenNotPresent",
  ]);
  expect(table).toProtectEveryOperation();
});

test.each([HOME, FABRIKAM, NORTHWIND])("users and applications of tenant %s have access", async (tenant) => {
  const api = "Shipments API";
  const send = async (token: Promise<string>) => gateway.get("/shipments/1", { token: await token });
  const user = { client: "Shipment tracking", scopes: ["Shipments.Read"] };
  expect(await send(gateway.tokenForUser({ ...user, claims: of(tenant) }))).toBeForwarded();
  expect(await send(gateway.tokenForUser({ ...user, claims: { ...of(tenant), scp: "openid" } }))).toBeRefused(403);
  const roles = ["Shipments.Track"];
  expect(await send(gateway.tokenFor(api, { claims: { ...of(tenant), roles } }))).toBeForwarded();
  expect(await send(gateway.tokenFor(api, { claims: { ...of(tenant), roles: [] } }))).toBeRefused(403);
});

test("refuses another tenant", async () => {
  const claims = { ...of(STRANGER), roles: ["Shipments.Track"] };
  const token = await gateway.tokenFor("Shipments API", { claims });
  expect(await gateway.get("/shipments/1", { token })).toBeRefused(401, "TokenIssuerNotAllowed");
});

test("says to the backend whose shipments to answer with, whatever the caller sent", async () => {
  const token = await gateway.tokenForUser({ scopes: ["Shipments.Read"], claims: of(FABRIKAM) });
  const { forwarded } = await gateway.get("/shipments/1", { token, headers: { "x-tenant-id": NORTHWIND } });
  expect(forwarded?.headers.get("x-tenant-id")).toBe(FABRIKAM);
});
