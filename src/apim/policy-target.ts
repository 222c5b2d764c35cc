import { type TerraformResource, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { BOOLEAN, checkProps, type Kinds, oneOf, optional, STRING, STRINGS } from "../core/kinds";
import { PolicyScope } from "../policy/model/section";

/** Properties of `PolicyTarget`. */
export interface PolicyTargetProps {
  /** What the target is, for messages, such as `API orders`. */
  readonly label: string;
  /** The scope of the target's policy document. */
  readonly scope: PolicyScope;
  /** The names that identify the service that the target belongs to: the same wherever the service is used. */
  readonly serviceKey: string[];
  /**
   * The names that identify the target within its service, such as the name of an API and of its operation.
   *
   * @default - none: the target is the service itself
   */
  readonly names?: string[];
  /**
   * Whether there is no broader scope whose policy `<base />` could run.
   *
   * @default false
   */
  readonly isOutermost?: boolean;
}

const PROPS: Kinds<PolicyTargetProps> = {
  label: STRING,
  scope: oneOf("PolicyScope", PolicyScope),
  serviceKey: STRINGS,
  names: optional(STRINGS),
  isOutermost: optional(BOOLEAN),
};

/**
 * What a policy document needs to know about its target.
 *
 * Extend it for a target that this library does not know, such as a resource of another provider.
 */
export abstract class PolicyTarget {
  /** What the target is, for messages, such as `API orders`. */
  public readonly label: string;
  /** The scope of the target's policy document. */
  public readonly scope: PolicyScope;
  /** The names that identify the service that the target belongs to. */
  public readonly serviceKey: string[];
  /** The names that identify the target, those of the service first. */
  public readonly key: string[];
  /** Whether there is no broader scope whose policy `<base />` could run. */
  public readonly isOutermost: boolean;
  /**
   * The names that identify where the policy looks for what it refers to: a workspace knows nothing of its service.
   *
   * @internal
   */
  public readonly _referenceKey: string[];

  protected constructor(props: PolicyTargetProps) {
    checkProps("PolicyTarget", props, PROPS);
    this.label = props.label;
    this.scope = props.scope;
    this.serviceKey = props.serviceKey;
    this.key = [...props.serviceKey, ...(props.names ?? [])];
    this.isOutermost = props.isOutermost ?? false;
    this._referenceKey = this.scope === PolicyScope.WORKSPACE ? this.key : this.serviceKey;
  }

  /**
   * Creates the resource that holds the policy document of the target.
   *
   * @param scope the construct that the resource is created in
   * @param id the id of the resource in it
   * @param xmlContent the text of the document, in the format `rawxml`
   */
  public abstract createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource;
}

/**
 * Anything that can have a policy document: an API Management service, a workspace, a product, an API or an operation.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes
 */
export interface IPolicyTarget extends IConstruct {
  /** What the policy document needs to know about the target. */
  readonly policyTarget: PolicyTarget;
}

/** Whether two keys are certainly those of different services. What only Terraform knows may be the same. */
export function areApart(key: readonly string[], other: readonly string[]): boolean {
  if (key.length !== other.length) return true;
  return key.some((name, index) => {
    const second = other[index]!;
    return !Token.isUnresolved(name) && !Token.isUnresolved(second) && name.toLowerCase() !== second.toLowerCase();
  });
}
