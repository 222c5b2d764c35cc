import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformResource, type TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Authority,
  Callers,
  JwtPolicy,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  PermissionScope,
  Product,
} from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import { guid, newStack, synth, TENANT } from "./support/synth";

const SERVICE = `/subscriptions/${guid(1)}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/apim-contoso`;
const APPLICATION = `/applications/${guid(2)}`;
const [SCOPE, ROLE] = [guid(3), guid(4)];
const PAGE = readFileSync(join(__dirname, "../docs/import.md"), "utf8");

/** What people have made in the portal, and a construct for each. */
function program(): { stack: TerraformStack; of: (type: string) => TerraformResource } {
  const stack = newStack();
  const apim = ApiManagement.fromResourceId(stack, "Apim", SERVICE);
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    authority: Authority.publicCloud(TENANT),
    scopes: [PermissionScope.of("access_as_user", { id: SCOPE })],
    roles: [AppRole.forApplications("Orders.Read", { id: ROLE })],
  });
  const client = { clientId: guid(5), displayName: "Portal" };
  new ApimAuthServer(stack, "Server", {
    apim,
    name: "AzureAD-OAuth",
    resource: orders,
    client,
    grant: OAuthGrant.insecureImplicit("access_as_user"),
  });
  const api = new Api(stack, "Api", { apim, path: "orders" });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Read") });
  new NamedValue(stack, "Calls", { apim, name: "calls", source: NamedValueSource.plain("100") });
  ApimPolicy.of(new Product(stack, "Gold", { apim, productId: "gold" }));
  const resources = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  return { stack, of: (type) => resources.find(({ terraformResourceType }) => terraformResourceType === type)! };
}

/** The import id that the page gives for a type of resource, with the names of this program. */
function importId(type: string): string {
  const row = PAGE.split("\n").find((line) => line.split("|")[3]?.trim() === `\`${type}\``);
  const names: Readonly<Record<string, string>> = {
    service: SERVICE,
    application: APPLICATION,
    "scope id": SCOPE,
    "role id": ROLE,
    api: "orders",
    "product id": "gold",
  };
  const own: Readonly<Record<string, string>> = {
    azurerm_api_management_api: "orders",
    azurerm_api_management_api_operation: "list",
    azurerm_api_management_named_value: "calls",
    azurerm_api_management_authorization_server: "AzureAD-OAuth",
  };
  return row!
    .split("|")[4]!
    .trim()
    .replaceAll("`", "")
    .replaceAll(/<([^>]+)>/g, (_, name: string) => names[name] ?? own[type]!);
}

const EXISTING: readonly (readonly [string, string])[] = [
  ["azuread_application_registration", APPLICATION],
  ["azuread_application_permission_scope", `${APPLICATION}/permissionScopes/${SCOPE}`],
  ["azuread_application_app_role", `${APPLICATION}/appRoles/${ROLE}`],
  ["azurerm_api_management_api", `${SERVICE}/apis/orders;rev=1`],
  ["azurerm_api_management_api_operation", `${SERVICE}/apis/orders/operations/list`],
  ["azurerm_api_management_api_policy", `${SERVICE}/apis/orders`],
  ["azurerm_api_management_named_value", `${SERVICE}/namedValues/calls`],
  ["azurerm_api_management_product", `${SERVICE}/products/gold`],
  ["azurerm_api_management_authorization_server", `${SERVICE}/authorizationServers/AzureAD-OAuth`],
];

describe.each(EXISTING)("an existing %s", (type, id) => {
  test("is imported by the id that docs/import.md gives, and stays one resource", () => {
    const { stack, of } = program();
    const resource = of(type);
    resource.importFrom(importId(type));
    const configuration = synth(stack) as ReturnType<typeof synth> & { import?: unknown };
    expect(configuration.import).toEqual([{ id, to: `${type}.${resource.friendlyUniqueId}` }]);
    expect(Object.keys(configuration.resource![type]!)).toEqual([resource.friendlyUniqueId]);
  });

  test("in the state by another address moves into the construct", () => {
    const { stack, of } = program();
    const resource = of(type);
    resource.moveFromId(`${type}.by_hand`);
    expect(synth(stack)).toMatchObject({
      moved: [{ from: `${type}.by_hand`, to: `${type}.${resource.friendlyUniqueId}` }],
    });
  });
});

test("a scope and a role keep the ids that clients were granted", () => {
  const { resource } = synth(program().stack);
  expect(Object.values(resource!.azuread_application_permission_scope!)).toEqual([
    expect.objectContaining({ scope_id: SCOPE }),
  ]);
  expect(Object.values(resource!.azuread_application_app_role!)).toEqual([expect.objectContaining({ role_id: ROLE })]);
});

test("a resource of a program moves into the construct that takes its place, with moveTo", () => {
  const { stack, of } = program();
  const resource = of("azurerm_api_management_product");
  const before = new (resource.constructor as new (scope: Construct, id: string, config: object) => TerraformResource)(
    stack,
    "ByHand",
    { apiManagementName: "apim-contoso", resourceGroupName: "rg-apim", productId: "gold", displayName: "Gold" },
  );
  resource.addMoveTarget("gold");
  before.moveTo("gold");
  const configuration = synth(stack);
  expect(configuration).toMatchObject({
    moved: [
      {
        from: "azurerm_api_management_product.ByHand",
        to: `azurerm_api_management_product.${resource.friendlyUniqueId}`,
      },
    ],
  });
});
