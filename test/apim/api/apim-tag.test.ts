import { Api, ApiOperation, ApimTag, type IApimTag, Product } from "cdktf-apim-oauth";
import { newApp, newService, newStack, OPEN, resourceOf, resourcesOf, synth, synthStacks } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

function tagged(make: (stack: Stack, tag: IApimTag, api: Api) => void): ReturnType<typeof synth> {
  const stack = newStack();
  const apim = newService(stack);
  const tag = new ApimTag(stack, "Tag", { apim, name: "internal", displayName: "For us" });
  make(stack, tag, new Api(stack, "Api", { apim, path: "orders", ...OPEN }));
  return synth(stack);
}

/** The types of what a resource comes after. */
function before(configuration: ReturnType<typeof synth>, type: string): string[] {
  return (resourceOf(configuration, type).depends_on as string[]).map((address) => address.split(".")[0]!);
}

describe("a tag", () => {
  test("is one of the service", () => {
    const made = resourceOf(
      tagged(() => undefined),
      "azurerm_api_management_tag",
    );
    expect(made).toEqual({
      api_management_id: expect.stringMatching(/\/service\/apim-contoso$/) as string,
      name: "internal",
      display_name: "For us",
    });
  });

  test("of an API names it without a revision, and comes after both", () => {
    const configuration = tagged((_stack, tag, api) => tag.addToApi(api));
    expect(resourceOf(configuration, "azurerm_api_management_api_tag")).toMatchObject({
      api_id: expect.stringMatching(
        /\/service\/apim-contoso\/apis\/\$\{azurerm_api_management_api\.Api_\w+\.name\}$/,
      ) as string,
      name: "internal",
    });
    expect(before(configuration, "azurerm_api_management_api_tag")).toEqual([
      "azurerm_api_management_tag",
      "azurerm_api_management_api",
    ]);
    expect(resourcesOf(configuration, "azurerm_api_management_api_tag_description")).toEqual([]);
  });

  test("of an API can be described", () => {
    const configuration = tagged((_stack, tag, api) =>
      tag.addToApi(api, {
        description: "Not for ${partners}.",
        documentationUrl: "https://contoso.com/internal",
        documentationDescription: "The rules",
      }),
    );
    expect(resourceOf(configuration, "azurerm_api_management_api_tag_description")).toEqual({
      api_tag_id: expect.stringMatching(/^\$\{azurerm_api_management_api_tag\.Tag_Api-orders_\w+\.id\}$/) as string,
      description: "Not for $${partners}.",
      external_documentation_url: "https://contoso.com/internal",
      external_documentation_description: "The rules",
    });
  });

  test("of an operation keeps the display name of the tag, and comes after the operation", () => {
    const configuration = tagged((_stack, tag, api) =>
      tag.addToOperation(api.addOperation("get", { method: "GET", urlTemplate: "/" })),
    );
    expect(resourceOf(configuration, "azurerm_api_management_api_operation_tag")).toMatchObject({
      api_operation_id: expect.stringMatching(/\/service\/apim-contoso\/apis\/orders\/operations\/\S+$/) as string,
      name: "internal",
      display_name: "For us",
    });
    expect(before(configuration, "azurerm_api_management_api_operation_tag")).toEqual([
      "azurerm_api_management_tag",
      "azurerm_api_management_api_operation",
    ]);
  });

  test("of a product comes after both", () => {
    const configuration = tagged((stack, tag, { apim }) =>
      tag.addToProduct(new Product(stack, "Gold", { apim, productId: "gold" })),
    );
    expect(resourceOf(configuration, "azurerm_api_management_product_tag")).toMatchObject({
      api_management_name: "apim-contoso",
      resource_group_name: "rg-apim",
      api_management_product_id: expect.stringContaining("azurerm_api_management_product.Gold") as string,
      name: "internal",
    });
    expect(before(configuration, "azurerm_api_management_product_tag")).toEqual([
      "azurerm_api_management_tag",
      "azurerm_api_management_product",
    ]);
  });

  test("that exists is not made", () => {
    const stack = newStack();
    const apim = newService(stack);
    const tag = ApimTag.fromName(stack, "Tag", { apim, name: "internal" });
    const api = Api.fromName(stack, "Api", { apim, name: "orders" });
    tag.addToApi(api);
    tag.addToOperation(ApiOperation.fromId(stack, "Get", { api, operationId: "get" }));
    const configuration = synth(stack);
    expect(configuration.resource).not.toHaveProperty("azurerm_api_management_tag");
    expect(resourceOf(configuration, "azurerm_api_management_api_tag")).not.toHaveProperty("depends_on");
    expect(resourceOf(configuration, "azurerm_api_management_api_operation_tag").display_name).toBe("internal");
  });

  test("orders the stacks when the API is in another", () => {
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    const api = new Api(first, "Api", { apim: newService(first), path: "orders", ...OPEN });
    new ApimTag(second, "Tag", { apim: newService(second), name: "internal" }).addToApi(api);
    const { Second } = synthStacks(app);
    expect(second.dependencies.map(({ node }) => node.id)).toEqual(["First"]);
    expect(resourcesOf(Second!, "azurerm_api_management_api_tag")).toHaveLength(1);
  });

  test("fails when the API has it, and when the service has it", () => {
    const stack = newStack();
    const apim = newService(stack);
    const api = new Api(stack, "Api", { apim, path: "orders", ...OPEN });
    const tag = new ApimTag(stack, "Tag", { apim, name: "internal" });
    tag.addToApi(api);
    expect(() => tag.addToApi(api)).toThrow(
      /^Stack\/Tag: the tag of the API, operation or product "internal" is already created by Stack\/Tag;/,
    );
    expect(() => new ApimTag(stack, "Again", { apim, name: "Internal" })).toThrow(
      /^Stack\/Again: the tag "Internal" is already created by Stack\/Tag;/,
    );
  });
});
