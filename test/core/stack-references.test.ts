import {
  Api,
  ApimPolicy,
  ApimTag,
  ApiVersionSet,
  AppRegistration,
  AppRole,
  Authority,
  ManagedIdentity,
  NamedValue,
  NamedValueSource,
  PermissionScope,
  PolicyFragment,
  Product,
  TokenVersion,
  VersioningScheme,
} from "cdktf-apim-oauth";
import { ExistsAction, PolicyDocument, SetHeader } from "cdktf-apim-oauth/policy";
import type { App, TerraformStack } from "cdktf";
import { guid, importedApi, newApp, newService, newStack, OPEN, synthStacks, TENANT } from "../support/synth";

interface Two {
  readonly stacks: readonly [TerraformStack, TerraformStack];
  readonly orders: AppRegistration;
  readonly client: AppRegistration;
}

function registration(stack: TerraformStack, id: string): AppRegistration {
  return new AppRegistration(stack, id, {
    displayName: id,
    authority: Authority.publicCloud(TENANT),
    scopes: [PermissionScope.of("read")],
    roles: [AppRole.forApplications("Orders.Read")],
  });
}

/** An API in one stack, and a client in another. */
function two(): Two {
  const app = newApp();
  const stacks = [newStack("identity", app), newStack("shop", app)] as const;
  return { stacks, orders: registration(stacks[0], "Orders"), client: registration(stacks[1], "Client") };
}

type Step = (two: Two) => unknown;

const NAMED: readonly (readonly [string, Step, string])[] = [
  ["preAuthorize", ({ orders, client }) => orders.preAuthorize(client, "read"), "names the client"],
  ["addKnownClient", ({ orders, client }) => orders.addKnownClient(client), "names the client"],
  ["grantRole", ({ orders, client }) => orders.grantRole(client, "Orders.Read"), "has a role of"],
  ["requestScope", ({ orders, client }) => orders.requestScope(client, "read"), "requests permissions of"],
];
const USED: readonly (readonly [string, Step, string])[] = [
  ["requestScope", ({ orders, client }) => client.requestScope(orders, "read"), "requests permissions of"],
  ["requestRole", ({ orders, client }) => client.requestRole(orders, "Orders.Read"), "requests permissions of"],
  ["grantRole", ({ orders, client }) => client.grantRole(orders, "Orders.Read"), "has a role of"],
  ["grantScope", ({ orders, client }) => client.grantScope(orders, "read"), "has consent for scopes of"],
];

describe.each(NAMED)("%s of the API for a client in another stack", (_named, name, naming) => {
  test("alone is an order of the stacks", () => {
    const made = two();
    name(made);
    expect(() => synthStacks(made.stacks[0].node.root as App)).not.toThrow();
    expect(made.stacks[0].dependencies).toEqual([made.stacks[1]]);
  });

  test.each(USED)("fails together with %s of the client, in either order", (_used, use, using) => {
    const [first, second] = [two(), two()];
    name(first);
    expect(() => use(first)).toThrow(
      `shop/Client: in a circle of stacks, shop/Client ${using} identity/Orders, and identity/Orders ${naming} shop/Client; expected stacks that`,
    );
    use(second);
    expect(() => name(second)).toThrow(
      `identity/Orders: in a circle of stacks, identity/Orders ${naming} shop/Client, and shop/Client ${using} identity/Orders; expected stacks`,
    );
  });
});

test("in one stack there is no circle", () => {
  const stack = newStack();
  const made = {
    stacks: [stack, stack] as const,
    orders: registration(stack, "Orders"),
    client: registration(stack, "Client"),
  };
  for (const [, step] of [...NAMED.slice(0, 2), ...USED]) step(made);
  expect(() => synthStacks(stack.node.root as App)).not.toThrow();
});

test("a literal client id needs no other stack", () => {
  const { stacks, orders, client } = two();
  const imported = importedApi(stacks[0], "Client", { clientId: guid("c") });
  orders.preAuthorize(imported, "read");
  orders.preAuthorize({ clientId: guid("d"), displayName: "Shop" }, "read");
  client.requestScope(orders, "read");
  expect(() => synthStacks(stacks[0].node.root as App)).not.toThrow();
});

test("an import whose ids are known is no reference to its stack, and one that is looked up is", () => {
  const { stacks, orders, client } = two();
  const known = importedApi(stacks[1], "Known", { scopes: [PermissionScope.of("read", { id: guid(1) })] });
  orders.requestScope(known, "read");
  client.requestScope(orders, "read");
  const lookedUp = AppRegistration.fromObjectId(stacks[1], "LookedUp", guid("b"), {
    tokenVersion: TokenVersion.V2,
    authority: Authority.publicCloud(TENANT),
  });
  expect(() => orders.requestScope(lookedUp, "read")).toThrow(
    "identity/Orders requests permissions of shop/LookedUp, and shop/Client requests permissions of identity/Orders",
  );
});

test("a circle of three stacks, and one that a declared dependency closes", () => {
  const { stacks, orders, client } = two();
  const third = registration(newStack("third", stacks[0].node.root as App), "Third");
  orders.preAuthorize(client, "read");
  client.requestScope(third, "read");
  expect(() => third.grantRole(orders, "Orders.Read")).toThrow(
    "third/Third has a role of identity/Orders, and identity/Orders names the client shop/Client, and shop/Client requests permissions of third/Third",
  );
  const other = two();
  other.stacks[0].addDependency(other.stacks[1]);
  expect(() => other.client.requestScope(other.orders, "read")).toThrow(
    "shop/Client requests permissions of identity/Orders, and identity depends on shop",
  );
});

type Shared = (platform: TerraformStack, api: Api) => unknown;
const HEADERS = PolicyDocument.fragment([new SetHeader({ name: "X-Powered-By", existsAction: ExistsAction.DELETE })]);

/** What a platform has for the APIs of another stack: what the stack of the API needs, and what needs the API. */
const NEEDED: readonly (readonly [string, Shared])[] = [
  [
    "apis/Api/Policy/Resource comes after platform/Quiet/Resource",
    (platform, api) => {
      const quiet = new PolicyFragment(platform, "Quiet", { apim: newService(platform), name: "q", document: HEADERS });
      ApimPolicy.of(api).addOutbound(quiet.include());
    },
  ],
  [
    "apis/Api/Policy/Resource comes after platform/Calls/Resource",
    (platform, api) => {
      const source = NamedValueSource.plain("100");
      const calls = new NamedValue(platform, "Calls", { apim: newService(platform), name: "calls", source });
      ApimPolicy.of(api).addOutbound(new SetHeader({ name: "X-Calls", values: [calls.reference] }));
    },
  ],
];
const NEEDING: readonly (readonly [string, Shared])[] = [
  [
    "platform/Gold has apis/Api",
    (platform, api) =>
      new Product(platform, "Gold", { apim: newService(platform, "P"), productId: "gold", apis: [api] }),
  ],
  [
    "platform/Internal is a tag of apis/Api",
    (platform, api) => new ApimTag(platform, "Internal", { apim: newService(platform, "T"), name: "i" }).addToApi(api),
  ],
];

test.each(NEEDED.flatMap(([needed, need]) => NEEDING.map(([needing, take]) => ({ needed, need, needing, take }))))(
  "fails where $needed, and $needing",
  ({ needed, need, needing, take }) => {
    const app = newApp();
    const [platform, apis] = [newStack("platform", app), newStack("apis", app)];
    const api = new Api(apis, "Api", { ...OPEN, apim: newService(apis), path: "orders" });
    need(platform, api);
    take(platform, api);
    expect(() => app.synth()).toThrow(
      `apis/Api/Policy/Resource: in a circle of stacks, ${needed}, and ${needing}; expected`,
    );
  },
);

test("fails at once for a version of a set in a stack that has the API in a product", () => {
  const app = newApp();
  const [platform, apis] = [newStack("platform", app), newStack("apis", app)];
  const versionSet = new ApiVersionSet(platform, "Set", {
    apim: newService(platform),
    scheme: VersioningScheme.pathSegment(),
  });
  const api = new Api(apis, "Api", { ...OPEN, apim: newService(apis), path: "orders", versionSet, version: "v1" });
  const gold = new Product(platform, "Gold", { apim: newService(platform, "P"), productId: "gold" });
  expect(() => gold.addApi(api)).toThrow(
    "platform/Gold: in a circle of stacks, platform/Gold has apis/Api, and apis/Api is a version of platform/Set; expected",
  );
});

test("a managed identity in another stack has roles like a client", () => {
  const { stacks, orders, client } = two();
  orders.preAuthorize(client, "read");
  const job = ManagedIdentity.fromPrincipalId(stacks[1], "Job", { principalId: guid(5), clientId: guid(6) });
  expect(() => job.grantRole(orders, "Orders.Read")).toThrow(
    "shop/Job has a role of identity/Orders, and identity/Orders names the client shop/Client",
  );
});
