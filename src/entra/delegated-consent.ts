import { ServicePrincipalDelegatedPermissionGrant } from "@cdktf/provider-azuread/lib/service-principal-delegated-permission-grant";
import { Construct, type IDependable } from "constructs";
import { create } from "../core/create";
import { resourcesIn } from "../core/dependables";
import { lateList } from "../core/late-value";
import type { Principal } from "../core/principal";
import type { IAppRegistration } from "./i-app-registration";

interface DelegatedConsentProps {
  readonly client: IAppRegistration;
  readonly resource: IAppRegistration;
  readonly user?: Principal;
  /** The permissions in the registration of the client, if it is made here: they come first, and the scopes before them. */
  readonly permissions?: IDependable;
}

/**
 * The scopes of one API to which an administrator consented for a client. They are one Terraform resource, so they are collected first and
 * written at synth.
 */
export class DelegatedConsent extends Construct {
  private readonly scopes = new Set<string>();

  public constructor(scope: Construct, id: string, props: DelegatedConsentProps) {
    super(scope, id);
    const { client, resource, user, permissions } = props;
    create(ServicePrincipalDelegatedPermissionGrant, this, "Resource", {
      servicePrincipalObjectId: client.servicePrincipalObjectId,
      resourceServicePrincipalObjectId: resource.servicePrincipalObjectId,
      userObjectId: user?.objectId,
      claimValues: lateList(() => [...this.scopes]),
      dependsOn: permissions && resourcesIn(permissions),
    });
  }

  public add(scope: string): void {
    this.scopes.add(scope);
  }
}
