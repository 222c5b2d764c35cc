import { ApplicationApiAccess } from "@cdktf/provider-azuread/lib/application-api-access";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import type { IAppRegistration } from "./app-registration-base";

interface ApiPermissionsProps {
  readonly applicationId: string;
  readonly resource: IAppRegistration;
}

/**
 * The permissions that one client asks for on one API. Terraform keeps them in one resource, so they are collected and written late.
 */
export class ApiPermissions extends Construct {
  private readonly roles = new Set<string>();
  private readonly scopes = new Set<string>();

  public constructor(scope: Construct, id: string, props: ApiPermissionsProps) {
    super(scope, id);
    const { resource } = props;
    new ApplicationApiAccess(this, "Resource", {
      applicationId: props.applicationId,
      apiClientId: resource.clientId,
      roleIds: Lazy.listValue({ produce: () => listOrNothing(this.roles, (role) => resource.roleId(role)) }),
      scopeIds: Lazy.listValue({ produce: () => listOrNothing(this.scopes, (name) => resource.scopeId(name)) }),
    });
  }

  public get hasRoles(): boolean {
    return this.roles.size > 0;
  }

  public addRole(role: string): void {
    this.roles.add(role);
  }

  public addScope(scope: string): void {
    this.scopes.add(scope);
  }
}

/** Terraform takes no empty set here, so nothing stands for an empty one. */
function listOrNothing(values: ReadonlySet<string>, idOf: (value: string) => string): string[] | undefined {
  return values.size === 0 ? undefined : [...values].map(idOf);
}
