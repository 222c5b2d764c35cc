import type { Block } from "../terraform/block";
import { asItems, Unresolved } from "../terraform/value";
import { Nested, Sealed, text } from "./fields";
import { idPlace } from "./places";
import type { ItemPlace } from "./placement";

/** The type of all resources of the AzAPI provider. */
export const AZAPI = "azapi_resource";

/** What azurerm makes and AzAPI could make as well, by the words of Azure. What is read of both providers is not among them. */
const TWINS: Readonly<Record<string, string>> = {
  azurerm_api_management_api_operation: "apis/operations",
  azurerm_api_management_api_operation_policy: "apis/operations/policies",
  azurerm_api_management_api_policy: "apis/policies",
  azurerm_api_management_api_schema: "apis/schemas",
  azurerm_api_management_api_version_set: "apiVersionSets",
  azurerm_api_management_global_schema: "schemas",
  azurerm_api_management_certificate: "certificates",
  azurerm_api_management_named_value: "namedValues",
  azurerm_api_management_openid_connect_provider: "openidConnectProviders",
  azurerm_api_management_policy: "policies",
  azurerm_api_management_policy_fragment: "policyFragments",
  azurerm_api_management_product: "products",
  azurerm_api_management_product_api: "products/apis",
  azurerm_api_management_product_policy: "products/policies",
  azurerm_api_management_subscription: "subscriptions",
  azurerm_api_management_workspace: "workspaces",
};

/** The kind in AzAPI of what a resource of azurerm makes, if a list of those resources would lack it. */
export function azapiTwin(type: string): string | undefined {
  const plain = type.replace("_workspace_", "_");
  return TWINS[type] ?? TWINS[plain];
}

/** Where a resource of AzAPI is: its kind, and what it is in. */
export function azapiPlace(block: Block): ItemPlace {
  const type = text(block, "type");
  if (type instanceof Unresolved) return [type];
  const known = type instanceof Sealed ? type.reveal() : type;
  const [, kind] = /^Microsoft\.ApiManagement\/service\/(?:workspaces\/)?([^@]+)/i.exec(known) ?? [];
  if (kind === undefined) return ["elsewhere"];
  return [kindKey(kind), ...idPlace(text(block, "parent_id"))];
}

/** The key of the resources of a kind in a place. */
export function azapiKey(kind: string, key: string): string {
  return `${kindKey(kind).toLowerCase()}/${key}`;
}

/** A kind as one part of a place. */
function kindKey(kind: string): string {
  return kind.replace(/\//g, ":");
}

/** The properties in the body of a resource of AzAPI. */
export function propertiesOf(block: Block): Nested | Unresolved {
  const body = block.optional("body");
  if (body instanceof Unresolved) return body;
  const [properties] = asItems(asItems(body)[0]?.properties);
  return properties === undefined
    ? new Unresolved(`${block.address}.body`, "it has no properties that can be read")
    : new Nested(properties);
}
