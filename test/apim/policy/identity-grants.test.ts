import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimIdentity,
  ApimPolicy,
  ApimSku,
  type AppRegistration,
  type IAppRegistration,
  type IManagedIdentity,
  ManagedIdentity,
  PolicyFragment,
} from "cdktf-apim-oauth";
import { AuthenticationManagedIdentity, PolicyDocument } from "cdktf-apim-oauth/policy";
import {
  type Arguments,
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
} from "../../support/synth";

const GRANT = "azuread_app_role_assignment.Apim_Grant-Stack--Orders-OrdersRead_139EC226";

interface Backend {
  readonly api: Api;
  readonly orders: AppRegistration;
}

function backend(stack: TerraformStack): Backend {
  const api = new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders" });
  return { api, orders: newOrders(stack) };
}

function dependencies(stack: TerraformStack, type = "azurerm_api_management_api_policy"): unknown {
  return resourceOf(synth(stack), type).depends_on;
}

test("a role of a backend for the identity of the service is one line, and an assignment to its principal", () => {
  const stack = newStack();
  const { api, orders } = backend(stack);
  ApimIdentity.systemAssigned().grantRole(api.apim, orders, "Orders.Read");
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azuread_app_role_assignment")).toEqual({
    app_role_id: "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}",
    principal_object_id: expect.stringMatching(
      /^\$\{data\.azurerm_api_management\..*\.identity\[0\]\.principal_id\}$/,
    ) as string,
    resource_object_id: "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
  });
});

test("a user-assigned identity has its own assignment, and each identity one", () => {
  const stack = newStack();
  const { api, orders } = backend(stack);
  const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
  const [system, grant] = [ApimIdentity.systemAssigned(), identity].map((one) =>
    one.grantRole(api.apim, orders, "Orders.Read"),
  );
  expect(system).not.toBe(grant);
  expect(identity.grantRole(newService(stack, "SameService"), orders, "Orders.Read")).toBe(grant);
  const same = ManagedIdentity.fromPrincipalId(stack, "Same", { principalId: guid(2) });
  expect(same.grantRole(orders, "Orders.Read")).toBe(grant);
  expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(2);
});

test.each<[string, (orders: AppRegistration) => string]>([
  ["its identifier URI", ({ identifierUri }) => identifierUri],
  ["its client id", ({ clientId }) => clientId],
  ["api:// and its client id", ({ clientId }) => `api://${clientId}`],
])("a policy that gets a token for the backend by %s follows the assignment", (_by, resourceOfToken) => {
  const stack = newStack();
  const { api, orders } = backend(stack);
  ApimPolicy.of(api).addInbound(new AuthenticationManagedIdentity({ resource: resourceOfToken(orders) }));
  // A grant that comes later counts as well.
  ApimIdentity.systemAssigned().grantRole(api.apim, orders, "Orders.Read");
  expect(dependencies(stack)).toEqual([GRANT]);
});

test("a policy follows the assignment of an identity that is attached to the service", () => {
  const stack = newStack();
  const { api, orders } = backend(stack);
  const identity = ManagedIdentity.fromPrincipalId(stack, "Gateway", { principalId: guid(2), clientId: guid(1) });
  identity.grantRole(orders, "Orders.Read");
  ApimPolicy.of(api).addInbound(
    new AuthenticationManagedIdentity({ resource: orders.identifierUri, clientId: guid(1) }),
  );
  expect(dependencies(stack)).toEqual([expect.stringMatching(/^azuread_app_role_assignment\.Gateway_Grant/)]);
});

test("a literal name counts in any letters, in a fragment and inside another statement", () => {
  const stack = newStack();
  const apim = newService(stack);
  const orders = importedApi(stack, "Orders", { identifierUri: "https://orders.contoso.com" });
  ApimIdentity.systemAssigned().grantRole(apim, orders, "Orders.Read");
  const statement = PolicyDocument.parseElement(
    '<send-request mode="new" response-variable-name="r"><set-url>https://orders.contoso.com</set-url><authentication-managed-identity resource="https://Orders.contoso.com" /></send-request>',
  );
  new PolicyFragment(stack, "Fragment", { apim, name: "orders", document: PolicyDocument.fragment([statement]) });
  expect(dependencies(stack, "azurerm_api_management_policy_fragment")).toEqual([
    expect.stringMatching(/^azuread_app_role_assignment\.Apim_Grant/),
  ]);
});

test.each<[string, (backend: Backend, stack: TerraformStack) => void]>([
  [
    "on another API",
    ({ api }, stack) => ApimIdentity.systemAssigned().grantRole(api.apim, importedApi(stack), "Orders.Read"),
  ],
  [
    "for the identity of another service",
    ({ orders }, stack) => {
      const other = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg-apim" });
      ApimIdentity.systemAssigned().grantRole(other, orders, "Orders.Read");
    },
  ],
  ["for an application", ({ orders }, stack) => newClient(stack).grantRole(orders, "Orders.Read")],
])("a policy does not follow an assignment %s", (_which, grant) => {
  const stack = newStack();
  const given = backend(stack);
  ApimPolicy.of(given.api).addInbound(new AuthenticationManagedIdentity({ resource: given.orders.identifierUri }));
  grant(given, stack);
  expect(dependencies(stack)).toBeUndefined();
});

test("the assignment is in the stack of the service, after that of the registration", () => {
  const app = newApp();
  const [entra, gateway] = [newStack("Entra", app), newStack("Gateway", app)];
  const orders = newOrders(entra);
  const api = new Api(gateway, "Api", { ...OPEN, apim: newService(gateway), path: "orders" });
  ApimIdentity.systemAssigned().grantRole(api.apim, orders, "Orders.Read");
  ApimPolicy.of(api).addInbound(new AuthenticationManagedIdentity({ resource: orders.identifierUri }));
  const stacks = synthStacks(app);
  expect(resourcesOf(stacks.Entra!, "azuread_app_role_assignment")).toEqual([]);
  expect(resourcesOf(stacks.Gateway!, "azuread_app_role_assignment")).toHaveLength(1);
  const policy: Arguments = resourceOf(stacks.Gateway!, "azurerm_api_management_api_policy");
  expect(policy.depends_on).toEqual([expect.stringMatching(/^azuread_app_role_assignment\.Apim_Grant/)]);
  expect(gateway.dependencies).toEqual([entra]);
  expect(entra.dependencies).toEqual([]);
});

const NAMED = { name: "id-gw", resourceGroupName: "rg" };
const [BY_POLICY, BY_GRANT] = [
  { apis: ["entra", "grants"], entra: [], grants: ["entra"] },
  { apis: ["entra"], entra: [], grants: ["apis", "entra"] },
];
/** The id of an identity that is made in the stack. */
function identityOf(stack: TerraformStack): string {
  return new UserAssignedIdentity(stack, "Id", { name: "id-gw", resourceGroupName: "rg", location: "westeurope" })
    .principalId;
}

describe.each<[string, object, (grants: TerraformStack, api: Api) => IManagedIdentity | undefined]>([
  ["of the imported service", BY_POLICY, () => undefined],
  ["made with the role", BY_POLICY, (grants) => given(grants, identityOf(grants))],
  ["known by its name", BY_POLICY, (grants) => ManagedIdentity.fromName(grants, "Gateway", NAMED)],
  ["made with the API", BY_GRANT, (grants, api) => given(grants, identityOf(TerraformStack.of(api)))],
  ["looked up with the API", BY_GRANT, (grants, { apim }) => given(grants, apim.systemIdentityPrincipalId)],
])("a role in a third stack for an identity %s", (_which, expected, identityIn) => {
  test.each([
    { order: ["entra", "apis", "grants"], early: false },
    { order: ["grants", "apis", "entra"], early: false },
    { order: ["apis", "grants", "entra"], early: true },
  ])("orders the stacks in one direction, made as $order", ({ order, early }) => {
    const app = newApp();
    const made = Object.fromEntries(order.map((id) => [id, newStack(id, app)]));
    const [apis, grants] = [made.apis!, made.grants!];
    const orders = newOrders(made.entra!);
    const api = new Api(apis, "Api", { ...OPEN, apim: newService(apis), path: "orders" });
    const grant = (): unknown =>
      identityIn(grants, api)?.grantRole(orders, "Orders.Read") ??
      ApimIdentity.systemAssigned().grantRole(newService(grants), orders, "Orders.Read");
    if (early) grant();
    ApimPolicy.of(api).addInbound(new AuthenticationManagedIdentity({ resource: orders.identifierUri }));
    if (!early) grant();
    const stacks = synthStacks(app);
    expect(resourcesOf(stacks.grants!, "azuread_app_role_assignment")).toHaveLength(1);
    expect(resourceOf(stacks.apis!, "azurerm_api_management_api_policy")).not.toHaveProperty("depends_on");
    expect(orderOf(made)).toEqual(expected);
  });
});

function given(stack: TerraformStack, principalId: string): IManagedIdentity {
  return ManagedIdentity.fromPrincipalId(stack, "Gateway", { principalId });
}

function orderOf(stacks: Readonly<Record<string, TerraformStack>>): object {
  const ids = ({ dependencies }: TerraformStack): string[] => dependencies.map(({ node }) => node.id).sort();
  return Object.fromEntries(Object.entries(stacks).map(([id, stack]) => [id, ids(stack)]));
}

test.each<[string, string, (stack: TerraformStack, orders: IAppRegistration) => unknown]>([
  [
    "of the service, by its name",
    "apis",
    (stack, orders) => ApimIdentity.systemAssigned().grantRole(newService(stack), orders, "Orders.Read"),
  ],
  ["that is attached to it", "grants", (stack, orders) => given(stack, guid(2)).grantRole(orders, "Orders.Read")],
])("a role in another stack than the service is made in, for an identity %s", (_which, first, grant) => {
  const app = newApp();
  const made = { grants: newStack("grants", app), apis: newStack("apis", app) };
  const { apis, grants } = made;
  const apim = new ApiManagement(apis, "Apim", {
    ...{ name: "apim-contoso", resourceGroupName: "rg-apim", location: "westeurope", sku: ApimSku.developer() },
    ...{ publisherName: "Contoso", publisherEmail: "apis@contoso.com" },
  });
  const orders = importedApi(grants);
  grant(grants, orders);
  const api = new Api(apis, "Api", { ...OPEN, apim, path: "orders" });
  ApimPolicy.of(api).addInbound(new AuthenticationManagedIdentity({ resource: orders.identifierUri }));
  app.synth();
  const other = first === "apis" ? "grants" : "apis";
  expect(orderOf(made)).toEqual({ [first]: [], [other]: [first] });
});

test("a role that two stacks give to an identity of one of them is no circle", () => {
  const app = newApp();
  const [apis, grants] = [newStack("apis", app), newStack("grants", app)];
  const orders = importedApi(apis);
  const principalId = identityOf(apis);
  given(grants, principalId).grantRole(orders, "Orders.Read");
  given(apis, principalId).grantRole(orders, "Orders.Read");
  const stacks = synthStacks(app);
  expect(resourcesOf(stacks.apis!, "azuread_app_role_assignment")).toEqual([]);
  expect(resourcesOf(stacks.grants!, "azuread_app_role_assignment")).toHaveLength(1);
  expect(orderOf({ apis, grants })).toEqual({ apis: [], grants: ["apis"] });
});
