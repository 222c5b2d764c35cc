import type { AzureCloud } from "../../oauth/azure-cloud";
import { MICROSOFT_GRAPH } from "../../oauth/microsoft-apis";
import type { Block } from "../terraform/block";
import { type Key, lastName, partOf } from "../terraform/path";
import { textOf } from "../terraform/operators";
import { plain, Secret, Unresolved, type Value } from "../terraform/value";
import { azureId } from "./azure-ids";
import { placeholderGuid, placeholderSecret } from "./placeholders";
import { isSecretAttribute } from "./secrets";

/** What is known around a block whose attribute is asked for. */
export interface Surroundings {
  readonly cloud: AzureCloud;
  readonly tenantId: Value;
  readonly subscriptionId: Value;
  /** The full address of the attribute, which is the name of its placeholder. */
  readonly name: string;
  /** The registrations with a client id. */
  registrationsOf(clientId: string): readonly Block[];
  /** The id of a role or scope that a registration defines. */
  permissionId(clientId: string, kind: PermissionKind, value: string): Value | undefined;
}

export type PermissionKind = "role" | "scope";

/** Attributes with the ids of roles or scopes, by their value. */
const PERMISSION_IDS: Readonly<Record<string, PermissionKind>> = {
  app_role_ids: "role",
  oauth2_permission_scope_ids: "scope",
};

/** The value of an attribute that is not written, or undefined if only the deployment knows it. */
export function knownAttribute(block: Block, path: readonly Key[], around: Surroundings): Value | undefined {
  const [attribute = "", part] = path;
  const name = lastName(path);
  if (name === "tenant_id" || name === "application_tenant_id") return around.tenantId;
  if (name === "subscription_id" && block.type === "azurerm_client_config") return around.subscriptionId;
  const kind = PERMISSION_IDS[attribute];
  if (kind !== undefined && typeof part === "string") return permissionId(block, kind, part, around);
  const special = SPECIAL[block.type]?.[attribute]?.(block, around);
  if (special !== undefined) return partOf(special, path.slice(1));
  if (name === "id" && path.length === 1) return azureId(block, around.subscriptionId) ?? placeholderGuid(around.name);
  if (isSecretAttribute(block.type, name)) return placeholderSecret(around.name);
  if (/(^|_)id$/.test(name)) return placeholderGuid(around.name);
  return undefined;
}

function permissionId(block: Block, kind: PermissionKind, value: string, around: Surroundings): Value {
  const clientId = plain(block.get("client_id"));
  if (typeof clientId !== "string") return clientId;
  // The APIs of Microsoft have the same ids everywhere, and the same name gives the same placeholder.
  return around.permissionId(clientId, kind, value) ?? placeholderGuid(`${clientId}/${kind}/${value}`);
}

type Rule = (block: Block, around: Surroundings) => Value | undefined;

/** Text around the value of an argument. */
const around =
  (before: string, argument: string, after: (around: Surroundings) => string): Rule =>
  (block, surroundings) => {
    const value = plain(block.get(argument));
    return value instanceof Unresolved ? value : `${before}${textOf(value)}${after(surroundings)}`;
  };

const service = (part: string): Rule => around("https://", "name", ({ cloud }) => `${part}.${cloud.apimDomain}`);
const SITE = { default_hostname: around("", "name", () => ".azurewebsites.net") };
const REGISTRATION = { id: around("/applications/", "object_id", () => "") };
const SECRET_URL: Rule = (block, { cloud, name }) => {
  const vault = plain(block.get("key_vault_id"));
  const secret = plain(block.get("name"));
  if (vault instanceof Unresolved) return vault;
  if (secret instanceof Unresolved) return secret;
  const address = `https://${textOf(vault).split("/").pop() ?? ""}.${cloud.vaultDomain}/secrets/${textOf(secret)}`;
  return name.endsWith("versionless_id") ? address : `${address}/${placeholderGuid(name).replace(/-/g, "")}`;
};
const KEY_VAULT_ITEM = {
  id: SECRET_URL,
  versionless_id: SECRET_URL,
  secret_id: SECRET_URL,
  versionless_secret_id: SECRET_URL,
};

const SPECIAL: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  azurerm_api_management: {
    gateway_url: service(""),
    developer_portal_url: service(".developer"),
    portal_url: service(".portal"),
    management_api_url: service(".management"),
    scm_url: service(".scm"),
  },
  azurerm_linux_function_app: SITE,
  azurerm_windows_function_app: SITE,
  azurerm_function_app_flex_consumption: SITE,
  azurerm_linux_web_app: SITE,
  azurerm_windows_web_app: SITE,
  azurerm_key_vault: { vault_uri: around("https://", "name", ({ cloud }) => `.${cloud.vaultDomain}/`) },
  azurerm_key_vault_secret: KEY_VAULT_ITEM,
  azurerm_key_vault_certificate: KEY_VAULT_ITEM,
  azuread_application: REGISTRATION,
  azuread_application_registration: REGISTRATION,
  azuread_service_principal: {
    id: around("/servicePrincipals/", "object_id", () => ""),
    // A client has one service principal in a tenant, whoever refers to it.
    object_id: (block) => {
      const clientId = plain(block.get("client_id"));
      return typeof clientId === "string" ? placeholderGuid(`${clientId}/service principal`) : undefined;
    },
    display_name: (block, surroundings) => {
      const clientId = plain(block.get("client_id"));
      return typeof clientId === "string" ? surroundings.registrationsOf(clientId)[0]?.get("display_name") : undefined;
    },
  },
  azuread_application_published_app_ids: { result: () => ({ MicrosoftGraph: MICROSOFT_GRAPH.clientId }) },
  random_uuid: { result: (_, { name }) => placeholderGuid(name) },
};

/** The text of a value, if it is one. */
export function textValue(value: Value | undefined): string | undefined {
  const text = value instanceof Secret ? value.reveal() : value;
  return typeof text === "string" ? text : undefined;
}
