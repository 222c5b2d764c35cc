import type { Block } from "../terraform/block";
import { textOf } from "../terraform/operators";
import { plain, Unresolved, type Value } from "../terraform/value";

/** Where the id of a resource begins, and the arguments whose values follow. */
interface IdShape {
  readonly parent: "subscription" | "resource group" | "service" | "api" | { readonly argument: string };
  /** Text with the names of arguments in braces. */
  readonly rest: string;
}

const site: IdShape = { parent: "resource group", rest: "/providers/Microsoft.Web/sites/{name}" };
const inService = (rest: string): IdShape => ({ parent: "service", rest });
const below = (argument: string, rest: string): IdShape => ({ parent: { argument }, rest });

/** The shapes of the ids of Azure's resources: other resources refer to them by id. */
const SHAPES: Readonly<Record<string, IdShape>> = {
  azurerm_resource_group: { parent: "subscription", rest: "/resourceGroups/{name}" },
  azurerm_api_management: { parent: "resource group", rest: "/providers/Microsoft.ApiManagement/service/{name}" },
  azurerm_user_assigned_identity: {
    parent: "resource group",
    rest: "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
  },
  azurerm_key_vault: { parent: "resource group", rest: "/providers/Microsoft.KeyVault/vaults/{name}" },
  azurerm_linux_function_app: site,
  azurerm_windows_function_app: site,
  azurerm_function_app_flex_consumption: site,
  azurerm_linux_web_app: site,
  azurerm_windows_web_app: site,
  azurerm_api_management_api: inService("/apis/{name};rev={revision}"),
  azurerm_api_management_api_operation: { parent: "api", rest: "/operations/{operation_id}" },
  azurerm_api_management_api_version_set: inService("/apiVersionSets/{name}"),
  azurerm_api_management_product: inService("/products/{product_id}"),
  azurerm_api_management_subscription: inService("/subscriptions/{subscription_id}"),
  azurerm_api_management_backend: inService("/backends/{name}"),
  azurerm_api_management_named_value: inService("/namedValues/{name}"),
  azurerm_api_management_certificate: inService("/certificates/{name}"),
  azurerm_api_management_authorization_server: inService("/authorizationServers/{name}"),
  azurerm_api_management_openid_connect_provider: inService("/openidConnectProviders/{name}"),
  azurerm_api_management_workspace: below("api_management_id", "/workspaces/{name}"),
  azurerm_api_management_policy_fragment: below("api_management_id", "/policyFragments/{name}"),
  azurerm_api_management_workspace_api_version_set: below("api_management_workspace_id", "/apiVersionSets/{name}"),
  azurerm_api_management_workspace_policy_fragment: below("api_management_workspace_id", "/policyFragments/{name}"),
  azurerm_api_management_workspace_certificate: below("api_management_workspace_id", "/certificates/{name}"),
};

/** The id of a resource of Azure, made of what is known of it. */
export function azureId(block: Block, subscription: Value): Value | undefined {
  if (block.type === "azapi_resource") return azapiId(block);
  const shape = SHAPES[block.type];
  if (shape === undefined) return undefined;
  const start = startOf(block, shape.parent, subscription);
  return joined(start, shape.rest, (name) => block.optional(name) ?? (name === "revision" ? "1" : block.get(name)));
}

function startOf(block: Block, parent: IdShape["parent"], subscription: Value): Value {
  if (typeof parent === "object") return block.get(parent.argument);
  const group = parent === "subscription" ? "" : "/resourceGroups/{resource_group_name}";
  const service =
    parent === "service" || parent === "api" ? "/providers/Microsoft.ApiManagement/service/{api_management_name}" : "";
  const api = parent === "api" ? "/apis/{api_name}" : "";
  return joined(
    joined("/subscriptions/", "{id}", () => subscription),
    group + service + api,
    (name) => block.get(name),
  );
}

function azapiId(block: Block): Value {
  const type = plain(block.get("type"));
  if (typeof type !== "string") return type;
  // Microsoft.ApiManagement/service/apis@2024-06-01-preview: the last segment is the one below the parent.
  const segments = (type.split("@")[0] ?? "").split("/");
  const [provider = ""] = segments;
  const rest =
    segments.length > 2 ? `/${segments[segments.length - 1] ?? ""}` : `/providers/${provider}/${segments[1] ?? ""}`;
  return joined(block.get("parent_id"), `${rest}/{name}`, (name) => block.get(name));
}

/** Text with the values of arguments; what is not known makes the whole unknown. */
function joined(start: Value, shape: string, argument: (name: string) => Value): Value {
  let text = plain(start);
  for (const [index, part] of shape.split(/[{}]/).entries()) {
    const value = index % 2 === 0 ? part : plain(argument(part));
    if (text instanceof Unresolved) return text;
    if (value instanceof Unresolved) return value;
    text = textOf(text) + textOf(value);
  }
  return text;
}
