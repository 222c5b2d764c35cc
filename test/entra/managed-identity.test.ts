import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApimPolicy,
  AppRegistration,
  Callers,
  type IManagedIdentity,
  JwtPolicy,
  ManagedIdentity,
} from "cdktf-apim-oauth";
import { resolveText } from "../../src/core/terraform-text";
import {
  addressesOf,
  guid,
  importedApi,
  newApp,
  newOrders,
  newService,
  newStack,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  warningsIn,
} from "../support/synth";

const ID = "/subscriptions/s/resourceGroups/rg-jobs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-job";
const DATA = "data.azurerm_user_assigned_identity.Job_Identity_24D62B47";

/** The only client that may call an API, with the role for it. */
function admit(stack: TerraformStack, identity: IManagedIdentity): { orders: AppRegistration; policy: string } {
  const orders = newOrders(stack);
  identity.grantRole(orders, "Orders.Read");
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const callers = Callers.applications("Orders.Read");
  new JwtPolicy(stack, "Jwt", { target, resource: orders, callers, allowedClients: [identity] });
  return { orders, policy: ApimPolicy.of(target).render() };
}

test("makes nothing until it is used", () => {
  const stack = newStack();
  ManagedIdentity.fromName(stack, "Job", { name: "id-job", resourceGroupName: "rg-jobs" });
  ManagedIdentity.fromPrincipalId(stack, "Vm", { principalId: guid(1) });
  expect(addressesOf(synth(stack))).toEqual([]);
});

test("is found where registrations are", () => {
  const stack = newStack();
  const attributes = { principalId: guid(1), clientId: guid(2), displayName: "Job" };
  const job = AppRegistration.fromManagedIdentity(stack, "Job", attributes);
  job.grantRole(newOrders(stack), "Orders.Read");
  expect([job.principalId, job.clientId, job.displayName]).toEqual(Object.values(attributes));
  expect(resourceOf(synth(stack), "azuread_app_role_assignment").principal_object_id).toBe(guid(1));
});

test("has a role of an API by an assignment to its principal, which needs no look-up", () => {
  const stack = newStack();
  ManagedIdentity.fromPrincipalId(stack, "Job", { principalId: guid("A") }).grantRole(newOrders(stack), "Orders.Read");
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azuread_app_role_assignment")).toEqual({
    app_role_id: "${azuread_application_app_role.Orders_Role-OrdersRead_FB0EE5B0.role_id}",
    principal_object_id: guid("a"),
    resource_object_id: "${azuread_service_principal.Orders_ServicePrincipal_72553C73.object_id}",
  });
  expect(configuration.data).toBeUndefined();
  // It has no registration that could ask for permissions.
  expect(resourcesOf(configuration, "azuread_application_api_access")).toEqual([]);
});

test("of a resource may call by the client id that the directory knows", () => {
  const stack = newStack();
  const principalId = new TerraformVariable(stack, "principal", {}).stringValue;
  const { policy } = admit(stack, ManagedIdentity.fromPrincipalId(stack, "Job", { principalId }));
  const configuration = synth(stack);
  expect(configuration.data).toEqual({
    azuread_service_principal: { Job_ServicePrincipal_0B4357B2: { object_id: "${var.principal}" } },
  });
  expect(policy).toContain(
    '("azp", "") == "${data.azuread_service_principal.Job_ServicePrincipal_0B4357B2.client_id}"',
  );
  expect(warningsIn(stack)).toEqual([]);
});

test("that is a raw resource may call by its attributes", () => {
  const stack = newStack();
  const { clientId, principalId } = new UserAssignedIdentity(stack, "Raw", {
    name: "id-job",
    resourceGroupName: "rg-jobs",
    location: "westeurope",
  });
  const { policy } = admit(stack, ManagedIdentity.fromPrincipalId(stack, "Job", { clientId, principalId }));
  const configuration = synth(stack);
  expect(configuration.data).toBeUndefined();
  expect(policy).toContain('== "${azurerm_user_assigned_identity.Raw.client_id}"');
  expect(resourceOf(configuration, "azuread_app_role_assignment").principal_object_id).toBe(
    "${azurerm_user_assigned_identity.Raw.principal_id}",
  );
});

test("with a given client id is compared in the letters of tokens", () => {
  const stack = newStack();
  const identity = ManagedIdentity.fromPrincipalId(stack, "Job", {
    principalId: guid(1),
    clientId: guid("B"),
    displayName: "Nightly job",
  });
  expect(identity).toMatchObject({ clientId: guid("b"), principalId: guid(1), displayName: "Nightly job" });
  expect(admit(stack, identity).policy).toContain(`== "${guid("b")}"`);
});

test("is looked up by its name, for both ids", () => {
  const stack = newStack();
  const identity = ManagedIdentity.fromName(stack, "Job", { name: "id-job", resourceGroupName: "rg-jobs" });
  const { policy } = admit(stack, identity);
  const configuration = synth(stack);
  expect(configuration.data).toEqual({
    azurerm_user_assigned_identity: { Job_Identity_24D62B47: { name: "id-job", resource_group_name: "rg-jobs" } },
  });
  expect(policy).toContain(`== "\${${DATA}.client_id}"`);
  expect(resourceOf(configuration, "azuread_app_role_assignment").principal_object_id).toBe(`\${${DATA}.principal_id}`);
});

test("is looked up by its resource id, and must be the one with that id", () => {
  const stack = newStack();
  const identity = ManagedIdentity.fromResourceId(stack, "Job", ID);
  expect(identity.displayName).toBe("id-job");
  expect(resolveText(stack, identity.clientId)).toBe(`\${${DATA}.client_id}`);
  expect(Object.values(synth(stack).data!.azurerm_user_assigned_identity!)).toEqual([
    {
      name: "id-job",
      resource_group_name: "rg-jobs",
      lifecycle: {
        postcondition: [
          {
            condition: `\${(lower(self.id) == lower("${ID}"))}`,
            error_message: expect.stringMatching(
              /^the managed identity that was found has another resource id; /,
            ) as string,
          },
        ],
      },
    },
  ]);
});

test("has a role once, also by several constructs, and another identity has its own", () => {
  const stack = newStack();
  const orders = newOrders(stack);
  const grant = (id: string, principalId: string): unknown =>
    ManagedIdentity.fromPrincipalId(stack, id, { principalId }).grantRole(orders, "Orders.Read");
  expect(grant("One", guid("a"))).toBe(grant("Same", guid("A")));
  expect(grant("Two", guid(2))).not.toBe(grant("Three", guid(3)));
  expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(3);
});

test("of one name in two stacks is two identities: a stack can be in another subscription", () => {
  const app = newApp();
  for (const id of ["Test", "Production"]) {
    const stack = newStack(id, app);
    const names = { name: "id-job", resourceGroupName: "rg-jobs" };
    ManagedIdentity.fromName(stack, "Job", names).grantRole(importedApi(stack), "Orders.Read");
  }
  const stacks = synthStacks(app);
  for (const stack of Object.values(stacks)) {
    expect(resourcesOf(stack, "azuread_app_role_assignment")).toHaveLength(1);
  }
});

test("gets a role in its own stack, of a registration in another", () => {
  const app = newApp();
  const [apis, jobs] = [newStack("Apis", app), newStack("Jobs", app)];
  const orders = newOrders(apis);
  ManagedIdentity.fromPrincipalId(jobs, "Job", { principalId: guid(1) }).grantRole(orders, "Orders.Read");
  const stacks = synthStacks(app);
  expect(resourcesOf(stacks.Apis!, "azuread_app_role_assignment")).toEqual([]);
  expect(resourceOf(stacks.Jobs!, "azuread_app_role_assignment")).toEqual({
    app_role_id: expect.stringMatching(/^\$\{data\.terraform_remote_state\..*Role-OrdersRead.*role_id\}$/) as string,
    principal_object_id: guid(1),
    resource_object_id: expect.stringMatching(/^\$\{data\.terraform_remote_state\..*object_id\}$/) as string,
  });
  expect(jobs.dependencies).toEqual([apis]);
  expect(apis.dependencies).toEqual([]);
});

test("fails for a role of users, and for one that does not exist", () => {
  const stack = newStack();
  const identity = ManagedIdentity.fromPrincipalId(stack, "Job", { principalId: guid(1) });
  expect(() => identity.grantRole(newOrders(stack), "access_as_user")).toThrow(
    /^Stack\/Job: "access_as_user" is a scope/,
  );
  expect(() => identity.grantRole(importedApi(stack, "Other", { roles: [] }), "Orders.Read")).toThrow(
    /^Stack\/Job: role for applications "Orders.Read" does not exist/,
  );
});
