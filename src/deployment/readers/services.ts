import type { AzureCloud } from "../../oauth/azure-cloud";
import type { Container, Policy, Service, ServiceIdentity, Workspace } from "../model";
import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import type { Stacks } from "../world";
import { apisOf, versionSetsOf } from "./apis";
import { authorizationServersOf, openIdProvidersOf } from "./auth-servers";
import { backendsOf } from "./backends";
import { type Reading, readAll } from "./context";
import { asTexts, type Field, mapText, nested, Sealed, text, whole } from "./fields";
import type { Fields } from "./item";
import { containerPlace, workspaceName } from "./places";
import { keyOf } from "./placement";
import { fragmentsOf, policyOf } from "./policies";
import { globalSchemasOf } from "./schemas";
import { productsOf, subscriptionsOf } from "./products";
import { certificatesOf, namedValuesOf } from "./values";

const SERVICE = "azurerm_api_management";

/** All services: those that are made, those that are read, and those that other resources name. */
export function readServices(reading: Reading): readonly Service[] {
  const named = new Map<string, readonly [group: string, name: string, cloud: AzureCloud, block?: Block]>();
  // What is made comes after what is read, because it has more to say.
  const known = [...reading.stacks.ofType(SERVICE)].sort((left, right) => (left.mode < right.mode ? -1 : 1));
  for (const block of known) {
    const place = [text(block, "resource_group_name"), text(block, "name")];
    const { key, cause } = keyOf(place);
    if (cause !== undefined) reading.items.report(block, "", cause);
    const [group = "", name = ""] = key.split("/");
    named.set(cause === undefined ? key : block.address, [group, name, reading.stacks.cloudOf(block), block]);
  }
  for (const [key, [group, name, cloud]] of referredTo(reading.stacks)) {
    if (!named.has(key)) named.set(key, [group, name, cloud]);
  }
  return [...named].map(([key, [group, name, cloud, block]]) => {
    const origin = block ?? { address: "", stack: "" };
    const named = block === undefined ? name : text(block, "name");
    return reading.items.make<Service>(origin, {
      ...containerOf(reading, key, policyOf(reading, "azurerm_api_management_policy", containerPlace, [key])),
      name: named,
      resourceGroupName: block === undefined ? group : text(block, "resource_group_name"),
      isCreated: block?.mode === "managed",
      gatewayUrl:
        block === undefined
          ? mapText(named, (host) => `https://${host}.${cloud.apimDomain}`)
          : text(block, "gateway_url"),
      identity: identityOf(block),
      workspaces: workspacesOf(reading, key),
      schemas: globalSchemasOf(reading, key),
      authorizationServers: authorizationServersOf(reading, key),
      openIdProviders: openIdProvidersOf(reading, key),
    });
  });
}

function containerOf(
  reading: Reading,
  key: string,
  policy: Policy | Unresolved | undefined,
): Omit<Fields<Container>, "name"> {
  const prefix = key.includes("/workspaces:") ? `${SERVICE}_workspace` : SERVICE;
  return {
    apis: apisOf(reading, key),
    versionSets: versionSetsOf(
      reading,
      prefix === SERVICE ? `${SERVICE}_api_version_set` : `${prefix}_api_version_set`,
      key,
    ),
    products: productsOf(reading, key),
    subscriptions: subscriptionsOf(reading, key),
    backends: backendsOf(reading, key),
    namedValues: namedValuesOf(reading, key),
    fragments: fragmentsOf(reading, `${prefix}_policy_fragment`, key),
    certificates: certificatesOf(reading, `${prefix}_certificate`, key),
    policy,
  };
}

function workspacesOf(reading: Reading, service: string): readonly Workspace[] | Unresolved {
  return readAll(reading, `${SERVICE}_workspace`, containerPlace, [service], (block) => {
    const { key, cause } = keyOf([mapText(text(block, "name"), workspaceName)]);
    const own = `${service}/${key}`;
    const policy = cause ?? policyOf(reading, `${SERVICE}_workspace_policy`, containerPlace, [own]);
    return reading.items.make<Workspace>(block, { ...containerOf(reading, own, policy), name: text(block, "name") });
  });
}

function identityOf(block: Block | undefined): Field<ServiceIdentity> {
  const none = { principalId: undefined, userAssignedIds: [] };
  if (block === undefined) return none;
  const found = nested(block, "identity");
  if (found instanceof Unresolved) return found;
  const [identity] = found;
  if (identity === undefined) return none;
  const type = identity.optionalText("type");
  const hasOwn = typeof type !== "string" || type.includes("SystemAssigned");
  return whole<ServiceIdentity>({
    principalId: hasOwn ? principalOf(block) : undefined,
    userAssignedIds: asTexts(identity.get("identity_ids")),
  });
}

function principalOf(block: Block): Field<string> {
  const value = block.get("identity", 0, "principal_id");
  return typeof value === "string" ? value : new Unresolved(`${block.address}.identity`, "its principal is not known");
}

/** The services that the resources of each stack name: resource group, name and cloud. */
function referredTo(stacks: Stacks): ReadonlyMap<string, readonly [string, string, AzureCloud]> {
  const found = new Map<string, readonly [string, string, AzureCloud]>();
  for (const block of stacks.configurations.flatMap(({ blocks }) => blocks)) {
    if (block.mode === "data" || !block.type.startsWith(`${SERVICE}_`)) continue;
    if (!CONTAINED.some((argument) => block.optional(argument) !== undefined)) continue;
    const [group, name] = containerPlace(block).slice(0, 2);
    const { key, cause } = keyOf([group ?? "", name ?? ""]);
    if (cause !== undefined || found.has(key)) continue;
    found.set(key, [textOf(group), textOf(name), stacks.cloudOf(block)]);
  }
  return found;
}

function textOf(field: Field<string> | undefined): string {
  return field instanceof Sealed ? field.reveal() : typeof field === "string" ? field : "";
}

/** The arguments that name a service. */
const CONTAINED = ["api_management_name", "api_management_id", "api_management_workspace_id"];
