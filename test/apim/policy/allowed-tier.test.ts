import type { TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  ApimSku,
  ApiType,
  Callers,
  CallerLimit,
  JwtPolicy,
  PolicyFragment,
} from "cdktf-apim-oauth";
import { IncludeFragment, PolicyDocument, QuotaByKey } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import { newOrders, newService, newStack, OPEN, synth } from "../../support/synth";

/** Makes the service that `newService` refers to. */
function serviceOf(sku: ApimSku): TerraformStack {
  const stack = newStack();
  new ApiManagement(stack, "Service", {
    name: "apim-contoso",
    resourceGroupName: "rg-apim",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "api@contoso.com",
    sku,
  });
  return stack;
}

const LIMITED =
  /C-28 allowed-tier inbound\/rate-limit-by-key: <rate-limit-by-key> does not run in the tier Consumption; expected Developer, /;

test("fails for a limit of an API whose service is of a tier that does not run it, however the service is named", () => {
  const stack = serviceOf(ApimSku.consumption());
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
  target.addOperation("list", { method: "GET", urlTemplate: "/" });
  new JwtPolicy(stack, "Jwt", {
    target,
    resource: newOrders(stack),
    callers: Callers.applications("Orders.Read"),
    limits: [CallerLimit.rate({ calls: 5, renewalPeriodSeconds: 60 })],
  });
  expect(messageOf(() => synth(stack))).toMatch(LIMITED);
});

const QUOTA = new QuotaByKey({ calls: 5, renewalPeriodSeconds: 300, counterKey: "all" });

test.each([
  [ApimSku.standardV2(), /<quota-by-key> does not run in the tier StandardV2/],
  [ApimSku.developer(), undefined],
])("a fragment is checked for the tier %#", (sku, expected) => {
  const stack = serviceOf(sku);
  const apim = newService(stack);
  new PolicyFragment(stack, "Quota", { apim, name: "quota", document: PolicyDocument.fragment([QUOTA]) });
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
  ApimPolicy.of(api).addInbound(new IncludeFragment({ fragmentId: "quota" }));
  if (expected === undefined) synth(stack);
  else expect(messageOf(() => synth(stack))).toMatch(expected);
});

test("fails for a WebSocket API of the tier Consumption", () => {
  const stack = serviceOf(ApimSku.consumption());
  const serviceUrl = "wss://live.contoso.com";
  expect(
    () => new Api(stack, "Live", { apim: newService(stack), path: "live", apiType: ApiType.webSocket(), serviceUrl }),
  ).toThrow(/^Stack\/Live: apiType webSocket is given and the tier is Consumption; expected Developer or /);
});
