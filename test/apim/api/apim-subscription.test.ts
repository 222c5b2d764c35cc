import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimSubscription,
  type ApimSubscriptionProps,
  type IApiManagement,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  Product,
  SecretValue,
  SubscriptionScope,
  SubscriptionState,
} from "cdktf-apim-oauth";
import { messageOf } from "../../support/error-text";
import {
  newApp,
  newService,
  newStack,
  newVault,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

const SUBSCRIPTION = "azurerm_api_management_subscription";
const SERVICE_ID = "/subscriptions/0/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso";

let stack: TerraformStack;
let apim: IApiManagement;

beforeEach(() => {
  stack = newStack();
  apim = ApiManagement.fromResourceId(stack, "Apim", SERVICE_ID);
});

function subscription(props: Partial<ApimSubscriptionProps> = {}, id = "Shop"): ApimSubscription {
  const subscriptionScope = SubscriptionScope.allApis(apim);
  return new ApimSubscription(stack, id, { subscriptionScope, displayName: "Shop", ...props });
}

test("a subscription is active, without traces, and for what its scope says", () => {
  subscription();
  expect(resourceOf(synth(stack), SUBSCRIPTION)).toEqual({
    api_management_name: "apim-contoso",
    resource_group_name: "rg-apim",
    display_name: "Shop",
    state: "active",
    allow_tracing: false,
  });
});

test("a subscription has what its props say", () => {
  subscription({
    displayName: "The ${shop}",
    subscriptionId: "shop",
    userId: "jane",
    state: SubscriptionState.SUSPENDED,
    allowTracing: true,
    primaryKey: SecretValue.fromVariable(new TerraformVariable(stack, "first", { sensitive: true })),
    secondaryKey: SecretValue.fromVariable(new TerraformVariable(stack, "second", { sensitive: true })),
  });
  expect(resourceOf(synth(stack), SUBSCRIPTION)).toEqual({
    api_management_name: "apim-contoso",
    resource_group_name: "rg-apim",
    display_name: "The $${shop}",
    subscription_id: "shop",
    user_id: `${SERVICE_ID}/users/jane`,
    state: "suspended",
    allow_tracing: true,
    primary_key: "${var.first}",
    secondary_key: "${var.second}",
  });
});

test("its resource has the logical id of its path", () => {
  subscription();
  expect(Object.keys(synth(stack).resource![SUBSCRIPTION]!)).toMatchInlineSnapshot(`
   [
     "Shop_563325D0",
   ]
  `);
});

describe("the scope", () => {
  test("of a product is its id, made of parts of the resource", () => {
    const gold = new Product(stack, "Gold", { apim, productId: "gold" });
    subscription({ subscriptionScope: SubscriptionScope.product(gold) });
    const { product_id: id, api_id: apiId } = resourceOf(synth(stack), SUBSCRIPTION);
    expect(id).toMatch(
      /^\/subscriptions\/0\/.*\/service\/apim-contoso\/products\/\$\{azurerm_api_management_product\.Gold_\w+\.product_id\}$/,
    );
    expect(apiId).toBeUndefined();
  });

  test("of an API has no revision, whatever revision the API is", () => {
    const orders = new Api(stack, "Api", { ...OPEN, apim, path: "orders", revision: "2" });
    subscription({ subscriptionScope: SubscriptionScope.api(orders) });
    const { api_id: id, product_id: productId } = resourceOf(synth(stack), SUBSCRIPTION);
    expect(id).toMatch(
      /^\/subscriptions\/0\/.*\/service\/apim-contoso\/apis\/\$\{azurerm_api_management_api\.Api_\w+\.name\}$/,
    );
    expect(productId).toBeUndefined();
  });

  test("is the service that the API or the product belongs to", () => {
    const other = ApiManagement.fromName(stack, "Other", { name: "apim-other", resourceGroupName: "rg-other" });
    const orders = Api.fromName(stack, "Api", { apim: other, name: "orders" });
    subscription({ subscriptionScope: SubscriptionScope.api(orders) });
    expect(resourceOf(synth(stack), SUBSCRIPTION)).toMatchObject({
      api_management_name: "apim-other",
      resource_group_name: "rg-other",
      api_id: expect.stringMatching(/resourceGroups\/rg-other\/.*\/service\/apim-other\/apis\/orders$/) as string,
    });
  });
});

describe("the keys", () => {
  test("can be written to a vault, and are never in the configuration", () => {
    const shop = subscription();
    const vault = newVault(stack);
    new KeyVaultSecretRef(stack, "First", { apim, vault, secretName: "shop-key", value: shop.primaryKey });
    new KeyVaultSecretRef(stack, "Second", { apim, vault, secretName: "shop-key-2", value: shop.secondaryKey });
    const secrets = resourcesOf(synth(stack), "azurerm_key_vault_secret");
    expect(secrets.map(({ value_wo: value }) => value)).toEqual([
      expect.stringMatching(/^\$\{azurerm_api_management_subscription\.Shop_\w+\.primary_key\}$/),
      expect.stringMatching(/^\$\{azurerm_api_management_subscription\.Shop_\w+\.secondary_key\}$/),
    ]);
  });

  test("of an existing subscription are read only where they are used", () => {
    ApimSubscription.fromId(stack, "Unused", { apim, subscriptionId: "unused" });
    const shop = ApimSubscription.fromId(stack, "Shop", { apim, subscriptionId: "shop" });
    for (const [name, key] of Object.entries({ first: shop.primaryKey, second: shop.secondaryKey })) {
      new NamedValue(stack, name, { apim, name, source: NamedValueSource.secret(key) });
    }
    const configuration = synth(stack);
    expect(Object.values(configuration.data![SUBSCRIPTION]!)).toEqual([
      { api_management_id: SERVICE_ID, subscription_id: "shop" },
    ]);
    expect(resourcesOf(configuration, "azurerm_api_management_named_value").map(({ value }) => value)).toEqual([
      expect.stringMatching(/^\$\{data\.azurerm_api_management_subscription\.Shop_\w+\.primary_key\}$/),
      expect.stringMatching(/^\$\{data\.azurerm_api_management_subscription\.Shop_\w+\.secondary_key\}$/),
    ]);
  });

  test("fail in another stack, whose state would hold them too", () => {
    const app = newApp();
    const [platform, team] = [newStack("platform", app), newStack("team", app)];
    const subscriptionScope = SubscriptionScope.allApis(newService(platform));
    const { primaryKey } = new ApimSubscription(platform, "Shop", { subscriptionScope, displayName: "Shop" });
    const use = (): NamedValue =>
      new NamedValue(team, "Key", { apim: newService(team), name: "key", source: NamedValueSource.secret(primaryKey) });
    expect(messageOf(use)).toMatch(
      /subscription platform\/Shop belongs to another stack; .*: import it here too, with fromId/,
    );
  });

  test("do not show when they are printed", () => {
    expect(String(subscription().primaryKey)).toBe("<secret>");
  });
});

test("a second subscription of one id fails", () => {
  subscription({ subscriptionId: "shop" });
  expect(messageOf(() => subscription({ subscriptionId: "SHOP" }, "Again"))).toContain(
    'the subscription "SHOP" is already created by Stack/Shop',
  );
});

test("a subscription can be for an API of another stack, which is deployed first", () => {
  const app = newApp();
  const [team, clients] = [newStack("team", app), newStack("clients", app)];
  const orders = new Api(team, "Api", { ...OPEN, apim: newService(team), path: "orders" });
  new ApimSubscription(clients, "Shop", { subscriptionScope: SubscriptionScope.api(orders), displayName: "Shop" });
  const { api_id: id } = resourceOf(synthStacks(app).clients!, SUBSCRIPTION);
  expect(clients.dependencies.map(({ node }) => node.id)).toEqual(["team"]);
  expect(id).toMatch(/\/apis\/\$\{data\.terraform_remote_state\.[^}]+\}$/);
});
