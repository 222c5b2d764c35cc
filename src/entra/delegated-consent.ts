import { ServicePrincipalDelegatedPermissionGrant } from "@cdktf/provider-azuread/lib/service-principal-delegated-permission-grant";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { create } from "../core/create";
import type { Principal } from "../core/principal";
import type { IAppRegistration } from "./i-app-registration";

interface DelegatedConsentProps {
  readonly client: IAppRegistration;
  readonly resource: IAppRegistration;
  readonly user?: Principal;
}

/**
 * The scopes of one API to which an administrator consented for a client. They are one Terraform resource, so they are collected first and
 * written at synth.
 */
export class DelegatedConsent extends Construct {
  private readonly scopes = new Set<string>();

  public constructor(scope: Construct, id: string, { client, resource, user }: DelegatedConsentProps) {
    super(scope, id);
    create(ServicePrincipalDelegatedPermissionGrant, this, "Resource", {
      servicePrincipalObjectId: client.servicePrincipalObjectId,
      resourceServicePrincipalObjectId: resource.servicePrincipalObjectId,
      userObjectId: user?.objectId,
      claimValues: Lazy.listValue({ produce: () => [...this.scopes] }),
    });
  }

  public add(scope: string): void {
    this.scopes.add(scope);
  }
}
