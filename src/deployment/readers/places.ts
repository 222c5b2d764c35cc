import type { Block } from "../terraform/block";
import { Unresolved } from "../terraform/value";
import { type Field, mapText, Sealed, text } from "./fields";
import type { ItemPlace } from "./placement";

/** The service or workspace that a resource names. */
export function containerPlace(block: Block): ItemPlace {
  if (block.optional("api_management_workspace_id") !== undefined)
    return idPlace(text(block, "api_management_workspace_id"));
  if (block.optional("api_management_id") !== undefined) return idPlace(text(block, "api_management_id"));
  return [text(block, "resource_group_name"), text(block, "api_management_name")];
}

/** The API that a resource names, perhaps with its revision. */
export function apiPlace(block: Block): ItemPlace {
  return [...containerPlace(block), text(block, "api_name")];
}

export function operationPlace(block: Block): ItemPlace {
  return [...apiPlace(block), text(block, "operation_id")];
}

export function productPlace(block: Block): ItemPlace {
  return [...containerPlace(block), text(block, "product_id")];
}

export function applicationPlace(block: Block): ItemPlace {
  return [text(block, "application_id")];
}

/** Where an id of Azure leads: resource group, service, and the names after it. */
export function idPlace(id: Field<string>): ItemPlace {
  if (id instanceof Unresolved) return [id];
  const known = id instanceof Sealed ? id.reveal() : id;
  const [, group, rest] =
    /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ApiManagement\/service\/(.+)$/i.exec(
      known,
    ) ?? [];
  if (group === undefined || rest === undefined)
    return [new Unresolved(known, "it is no id of an API Management service")];
  // service/workspaces/name/apis/name: the kinds are left out, but for workspaces, which are places themselves.
  const [service = "", ...parts] = rest.split("/");
  const [kind, name, ...below] = parts;
  if (kind?.toLowerCase() !== "workspaces" || name === undefined) return [group, service, ...everySecond(parts)];
  return [group, service, workspaceName(name), ...everySecond(below)];
}

/** A workspace among the names of a place. */
export function workspaceName(name: string): string {
  return `workspaces:${name}`;
}

function everySecond(parts: readonly string[]): string[] {
  return parts.filter((_, index) => index % 2 === 1);
}

/** The name at the end of an id. */
export function nameInId(id: Field<string> | undefined): Field<string> | undefined {
  return id === undefined ? undefined : mapText(id, (known) => known.split("/").pop() ?? known);
}
