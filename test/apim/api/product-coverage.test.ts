import { ApiManagementProductApi } from "@cdktf/provider-azurerm/lib/api-management-product-api";
import { ApiManagementProductPolicy } from "@cdktf/provider-azurerm/lib/api-management-product-policy";
import { ApiManagementSubscription } from "@cdktf/provider-azurerm/lib/api-management-subscription";
import type { TerraformStack } from "cdktf";
import {
  Api,
  ApimPolicy,
  ApimSubscription,
  ApiRevision,
  Callers,
  type IApiManagement,
  type IPolicyTarget,
  type IResourceServer,
  JwtPolicy,
  Product,
  type ProductProps,
  RawPolicy,
  SubscriptionScope,
} from "cdktf-apim-oauth";
import { PolicyDocument } from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import { annotationsIn, importedApi, guid, newService, newStack, synth, warningsIn } from "../../support/synth";

/** Products decide who may call only for the requests that are in them. */

const NAMES = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim" };

let stack: TerraformStack;
let apim: IApiManagement;
let orders: IResourceServer;

beforeEach(() => {
  stack = newStack();
  apim = newService(stack);
  orders = importedApi(stack, "Orders");
});

function api(subscriptionRequired = true): Api {
  const made = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired });
  made.addOperation("get", { method: "GET", urlTemplate: "/" });
  return made;
}

function product(id: string, props: Partial<ProductProps>): Product {
  return new Product(stack, id, { apim, productId: id.toLowerCase(), ...props });
}

function protect(target: IPolicyTarget, resource = orders, callers = Callers.users("access_as_user")): JwtPolicy {
  return new JwtPolicy(stack, `Jwt${target.node.id}`, { target, resource, callers });
}

const synthesis = (): void => void synth(stack);

/** A document without `<base />`, which the linter accepts for a reason. */
function cutOff(target: IPolicyTarget): void {
  const document = PolicyDocument.parse(
    "<policies><inbound /><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>",
  );
  new RawPolicy(stack, `Raw${target.node.id}`, { target, document });
  ApimPolicy.of(target).suppress("base-in-section", "the test is about something else");
}

describe("the token check of a product", () => {
  test("closes an API whose requests all are in the product", () => {
    protect(product("Gold", { apis: [api()] }));
    expect(synthesis).not.toThrow();
  });

  test("closes it in a product that exists, too", () => {
    const gold = Product.fromId(stack, "Gold", { apim, productId: "gold" });
    gold.addApi(api());
    protect(gold);
    expect(synthesis).not.toThrow();
  });

  test("closes an open product: requests without a key are in it", () => {
    protect(product("Gold", { apis: [api(false)], subscriptionRequired: false }));
    expect(synthesis).not.toThrow();
  });

  test("leaves an API open that needs no key, and the error says for which requests", () => {
    protect(product("Gold", { apis: [api(false)] }));
    expect(synthesis).toThrow(
      "A-01 open-operation: nothing checks who calls operation get of API orders outside its products, so anyone can call it",
    );
  });

  test("leaves an API open that has a revision without a key", () => {
    const orders = api();
    protect(product("Gold", { apis: [orders] }));
    new ApiRevision(stack, "Next", { api: orders, revision: "2", subscriptionRequired: false });
    expect(synthesis).toThrow(/A-01 open-operation: .* of API orders outside its products, so anyone can call it/);
  });

  test("leaves an API open that is in another product without a check", () => {
    const orders = api();
    protect(product("Gold", { apis: [orders] }));
    product("Silver", { apis: [orders] });
    expect(synthesis).toThrow("nothing checks who calls operation get of API orders in product silver,");
  });

  test("leaves an API open with an open product without a check beside it", () => {
    const orders = api();
    protect(product("Gold", { apis: [orders] }));
    product("Open", { apis: [orders], subscriptionRequired: false });
    expect(synthesis).toThrow("in product open,");
  });

  test.each([
    ["of the API", (orders: Api) => SubscriptionScope.api(orders)],
    ["of all APIs", (orders: Api) => SubscriptionScope.allApis(orders.apim)],
  ])("leaves an API open for the keys %s", (_what, scopeOf) => {
    const orders = api();
    protect(product("Gold", { apis: [orders] }));
    new ApimSubscription(stack, "Key", { subscriptionScope: scopeOf(orders), displayName: "Key" });
    expect(synthesis).toThrow("outside its products");
  });

  test("stays in force for keys of the product, of other APIs and of other services", () => {
    const orders = api();
    const gold = product("Gold", { apis: [orders] });
    protect(gold);
    const invoices = Api.fromName(stack, "Invoices", { apim, name: "invoices" });
    for (const [id, subscriptionScope] of Object.entries({
      Gold: SubscriptionScope.product(gold),
      Invoices: SubscriptionScope.api(invoices),
    })) {
      new ApimSubscription(stack, `${id}Key`, { subscriptionScope, displayName: id });
    }
    new ApiManagementSubscription(stack, "Raw", { ...NAMES, apiManagementName: "apim-other", displayName: "Other" });
    expect(synthesis).not.toThrow();
  });

  test.each<[string, (api: Api) => string | undefined]>([
    ["all APIs", () => undefined],
    ["the API, by its id", (api) => `${api.apim.resourceId}/apis/orders`],
    ["the API, by the id of its resource", (api) => (api.node.findChild("Resource") as unknown as { id: string }).id],
  ])("leaves an API open for the keys of a raw resource for %s", (_what, idOf) => {
    const orders = api();
    protect(product("Gold", { apis: [orders] }));
    new ApiManagementSubscription(stack, "Raw", { ...NAMES, displayName: "Raw", apiId: idOf(orders) });
    expect(synthesis).toThrow("outside its products");
  });

  test("counts for a raw membership, and a raw document for a construct", () => {
    api();
    protect(product("Gold", {}));
    new ApiManagementProductApi(stack, "Raw", { ...NAMES, productId: "Gold", apiName: "orders" });
    expect(synthesis).not.toThrow();
  });

  test("can be the raw document of a product that is a construct", () => {
    product("Gold", { apis: [api()] });
    const xmlContent =
      '<policies><inbound><base /><validate-jwt header-name="X-Token"><openid-config url="https://id.contoso.com/.well-known/openid-configuration" /><audiences><audience>orders</audience></audiences><required-claims><claim name="role"><value>a</value></claim></required-claims></validate-jwt></inbound></policies>';
    new ApiManagementProductPolicy(stack, "Raw", { ...NAMES, productId: "gold", xmlContent });
    expect(synthesis).not.toThrow();
  });
});

describe("the check of an API or of the service", () => {
  test("of the API closes it in every product, an open one included", () => {
    const orders = api();
    protect(orders);
    product("Gold", { apis: [orders] });
    product("Open", { apis: [orders], subscriptionRequired: false });
    expect(synthesis).not.toThrow();
  });

  test("of the service does not run in a product without <base />", () => {
    protect(apim);
    cutOff(product("Gold", { apis: [api()] }));
    expect(synthesis).toThrow("A-01 open-operation: nothing checks who calls operation get of API orders, so");
  });

  test("of the service closes a product that has no document", () => {
    protect(apim);
    product("Gold", { apis: [api()] });
    expect(synthesis).not.toThrow();
  });
});

describe("the checks of a product and of its API", () => {
  test("fail if no token passes both", () => {
    const made = api();
    protect(made);
    protect(product("Gold", { apis: [made] }), importedApi(stack, "Other", { clientId: guid("b") }));
    expect(messageOf(synthesis)).toMatch(
      /A-02 inherited-checks: tokens for .* pass Stack\/JwtApi and never Stack\/JwtGold/,
    );
  });

  test("may differ in whom they admit: a product can be for fewer callers", () => {
    const made = api();
    protect(made, orders, Callers.users("access_as_user", "other"));
    protect(product("Gold", { apis: [made] }));
    expect(synthesis).not.toThrow();
    expect(warningsIn(stack)).toEqual([]);
  });

  test("fail if the service accepts other tokens than the product, although the API checks nothing itself", () => {
    protect(apim);
    protect(product("Gold", { apis: [api()] }), importedApi(stack, "Other", { clientId: guid("b") }));
    expect(messageOf(synthesis)).toMatch(
      /\[Stack\/Api\] A-02 inherited-checks: tokens for .* pass Stack\/JwtGold and never Stack\/JwtApim/,
    );
  });

  test("fail if each agrees with the API and the two have no token in common", () => {
    const [other, made] = [importedApi(stack, "Other", { clientId: guid("b") }), api()];
    const callers = Callers.users("access_as_user");
    const alsoAccepts = [{ resource: other, callers }];
    new JwtPolicy(stack, "Jwt", { target: made, resource: orders, callers, alsoAccepts });
    protect(product("Gold", { apis: [made] }), other);
    protect(apim);
    expect(synthesis).toThrow(/pass Stack\/JwtGold and never Stack\/JwtApim/);
  });

  test("may differ in whom product and service admit", () => {
    protect(apim, orders, Callers.users("access_as_user", "other"));
    protect(product("Gold", { apis: [api()] }));
    expect(synthesis).not.toThrow();
  });

  test("can be accepted as they are, for a reason", () => {
    protect(apim);
    const made = new Api(stack, "Api", {
      apim,
      path: "orders",
      suppressions: [{ rule: "inherited-checks", reason: "the product is made for later" }],
    });
    protect(product("Gold", { apis: [made] }), importedApi(stack, "Other", { clientId: guid("b") }));
    expect(synthesis).not.toThrow();
  });

  test("stand before an anonymous operation, and the synth says so", () => {
    const made = api();
    protect(made);
    made.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    protect(product("Gold", { apis: [made] }));
    synth(stack);
    expect(warningsIn(stack).join()).toContain(
      "operation health of API orders has Callers.anonymous(), and the policy of product gold checks its callers all the same",
    );
  });
});

test("the note about a key beside the token is left out for an API that an open product opens", () => {
  const made = new Api(stack, "Api", { apim, path: "orders" });
  protect(made);
  product("Open", { apis: [made], subscriptionRequired: false });
  synth(stack);
  expect(annotationsIn(stack, "/info").join()).not.toContain("callers need a subscription key");
});
