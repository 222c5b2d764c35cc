import { ApplicationApiAccess } from "@cdktf/provider-azuread/lib/application-api-access";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import type { IAppRegistration } from "./i-app-registration";

interface ApiPermissionsProps {
  readonly applicationId: string;
  readonly resource: IAppRegistration;
}

/**
 * The permissions that one client asks for on one API. Terraform keeps them in one resource, so they are collected and written late.
 */
export class ApiPermissions extends Construct {
  private readonly resource: IAppRegistration;
  /** By value. An id is looked up at once, because the data source that an import makes for it would come too late for synthesis. */
  private readonly roleIds = new Map<string, string>();
  private readonly scopeIds = new Map<string, string>();

  public constructor(scope: Construct, id: string, props: ApiPermissionsProps) {
    super(scope, id);
    this.resource = props.resource;
    new ApplicationApiAccess(this, "Resource", {
      applicationId: props.applicationId,
      apiClientId: this.resource.clientId,
      roleIds: Lazy.listValue({ produce: () => listOrNothing(this.roleIds) }),
      scopeIds: Lazy.listValue({ produce: () => listOrNothing(this.scopeIds) }),
    });
  }

  public get hasRoles(): boolean {
    return this.roleIds.size > 0;
  }

  public addRole(role: string): void {
    if (!this.roleIds.has(role)) this.roleIds.set(role, this.resource.roleId(role));
  }

  public addScope(scope: string): void {
    if (!this.scopeIds.has(scope)) this.scopeIds.set(scope, this.resource.scopeId(scope));
  }
}

/** Terraform takes no empty set here, so nothing stands for an empty one. */
function listOrNothing(ids: ReadonlyMap<string, string>): string[] | undefined {
  return ids.size === 0 ? undefined : [...ids.values()];
}
