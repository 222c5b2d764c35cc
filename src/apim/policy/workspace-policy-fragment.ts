import { ApiManagementWorkspacePolicyFragment } from "@cdktf/provider-azurerm/lib/api-management-workspace-policy-fragment";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, checkOptional } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import type { PolicyDocument } from "../../policy/document";
import { IncludeFragment } from "../../policy/statements";
import { DOCUMENT, WORKSPACE } from "../kinds";
import { FRAGMENT_NAMES, POLICY_FRAGMENTS } from "../known-names";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { IWorkspace } from "../service/workspace";
import type { IPolicyFragment } from "./policy-fragment";
import { PolicyArgument } from "./policy-argument";
import { requireFragment } from "./require-fragment";

/** Properties of `WorkspacePolicyFragment`. */
export interface WorkspacePolicyFragmentProps {
  /** The workspace whose policies include the fragment. */
  readonly workspace: IWorkspace;
  /** The name of the fragment, which no other fragment of the service has: 1 to 80 letters, digits, `_` or `-`. */
  readonly name: string;
  /** The statements of the fragment: a document from `PolicyDocument.fragment`, or a parsed one with the root `<fragment>`. */
  readonly document: PolicyDocument;
  /**
   * What the fragment does.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** Attributes of an existing fragment of a workspace. */
export interface WorkspacePolicyFragmentAttributes {
  /** The workspace whose policies include the fragment. */
  readonly workspace: IWorkspace;
  /** The name of the fragment. */
  readonly name: string;
}

const PROPS: Kinds<WorkspacePolicyFragmentProps> = {
  workspace: WORKSPACE,
  name: STRING,
  document: DOCUMENT,
  description: optional(STRING),
};
const ATTRIBUTES: Kinds<WorkspacePolicyFragmentAttributes> = { workspace: WORKSPACE, name: STRING };

/**
 * Statements that several policies of a workspace share. Policies of the workspace cannot include the fragments of the service.
 *
 * @see https://learn.microsoft.com/azure/api-management/workspaces-overview
 */
export class WorkspacePolicyFragment extends CheckedConstruct implements IPolicyFragment {
  /** An existing fragment, from this or another configuration. */
  public static fromName(scope: Construct, id: string, attributes: WorkspacePolicyFragmentAttributes): IPolicyFragment {
    return new ImportedWorkspacePolicyFragment(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly fragmentId: string;
  /** @internal */
  public readonly _document: PolicyDocument;

  /**
   * @throws when the name breaks a rule of Azure or the service has a fragment of the name already, or API Management would refuse the document, as
   * for a `PolicyFragment`
   */
  public constructor(scope: Construct, id: string, props: WorkspacePolicyFragmentProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { workspace, name, document } = props;
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "description", props.description, APIM_RULES.apimDescription);
    requireFragment(this, document);
    const { key: workspaceKey, serviceKey } = workspace.policyTarget;
    FRAGMENT_NAMES.claim(this, ...serviceKey, name);
    POLICY_FRAGMENTS.claim(this, workspaceKey, name);
    this.apim = workspace.apim;
    this.fragmentId = name;
    this._document = document;
    const label = `fragment ${name} of ${workspace.policyTarget.label}`;
    const text = new PolicyArgument(this, { label, serviceKey: workspaceKey, document: () => document });
    text.writeInto((xmlContent) =>
      create(ApiManagementWorkspacePolicyFragment, this, "Resource", {
        apiManagementWorkspaceId: workspace.workspaceId,
        name,
        description: textForTerraform(props.description),
        // The provider's default format expects expressions to be escaped as XML.
        xmlFormat: "rawxml",
        xmlContent,
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
class ImportedWorkspacePolicyFragment extends CheckedConstruct implements IPolicyFragment {
  public readonly apim: IApiManagement;
  public readonly fragmentId: string;

  public constructor(scope: Construct, id: string, attributes: WorkspacePolicyFragmentAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.existingFragmentName);
    this.apim = attributes.workspace.apim;
    this.fragmentId = attributes.name;
    POLICY_FRAGMENTS.addExisting(this, attributes.workspace.policyTarget.key, attributes.name);
  }

  public include(): IncludeFragment {
    return new IncludeFragment({ fragmentId: this.fragmentId });
  }
}
