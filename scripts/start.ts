/** Synthesizes the walk-through example and prints what it creates and how to call the API. */
import { App } from "cdktf";
import { PortalWalkthroughStack } from "../examples/portal-walkthrough/stack";
import { Deployment } from "../src/deployment";
import { requestFlow } from "./request-flow";

const STACK = "portal-walkthrough";

const app = new App();
const { callers } = new PortalWalkthroughStack(app, STACK).jwt;
app.synth();

/** The deployment, with names in the place of what only Azure knows. */
function deploymentInWords(): Deployment {
  const attributes: Record<string, string> = {
    "data.azuread_client_config.AzureadClientConfig.tenant_id": "[tenant id]",
  };
  for (const { address, displayName } of Deployment.fromSynth(app.outdir).registrations)
    attributes[`${address}.client_id`] = `[client id of ${displayName ?? address}]`;
  return Deployment.fromSynth(app.outdir, { attributes });
}

const { services, registrations, servicePrincipals, appRoleAssignments } = deploymentInWords();
const [apim] = services;
const [api] = apim?.apis ?? [];
const [authServer] = apim?.authorizationServers ?? [];
if (apim === undefined || api === undefined || authServer === undefined) throw new Error("the example has no API");
const policy = api.policy?.text ?? "";

function line(label: string, value: string): void {
  console.log(`  ${label.padEnd(26)}${value}`);
}

function heading(title: string): void {
  console.log(`\n${title}\n`);
}

function nameOfClient(clientId: string): string {
  return registrations.find((each) => each.clientId === clientId)?.displayName ?? clientId;
}

function nameOfPrincipal(objectId: string): string {
  const principal = servicePrincipals.find((each) => each.objectId === objectId);
  return principal === undefined ? objectId : nameOfClient(principal.clientId);
}

function nameOfRole(id: string): string {
  return registrations.flatMap(({ roles }) => roles).find((role) => role.id === id)?.value ?? id;
}

/** The texts of the elements of a name in the policy. */
function inPolicy(element: string): string {
  const found = policy.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "g"));
  return [...found].map(([, text]) => text).join(" or ");
}

console.log("OAuth 2.0 in front of an API: the steps of the portal walk-through, as code.");

heading("WHAT WILL BE CREATED");
console.log("  Entra ID");
for (const { displayName } of registrations) line("  application", displayName ?? "");
for (const { clientId, appRoleAssignmentRequired } of servicePrincipals) {
  const kind = appRoleAssignmentRequired ? "only for callers with a role" : "a client";
  line("  service principal", `of ${nameOfClient(clientId)}, ${kind}`);
}
for (const { identifierUris, scopes, roles, optionalClaims, requestedPermissions } of registrations) {
  for (const uri of identifierUris) line("  identifier URI", uri);
  for (const { value } of scopes) line("  scope", `${value}, for users`);
  for (const { value, memberTypes } of roles)
    line("  role", `${value ?? ""}, for ${memberTypes.join(" and ").toLowerCase()}s`);
  for (const { name } of optionalClaims) line("  optional claim", `${name}, distinguishes applications from users`);
  for (const { roleIds } of requestedPermissions)
    line("  permission", `to ask for ${roleIds.map(nameOfRole).join(", ")}`);
}
for (const { appRoleId, resourceObjectId, principalObjectId } of appRoleAssignments) {
  const [role, resource, principal] = [
    nameOfRole(appRoleId),
    nameOfPrincipal(resourceObjectId),
    nameOfPrincipal(principalObjectId),
  ];
  line("  role assignment", `${role} of ${resource}, to ${principal}`);
}
for (const credential of registrations.flatMap(({ credentials }) => credentials)) {
  if (credential.kind !== "secret") continue;
  line("  client secret", `${credential.displayName ?? ""}, until ${credential.endDate ?? ""}`);
}
console.log("  API Management");
line("  authorization server", `${authServer.name}, ${authServer.grantTypes.join(", ")}`);
line("  API", `${api.displayName ?? ""}, /${api.path} -> ${api.serviceUrl ?? ""}`);
for (const { method, urlTemplate } of api.operations) line("  operation", `${method} ${urlTemplate}`);
line("  policy", `of API ${api.name}`);

const tokenEndpoint = authServer.tokenEndpoint ?? "";
const scope = authServer.defaultScope ?? "";

heading("WHAT A CALLER NEEDS");
line("token endpoint", tokenEndpoint);
line("grant_type", "client_credentials");
line("scope to ask for", scope);
line("then, in a header", "Authorization: Bearer <access token>");
line("issuer (iss)", inPolicy("issuer"));
line("audience (aud)", inPolicy("audience"));
if (callers.roles.length > 0) line("role (roles)", callers.roles.join(" or "));
if (callers.scopes.length > 0) line("scope (scp)", callers.scopes.join(" or "));
line("otherwise", "401 without a valid token, 403 without the role");

heading("THE POLICY OF THE API");
console.log(policy.replace(/^/gm, "  ").trimEnd());

/** The deployment once more, with ids that look like those of Azure, and requests that go through it. */
async function showRequestFlow(server: string, path: string): Promise<void> {
  heading("THE REQUEST FLOW, ON THIS MACHINE");
  for (const { step, result } of await requestFlow(Deployment.fromSynth(app.outdir), server, path)) {
    console.log(`  ${step.padEnd(48)}${result}`);
  }
}

function showNext(url: string): void {
  heading("WHAT COMES NEXT");
  line("see the Terraform JSON", `cdktf.out/stacks/${STACK}/cdk.tf.json`);
  line("plan", "npx cdktf-cli@0.21.0 diff");
  line("deploy", "npx cdktf-cli@0.21.0 deploy");
  line(
    "get a token",
    `curl ${tokenEndpoint} -d grant_type=client_credentials -d client_id=$CLIENT_ID -d client_secret=$CLIENT_SECRET -d scope=${scope}`,
  );
  line("call the API", `curl -H "Authorization: Bearer $TOKEN" ${url}`);
}

const path = `/${api.path}/`;
const url = `${apim.gatewayUrl}${path}`;
void showRequestFlow(authServer.name, path).then(() => showNext(url));
