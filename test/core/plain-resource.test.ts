import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import {
  ApplicationApiAccess,
  type ApplicationApiAccessConfig,
} from "@cdktf/provider-azuread/lib/application-api-access";
import { ApplicationAppRoleA, type ApplicationAppRoleAConfig } from "@cdktf/provider-azuread/lib/application-app-role";
import { ApplicationIdentifierUri } from "@cdktf/provider-azuread/lib/application-identifier-uri";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import { ApiManagementApiOperation } from "@cdktf/provider-azurerm/lib/api-management-api-operation";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { Api, Callers, JwtPolicy } from "cdktf-apim-oauth";
import { App, TerraformStack, Testing } from "cdktf";
import { lateList } from "../../src/core/late-value";
import { plainBinding, PlainResource } from "../../src/core/plain-resource";
import { expressionOf, hclOf, jsonOf, setAttribute } from "../support/binding";
import { guid, newClient, newOrders, newService, newStack } from "../support/synth";

const Role = plainBinding<ApplicationAppRoleAConfig>("azuread_application_app_role", {
  texts: ["roleId", "displayName", "value"],
  sets: ["allowedMemberTypes"],
});
const Access = plainBinding<ApplicationApiAccessConfig>("azuread_application_api_access", {
  texts: ["applicationId"],
});

/** The bindings of the resources that the library makes without them. */
const BINDINGS: readonly { readonly tfResourceType: string; readonly prototype: object }[] = [
  ApiManagementApiOperation,
  ApiManagementApiPolicy,
  ApplicationApiAccess,
  ApplicationAppRoleA,
  ApplicationIdentifierUri,
  AppRoleAssignment,
  ServicePrincipal,
];

const ROLE: ApplicationAppRoleAConfig = {
  applicationId: `/applications/${guid(1)}`,
  roleId: guid(2),
  allowedMemberTypes: ["User", "Application"],
  displayName: 'a "quoted" name',
  description: "${escaped}",
  value: undefined,
};
const accessTo = (roleIds: string[]): ApplicationApiAccessConfig => ({
  applicationId: `/applications/${guid(1)}`,
  apiClientId: guid(3),
  roleIds,
});

describe("plainBinding", () => {
  test("writes the JSON of the binding", () => {
    expect(jsonOf(Role, ROLE)).toContain('"azuread_application_app_role"');
    expect(jsonOf(Role, ROLE)).toBe(jsonOf(ApplicationAppRoleA, ROLE));
  });

  test.each([
    ["known", [guid(4), guid(5)]],
    ["known late", lateList(() => [guid(4)])],
    ["empty", []],
  ])("writes the JSON of the binding: a list that is %s", (_, ids) => {
    expect(jsonOf(Access, accessTo(ids))).toBe(jsonOf(ApplicationApiAccess, accessTo(ids)));
  });

  test("writes the HCL of the binding", () => {
    expect(hclOf(Role, ROLE)).toContain('resource "azuread_application_app_role" "It" {');
    expect(hclOf(Role, ROLE)).toEqual(hclOf(ApplicationAppRoleA, ROLE));
    expect(hclOf(Access, accessTo([guid(4)]))).toEqual(hclOf(ApplicationApiAccess, accessTo([guid(4)])));
  });

  test.each(["id", "roleId", "displayName", "value"])(
    "refers to %s as the binding does, and refuses to set it",
    (name) => {
      const [ours, theirs] = [new Role(newStack(), "It", ROLE), new ApplicationAppRoleA(newStack(), "It", ROLE)];
      expect(expressionOf(ours, name)).toMatch(/^\$\{azuread_application_app_role\.It\.\w+\}$/);
      expect(expressionOf(ours, name)).toBe(expressionOf(theirs, name));
      expect(() => setAttribute(ours, name, "other")).toThrow(TypeError);
    },
  );

  test("refers to a set as the binding does", () => {
    const [ours, theirs] = [new Role(newStack(), "It", ROLE), new ApplicationAppRoleA(newStack(), "It", ROLE)];
    expect(expressionOf(ours, "allowedMemberTypes")).toBe(expressionOf(theirs, "allowedMemberTypes"));
  });

  test("takes overrides and what every resource has", () => {
    const stack = newStack();
    const role = new Role(stack, "It", ROLE);
    role.addOverride("description", "other");
    role.lifecycle = { preventDestroy: true };
    role.importFrom("existing");
    const { resource, import: imports } = JSON.parse(Testing.synth(stack)) as Readonly<Record<string, unknown>>;
    const written = { description: "other", lifecycle: { prevent_destroy: true }, role_id: guid(2) };
    expect(resource).toMatchObject({ azuread_application_app_role: { It: written } });
    expect(imports).toEqual([{ id: "existing", to: "azuread_application_app_role.It" }]);
  });

  test("refuses whatever the bindings of the resources in question let a program set", () => {
    const stack = newStack();
    const [orders, shop] = [newOrders(stack), newClient(stack)];
    shop.grantRole(orders, "Orders.Read");
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    api.addOperation("get", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Read") });
    const plain = stack.node.findAll().filter((each): each is PlainResource => each instanceof PlainResource);
    expect(new Set(plain.map(({ terraformResourceType }) => terraformResourceType))).toEqual(
      new Set(BINDINGS.map(({ tfResourceType }) => tfResourceType)),
    );
    for (const resource of plain) {
      const binding = BINDINGS.find(({ tfResourceType }) => tfResourceType === resource.terraformResourceType)!;
      const settable = Object.entries(Object.getOwnPropertyDescriptors(binding.prototype)).filter(
        ([, descriptor]) => descriptor.set !== undefined,
      );
      expect(settable.length).toBeGreaterThan(2);
      for (const [name] of settable) expect(() => setAttribute(resource, name, "other")).toThrow(TypeError);
    }
  });

  test("needs the provider", () => {
    const stack = new TerraformStack(new App(), "Stack");
    new Role(stack, "It", ROLE);
    expect(() => Testing.synth(stack, true)).toThrow(/azuread/);
  });
});
