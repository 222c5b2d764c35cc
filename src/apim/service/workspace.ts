import type { ApiManagement as ServiceResource } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementWorkspace } from "@cdktf/provider-azurerm/lib/api-management-workspace";
import { ApiManagementWorkspacePolicy } from "@cdktf/provider-azurerm/lib/api-management-workspace-policy";
import { type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { mainResourceOf } from "../../core/main-resource";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { PolicyScope } from "../../policy/model/section";
import { workspaceTier } from "../errors";
import { SERVICE } from "../kinds";
import { type IPolicyTarget, PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "./api-management";

/** Properties of `Workspace`. */
export interface WorkspaceProps {
  /** The service that has the workspace: of the tier Premium, or of a v2 tier. */
  readonly apim: IApiManagement;
  /** The name of the workspace in Azure: 1 to 80 letters, digits or dashes. */
  readonly name: string;
  /**
   * The name shown in the Azure portal.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the workspace is for.
   *
   * @default - no description
   */
  readonly description?: string;
}

/** Attributes of an existing workspace. */
export interface WorkspaceAttributes {
  /** The service that has the workspace. */
  readonly apim: IApiManagement;
  /** The name of the workspace in Azure. */
  readonly name: string;
}

/** A workspace of an API Management service. */
export interface IWorkspace extends IPolicyTarget {
  /** The service that has the workspace. */
  readonly apim: IApiManagement;
  /** The name of the workspace in Azure. */
  readonly name: string;
  /** The resource id of the workspace. */
  readonly workspaceId: string;
}

const PROPS: Kinds<WorkspaceProps> = {
  apim: SERVICE,
  name: STRING,
  displayName: optional(STRING),
  description: optional(STRING),
};
const ATTRIBUTES: Kinds<WorkspaceAttributes> = { apim: SERVICE, name: STRING };

const WORKSPACES = new Registry<Workspace>("workspace");

/**
 * A workspace: a part of a service that one team runs. Its policy runs for all APIs in it, between those of the products and of the service.
 *
 * The azurerm provider has no APIs, products, subscriptions and gateways of workspaces: make them with AzAPI or in the portal, with `workspaceId`.
 *
 * @see https://learn.microsoft.com/azure/api-management/workspaces-overview
 */
export class Workspace extends CheckedConstruct implements IWorkspace {
  /** An existing workspace, from this or another configuration. */
  public static fromName(scope: Construct, id: string, attributes: WorkspaceAttributes): IWorkspace {
    return new ImportedWorkspace(scope, id, attributes);
  }

  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly workspaceId: string;
  public readonly policyTarget: PolicyTarget;

  /**
   * @throws when a name breaks a rule of Azure, the service has the workspace already, or its tier has none
   */
  public constructor(scope: Construct, id: string, props: WorkspaceProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { apim, name, displayName = name } = props;
    check(this, "name", name, APIM_RULES.workspaceName);
    checkOptional(this, "displayName", props.displayName, RULES.text);
    checkOptional(this, "description", props.description, RULES.text);
    requireTier(this, apim);
    this.apim = apim;
    this.policyTarget = new WorkspacePolicyTarget(this, name);
    WORKSPACES.claim(this, ...apim.policyTarget.key, name);
    const resource = create(ApiManagementWorkspace, this, "Resource", {
      apiManagementId: apim.resourceId,
      name,
      displayName: textForTerraform(displayName),
      description: textForTerraform(props.description),
    });
    this.name = resource.name;
    this.workspaceId = resource.id;
  }
}

/** Throws when the tier of a service that the program creates has no workspaces. */
function requireTier(workspace: Workspace, apim: IApiManagement): void {
  const { skuNameInput: sku } = (mainResourceOf(apim) ?? {}) as Partial<ServiceResource>;
  if (sku === undefined || Token.isUnresolved(sku)) return;
  if (!/^(?:premium|basicv2|standardv2|premiumv2)_/i.test(sku)) throw workspaceTier(workspace, sku);
}

/** An existing workspace. */
class ImportedWorkspace extends CheckedConstruct implements IWorkspace {
  public readonly apim: IApiManagement;
  public readonly name: string;
  public readonly policyTarget: PolicyTarget;

  public constructor(scope: Construct, id: string, attributes: WorkspaceAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.workspaceName);
    this.apim = attributes.apim;
    this.name = attributes.name;
    this.policyTarget = new WorkspacePolicyTarget(this, attributes.name);
  }

  public get workspaceId(): string {
    return `${this.apim.resourceId}/workspaces/${this.name}`;
  }
}

class WorkspacePolicyTarget extends PolicyTarget {
  /**
   * @param literalName the name of the workspace as the program gives it: that of a resource is known to Terraform only
   */
  public constructor(
    private readonly workspace: IWorkspace,
    literalName: string,
  ) {
    super({
      label: `workspace ${literalName}`,
      scope: PolicyScope.WORKSPACE,
      serviceKey: workspace.apim.policyTarget.key,
      // An API can have the name of a workspace, and no name of an API has a slash.
      names: [`workspaces/${literalName}`],
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementWorkspacePolicy, scope, id, {
      apiManagementWorkspaceId: this.workspace.workspaceId,
      xmlContent,
    });
  }
}
