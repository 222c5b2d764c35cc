import type { TerraformResource } from "cdktf";
import { secondPolicyResource } from "../errors";
import { AppResources, argumentsOf } from "../app-resources";

/**
 * A problem for each resource in the app that holds the document of the same target as the resource of an `ApimPolicy`.
 *
 * @param label what the document belongs to
 */
export function otherOwners(resource: TerraformResource, label: string): string[] {
  const type = resource.terraformResourceType;
  const resources = AppResources.of(resource);
  if (resources.ofType(type).length === 0) return [];
  const names = Object.keys(argumentsOf(resource)).filter((name) => /_(?:id|name)$/.test(name));
  return resources
    .find(type, names, resources.identity(resource, names))
    .map((other) => secondPolicyResource(label, resource.node.path, other.node.path));
}
