import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { Testing } from "cdktf";
import { dependLateOn, dependOn } from "../../src/core/dependencies";
import { newApp, newStack, resourcesOf, synth } from "../support/synth";

type Stack = ReturnType<typeof newStack>;

function api(scope: Stack, id: string): ApiManagementApi {
  return new ApiManagementApi(scope, id, { apiManagementName: "a", name: id, resourceGroupName: "b", revision: "1" });
}

function dependenciesOf(stack: Stack, id: string): unknown {
  return resourcesOf(synth(stack), "azurerm_api_management_api").find(({ name }) => name === id)?.depends_on;
}

/** Each with the resource and those that it depends on. */
const WAYS: readonly (readonly [
  name: string,
  depend: (resource: ApiManagementApi, others: ApiManagementApi[]) => void,
])[] = [
  ["dependOn", dependOn],
  ["dependLateOn", (resource, others) => dependLateOn(resource, () => others)],
];

describe.each(WAYS)("%s", (_, depend) => {
  test("adds addresses, each once, after the resource's own dependencies", () => {
    const stack = newStack();
    const [one, two, three] = [api(stack, "one"), api(stack, "two"), api(stack, "three")];
    one.dependsOn = ["azurerm_api_management_api.three"];
    depend(one, [two, two, three]);
    expect(dependenciesOf(stack, "one")).toEqual([
      "azurerm_api_management_api.three",
      "azurerm_api_management_api.two",
    ]);
  });

  test("writes nothing rather than an empty list", () => {
    const stack = newStack();
    depend(api(stack, "one"), []);
    expect(dependenciesOf(stack, "one")).toBeUndefined();
  });

  test("orders stacks for a resource of another stack, whose address Terraform does not know", () => {
    // GIVEN
    const app = newApp();
    const [first, second] = [newStack("First", app), newStack("Second", app)];
    // WHEN
    depend(api(second, "consumer"), [api(first, "needed")]);
    // THEN
    expect(Testing.synth(second)).not.toContain("depends_on");
    expect(second.dependencies).toEqual([first]);
  });
});

describe("dependLateOn", () => {
  test("asks when the stack is written", () => {
    const stack = newStack();
    const [one, others] = [api(stack, "one"), [] as ApiManagementApi[]];
    dependLateOn(one, () => others);
    others.push(api(stack, "later"));
    expect(dependenciesOf(stack, "one")).toEqual(["azurerm_api_management_api.later"]);
  });
});
