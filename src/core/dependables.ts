import { TerraformResource } from "cdktf";
import { Dependable, type IDependable } from "constructs";

/** The resources behind a dependable, for the `depends_on` of other resources. */
export function resourcesIn(dependable: IDependable): TerraformResource[] {
  return Dependable.of(dependable)
    .dependencyRoots.flatMap((root) => root.node.findAll())
    .filter((construct): construct is TerraformResource => TerraformResource.isTerraformResource(construct));
}

/** Whether a value is something to depend on. */
export function isDependable(value: unknown): boolean {
  try {
    return value !== undefined && Dependable.of(value as IDependable) !== undefined;
  } catch {
    return false;
  }
}
