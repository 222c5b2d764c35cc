import type { Construct } from "constructs";
import { checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check } from "../../core/rules";
import type { PolicySuppression } from "../../policy/lint";
import { SERVICE, SUPPRESSIONS } from "../kinds";
import type { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { ApiBase, ApiPolicyTarget } from "./api-base";
import { suppress } from "./coverage";

/** Attributes of an existing API. */
export interface ApiAttributes {
  /** The service that serves the API. */
  readonly apim: IApiManagement;
  /** The name of the API in Azure, without a revision. */
  readonly name: string;
  /**
   * Findings about the operations that this program adds to the API and that are accepted, such as `open-operation` for an API that another
   * stack protects.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}

const ATTRIBUTES: Kinds<ApiAttributes> = { apim: SERVICE, name: STRING, suppressions: optional(SUPPRESSIONS) };

/** An existing API. */
export class ImportedApi extends ApiBase {
  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: ApiAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.apiName);
    this.apim = attributes.apim;
    this.name = attributes.name;
    this.policyTarget = new ApiPolicyTarget(this, attributes.name);
    suppress(this, attributes.suppressions);
  }
}
