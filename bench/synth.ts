import { BY_HAND } from "./by-hand";
import { compare, median, run, TIME_WORK, type Usage } from "./measure";

const setUp = (count: number): string => `
  const { App, TerraformStack } = require("cdktf");
  const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
  const { AzureadProvider } = require("@cdktf/provider-azuread/lib/provider");
  const count = ${count};
  const tenantId = "11111111-1111-1111-1111-111111111111";
  const synth = (fill) => {
    const app = new App();
    const stack = new TerraformStack(app, "bench");
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    new AzureadProvider(stack, "azuread");
    fill(stack);
    app.synth();
  };`;

/** Protected APIs with this library: for each a registration with a role, the API and its token policy. */
function ours(count: number): Usage {
  return run(`${setUp(count)}
    const { Api, ApiManagement, AppRegistration, AppRole, Authority, Callers, JwtPolicy } = require("./lib");
    const work = (count) => synth((stack) => {
      const apim = ApiManagement.fromName(stack, "Apim", { name: "apim", resourceGroupName: "rg" });
      const authority = Authority.publicCloud(tenantId);
      for (let i = 0; i < count; i++) {
        const resource = new AppRegistration(stack, "App" + i, {
          displayName: "API " + i, authority, roles: [AppRole.forApplications("Read")],
        });
        const target = new Api(stack, "Api" + i, { apim, path: "api" + i, subscriptionRequired: true });
        new JwtPolicy(stack, "Jwt" + i, { target, resource, callers: Callers.applications("Read") });
      }
    });
    ${TIME_WORK}`);
}

/** The same resources with the bindings of the providers, as a person writes them who knows every value. */
function byHand(count: number): Usage {
  return run(`${setUp(count)}${BY_HAND}
    const { ApplicationRegistration } = azuread("application-registration");
    const { ServicePrincipal } = azuread("service-principal");
    const { ApplicationIdentifierUri } = azuread("application-identifier-uri");
    const { ApplicationAppRoleA } = azuread("application-app-role");
    const { ApiManagementApi } = azurerm("api-management-api");
    const { ApiManagementApiPolicy } = azurerm("api-management-api-policy");
    const { createHash } = require("node:crypto");
    const service = { apiManagementName: "apim", resourceGroupName: "rg" };
    const work = (count) => synth((stack) => {
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
        new ApiManagementApiPolicy(stack, "Policy" + i, { ...service, apiName: api.name, xmlContent: policy(tenantId, app.clientId, "Read") });
      }
    });
    ${TIME_WORK}`);
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
