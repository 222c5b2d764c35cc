import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyValue } from "../policy/value";

/** A named value of an API Management service. */
export interface INamedValue extends IConstruct {
  /** The name that policies use, in `{{name}}`. */
  readonly displayName: string;
  /** The reference to put into a policy, `{{name}}`. The policy then depends on the named value. */
  readonly reference: PolicyValue;

  /**
   * The resources that a policy with the reference depends on.
   *
   * @internal
   */
  readonly _resources: TerraformResource[];
}
