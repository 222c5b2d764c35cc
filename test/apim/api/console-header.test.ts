import {
  Api,
  type ApiOperation,
  ApimAuthServer,
  Callers,
  type IPolicyTarget,
  JwtPolicy,
  OpenIdConnectProvider,
  Product,
} from "cdktf-apim-oauth";
import type { TerraformStack } from "cdktf";
import { importedApi, newService, newStack, OPEN, synth, warningsIn } from "../../support/synth";

interface Made {
  readonly stack: TerraformStack;
  readonly api: Api;
  readonly list: ApiOperation;
}

/** What an API hears whose token is in a header, with a sign-in or without. */
function warningsFor(
  headerName: string,
  signIn: "authServer" | "openIdProvider" | undefined,
  targetOf: (made: Made) => IPolicyTarget = ({ api }) => api,
): string[] {
  const stack = newStack();
  const api = new Api(stack, "Api", {
    ...OPEN,
    apim: newService(stack),
    path: "orders",
    subscriptionRequired: true,
    ...(signIn === "authServer" && { authServer: ApimAuthServer.fromName(stack, "Server", "sign-in") }),
    ...(signIn === "openIdProvider" && { openIdProvider: OpenIdConnectProvider.fromName(stack, "Oidc", "sign-in") }),
  });
  const list = api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const target = targetOf({ stack, api, list });
  new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read"), headerName });
  synth(stack);
  return warningsIn(stack).filter((text) => text.includes("sends the token in the header Authorization"));
}

test.each<[string, "authServer" | "openIdProvider", ((made: Made) => IPolicyTarget)?]>([
  ["the API", "authServer", undefined],
  ["the API", "openIdProvider", undefined],
  ["its service", "authServer", ({ api }) => api.apim],
  ["an operation", "authServer", ({ list }) => list],
  [
    "a product",
    "authServer",
    ({ stack, api }) => new Product(stack, "Gold", { apim: api.apim, productId: "gold", apis: [api] }),
  ],
])("a token of %s in another header than the console's of an %s is a warning", (_where, signIn, targetOf) => {
  expect(warningsFor("X-Token", signIn, targetOf)).toEqual([expect.stringContaining('reads it from "X-Token"')]);
});

test("the header in other letters is the same, and without a sign-in the console sends no token", () => {
  expect(warningsFor("authorization", "authServer")).toEqual([]);
  expect(warningsFor("X-Token", undefined)).toEqual([]);
});
