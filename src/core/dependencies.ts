import { Lazy, type TerraformResource, TerraformStack } from "cdktf";
import { untraced } from "./create";
import { comeAfter } from "./stack-references";

/**
 * Makes a resource depend on others as well.
 *
 * Terraform orders the resources of one stack. For a resource of another stack, the stacks are ordered.
 */
export function dependOn(resource: TerraformResource, others: readonly TerraformResource[]): void {
  const all = dependenciesOf(resource, others);
  if (all !== undefined) resource.dependsOn = all;
}

/** The same for resources that are not known before the synth. */
export function dependLateOn(resource: TerraformResource, others: () => readonly TerraformResource[]): void {
  const produce = (): string[] | undefined => dependenciesOf(resource, others());
  // Not `lateList`: cdktf merges a list with what the resource depends on, and this has that already.
  resource.addOverride(
    "depends_on",
    untraced(() => Lazy.anyValue({ produce })),
  );
}

/** What a resource depends on already, and the addresses of others. */
function dependenciesOf(resource: TerraformResource, others: readonly TerraformResource[]): string[] | undefined {
  const stack = TerraformStack.of(resource);
  const addresses = new Set(resource.dependsOn ?? []);
  for (const other of others) {
    if (TerraformStack.of(other) === stack) addresses.add(addressOf(other));
    else comeAfter(resource, other);
  }
  return addresses.size === 0 ? undefined : [...addresses];
}

/** The address of a resource, without the token that cdktf makes for it. */
function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
