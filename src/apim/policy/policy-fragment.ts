import { ApiManagementPolicyFragment } from "@cdktf/provider-azurerm/lib/api-management-policy-fragment";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import type { PolicyDocument } from "../../policy/document";
import { IncludeFragment } from "../../policy/statements";
import { DOCUMENT, SERVICE } from "../kinds";
import { FRAGMENT_NAMES, POLICY_FRAGMENTS } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { PolicyArgument } from "./policy-argument";
import { requireFragment } from "./require-fragment";

/** Properties of `PolicyFragment`. */
export interface PolicyFragmentProps {
  /** The service whose policies include the fragment. */
  readonly apim: IApiManagement;
  /** The name of the fragment: 1 to 80 letters, digits, dashes and underscores, a letter or digit at either end. Policies include it by this name. */
  readonly name: string;
  /** The statements of the fragment: a document from `PolicyDocument.fragment`, or a parsed one with the root `<fragment>`. */
  readonly document: PolicyDocument;
  /**
   * What the fragment does, in up to 1000 characters.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** Attributes of an existing fragment. */
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
}

const PROPS: Kinds<PolicyFragmentProps> = {
  apim: SERVICE,
  name: STRING,
  document: DOCUMENT,
  description: optional(STRING),
};
const ATTRIBUTES: Kinds<PolicyFragmentAttributes> = { apim: SERVICE, name: STRING };

/**
 * Statements that several policies of a service share: a change to the fragment changes all of them.
 *
 * @see https://learn.microsoft.com/azure/api-management/policy-fragments
 */
export class PolicyFragment extends CheckedConstruct implements IPolicyFragment {
  /** An existing fragment, from this or another configuration. Policies can then include it without a warning about an undeclared name. */
  public static fromName(scope: Construct, id: string, attributes: PolicyFragmentAttributes): IPolicyFragment {
    return new ImportedPolicyFragment(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly fragmentId: string;
  /** @internal */
  public readonly _document: PolicyDocument;

  /**
   * @throws when the name breaks a rule of Azure or the service has a fragment of the name already, or API Management would refuse the document:
   * it contains sections, `<base />` or another fragment, has more than 512 KB, or was parsed with problems
   */
  public constructor(scope: Construct, id: string, props: PolicyFragmentProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, document } = props;
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "description", props.description, APIM_RULES.apimDescription);
    requireFragment(this, document);
    const { key: serviceKey } = apim.policyTarget;
    POLICY_FRAGMENTS.claim(this, serviceKey, name);
    FRAGMENT_NAMES.claim(this, ...serviceKey, name);

    this.apim = apim;
    this.fragmentId = name;
    this._document = document;
    const text = new PolicyArgument(this, { label: `fragment ${name}`, serviceKey, document: () => document });
    text.writeInto((value) =>
      create(ApiManagementPolicyFragment, this, "Resource", {
        apiManagementId: apim.resourceId,
        name,
        description: textForTerraform(props.description),
        // The provider's default format expects expressions to be escaped as XML.
        format: "rawxml",
        value,
        // API Management deletes a fragment only once no policy includes it.
        lifecycle: { createBeforeDestroy: true },
      }),
    );
    text.change([document.root]);
  }

  public include(): IncludeFragment {
    return new IncludeFragment({ fragmentId: this.fragmentId });
  }
}

/** An existing fragment. */
class ImportedPolicyFragment extends CheckedConstruct implements IPolicyFragment {
  public readonly apim: IApiManagement;
  public readonly fragmentId: string;

  public constructor(scope: Construct, id: string, attributes: PolicyFragmentAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.existingFragmentName);
    this.apim = attributes.apim;
    this.fragmentId = attributes.name;
    POLICY_FRAGMENTS.addExisting(this, attributes.apim.policyTarget.key, attributes.name);
  }

  public include(): IncludeFragment {
    return new IncludeFragment({ fragmentId: this.fragmentId });
  }
}
