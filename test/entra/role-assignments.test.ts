import {
  guid,
  newApp,
  newClient,
  newOrders,
  newStack,
  importedApi,
  resourceOf,
  resourcesOf,
  synthStacks,
} from "../support/synth";

test("a client gets a role in its own stack, of a registration in another that is deployed first", () => {
  const app = newApp();
  const [apis, clients] = [newStack("Apis", app), newStack("Clients", app)];
  const orders = newOrders(apis);
  const client = newClient(clients);
  client.grantRole(orders, "Orders.Read");
  client.requestScope(orders, "access_as_user");
  const stacks = synthStacks(app);
  expect(resourcesOf(stacks.Apis!, "azuread_app_role_assignment")).toEqual([]);
  const remote = (attribute: string): unknown =>
    expect.stringMatching(new RegExp(`^\\$\\{data\\.terraform_remote_state\\.[^}]*${attribute}\\}$`));
  expect(resourceOf(stacks.Clients!, "azuread_app_role_assignment")).toEqual({
    app_role_id: remote("role_id"),
    principal_object_id: "${azuread_service_principal.Client_ServicePrincipal_4FF987EA.object_id}",
    resource_object_id: remote("object_id"),
  });
  expect(resourceOf(stacks.Clients!, "azuread_application_api_access")).toMatchObject({
    api_client_id: remote("client_id"),
    role_ids: [remote("role_id")],
    scope_ids: [remote("scope_id")],
  });
  expect(clients.dependencies).toEqual([apis]);
  expect(apis.dependencies).toEqual([]);
});

test("a client that exists gets a role once, whichever stack imports it", () => {
  const app = newApp();
  const [one, two] = [newStack("One", app), newStack("Two", app)];
  for (const stack of [one, two]) {
    importedApi(stack, "Client").grantRole(importedApi(stack, "Api", { clientId: guid("b") }), "Orders.Read");
  }
  const stacks = synthStacks(app);
  expect(resourcesOf(stacks.One!, "azuread_app_role_assignment")).toHaveLength(1);
  expect(resourcesOf(stacks.Two!, "azuread_app_role_assignment")).toEqual([]);
  expect(two.dependencies).toEqual([one]);
});
