import {
  Api,
  ApimAuthServer,
  ApiOperation,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Authority,
  Callers,
  type IApi,
  JwtPolicy,
  OAuthGrant,
  PermissionScope,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyLint, PolicyScope, RateLimit } from "cdktf-apim-oauth/policy";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  importedApi,
  newClient,
  newOrders,
  newService,
  newStack,
  resourceOf,
  synth,
  TENANT,
  warningsIn,
} from "../../support/synth";
import { elementsNamed, parseXml } from "../../support/decode";

const READ = Callers.applications("Orders.Read");
const WRITE = Callers.users("Orders.Write");

function newApi(stack: TerraformStack): Api {
  return new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
}

function protect(stack: TerraformStack, target: Api): JwtPolicy {
  return new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: READ });
}

function add(api: IApi, id: string, callers?: Callers): void {
  api.addOperation(id, { method: "GET", urlTemplate: `/${id}`, ...(callers && { callers }) });
}

/** The statements between the start of the inbound section and its end, without whitespace around tags. */
function inboundOf(api: Api): string {
  const text = ApimPolicy.of(api).render();
  return text.slice(text.indexOf("<inbound>"), text.indexOf("</inbound>")).replace(/>\s+</g, "><");
}

test("operations without callers leave the document as it is", () => {
  const [plain, other] = [newStack(), newStack()].map((stack) => ({ stack, api: newApi(stack) }));
  for (const { stack, api } of [plain!, other!]) protect(stack, api);
  add(other!.api, "list");
  add(other!.api, "same", Callers.applications("Orders.Read"));
  expect(ApimPolicy.of(other!.api).render()).toBe(ApimPolicy.of(plain!.api).render());
});

test("one check of the token, one authorization by operation, and anonymous operations before both", () => {
  const stack = newStack();
  const api = newApi(stack);
  add(api, "list");
  add(api, "create", WRITE);
  add(api, "health", Callers.anonymous());
  protect(stack, api);
  add(api, "remove", WRITE);
  expect(ApimPolicy.of(api).render()).toMatchSnapshot();
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
});

test.each<[string, (api: Api, stack: TerraformStack) => void]>([
  ["before the JwtPolicy", (api, stack) => (add(api, "create", WRITE), protect(stack, api))],
  ["after it", (api, stack) => (protect(stack, api), add(api, "create", WRITE))],
  [
    "after the text was rendered",
    (api, stack) => (protect(stack, api), ApimPolicy.of(api).render(), add(api, "create", WRITE)),
  ],
])("an operation added %s is in the document", (_when, build) => {
  const stack = newStack();
  const api = newApi(stack);
  build(api, stack);
  expect(inboundOf(api)).toContain(`<choose><when condition='@(context.Operation.Id == "create")'><choose><when`);
});

test("an operation that exists already, such as one of an OpenAPI document, can have callers and a policy", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  ApiOperation.fromId(stack, "Create", { api, operationId: "create", callers: WRITE });
  const health = ApiOperation.fromId(stack, "Health", { api, operationId: "health", callers: Callers.anonymous() });
  ApimPolicy.of(health).addInbound(new RateLimit({ calls: 10, renewalPeriodSeconds: 60 }));
  expect(inboundOf(api)).toMatch(/context\.Operation\.Id != "health".*context\.Operation\.Id == "create"/s);
  const configuration = synth(stack);
  expect(configuration.resource).not.toHaveProperty("azurerm_api_management_api_operation");
  expect(resourceOf(configuration, "azurerm_api_management_api_operation_policy")).toMatchObject({
    api_name: "${azurerm_api_management_api.Api_F70053CD.name}",
    operation_id: "health",
  });
});

test("an API with nothing but operations that exist is judged as a whole", () => {
  const stack = newStack();
  ApiOperation.fromId(stack, "Get", { api: newApi(stack), operationId: "get" });
  expect(() => synth(stack)).toThrow(/\[Stack\/Api\] A-01/);
});

test("an operation of an API that is represented twice is in its document", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  add(Api.fromName(stack, "Again", { apim: newService(stack, "Same"), name: "ORDERS" }), "create", WRITE);
  expect(inboundOf(api)).toContain('context.Operation.Id == "create"');
});

test("operations with the same callers share one branch, and several anonymous ones one condition", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  add(api, "create", Callers.anyOf(Callers.users("a", "b"), READ));
  add(api, "update", Callers.anyOf(READ, Callers.users("b", "a")));
  add(api, "remove", WRITE);
  add(api, "health", Callers.anonymous());
  add(api, "ready", Callers.anonymous());
  const conditions = [...inboundOf(api).matchAll(/condition='@\(([^']*)\)'/g)].map(([, code]) => code!);
  expect(conditions.filter((code) => code.includes("Operation"))).toEqual([
    '!(context.Operation.Id == "health" || context.Operation.Id == "ready")',
    'context.Operation.Id == "create" || context.Operation.Id == "update"',
    'context.Operation.Id == "remove"',
  ]);
});

test("the challenge of an operation names its own scopes", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  add(api, "create", WRITE);
  const challenges = elementsNamed(parseXml(ApimPolicy.of(api).render()), "return-response").map((element) =>
    JSON.stringify(element),
  );
  expect(challenges.map((text) => text.includes("/Orders.Write"))).toEqual([true, false]);
});

test("cors and limits still apply to anonymous operations", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  add(api, "health", Callers.anonymous());
  ApimPolicy.of(api).addInbound(new RateLimit({ calls: 10, renewalPeriodSeconds: 60 }));
  expect(inboundOf(api)).toMatch(/^<inbound><base \/><choose>.*<\/choose><rate-limit [^>]*>\s*$/);
});

test("the linter understands the document, read from text as well", () => {
  const stack = newStack();
  const api = newApi(stack);
  protect(stack, api);
  add(api, "create", WRITE);
  add(api, "health", Callers.anonymous());
  const document = PolicyDocument.parse(ApimPolicy.of(api).render());
  expect(PolicyLint.check(document, { scope: PolicyScope.API })).toEqual([]);
});

test("an operation with callers still comes after the document with its check", () => {
  const stack = newStack();
  const api = newApi(stack);
  add(api, "create", WRITE);
  protect(stack, api);
  expect(resourceOf(synth(stack), "azurerm_api_management_api_operation").depends_on).toEqual([
    "azurerm_api_management_api_policy.Api_Policy_D08799DE",
  ]);
});

test("an authorization server may get tokens that only an operation takes", () => {
  const stack = newStack();
  const [resource, client, apim] = [newOrders(stack), newClient(stack), newService(stack)];
  const authServer = new ApimAuthServer(stack, "Server", {
    apim,
    name: "server",
    resource,
    client,
    clientSecret: client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" }),
    grant: OAuthGrant.authorizationCode("access_as_user"),
  });
  const target = new Api(stack, "Api", { apim, path: "orders", authServer, subscriptionRequired: false });
  new JwtPolicy(stack, "Jwt", { target, resource, callers: READ });
  expect(() => synth(stack)).toThrow(/expected one in common/);
  add(target, "create", Callers.users("access_as_user"));
  expect(() => synth(stack)).not.toThrow();
});

test("an allowed client may hold what only an operation asks for", () => {
  const stack = newStack();
  const [resource, client, target] = [newOrders(stack), newClient(stack), newApi(stack)];
  client.requestScope(resource, "access_as_user");
  new JwtPolicy(stack, "Jwt", { target, resource, callers: READ, allowedClients: [client] });
  add(target, "create", Callers.users("access_as_user"));
  synth(stack);
  expect(warningsIn(stack).filter((text) => text.includes("is allowed to call"))).toEqual([]);
});

describe("fails", () => {
  const registration = (stack: TerraformStack): AppRegistration =>
    new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      authority: Authority.publicCloud(TENANT),
      scopes: [PermissionScope.of("read")],
      roles: [AppRole.forApplications("sync")],
    });

  test.each([true, false])("for callers that the API does not know (JwtPolicy first: %s)", (isFirst) => {
    const stack = newStack();
    const api = newApi(stack);
    const check = (): unknown =>
      new JwtPolicy(stack, "Jwt", { target: api, resource: registration(stack), callers: Callers.users("read") });
    if (isFirst) check();
    const create = (): void => add(api, "create", Callers.users("write"));
    if (!isFirst) create();
    expect(isFirst ? create : check).toThrow(/^Stack\/Api\/create: scope "write" does not exist on Orders/);
  });

  test("for callers without a JwtPolicy on the API, even if the service has one", () => {
    const stack = newStack();
    const api = newApi(stack);
    add(api, "create", WRITE);
    new JwtPolicy(stack, "Jwt", { target: api.apim, resource: importedApi(stack), callers: READ });
    expect(() => synth(stack)).toThrow(
      /\[Stack\/Api\/create\] operation "create" has callers, and no JwtPolicy checks/,
    );
  });

  test("for an operation whose name only Terraform knows", () => {
    const stack = newStack();
    const operationId = new TerraformVariable(stack, "id", {}).stringValue;
    const create = (): unknown =>
      newApi(stack).addOperation("get", { method: "GET", urlTemplate: "/", operationId, callers: Callers.anonymous() });
    expect(create).toThrow(/operationId of an operation with callers is only known to Terraform/);
  });
});

test("an operation asks for a role of the users that its API does not ask for, and passes the linter", () => {
  const stack = newStack();
  const api = newApi(stack);
  const users = Callers.users("access_as_user");
  add(api, "list");
  add(api, "remove", users.withRole("Admin"));
  add(api, "same", Callers.users("access_as_user"));
  const resource = newOrders(stack);
  resource.addRole(AppRole.forUsers("Admin"));
  new JwtPolicy(stack, "Jwt", { target: api, resource, callers: users });
  const inbound = inboundOf(api);
  expect(inbound).toContain(`<when condition='@(context.Operation.Id == "remove")'>`);
  expect(inbound).not.toContain("same");
  expect(inbound.match(/Contains\("Admin"\)/g)).toHaveLength(1);
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
});
