import { ApiManagementPolicyFragment } from "@cdktf/provider-azurerm/lib/api-management-policy-fragment";
import { type IResolveContext, Lazy, type TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { refusedFragment, refusedPolicy } from "../../core/errors";
import { check, checkOptional, RULES } from "../../core/rules";
import { policyTextForTerraform } from "../../core/terraform-text";
import type { PolicyDocument } from "../../policy/document";
import { fragmentProblem } from "../../policy/syntax/fragment";
import { IncludeFragment } from "../../policy/statements";
import type { IApiManagement } from "../service/api-management";
import { requireReadable } from "./policy-document";
import { findingsOf, type PolicyFindings, reportFindings } from "./policy-findings";
import { EXISTING_FRAGMENTS, FRAGMENTS } from "./policy-fragments";
import { dependOnReferences, knownReferencesOf, refersToOthers } from "./policy-references";

/** What a fragment is made of. */
export interface PolicyFragmentProps {
  /** The service whose policies include the fragment. */
  readonly apim: IApiManagement;
  /** The name of the fragment: 1 to 80 letters, digits, dashes and underscores. Policies include it by this name. */
  readonly name: string;
  /** The statements of the fragment: a document from `PolicyDocument.fragment`, or one that was read and has the root `<fragment>`. */
  readonly document: PolicyDocument;
  /**
   * What the fragment does.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** How to find a fragment by its name. */
export interface PolicyFragmentAttributes {
  /** The service whose policies include the fragment. */
  readonly apim: IApiManagement;
  /** The name of the fragment. */
  readonly name: string;
}

/** A fragment of an API Management service. */
export interface IPolicyFragment extends IConstruct {
  /** The service whose policies include the fragment. */
  readonly apim: IApiManagement;
  /** The name that policies include the fragment by. */
  readonly fragmentId: string;

  /** The statement that runs the fragment. A policy that holds it depends on the fragment. */
  include(): IncludeFragment;

  /**
   * The resources that a policy with the statement depends on.
   *
   * @internal
   */
  readonly _resources: TerraformResource[];
}

/**
 * Statements that several policies of a service run: a change to the fragment is a change to all of them.
 *
 * @see https://learn.microsoft.com/azure/api-management/policy-fragments
 */
export class PolicyFragment extends Construct implements IPolicyFragment {
  /** A fragment that exists already, in this or another configuration. Policies that include it are then known to include something. */
  public static fromName(scope: Construct, id: string, attributes: PolicyFragmentAttributes): IPolicyFragment {
    return new ImportedPolicyFragment(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly fragmentId: string;

  private readonly resource: ApiManagementPolicyFragment;
  private readonly document: PolicyDocument;
  private text?: string;

  /**
   * @throws when the name breaks a rule of Azure or the service has a fragment of the name already, or when API Management would refuse the document:
   * it holds sections, `<base />` or another fragment, has more than 512 KB, or was read with problems
   */
  public constructor(scope: Construct, id: string, props: PolicyFragmentProps) {
    super(scope, id);
    const { apim, name, document } = props;
    check(this, "name", name, RULES.apimChildName);
    checkOptional(this, "description", props.description, RULES.text);
    requireReadable(this, document);
    const problem = fragmentProblem(document.root);
    if (problem !== undefined) throw refusedFragment(this, problem);
    FRAGMENTS.claim(this, ...apim._policyKey, name);

    this.apim = apim;
    this.fragmentId = name;
    this.document = document;
    this.resource = new ApiManagementPolicyFragment(this, "Resource", {
      apiManagementId: apim.resourceId,
      name,
      description: props.description,
      // The provider's own default asks for expressions that are escaped as XML.
      format: "rawxml",
      value: Lazy.stringValue({ produce: (context) => this.checkedText(context) }),
    });
    this.node.addValidation({ validate: () => reportFindings(this, this.findings()) });
    if (refersToOthers(document.root)) dependOnReferences(this, this.resource, apim, () => document.root);
  }

  public include(): IncludeFragment {
    return new IncludeFragment({ fragmentId: this.fragmentId });
  }

  /** @internal */
  public get _resources(): TerraformResource[] {
    return [this.resource];
  }

  /** A document never changes, so its text is written once. */
  private policyText(): string {
    return (this.text ??= this.document.render());
  }

  private findings(): PolicyFindings {
    const known = knownReferencesOf(this.document.root, this, this.apim);
    return findingsOf(this.document, this.policyText(), { ...known, suppressions: [] });
  }

  /** A fragment with errors must not come into the configuration, even where validations are skipped. */
  private checkedText(context: IResolveContext): string {
    const errors = context.preparing ? [] : this.findings().errors;
    if (errors.length > 0) throw refusedPolicy(this, `fragment ${this.fragmentId}`, errors);
    return policyTextForTerraform(this, this.policyText(), context);
  }
}

/** A fragment that exists already. */
class ImportedPolicyFragment extends Construct implements IPolicyFragment {
  public readonly apim: IApiManagement;
  public readonly fragmentId: string;

  public constructor(scope: Construct, id: string, attributes: PolicyFragmentAttributes) {
    super(scope, id);
    check(this, "name", attributes.name, RULES.apimChildName);
    this.apim = attributes.apim;
    this.fragmentId = attributes.name;
    EXISTING_FRAGMENTS.add(this, ...attributes.apim._policyKey, attributes.name);
  }

  public include(): IncludeFragment {
    return new IncludeFragment({ fragmentId: this.fragmentId });
  }

  /** @internal */
  public get _resources(): TerraformResource[] {
    return [];
  }
}
