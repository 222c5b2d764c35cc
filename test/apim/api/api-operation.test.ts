import { TerraformVariable } from "cdktf";
import { Api, type ApiOperationOptions } from "cdktf-apim-oauth";
import { OPEN, addressesOf, newService, newStack, resourceOf, resourcesOf, synth } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function newApi(stack: Stack, id = "Api", path = "orders"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path });
}

function operation(options: ApiOperationOptions): ReturnType<typeof resourceOf> {
  const stack = newStack();
  newApi(stack).addOperation("get-order", options);
  return resourceOf(synth(stack), "azurerm_api_management_api_operation");
}

describe("ApiOperation", () => {
  test("needs a method and a URL template only", () => {
    const stack = newStack();
    const list = newApi(stack).addOperation("list-orders", { method: "GET", urlTemplate: "/" });
    const configuration = synth(stack);
    expect(configuration).toMatchSnapshot();
    expect(addressesOf(configuration)).toEqual([
      "azurerm_api_management_api.Api_F70053CD",
      "azurerm_api_management_api_operation.Api_list-orders_0915904F",
    ]);
    expect(resourceOf(configuration, "azurerm_api_management_api_operation")).toEqual({
      api_management_name: "apim-contoso",
      api_name: "${azurerm_api_management_api.Api_F70053CD.name}",
      display_name: "GET /",
      method: "GET",
      operation_id: "list-orders",
      resource_group_name: "rg-apim",
      template_parameter: [],
      url_template: "/",
    });
    expect(list.apim.name).toBe("apim-contoso");
  });

  test("takes every option", () => {
    const options = { method: "PUT", urlTemplate: "/{id}", operationId: "put_order", displayName: "Put an order" };
    expect(operation(options)).toMatchSnapshot();
    expect(operation(options)).toMatchObject({
      display_name: "Put an order",
      method: "PUT",
      operation_id: "put_order",
      url_template: "/{id}",
    });
  });

  test.each([
    ["/", []],
    ["/{id}", ["id"]],
    ["/{id}/lines/{line-no}?top={top}", ["id", "line-no", "top"]],
    ["/{*path}", ["path"]],
    ["/{id}/{id}", ["id"]],
  ])("the parameters of %s are %j, because the provider wants the same set", (urlTemplate, names) => {
    expect(operation({ method: "GET", urlTemplate }).template_parameter).toEqual(
      names.map((name) => ({ name, type: "string", required: true })),
    );
  });

  test("a template that only Terraform knows is not searched for parameters", () => {
    const stack = newStack();
    const urlTemplate = new TerraformVariable(stack, "template", {}).stringValue;
    newApi(stack).addOperation("get", { method: "GET", urlTemplate: `/{id}/${urlTemplate}` });
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation")).toMatchObject({
      display_name: "GET /{id}/${var.template}",
      template_parameter: [],
      url_template: "/{id}/${var.template}",
    });
  });

  test("fails for a second operation of one name, also through another import of the API", () => {
    const stack = newStack();
    newApi(stack).addOperation("list", { method: "GET", urlTemplate: "/" });
    const again = Api.fromName(stack, "Again", { ...OPEN, apim: newService(stack), name: "orders" });
    expect(() => again.addOperation("List", { method: "GET", urlTemplate: "/all" })).toThrow(
      /^Stack\/Again\/List: the operation "List" is already created by Stack\/Api\/list; expected one of each/,
    );
  });

  test("one name in two APIs is two operations", () => {
    const stack = newStack();
    for (const path of ["orders", "bills"])
      newApi(stack, path, path).addOperation("list", { method: "GET", urlTemplate: "/" });
    expect(resourcesOf(synth(stack), "azurerm_api_management_api_operation")).toHaveLength(2);
  });
});
