import { ApiManagementProductPolicy } from "@cdktf/provider-azurerm/lib/api-management-product-policy";
import { type TerraformResource, type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimPolicy,
  type IApiManagement,
  Product,
  type ProductProps,
  RawPolicy,
} from "cdktf-apim-oauth";
import {
  PolicyDocument,
  type PolicyElement,
  PolicyExpression,
  RateLimit,
  SetHeader,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import { messageOf } from "../../support/error-text";
import {
  annotationsIn,
  newApp,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../../support/synth";

const PRODUCT = "azurerm_api_management_product";
const MEMBER = "azurerm_api_management_product_api";
const POLICY = "azurerm_api_management_product_policy";
const OF_SERVICE = { api_management_name: "apim-contoso", resource_group_name: "rg-apim" };

let stack: TerraformStack;
let apim: IApiManagement;

beforeEach(() => {
  stack = newStack();
  apim = newService(stack);
});

function product(props: Partial<ProductProps> = {}, id = "Gold"): Product {
  return new Product(stack, id, { apim, productId: "gold", ...props });
}

function api(path = "orders", id = "Api"): Api {
  return new Api(stack, id, { ...OPEN, apim, path, subscriptionRequired: true });
}

const header = new SetHeader({ name: "X-Plan", values: ["gold"] });

test("a product needs a subscription, and is published for its administrators", () => {
  product();
  expect(resourceOf(synth(stack), PRODUCT)).toEqual({
    ...OF_SERVICE,
    product_id: "gold",
    display_name: "gold",
    published: true,
    subscription_required: true,
  });
});

test("a product has what its props say", () => {
  product({
    displayName: "Gold",
    description: "For partners.",
    terms: "Be nice.\nPay.",
    published: false,
    approvalRequired: true,
    subscriptionsLimit: 2,
    groups: ["developers"],
  });
  const configuration = synth(stack);
  expect(resourceOf(configuration, PRODUCT)).toEqual({
    ...OF_SERVICE,
    product_id: "gold",
    display_name: "Gold",
    description: "For partners.",
    terms: "Be nice.\nPay.",
    published: false,
    subscription_required: true,
    approval_required: true,
    subscriptions_limit: 2,
  });
  expect(resourceOf(configuration, "azurerm_api_management_product_group")).toEqual({
    ...OF_SERVICE,
    product_id: "${azurerm_api_management_product.Gold_83B9B25C.product_id}",
    group_name: "developers",
  });
});

test("its resources have the logical ids of their paths", () => {
  product({ apis: [api()], groups: ["developers"] });
  ApimPolicy.of(Product.fromId(stack, "Silver", { apim, productId: "silver" })).addInbound(header);
  const { resource } = synth(stack);
  expect([PRODUCT, MEMBER, "azurerm_api_management_product_group", POLICY].map((type) => Object.keys(resource![type]!)))
    .toMatchInlineSnapshot(`
   [
     [
       "Gold_83B9B25C",
     ],
     [
       "Gold_Api-orders_41E4FCFF",
     ],
     [
       "Gold_Group-developers_70C94790",
     ],
     [
       "Silver_Policy_819469C3",
     ],
   ]
  `);
});

test("a product of the provider in the state moves into the construct", () => {
  const gold = product().node.findChild("Resource") as TerraformResource;
  gold.moveFromId("azurerm_api_management_product.gold");
  expect(synth(stack)).toMatchObject({
    moved: [{ from: "azurerm_api_management_product.gold", to: "azurerm_api_management_product.Gold_83B9B25C" }],
  });
});

describe("the APIs of a product", () => {
  test("are given with it or added later, and depend on the API and the product by reference", () => {
    const gold = product({ apis: [api()] });
    gold.addApi(api("invoices", "Invoices"));
    expect(resourcesOf(synth(stack), MEMBER)).toEqual([
      {
        ...OF_SERVICE,
        product_id: "${azurerm_api_management_product.Gold_83B9B25C.product_id}",
        api_name: expect.stringMatching(/^\$\{azurerm_api_management_api\.Invoices_\w+\.name\}$/) as string,
      },
      {
        ...OF_SERVICE,
        product_id: "${azurerm_api_management_product.Gold_83B9B25C.product_id}",
        api_name: expect.stringMatching(/^\$\{azurerm_api_management_api\.Api_\w+\.name\}$/) as string,
      },
    ]);
  });

  test("can be in two products", () => {
    const orders = api();
    product({ apis: [orders] });
    product({ productId: "silver", apis: [orders] }, "Silver");
    expect(resourcesOf(synth(stack), MEMBER)).toHaveLength(2);
  });

  test("get into it only when the policies that requests run are in force, whenever these are written", () => {
    const orders = api();
    const gold = product({ apis: [orders] });
    ApimPolicy.of(gold).addInbound(header);
    ApimPolicy.of(orders).addInbound(header);
    ApimPolicy.of(apim).addInbound(header);
    const { depends_on: dependsOn } = resourceOf(synth(stack), MEMBER);
    expect((dependsOn as string[]).map((address) => address.split(".")[0])).toEqual([
      "azurerm_api_management_policy",
      POLICY,
      "azurerm_api_management_api_policy",
    ]);
  });

  test("can be those of an existing product, by its name", () => {
    Product.fromId(stack, "Starter", { apim, productId: "starter" }).addApi(api());
    expect(resourceOf(synth(stack), MEMBER)).toMatchObject({ product_id: "starter" });
    expect(resourcesOf(synth(stack), PRODUCT)).toEqual([]);
  });

  test("keep their place in the product when another construct names the API", () => {
    product({ apis: [api()] });
    const other = newStack();
    const service = newService(other);
    const orders = Api.fromName(other, "Imported", { apim: service, name: "orders" });
    new Product(other, "Gold", { apim: service, productId: "gold", apis: [orders] });
    expect(Object.keys(synth(stack).resource![MEMBER]!)).toEqual(Object.keys(synth(other).resource![MEMBER]!));
  });

  test("fail when one is added twice, whichever construct does", () => {
    const gold = product({ apis: [api()] });
    const imported = Api.fromName(stack, "Imported", { apim, name: "Orders" });
    expect(messageOf(() => gold.addApi(imported))).toContain('the API of the product "Orders" is already created by');
    const again = Product.fromId(stack, "Again", { apim, productId: "GOLD" });
    expect(messageOf(() => again.addApi(imported))).toContain("is already created by Stack/Gold;");
  });

  test("fail when one belongs to another service", () => {
    const other = ApiManagement.fromName(stack, "Other", { name: "apim-other", resourceGroupName: "rg-apim" });
    const orders = Api.fromName(stack, "Imported", { apim: other, name: "orders" });
    expect(messageOf(() => product().addApi(orders))).toContain(
      "Stack/Gold: the service of API orders is apim-other; expected that of the product",
    );
  });

  test("can be of a service that only Terraform knows", () => {
    const name = new TerraformVariable(stack, "service", {}).stringValue;
    const other = ApiManagement.fromName(stack, "Other", { name, resourceGroupName: "rg-apim" });
    const orders = Api.fromName(stack, "Imported", { apim: other, name: "orders" });
    expect(() => product().addApi(orders)).not.toThrow();
  });
});

describe("an open product", () => {
  test("has to be asked for, and says so where the API needs a key", () => {
    product({ subscriptionRequired: false, apis: [api()] });
    expect(resourceOf(synth(stack), PRODUCT)).toMatchObject({ subscription_required: false });
    expect(warningsIn(stack)).toEqual([
      "Stack/Gold: product gold requires no subscription, so anyone can call API orders without a key, although the API requires one; let the product require a subscription, or set subscriptionRequired of the API to false",
    ]);
  });

  test("is no surprise where the API needs no key either", () => {
    const orders = new Api(stack, "Api", { ...OPEN, apim, path: "orders", subscriptionRequired: false });
    product({ subscriptionRequired: false, apis: [orders] });
    synth(stack);
    expect(annotationsIn(stack)).toEqual([]);
  });

  test("fails as the second one of an API", () => {
    const orders = api();
    product({ subscriptionRequired: false, apis: [orders] });
    expect(
      messageOf(() => product({ productId: "silver", subscriptionRequired: false, apis: [orders] }, "Silver")),
    ).toContain("the open product Stack/Gold holds API orders already");
  });
});

describe("what contradicts itself fails", () => {
  test.each<[string, Partial<ProductProps>, string]>([
    ["an approval without a limit", { approvalRequired: true }, "approvalRequired is true without subscriptionsLimit"],
    [
      "an approval without subscriptions",
      { approvalRequired: true, subscriptionsLimit: 1, subscriptionRequired: false },
      "approvalRequired is given and subscriptionRequired is false",
    ],
    [
      "a limit without subscriptions",
      { subscriptionsLimit: 1, subscriptionRequired: false },
      "subscriptionsLimit is given and subscriptionRequired is false",
    ],
  ])("as %s", (_what, props, text) => {
    expect(messageOf(() => product(props))).toContain(text);
  });

  test("but not what says the default", () => {
    expect(() => product({ approvalRequired: false, subscriptionRequired: false })).not.toThrow();
  });

  test("as a second product of one id", () => {
    product();
    expect(messageOf(() => product({ productId: "Gold" }, "Again"))).toContain(
      'the product "Gold" is already created by Stack/Gold',
    );
  });
});

describe("the policy of a product", () => {
  test("is a document like any other, also of one that exists", () => {
    const gold = product();
    ApimPolicy.of(gold).addInbound(new RateLimit({ calls: 10, renewalPeriodSeconds: 60 }));
    const silver = Product.fromId(stack, "Silver", { apim, productId: "silver" });
    new RawPolicy(stack, "Raw", { target: silver, document: PolicyDocument.of() });
    const policies = resourcesOf(synth(stack), POLICY);
    expect(policies[0]).toEqual({
      ...OF_SERVICE,
      product_id: "${azurerm_api_management_product.Gold_83B9B25C.product_id}",
      xml_content: ApimPolicy.of(gold).render(),
    });
    expect(policies[0]!.xml_content).toContain('<base />\n        <rate-limit calls="10" renewal-period="60" />');
    expect(policies[1]).toMatchObject({ product_id: "silver" });
  });

  test("may hold what is for products only", () => {
    const quota = PolicyDocument.parseElement('<quota calls="1000" renewal-period="86400" />');
    ApimPolicy.of(product()).addInbound(quota);
    expect(() => synth(stack)).not.toThrow();
    ApimPolicy.of(api()).addInbound(quota);
    expect(messageOf(() => synth(stack))).toContain("C-07");
  });

  test("is not that of an API of the same name, nor of its operation", () => {
    const orders = api("products");
    const operation = orders.addOperation("gold", { method: "GET", urlTemplate: "/" });
    const documents = [orders, operation, product()].map((target) => ApimPolicy.of(target));
    expect(new Set(documents).size).toBe(3);
  });

  test("fails beside a resource that holds it too, by its literal name", () => {
    ApimPolicy.of(product()).addInbound(header);
    const names = { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim", productId: "gold" };
    new ApiManagementProductPolicy(stack, "Raw", { ...names, xmlContent: "<policies />" });
    expect(messageOf(() => synth(stack))).toContain(
      "the policy document for product gold is held by Stack/Gold/Policy/Resource and by Stack/Raw",
    );
  });

  test("sets variables that the documents of its APIs can read", () => {
    const warningsWith = (inProduct: PolicyElement): string[] => {
      stack = newStack();
      apim = newService(stack);
      const orders = api();
      const plan = new SetHeader({ name: "X-Plan", values: [PolicyExpression.variable("tenant")] });
      ApimPolicy.of(orders).addInbound(new SetVariable({ name: "tennant", value: "b" }), plan);
      ApimPolicy.of(product({ apis: [orders] })).addInbound(inProduct);
      synth(stack);
      return warningsIn(stack);
    };
    expect(warningsWith(header).join()).toContain("P-37");
    expect(warningsWith(new SetVariable({ name: "tenant", value: "a" }))).toEqual([]);
  });
});

test("a product of one stack holds the APIs of another, which is deployed first", () => {
  const app = newApp();
  const [platform, team] = [newStack("platform", app), newStack("team", app)];
  const orders = new Api(team, "Api", { ...OPEN, apim: newService(team), path: "orders" });
  new Product(platform, "Gold", { apim: newService(platform), productId: "gold", apis: [orders] });
  const { platform: configuration } = synthStacks(app);
  expect(platform.dependencies.map(({ node }) => node.id)).toEqual(["team"]);
  expect(resourceOf(configuration!, MEMBER).api_name).toMatch(/terraform_remote_state/);
});

test("a team adds its API to the product of the platform by name, and no stack reads the other's state", () => {
  const app = newApp();
  const [platform, team] = [newStack("platform", app), newStack("team", app)];
  new Product(platform, "Gold", { apim: newService(platform), productId: "gold" });
  const service = newService(team);
  const orders = new Api(team, "Api", { ...OPEN, apim: service, path: "orders" });
  Product.fromId(team, "Gold", { apim: service, productId: "gold" }).addApi(orders);
  const { team: configuration } = synthStacks(app);
  expect(resourceOf(configuration!, MEMBER)).toMatchObject({ product_id: "gold" });
  expect(configuration!.data).toBeUndefined();
});

test("the stack with the policy of a product is deployed before one that adds an API to it", () => {
  const app = newApp();
  const [platform, team] = [newStack("platform", app), newStack("team", app)];
  ApimPolicy.of(new Product(platform, "Gold", { apim: newService(platform), productId: "gold" })).addInbound(header);
  const service = newService(team);
  const orders = new Api(team, "Api", { ...OPEN, apim: service, path: "orders" });
  Product.fromId(team, "Gold", { apim: service, productId: "gold" }).addApi(orders);
  synthStacks(app);
  expect(team.dependencies.map(({ node }) => node.id)).toEqual(["platform"]);
});

test("a product takes 200 APIs of one stack, each with its own place", () => {
  const gold = product();
  for (let index = 0; index < 200; index++) gold.addApi(api(`orders-${index}`, `Api${index}`));
  ApimPolicy.of(gold).addInbound(header);
  const members = resourcesOf(synth(stack), MEMBER);
  expect(new Set(members.map(({ api_name: name }) => name)).size).toBe(200);
  expect(members.every(({ depends_on: dependsOn }) => (dependsOn as string[]).length === 1)).toBe(true);
});

test("text of users and values of Terraform are what they were", () => {
  const token = new TerraformVariable(stack, "plan", {}).stringValue;
  product({ productId: token, displayName: 'Gold "${x}"', apis: [api()], groups: [token] });
  const json = Testing.synth(stack, true);
  expect(json).not.toContain("TfToken");
  expect(resourceOf(synth(stack), PRODUCT)).toMatchObject({
    product_id: "${var.plan}",
    display_name: 'Gold "$${x}"',
  });
});
