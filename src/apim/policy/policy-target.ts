import type { TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { PolicyScope } from "../../policy/model/section";
import type { IApiManagement } from "../service/api-management";

/**
 * What can have a policy document: an API Management service, an API or an operation.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes
 */
export interface IPolicyTarget extends IConstruct {
  /** The service that the target belongs to. */
  readonly apim: IApiManagement;

  /**
   * What the target is, for messages, such as `API orders`.
   *
   * @internal
   */
  readonly _label: string;

  /**
   * The names that tell the target from every other one.
   *
   * @internal
   */
  readonly _policyKey: string[];

  /**
   * Where the policy document of the target stands among the others.
   *
   * @internal
   */
  readonly _policyScope: PolicyScope;

  /**
   * Whether there is no broader scope whose policy `<base />` could run.
   *
   * @internal
   */
  readonly _isOutermost: boolean;

  /**
   * Makes the resource that holds the policy of the target.
   *
   * @internal
   */
  _createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource;
}
