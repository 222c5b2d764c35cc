import {
  Api,
  AppRegistration,
  AppRole,
  Backend,
  BackendAddress,
  BackendCredential,
  type BackendProps,
  Callers,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
} from "cdktf-apim-oauth";
import { gatewayOf } from "../../support/access";
import { newService, newStack, synth } from "../../support/synth";

/** What the backend of an API gets of the caller's token and keys, and of the gateway's, in the local gateway. */

const stack = newStack();
const apim = newService(stack);
const orders = new AppRegistration(stack, "Orders", {
  displayName: "Orders",
  roles: [AppRole.forApplications("Orders.Read")],
});
const job = new AppRegistration(stack, "Job", { displayName: "Job" });
job.grantRole(orders, "Orders.Read");

const value = new NamedValue(stack, "Value", { apim, name: "value", source: NamedValueSource.plain("of-the-gateway") });
const functionApp = BackendAddress.functionApp({ hostName: "func-orders.azurewebsites.net" });
const anyUrl = BackendAddress.https("https://orders.contoso.com");

interface Given {
  readonly path: string;
  readonly props: Partial<BackendProps>;
  /** The header of the caller's token. */
  readonly header?: string;
}

/** An API with a backend, both named by the path. */
function add({ path, props, header: headerName }: Given): void {
  const backend = new Backend(stack, `Backend-${path}`, { apim, name: path, address: anyUrl, ...props });
  const target = new Api(stack, `Api-${path}`, { apim, path, backend, subscriptionRequired: false });
  target.addOperation("list", { method: "GET", urlTemplate: "/" });
  const callers = Callers.applications("Orders.Read");
  new JwtPolicy(stack, `Jwt-${path}`, { target, resource: orders, callers, headerName });
}

const managedIdentity = [BackendCredential.managedIdentity({ resource: orders })];
const key = [BackendCredential.functionKey(value)];
add({ path: "function", props: { address: functionApp, credentials: key } });
add({ path: "header", props: { credentials: [BackendCredential.header("X-Api-Key", value)] } });
add({ path: "query", props: { credentials: [BackendCredential.queryParameter("code", value)] } });
add({ path: "basic", props: { credentials: [BackendCredential.authorization("Basic", value)] } });
add({ path: "identity", props: { credentials: managedIdentity } });
add({ path: "open", props: {} });
add({ path: "closed", props: { keepsCallerToken: false } });
add({ path: "kept", props: { credentials: [BackendCredential.header("X-Api-Key", value)], keepsCallerToken: true } });
add({ path: "other-header", props: { credentials: key }, header: "X-Token" });
add({ path: "identity-other-header", props: { credentials: managedIdentity }, header: "X-Token" });
const gateway = gatewayOf(synth(stack));

const GIVEN = "of-the-gateway";
const OWN_TOKEN = expect.stringMatching(/^Bearer token of apim-contoso for api:/) as string;
const CALLER = "the token of the caller";

test.each<[string, Readonly<Record<string, string>>]>([
  ["function", { "x-functions-key": GIVEN }],
  ["header", { "x-api-key": GIVEN }],
  ["query", { code: GIVEN }],
  ["basic", { authorization: `Basic ${GIVEN}` }],
  ["identity", { authorization: OWN_TOKEN }],
  ["open", { authorization: CALLER }],
  ["closed", {}],
  ["kept", { authorization: CALLER, "x-api-key": GIVEN }],
  ["other-header", { "x-functions-key": GIVEN }],
  ["identity-other-header", { authorization: OWN_TOKEN }],
])("a backend of the kind %s gets %j, and nothing else of the caller", async (path, expected) => {
  const token = await gateway.tokenFor(job);
  const sent = { "x-functions-key": "mine", "X-Api-Key": "mine", "X-Token": token };
  const { forwarded } = await gateway.get(`/${path}?code=mine`, { token, headers: sent });
  const got: Record<string, string> = {};
  for (const name of ["authorization", "x-functions-key", "x-api-key", "x-token"]) {
    const text = forwarded?.headers.get(name);
    if (text !== undefined) got[name] = text.replace(`Bearer ${token}`, CALLER).replace(token, CALLER);
  }
  const code = forwarded?.url.searchParams.get("code");
  if (code !== null && code !== undefined) got.code = code;
  // What is no credential of the backend is none of the gateway's business.
  for (const [name, text] of Object.entries(got)) if (text === "mine" && !(name in expected)) delete got[name];
  if (!path.includes("other-header")) delete got["x-token"];
  expect(got).toEqual(expected);
});
