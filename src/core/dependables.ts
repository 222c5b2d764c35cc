import { TerraformResource } from "cdktf";
import { Dependable, type IDependable } from "constructs";

/** The resources that something stands for when other resources depend on it. */
export function resourcesIn(dependable: IDependable): TerraformResource[] {
  return Dependable.of(dependable)
    .dependencyRoots.flatMap((root) => root.node.findAll())
    .filter((construct): construct is TerraformResource => TerraformResource.isTerraformResource(construct));
}
