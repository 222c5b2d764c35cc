import type { ApplicationApiAccessConfig } from "@cdktf/provider-azuread/lib/application-api-access";
import { Construct } from "constructs";
import { create } from "../core/create";
import { lateList } from "../core/late-value";
import { plainBinding } from "../core/plain-resource";
import { noteReference } from "../core/stack-references";
import type { IAppRegistration } from "./i-app-registration";

const ApplicationApiAccess = plainBinding<ApplicationApiAccessConfig>("azuread_application_api_access", {
  texts: ["applicationId", "apiClientId"],
  sets: ["roleIds", "scopeIds"],
});

interface ApiPermissionsProps {
  readonly applicationId: string;
  readonly resource: IAppRegistration;
}

/**
 * The permissions that one client requests on one API. They are one Terraform resource, so they are collected first and written at synth.
 */
export class ApiPermissions extends Construct {
  public readonly resource: IAppRegistration;
  /** By value. Ids are looked up immediately, because an import creates a data source for them, which would be too late during synthesis. */
  private readonly roleIds = new Map<string, string>();
  private readonly scopeIds = new Map<string, string>();

  public constructor(scope: Construct, id: string, props: ApiPermissionsProps) {
    super(scope, id);
    this.resource = props.resource;
    create(ApplicationApiAccess, this, "Resource", {
      applicationId: props.applicationId,
      apiClientId: this.resource.clientId,
      roleIds: lateList(() => listOrNothing(this.roleIds)),
      scopeIds: lateList(() => listOrNothing(this.scopeIds)),
    });
  }

  public get values(): { readonly roles: string[]; readonly scopes: string[] } {
    return { roles: [...this.roleIds.keys()], scopes: [...this.scopeIds.keys()] };
  }

  public addRole(role: string): void {
    if (!this.roleIds.has(role)) this.roleIds.set(role, this.refer(this.resource.roleId(role)));
  }

  public addScope(scope: string): void {
    if (!this.scopeIds.has(scope)) this.scopeIds.set(scope, this.refer(this.resource.scopeId(scope)));
  }

  private refer(id: string): string {
    noteReference(this.node.scope!, "requests permissions of", this.resource, this.resource.clientId, id);
    return id;
  }
}

/** The provider rejects an empty set here, so it becomes undefined. */
function listOrNothing(ids: ReadonlyMap<string, string>): string[] | undefined {
  return ids.size === 0 ? undefined : [...ids.values()];
}
