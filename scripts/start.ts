/** Synthesizes the walk-through example and prints what it creates and how to call the API. */
import { App } from "cdktf";
import { PortalWalkthroughStack } from "../examples/portal-walkthrough/stack";
import { resolveText } from "../src/core/terraform-text";
import { SynthesizedStack } from "./synthesized-stack";

const STACK = "portal-walkthrough";

const app = new App();
const example = new PortalWalkthroughStack(app, STACK);
app.synth();
const stack = SynthesizedStack.read(app.outdir, STACK);

/** What will be created: a title, and for each type of resource a label and a description of one resource. */
const GROUPS: readonly (readonly [
  string,
  readonly (readonly [string, string, (text: (argument: string) => string) => string])[],
])[] = [
  [
    "Entra ID",
    [
      ["azuread_application_registration", "application", (text) => text("display_name")],
      [
        "azuread_service_principal",
        "service principal",
        (text) =>
          `of ${text("client_id").replace(/^\[client id of (.*)\]$/, "$1")}, ${text("app_role_assignment_required") === "true" ? "only for callers with a role" : "a client"}`,
      ],
      ["azuread_application_identifier_uri", "identifier URI", (text) => text("identifier_uri")],
      ["azuread_application_permission_scope", "scope", (text) => `${text("value")}, for users`],
      [
        "azuread_application_app_role",
        "role",
        (text) => `${text("value")}, for ${text("allowed_member_types").toLowerCase()}s`,
      ],
      ["azuread_application_optional_claims", "optional claim", () => "idtyp, distinguishes applications from users"],
      ["azuread_application_api_access", "permission", (text) => `to ask for ${text("role_ids")}`],
      [
        "azuread_app_role_assignment",
        "role assignment",
        (text) => `${text("app_role_id")} of ${text("resource_object_id")}, to ${text("principal_object_id")}`,
      ],
      ["azuread_application_password", "client secret", (text) => `${text("display_name")}, until ${text("end_date")}`],
    ],
  ],
  [
    "API Management",
    [
      [
        "azurerm_api_management_authorization_server",
        "authorization server",
        (text) => `${text("name")}, ${text("grant_types")}`,
      ],
      [
        "azurerm_api_management_api",
        "API",
        (text) => `${text("display_name")}, /${text("path")} -> ${text("service_url")}`,
      ],
      ["azurerm_api_management_api_operation", "operation", (text) => `${text("method")} ${text("url_template")}`],
      ["azurerm_api_management_api_policy", "policy", (text) => `of API ${text("api_name")}`],
    ],
  ],
];

function line(label: string, value: string): void {
  console.log(`  ${label.padEnd(26)}${value}`);
}

function heading(title: string): void {
  console.log(`\n${title}\n`);
}

/** The value of an attribute of a construct, in words. */
function words(value: string): string {
  return stack.words(resolveText(example, value));
}

console.log("OAuth 2.0 in front of an API: the steps of the portal walk-through, as code.");

heading("WHAT WILL BE CREATED");
for (const [title, types] of GROUPS) {
  console.log(`  ${title}`);
  for (const [type, label, describe] of types) {
    for (const resource of stack.ofType(type)) {
      line(
        `  ${label}`,
        describe((argument) => stack.words(resource.arguments[argument])),
      );
    }
  }
}

heading("WHAT A CALLER NEEDS");
const { api, authServer, jwt } = example;
line("token endpoint", words(authServer.tokenEndpoint ?? ""));
line("grant_type", "client_credentials");
line("scope to ask for", words(authServer.defaultScope ?? ""));
line("then, in a header", "Authorization: Bearer <access token>");
line("issuer (iss)", jwt.issuers.map(words).join(" or "));
line("audience (aud)", jwt.audiences.map(words).join(" or "));
if (jwt.callers.roles.length > 0) line("role (roles)", jwt.callers.roles.join(" or "));
if (jwt.callers.scopes.length > 0) line("scope (scp)", jwt.callers.scopes.join(" or "));
line("otherwise", "401 without a valid token, 403 without the role");

heading("THE POLICY OF THE API");
for (const policy of stack.ofType("azurerm_api_management_api_policy")) {
  console.log(stack.words(policy.arguments.xml_content).replace(/^/gm, "  ").trimEnd());
}

heading("WHAT COMES NEXT");
line("see the Terraform JSON", `cdktf.out/stacks/${STACK}/cdk.tf.json`);
line("plan", "npx cdktf-cli@0.21.0 diff");
line("deploy", "npx cdktf-cli@0.21.0 deploy");
line(
  "get a token",
  `curl ${words(authServer.tokenEndpoint ?? "")} -d grant_type=client_credentials -d client_id=$CLIENT_ID -d client_secret=$CLIENT_SECRET -d scope=${words(authServer.defaultScope ?? "")}`,
);
line("call the API", `curl -H "Authorization: Bearer $TOKEN" ${words(api.url)}/`);
