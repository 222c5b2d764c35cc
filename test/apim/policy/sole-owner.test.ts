import { ApiManagement as ServiceResource } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementApiOperationPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-operation-policy";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { ApiManagementPolicy } from "@cdktf/provider-azurerm/lib/api-management-policy";
import { DataAzurermApiManagementApi } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management-api";
import { type TerraformResource, type TerraformStack } from "cdktf";
import { Api, ApiManagement, ApimPolicy, Callers, JwtPolicy, RawPolicy } from "cdktf-apim-oauth";
import { PolicyDocument } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import { OPEN, newApp, newOrders, newService, newStack, synth, synthApp } from "../../support/synth";

const OF_SERVICE = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim" };

function newApi(stack: TerraformStack): Api {
  return new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", subscriptionRequired: true });
}

function refusal(stack: TerraformStack): string {
  return messageOf(() => synth(stack));
}

describe("a second resource for a document is found", () => {
  test("beside a JwtPolicy, by literal names, whatever their case", () => {
    const stack = newStack();
    const target = newApi(stack);
    new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers: Callers.applications("Orders.Read") });
    new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, resourceGroupName: "RG-apim", apiName: "Orders" });

    expect(refusal(stack)).toContain(
      "[Stack/Api/Policy] the policy document for API orders is held by Stack/Api/Policy/Resource and by Stack/Raw; expected one resource, because API Management keeps only one document and each would overwrite the other at every apply: give the statements of Stack/Raw to ApimPolicy.of, or its text to a RawPolicy, and remove it",
    );
  });

  test("beside a RawPolicy, by the attributes of the API", () => {
    const stack = newStack();
    const target = newApi(stack);
    new RawPolicy(stack, "Document", { target, document: PolicyDocument.of() });
    new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, apiName: target.name });

    expect(refusal(stack)).toContain("is held by Stack/Api/Policy/Resource and by Stack/Raw;");
  });

  test("beside the document of an operation", () => {
    const stack = newStack();
    const operation = newApi(stack).addOperation("get", { method: "GET", urlTemplate: "/" });
    ApimPolicy.of(operation);
    new ApiManagementApiOperationPolicy(stack, "Raw", { ...OF_SERVICE, apiName: "orders", operationId: "get" });

    expect(refusal(stack)).toContain(
      "the policy document for operation get of API orders is held by Stack/Api/get/Policy/Resource and by Stack/Raw;",
    );
  });

  test.each<[string, (stack: TerraformStack, service: ServiceResource) => string]>([
    [
      "its literal id",
      () => "/subscriptions/1/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso",
    ],
    ["its resource", (_, service) => service.id],
  ])("beside the document of a service, by %s", (_, idOf) => {
    const stack = newStack();
    const service = new ServiceResource(stack, "Service", {
      name: "apim-contoso",
      resourceGroupName: "rg-apim",
      location: "westeurope",
      publisherEmail: "a@b.example",
      publisherName: "a",
      skuName: "Developer_1",
    });
    const { name, resourceGroupName } = service;
    ApimPolicy.of(ApiManagement.fromName(stack, "Apim", { name, resourceGroupName }));
    new ApiManagementPolicy(stack, "Raw", { apiManagementId: idOf(stack, service) });

    expect(refusal(stack)).toContain("the policy document for service");
  });

  test("in another stack, by name and by the attributes of the API", () => {
    const app = newApp();
    const target = newApi(newStack("Apis", app));
    ApimPolicy.of(target);
    const other = newStack("Other", app);
    new ApiManagementApiPolicy(other, "ByName", { ...OF_SERVICE, apiName: "orders" });
    new ApiManagementApiPolicy(other, "ByAttribute", { ...OF_SERVICE, apiName: target.name });

    const message = messageOf(() => synthApp(app));
    expect(message).toContain("is held by Apis/Api/Policy/Resource and by Other/ByName;");
    expect(message).toContain("is held by Apis/Api/Policy/Resource and by Other/ByAttribute;");
  });

  test("when it is added after a synthesis", () => {
    const stack = newStack();
    ApimPolicy.of(newApi(stack));
    synth(stack);
    new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, apiName: "orders" });

    expect(refusal(stack)).toContain("by Stack/Raw;");
  });
});

test.each<[string, (stack: TerraformStack) => TerraformResource]>([
  ["another API", (stack) => new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, apiName: "invoices" })],
  [
    "an API of another service",
    (stack) =>
      new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, apiManagementName: "other", apiName: "orders" }),
  ],
  [
    "an operation of the API",
    (stack) =>
      new ApiManagementApiOperationPolicy(stack, "Raw", { ...OF_SERVICE, apiName: "orders", operationId: "get" }),
  ],
  [
    "an API that only Terraform knows",
    (stack) => {
      const found = new DataAzurermApiManagementApi(stack, "Found", { ...OF_SERVICE, name: "invoices", revision: "1" });
      return new ApiManagementApiPolicy(stack, "Raw", { ...OF_SERVICE, apiName: found.name });
    },
  ],
])("the document of %s is another one", (_, make) => {
  const stack = newStack();
  ApimPolicy.of(newApi(stack));
  make(stack);

  expect(() => synth(stack)).not.toThrow();
});

test("two documents of the library are two targets", () => {
  const stack = newStack();
  const api = newApi(stack);
  ApimPolicy.of(api);
  ApimPolicy.of(api.addOperation("get", { method: "GET", urlTemplate: "/" }));
  ApimPolicy.of(api.apim);

  expect(() => synth(stack)).not.toThrow();
});
