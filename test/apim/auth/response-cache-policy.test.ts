import { randomUUID } from "node:crypto";
import { TerraformVariable } from "cdktf";
import {
  Api,
  ApimPolicy,
  ApimSubscription,
  AppRegistration,
  AppRole,
  BackendToken,
  Callers,
  JwtPolicy,
  type JwtPolicyProps,
  Product,
  ResponseCachePolicy,
  SecretValue,
  SecurityHeadersPolicy,
  SubscriptionScope,
} from "cdktf-apim-oauth";
import { MessageBody, newResponse } from "../../../src/gateway/message";
import { gatewayOf } from "../../support/access";
import { type Element, elementsNamed } from "../../support/decode";
import { protect, rendered, section, texts } from "../../support/protected-api";
import { importedApi, newService, newStack, synth } from "../../support/synth";

const cache = (props: Partial<JwtPolicyProps> = {}): Element => {
  const stack = newStack();
  const { api, jwt } = protect(stack, props);
  new ResponseCachePolicy(stack, "Cache", { policy: jwt, durationSeconds: 60 });
  return rendered(stack, api);
};

test("looks after the check, varies by what the caller's token allows, and keeps the caller's name inside", () => {
  const inbound = section(cache({ backendToken: BackendToken.strip() }), "inbound");
  const names = inbound.map(({ name, attributes }) => `${name} ${attributes.name ?? ""}`.trim());
  expect(names).toEqual([
    "base",
    "validate-jwt",
    "choose",
    "set-variable caller-grant",
    "set-header x-cache-caller",
    "cache-lookup",
    "set-header x-cache-caller",
    "set-header Authorization",
  ]);
  const lookup = inbound[5]!;
  expect(lookup.attributes).toMatchObject({
    "allow-private-response-caching": "true",
    "downstream-caching-type": "none",
  });
  expect(lookup.children.map(({ text }) => text)).toEqual([
    "x-cache-caller",
    "Authorization",
    "Cookie",
    "Accept",
    "Accept-Language",
  ]);
  expect(inbound[6]!.attributes["exists-action"]).toBe("delete");
  expect(inbound[4]!.attributes["exists-action"]).toBe("override");
});

test("differs by issuer, user, client, scopes and roles", () => {
  const [variable] = elementsNamed(cache(), "set-variable");
  for (const part of [".Issuer", '"oid"', '"azp"', '"scp"', '"roles"'])
    expect(variable!.attributes.value).toContain(part);
  expect(texts(cache({ headerName: "X-Token" }), "vary-by-header")).toContain("X-Token");
});

test("stores for the time that is given", () => {
  expect(elementsNamed(cache(), "cache-store")[0]!.attributes).toEqual({ duration: "60" });
});

test("an operation can have it, below the policy of its API", () => {
  const stack = newStack();
  const { api, jwt } = protect(stack);
  const target = api.addOperation("list", { method: "GET", urlTemplate: "/" });
  new ResponseCachePolicy(stack, "Cache", { policy: jwt, durationSeconds: 60, target });
  expect(elementsNamed(rendered(stack, api), "cache-lookup")).toEqual([]);
  expect(ApimPolicy.of(target).render()).toContain("<cache-lookup");
});

describe("in the gateway", () => {
  const stack = newStack();
  const apim = newService(stack);
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders",
    roles: [AppRole.forApplications("Orders.Read")],
  });
  const client = (id: string): AppRegistration => {
    const made = new AppRegistration(stack, id, { displayName: id });
    made.grantRole(orders, "Orders.Read");
    return made;
  };
  const [shop, erp] = [client("Shop"), client("Erp")];
  const api = new Api(stack, "Api", { apim, path: "orders", serviceUrl: "https://orders.contoso.com" });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  api.addOperation("news", { method: "GET", urlTemplate: "/news", callers: Callers.anonymous() });
  const callers = Callers.applications("Orders.Read");
  const policy = new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers });
  new ResponseCachePolicy(stack, "Cache", { policy, durationSeconds: 60 });
  new SecurityHeadersPolicy(stack, "Headers", { target: api });
  const subscribe = (id: string): string => {
    const variable = new TerraformVariable(stack, `key-${id}`, { type: "string", sensitive: true });
    const primaryKey = SecretValue.fromVariable(variable);
    const subscriptionScope = SubscriptionScope.api(api);
    new ApimSubscription(stack, id, { subscriptionScope, displayName: id, primaryKey });
    return randomUUID();
  };
  const [gold, silver] = [subscribe("gold"), subscribe("silver")];

  let answers = 0;
  const gateway = gatewayOf(synth(stack), {
    values: { variables: { "key-gold": gold, "key-silver": silver } },
    backend: () => {
      const response = newResponse(200);
      response.body = new MessageBody(`answer ${++answers}`);
      return response;
    },
  });
  const tokens: Record<"shop" | "erp" | "nobody", string | undefined> = { shop: "", erp: "", nobody: undefined };
  beforeAll(async () => {
    tokens.shop = await gateway.tokenFor(shop);
    tokens.erp = await gateway.tokenFor(erp);
  });

  test.each<[string, string, keyof typeof tokens, Readonly<Record<string, string>>, string]>([
    ["a caller", "/orders", "shop", {}, "200 answer 1"],
    ["the same caller", "/orders", "shop", {}, "200 answer 1"],
    [
      "the same caller with another subscription",
      "/orders",
      "shop",
      { "Ocp-Apim-Subscription-Key": silver },
      "200 answer 2",
    ],
    ["another caller", "/orders", "erp", {}, "200 answer 3"],
    ["another caller who names the first", "/orders", "erp", { "x-cache-caller": "shop" }, "200 answer 3"],
    ["the same caller in another language", "/orders", "shop", { "Accept-Language": "de" }, "200 answer 4"],
    ["nobody", "/orders", "nobody", {}, "401"],
    ["nobody at an open operation", "/orders/news", "nobody", {}, "200 answer 5"],
    ["nobody again", "/orders/news", "nobody", {}, "200 answer 5"],
    [
      "nobody with another subscription",
      "/orders/news",
      "nobody",
      { "Ocp-Apim-Subscription-Key": silver },
      "200 answer 6",
    ],
    ["nobody with a session", "/orders/news", "nobody", { Cookie: "session=1" }, "200 answer 7"],
    ["a caller at an open operation", "/orders/news", "shop", {}, "200 answer 8"],
    ["another caller there", "/orders/news", "erp", {}, "200 answer 9"],
  ])("%s gets no response of another", async (_title, path, caller, headers, expected) => {
    const token = tokens[caller];
    const result = await gateway.get(path, { token, headers: { "Ocp-Apim-Subscription-Key": gold, ...headers } });
    expect(`${result.status} ${result.status === 200 ? result.body : ""}`.trim()).toBe(expected);
    if (result.status === 200) expect(result.headers.get("x-content-type-options")).toEqual(["nosniff"]);
  });
});

test("an API of a product can have it, below the policy of the product", () => {
  const stack = newStack();
  const apim = newService(stack);
  const target = new Api(stack, "Api", { apim, path: "orders" });
  const product = new Product(stack, "Gold", { apim, productId: "gold" });
  const resource = importedApi(stack);
  const policy = new JwtPolicy(stack, "Jwt", { target: product, resource, callers: Callers.users("read") });
  new ResponseCachePolicy(stack, "Cache", { policy, target, durationSeconds: 60 });
  product.addApi(target);
  expect(() => synth(stack)).not.toThrow();
});
