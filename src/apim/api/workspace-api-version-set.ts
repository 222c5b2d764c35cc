import { ApiManagementWorkspaceApiVersionSet } from "@cdktf/provider-azurerm/lib/api-management-workspace-api-version-set";
import type { Construct } from "constructs";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { textForTerraform } from "../../core/terraform-text";
import { WORKSPACE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IWorkspace } from "../service/workspace";
import { SCHEME, schemeArguments, type VersioningScheme } from "./api-version-set";

/** Properties of `WorkspaceApiVersionSet`. */
export interface WorkspaceApiVersionSetProps {
  /** The workspace that has the APIs. */
  readonly workspace: IWorkspace;
  /** Where requests name the version. */
  readonly scheme: VersioningScheme;
  /**
   * The name in Azure.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * The name shown in the portals, up to 100 characters.
   *
   * @default - the name
   */
  readonly displayName?: string;
  /**
   * What the APIs are for.
   *
   * @default - no description
   */
  readonly description?: string;
}

const PROPS: Kinds<WorkspaceApiVersionSetProps> = {
  workspace: WORKSPACE,
  scheme: SCHEME,
  name: optional(STRING),
  displayName: optional(STRING),
  description: optional(STRING),
};

const VERSION_SETS = new Registry<WorkspaceApiVersionSet>("version set");

/**
 * A version set of a workspace. The azurerm provider has no APIs of workspaces: give the id to one that is made with AzAPI.
 *
 * @see https://learn.microsoft.com/azure/api-management/workspaces-overview
 */
export class WorkspaceApiVersionSet extends CheckedConstruct {
  /** The name in Azure. */
  public readonly name: string;
  /** The resource id. */
  public readonly versionSetId: string;

  /**
   * @throws when a name or a text breaks a rule of API Management, or the workspace has a version set of this name
   */
  public constructor(scope: Construct, id: string, props: WorkspaceApiVersionSetProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { workspace, scheme, name = id, displayName = name, description } = props;
    check(this, "name", name, APIM_RULES.childName);
    checkOptional(this, "displayName", props.displayName, APIM_RULES.shortTitle);
    checkOptional(this, "description", description, RULES.text);
    VERSION_SETS.claim(this, ...workspace.policyTarget.key, name);
    this.name = name;
    this.versionSetId = create(ApiManagementWorkspaceApiVersionSet, this, "Resource", {
      apiManagementWorkspaceId: workspace.workspaceId,
      name,
      displayName: textForTerraform(displayName),
      description: textForTerraform(description),
      ...schemeArguments(scheme),
    }).id;
  }
}
