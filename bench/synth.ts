import { resolve } from "node:path";
import { compare, median, runAlone, type Usage } from "./measure";

const ROOT = resolve(__dirname, "..");

const SETUP = (count: number): string => `
  process.chdir(${JSON.stringify(ROOT)});
  const { App, TerraformStack } = require("cdktf");
  const { mkdtempSync, rmSync } = require("node:fs");
  const { tmpdir } = require("node:os");
  const { join } = require("node:path");
  const count = ${count};
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  process.on("exit", () => rmSync(outdir, { recursive: true, force: true }));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "bench");
  new (require("@cdktf/provider-azurerm/lib/provider").AzurermProvider)(stack, "azurerm", { features: [{}] });
  new (require("@cdktf/provider-azuread/lib/provider").AzureadProvider)(stack, "azuread");
`;

/** Protected APIs with this library: for each a registration with a role, the API and its token policy. */
function ours(count: number): Usage {
  return runAlone(`${SETUP(count)}
    const lib = require("./lib");
    const work = () => {
      const apim = lib.ApiManagement.fromName(stack, "Apim", { name: "apim", resourceGroupName: "rg" });
      const authority = lib.Authority.publicCloud("11111111-1111-1111-1111-111111111111");
      for (let i = 0; i < count; i++) {
        const resource = new lib.AppRegistration(stack, "App" + i, {
          displayName: "API " + i, authority, roles: [lib.AppRole.forApplications("Read")],
        });
        const target = new lib.Api(stack, "Api" + i, { apim, path: "api" + i });
        new lib.JwtPolicy(stack, "Jwt" + i, { target, resource, callers: lib.Callers.applications("Read") });
      }
      app.synth();
    };`);
}

/** The same resources, written by hand with the provider's bindings, as somebody does who knows every value. */
function byHand(count: number): Usage {
  return runAlone(`${SETUP(count)}
    const ad = (name) => require("@cdktf/provider-azuread/lib/" + name);
    const rm = (name) => require("@cdktf/provider-azurerm/lib/" + name);
    const { ApplicationRegistration } = ad("application-registration");
    const { ServicePrincipal } = ad("service-principal");
    const { ApplicationIdentifierUri } = ad("application-identifier-uri");
    const { ApplicationAppRoleA } = ad("application-app-role");
    const { ApiManagementApi } = rm("api-management-api");
    const { ApiManagementApiPolicy } = rm("api-management-api-policy");
    const { createHash } = require("node:crypto");
    const service = { apiManagementName: "apim", resourceGroupName: "rg" };
    const tenant = "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0";
    const challenge = (id) => \`Bearer realm="\${id}"\`;
    const policy = (id) => \`<policies>
    <inbound>
        <base />
        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" require-expiration-time="true" require-signed-tokens="true" output-token-variable-name="jwt">
            <openid-config url="\${tenant}/.well-known/openid-configuration" />
            <audiences>
                <audience>\${id}</audience>
            </audiences>
            <issuers>
                <issuer>\${tenant}</issuer>
            </issuers>
        </validate-jwt>
        <choose>
            <when condition='@(!((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Read"))'>
                <return-response>
                    <set-status code="403" reason="Forbidden" />
                    <set-header name="WWW-Authenticate" exists-action="override">
                        <value>\${challenge(id)}, error="insufficient_scope"</value>
                    </set-header>
                    <set-header name="Content-Type" exists-action="override">
                        <value>application/json</value>
                    </set-header>
                    <set-body>{ "statusCode": 403, "message": "Forbidden" }</set-body>
                </return-response>
            </when>
        </choose>
    </inbound>
    <backend><base /></backend>
    <outbound><base /></outbound>
    <on-error>
        <base />
        <choose>
            <when condition='@(context.LastError.Source == "validate-jwt")'>
                <set-header name="WWW-Authenticate" exists-action="override">
                    <value>\${challenge(id)}</value>
                </set-header>
            </when>
        </choose>
    </on-error>
</policies>\`;
    const work = () => {
      for (let i = 0; i < count; i++) {
        const app = new ApplicationRegistration(stack, "App" + i, {
          displayName: "API " + i, requestedAccessTokenVersion: 2, signInAudience: "AzureADMyOrg",
        });
        new ServicePrincipal(stack, "Principal" + i, { clientId: app.clientId, appRoleAssignmentRequired: true });
        new ApplicationIdentifierUri(stack, "Uri" + i, { applicationId: app.id, identifierUri: "api://" + app.clientId });
        new ApplicationAppRoleA(stack, "Role" + i, {
          applicationId: app.id, roleId: createHash("md5").update("role" + i).digest("hex").replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
          value: "Read", allowedMemberTypes: ["Application"], displayName: "Read", description: "Read",
        });
        const api = new ApiManagementApi(stack, "Api" + i, {
          ...service, name: "api" + i, displayName: "api" + i, path: "api" + i, protocols: ["https"], revision: "1", subscriptionRequired: true,
        });
        new ApiManagementApiPolicy(stack, "Policy" + i, { ...service, apiName: api.name, xmlContent: policy(app.clientId) });
      }
      app.synth();
    };`);
}

/** The time of a synth of so many protected APIs, against the same resources by hand. */
export function compareSynth(count: number): number {
  return compare(
    7,
    () => ours(count),
    () => byHand(count),
  ).time;
}

/** How much longer one API takes among many than among few: 1 is linear. */
export function growth(few: number, many: number): number {
  const perApi = (count: number): number => median([1, 2, 3].map(() => ours(count).seconds)) / count;
  return perApi(many) / perApi(few);
}
