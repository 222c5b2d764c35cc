import { TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  type ApiProps,
  ApimAuthServer,
  ApiVersionSet,
  OAuthGrant,
  OpenIdConnectProvider,
  SecretValue,
  VersioningScheme,
} from "cdktf-apim-oauth";
import type { IApiManagement } from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import { newClient, newOrders, newService, newStack, OPEN } from "../../support/synth";

const PARTS: Readonly<Record<string, (stack: TerraformStack, apim: IApiManagement) => Partial<ApiProps>>> = {
  authServer: (stack, apim) => ({
    authServer: new ApimAuthServer(stack, "Server", {
      ...signIn(stack, apim),
      grant: OAuthGrant.authorizationCode("access_as_user"),
    }),
  }),
  openIdProvider: (stack, apim) => ({
    openIdProvider: new OpenIdConnectProvider(stack, "Provider", signIn(stack, apim)),
  }),
  versionSet: (stack, apim) => ({
    versionSet: new ApiVersionSet(stack, "Set", { apim, scheme: VersioningScheme.pathSegment() }),
    version: "v1",
  }),
  sourceApi: (stack, apim) => ({ sourceApi: Api.fromName(stack, "Source", { apim, name: "source" }) }),
};

function signIn(stack: TerraformStack, apim: IApiManagement) {
  const clientSecret = SecretValue.fromVariable(new TerraformVariable(stack, "Secret", { sensitive: true }));
  return { apim, name: "entra", resource: newOrders(stack), client: newClient(stack), clientSecret };
}

function makeApi(part: string, name: (stack: TerraformStack) => string): Api {
  const stack = newStack();
  const apim = ApiManagement.fromName(stack, "Other", { name: name(stack), resourceGroupName: "rg-apim" });
  return new Api(stack, "Api", { ...OPEN, ...PARTS[part]!(stack, apim), apim: newService(stack), path: "orders" });
}

test.each(Object.keys(PARTS))("fails for another service's %s", (part) => {
  expect(() => makeApi(part, () => "apim-other")).toThrow(`Stack/Api: ${part} is of another service than the API`);
});

test.each(Object.keys(PARTS))("takes the %s of the same service, or of one whose name only Terraform knows", (part) => {
  makeApi(part, () => "APIM-Contoso");
  makeApi(part, (stack) => new TerraformVariable(stack, "Name", {}).stringValue);
});
