import type { TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { check, RULES } from "../../core/rules";
import { PolicyValue } from "../../policy/model/value";
import type { IApiManagement } from "../service/api-management";
import { EXISTING_NAMED_VALUES } from "./named-values";

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

/** How to find a named value by its name. */
export interface NamedValueAttributes {
  /** The service that has the named value. */
  readonly apim: IApiManagement;
  /** The display name of the named value: the one that policies use, not the name of the resource. */
  readonly displayName: string;
}

/**
 * A named value that exists already, in this or another configuration. Policies that refer to it are then known to refer to something.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
 */
export class NamedValue extends Construct implements INamedValue {
  /**
   * A named value by its display name.
   *
   * @throws when the name breaks a rule of API Management
   */
  public static fromName(scope: Construct, id: string, attributes: NamedValueAttributes): INamedValue {
    return new NamedValue(scope, id, attributes);
  }

  public readonly displayName: string;

  private constructor(scope: Construct, id: string, { apim, displayName }: NamedValueAttributes) {
    super(scope, id);
    check(this, "displayName", displayName, RULES.namedValueDisplayName);
    this.displayName = displayName;
    EXISTING_NAMED_VALUES.add(this, ...apim._policyKey, displayName);
  }

  public get reference(): PolicyValue {
    return PolicyValue.namedValue(this.displayName);
  }

  /** @internal */
  public get _resources(): TerraformResource[] {
    return [];
  }
}
