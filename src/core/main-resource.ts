import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** The resource behind a construct, or undefined for what exists already. */
export function mainResourceOf(construct: IConstruct): TerraformResource | undefined {
  const resource = construct.node.tryFindChild("Resource");
  return TerraformResource.isTerraformResource(resource) ? resource : undefined;
}
