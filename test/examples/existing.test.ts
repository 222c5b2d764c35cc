import { ExistingStack } from "../../examples/existing/stack";
import { addressesOf, type Configuration, newApp, resourceOf, synth, warningsIn } from "../support/synth";
import { runInbound, type RunToken } from "../support/run-inbound";

interface WithImports extends Configuration {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
}

const stack = new ExistingStack(newApp(), "existing");
const configuration: WithImports = synth(stack);

test("creates the policy of the API and nothing else", () => {
  const imported = configuration.import!.map(({ to }) => to);
  const created = addressesOf(configuration).filter((each) => !each.startsWith("data.") && !imported.includes(each));
  expect(created).toEqual(["azurerm_api_management_api_policy.Api_Policy_D08799DE"]);
  expect(warningsIn(stack)).toEqual([]);
});

test("imports the client with its service principal and its role", () => {
  const ids = configuration.import!.map(({ to, id }) => `${to.split(".")[0]!} ${id}`);
  expect(ids.sort()).toEqual([
    "azuread_app_role_assignment /servicePrincipals/66666666-6666-4666-8666-666666666666/appRoleAssignedTo/K0hQ8sZbXkqv1nD3yWmJtQ2aLr7PfE5GhUeTc9oVxIw",
    "azuread_application_api_access /applications/33333333-3333-4333-8333-333333333333/apiAccess/22222222-2222-4222-8222-222222222222",
    "azuread_application_registration /applications/33333333-3333-4333-8333-333333333333",
    "azuread_service_principal /servicePrincipals/44444444-4444-4444-8444-444444444444",
  ]);
  expect(resourceOf(configuration, "azuread_app_role_assignment").app_role_id).toBe(
    "55555555-5555-4555-8555-555555555555",
  );
});

test("refers to the API by its name", () => {
  expect(resourceOf(configuration, "azurerm_api_management_api_policy")).toMatchObject({
    api_management_name: "apim-contoso",
    resource_group_name: "rg-apim",
    api_name: "orders",
  });
});

test("lets in the client with the role, and nobody else", () => {
  const policy = String(resourceOf(configuration, "azurerm_api_management_api_policy").xml_content);
  const [, iss] = /<issuer>(.*)<\/issuer>/.exec(policy)!;
  const shop = {
    iss: iss!,
    aud: "22222222-2222-4222-8222-222222222222",
    azp: "${azuread_application_registration.Shop_563325D0.client_id}",
    idtyp: "app",
    roles: ["Orders.Read"],
  };
  const outcome = (token?: RunToken): unknown => runInbound(policy, { ...(token !== undefined && { token }) }).outcome;
  expect(outcome(shop)).toBe("forwarded");
  expect(outcome({ ...shop, azp: "55555555-5555-4555-8555-555555555555" })).toBe(403);
  expect(outcome({ ...shop, roles: ["Orders.Write"] })).toBe(403);
  expect(outcome({ ...shop, aud: "55555555-5555-4555-8555-555555555555" })).toBe(401);
  expect(outcome()).toBe(401);
});
