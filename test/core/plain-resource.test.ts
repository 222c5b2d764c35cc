import {
  ApplicationApiAccess,
  type ApplicationApiAccessConfig,
} from "@cdktf/provider-azuread/lib/application-api-access";
import { ApplicationAppRoleA, type ApplicationAppRoleAConfig } from "@cdktf/provider-azuread/lib/application-app-role";
import { App, TerraformStack, Testing } from "cdktf";
import { lateList } from "../../src/core/late-value";
import { plainBinding } from "../../src/core/plain-resource";
import { expressionOf, hclOf, jsonOf, setAttribute } from "../support/binding";
import { guid, newStack } from "../support/synth";

const Role = plainBinding<ApplicationAppRoleAConfig>("azuread_application_app_role", [
  "roleId",
  "displayName",
  "value",
]);
const Access = plainBinding<ApplicationApiAccessConfig>("azuread_application_api_access", ["applicationId"]);

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

  test("needs the provider", () => {
    const stack = new TerraformStack(new App(), "Stack");
    new Role(stack, "It", ROLE);
    expect(() => Testing.synth(stack, true)).toThrow(/azuread/);
  });
});
